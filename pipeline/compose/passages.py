"""The running text of a file, piece by piece and without markup, for the checks on words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline.compose.insertions import BLOCK
from pipeline.compose.lines import line_of
from pipeline.compose.lists import YEARS, typed_numbers
from pipeline.model import Block, Diagram, DiagramBlock, Passage, Place, Prose, TableBlock

Kind = Literal["alinea", "kop", "punt", "tegel", "cel", "voetnoot", "noot", "alt"]
_OPENS: dict[str, Kind] = {
    "heading_open": "kop",
    "th_open": "cel",
    "td_open": "cel",
    "list_item_open": "punt",
    "dt_open": "kop",
    "footnote_open": "voetnoot",
}
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_BOX = re.compile(r":::\s*[a-z]+\s+(.*)")


def passages(
    tokens: list[Token], source: str, place: Place, moved: Mapping[int, Place]
) -> Iterator[Passage]:
    """Yield every piece of text of a parsed file; the chapter is filled in by `in_chapter`.

    `moved` has the place of lines that come from elsewhere, by their line in `source`.
    """
    open_kinds: list[Kind] = []
    tiles = False
    typed = typed_numbers(tokens)
    number = ""
    for index, token in enumerate(tokens):
        if index in typed and typed[index] not in YEARS:
            number = f"{typed[index]} "
        if token.type.startswith("container_"):
            tiles = token.type == "container_tegels_open"
        if token.type in _OPENS:
            kind = _OPENS[token.type]
            open_kinds.append("tegel" if tiles and kind == "punt" else kind)
        elif token.type.replace("_close", "_open") in _OPENS:
            open_kinds.pop()
        elif token.type == "inline":
            line = line_of(token)
            where = moved.get(line) or replace(place, line=line)
            yield from _inline(token, open_kinds[-1] if open_kinds else "alinea", where, number)
            number = ""
    yield from _box_titles(source, place)


def _inline(token: Token, kind: Kind, place: Place, number: str) -> Iterator[Passage]:
    """Yield a piece of text, behind the number of a list that was typed, and its pictures."""
    text = number + BLOCK.sub("", "".join(_words(child) for child in token.children or ()))
    if kind == "kop":
        text = _ATTRIBUTES.sub("", text)
    yield Passage(text, kind, "", place)
    line = place.line
    for child in token.children or ():
        if child.type == "image":
            yield Passage(child.content, "alt", "", replace(place, line=line))
        if title := str(child.attrs.get("title", "")):
            yield Passage(title, "alt", "", replace(place, line=line))
        line += child.type in ("softbreak", "hardbreak")


def _words(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return child.content if child.type in ("text", "code_inline") else ""


def _box_titles(source: str, place: Place) -> Iterator[Passage]:
    for number, line in enumerate(source.split("\n"), 1):
        if match := _BOX.fullmatch(line.strip()):
            yield Passage(match[1], "kop", "", replace(place, line=number))


def note_passages(block: Block) -> Iterator[Passage]:
    """Yield what stands below a table or chart, and the notes of a list of notes."""
    if isinstance(block, DiagramBlock):
        yield from _diagram_passages(block.diagram)
    elif not isinstance(block, Prose):
        for note in block.notes:
            yield Passage(note.text, "noot", "", note.place)
    if isinstance(block, TableBlock):
        yield Passage(block.note, "noot", "", block.table.note_place)


def _diagram_passages(diagram: Diagram) -> Iterator[Passage]:
    """Yield the title of a diagram, what it shows, and all words in it."""
    yield Passage(diagram.title, "kop", "", diagram.place)
    yield Passage(diagram.description, "noot", "", diagram.place)
    for row in diagram.rows:
        for box in row.boxes:
            yield Passage(box.heading, "kop", "", box.place)
            for text in (box.text, *box.points):
                yield Passage(text, "cel", "", box.place)


def in_chapter(found: list[Passage], chapter: str) -> list[Passage]:
    """Return the passages with the chapter they stand in, in the order of the files.

    A hard space is a space: where a line may end is no business of a check.
    """
    named = (
        replace(passage, text=passage.text.replace("\xa0", " "), chapter=chapter)
        for passage in found
        if passage.text.strip()
    )
    return sorted(named, key=lambda passage: passage.place)
