"""Compose one Markdown file: its headings, prose, tables, charts and footnotes, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.compose.blocks import CannotPlace, chart_block, table_block
from pipeline.compose.expressions import ChartRequest, TableRequest
from pipeline.compose.images import use_image
from pipeline.compose.insertions import BLOCK, Collected
from pipeline.compose.labels import Labels
from pipeline.compose.markdown import problems_in
from pipeline.model import (
    ERROR,
    Block,
    Chapter,
    Figures,
    Footnote,
    Heading,
    NotesBlock,
    Place,
    Problem,
    Prose,
)

_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_KINDS: dict[str, Literal["hoofdstuk", "ongenummerd", "bijlage"]] = {
    "": "hoofdstuk",
    "ongenummerd": "ongenummerd",
    "bijlage": "bijlage",
}


@dataclass(slots=True)
class Workshop:
    """What the chapters of one publication share while it is composed."""

    md: MarkdownIt
    figures: Figures
    labels: Labels
    collected: Collected
    pictures: Path
    problems: list[Problem]
    images: list[Path] = field(default_factory=list)


def compose_chapter(source: str, place: Place, shop: Workshop) -> Chapter:
    """Return the chapter of a text whose insertions are tokens already."""
    return _Composer(place, shop).chapter(shop.md.parse(source, {}))


class _Composer:
    """Walks the tokens of one file from top to bottom."""

    def __init__(self, place: Place, shop: Workshop) -> None:
        self._place = place
        self._shop = shop
        self._kind: Literal["hoofdstuk", "ongenummerd", "bijlage"] = "hoofdstuk"
        self._title: Heading | None = None
        self._headings: list[Heading] = []
        self._level = 1
        self._blocks: list[Block] = []
        self._run: list[Token] = []

    def _report(
        self, line: int, code: str, what: str, found: str, expected: str, advice: str
    ) -> None:
        place = replace(self._place, line=line)
        self._shop.problems.append(Problem(code, ERROR, place, what, found, expected, advice))

    def chapter(self, tokens: list[Token]) -> Chapter:
        """Return the composed chapter; problems go to the workshop."""
        self._shop.problems += problems_in(tokens, self._place)
        body, notes = _split_footnotes(tokens)
        self._images(tokens)
        footnotes = self._footnotes(body, notes)
        self._stray_blocks(tokens)
        i = 0
        while i < len(body):
            i = self._step(body, i)
        self._flush()
        if self._title is None:
            self._report(
                1,
                "X11",
                "Dit hoofdstuk heeft geen titel",
                "geen regel met #",
                "# Titel",
                "Begin het bestand met een regel die begint met # en een spatie.",
            )
            self._title = Heading("", "", "", 1)
        return Chapter(
            self._title,
            tuple(self._headings),
            tuple(self._blocks),
            footnotes,
            self._kind,
            self._place,
        )

    def _step(self, body: list[Token], i: int) -> int:
        token = body[i]
        if token.type == "heading_open":
            if self._heading(token, body[i + 1]):
                self._run += body[i : i + 3]
            return i + 3
        if token.type == "paragraph_open" and token.level == 0:
            match = BLOCK.fullmatch(body[i + 1].content.strip())
            if match:
                self._flush()
                self._block(int(match[1]), _line(token))
                return i + 3
        self._run.append(token)
        return i + 1

    def _flush(self) -> None:
        if self._run:
            line = next((_line(t) for t in self._run if t.map), self._place.line)
            html = self._shop.md.renderer.render(self._run, self._shop.md.options, {})
            self._blocks.append(Prose(html, replace(self._place, line=line)))
            self._run = []

    # --- headings --------------------------------------------------------------------------------

    def _heading(self, token: Token, inline: Token) -> bool:
        """Take a heading; return whether it belongs in the prose (the chapter's title does not)."""
        level, line = int(token.tag[1]), _line(token)
        given, classes = _take_attributes(inline)
        title = self._shop.md.renderer.render([inline], self._shop.md.options, {}).strip()
        if not self._fits(level, line, token):
            return False
        self._level = level
        heading_id = self._shop.labels.heading_id(given, title)
        token.attrs["id"] = heading_id
        if level == 1:
            self._take_title(heading_id, title, classes, line, given)
            return False
        if level == 2:
            self._paragraph(token, heading_id, title, line, given)
        elif given:
            self._add(given, Heading(heading_id, "", title, 3), "", line)
        return True

    def _fits(self, level: int, line: int, token: Token) -> bool:
        expected = ""
        if token.level:
            expected = "een kop buiten een vak of lijst"
        elif self._title is None and level != 1:
            expected = "eerst de titel van het hoofdstuk, met één #"
        elif self._title is not None and level == 1:
            expected = "één # per bestand; gebruik ## voor een paragraaf"
        elif level > 3:
            expected = "hoogstens ### (drie)"
        elif level > self._level + 1:
            expected = f"hoogstens {'#' * (self._level + 1)} onder {'#' * self._level}"
        if expected:
            self._report(
                line,
                "X11",
                "Deze kop staat op een verkeerd niveau",
                "#" * level,
                expected,
                "Verander het aantal hekjes, of voeg de ontbrekende kop toe.",
            )
        return not expected

    def _take_title(
        self, heading_id: str, title: str, classes: list[str], line: int, given: str
    ) -> None:
        kind = classes[0] if classes else ""
        if kind not in _KINDS:
            self._report(
                line,
                "X11",
                "Deze soort hoofdstuk kennen we niet",
                "." + kind,
                ".ongenummerd of .bijlage",
                "Verbeter wat er tussen { en } staat.",
            )
            kind = ""
        self._kind = _KINDS[kind]
        labels = self._shop.labels
        number = ""
        if labels.numbered and self._kind == "hoofdstuk":
            number = str(labels.next("hoofdstuk"))
        elif self._kind == "bijlage":
            number = f"Bijlage {labels.next('bijlage')}"
        labels.restart("paragraaf")
        self._title = Heading(heading_id, number, title, 1)
        self._add(given or heading_id, self._title, self._kind, line)

    def _paragraph(self, token: Token, heading_id: str, title: str, line: int, given: str) -> None:
        number = ""
        if self._title and self._title.number and self._kind == "hoofdstuk":
            number = f"{self._title.number}.{self._shop.labels.next('paragraaf')}"
        token.meta["number"] = number
        heading = Heading(heading_id, number, title, 2)
        self._headings.append(heading)
        self._add(given or heading_id, heading, "paragraaf", line)

    def _add(self, name: str, heading: Heading, kind: str, line: int) -> None:
        place = replace(self._place, line=line)
        if problem := self._shop.labels.add_heading(name, heading, kind, place):
            self._shop.problems.append(problem)

    # --- tables and charts -----------------------------------------------------------------------

    def _block(self, number: int, line: int) -> None:
        shop, place = self._shop, replace(self._place, line=line)
        request = shop.collected.blocks[number]
        try:
            if isinstance(request, TableRequest):
                self._blocks.append(table_block(request, shop.figures, shop.labels, place))
            elif isinstance(request, ChartRequest):
                self._blocks.append(chart_block(request, shop.figures, shop.labels, place))
            else:
                self._blocks.append(NotesBlock(shop.figures.notes, place))
        except CannotPlace as refusal:
            if refusal.problem:
                shop.problems.append(refusal.problem)

    def _stray_blocks(self, tokens: list[Token]) -> None:
        for i, token in enumerate(tokens):
            if token.type != "inline" or not BLOCK.search(token.content):
                continue
            if tokens[i - 1].level or not BLOCK.fullmatch(token.content.strip()):
                self._report(
                    _line(token),
                    "X07",
                    "Een tabel, grafiek of lijst staat midden in een tekst",
                    "andere tekst op dezelfde regel, of een vak of opsomming eromheen",
                    "een eigen regel met een witregel erboven en eronder",
                    "Zet de invoeging op een eigen regel.",
                )

    # --- footnotes and pictures ------------------------------------------------------------------

    def _footnotes(self, body: list[Token], notes: list[list[Token]]) -> tuple[Footnote, ...]:
        shop = self._shop
        found: dict[int, Footnote] = {}
        for token in _references(body):
            note_id = token.meta["id"]
            if note_id in found:
                self._report(
                    self._place.line,
                    "X10",
                    "Naar deze voetnoot wordt twee keer verwezen",
                    f"[^{token.meta.get('label', '')}]",
                    "elke voetnoot één keer",
                    "Maak er twee voetnoten van.",
                )
                continue
            inner = [t for t in notes[note_id] if t.type == "inline"]
            html = "<br>".join(shop.md.renderer.render([t], shop.md.options, {}) for t in inner)
            found[note_id] = Footnote(shop.labels.next("voetnoot"), html)
            shop.collected.inline.append(found[note_id])
            shop.collected.places.append(self._place)
            token.meta["token"] = f"\ue000{len(shop.collected.inline) - 1}\ue001"
        return tuple(found.values())

    def _images(self, tokens: list[Token]) -> None:
        for token in tokens:
            for child in token.children or ():
                if child.type == "image":
                    place = replace(self._place, line=_line(token))
                    problem = use_image(child, self._shop.pictures, self._shop.collected, place)
                    if isinstance(problem, Problem):
                        self._shop.problems.append(problem)
                    elif problem not in self._shop.images:
                        self._shop.images.append(problem)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _take_attributes(inline: Token) -> tuple[str, list[str]]:
    """Take `{#naam .soort}` off the end of a heading; return (name, kinds)."""
    last = inline.children[-1] if inline.children else None
    match = _ATTRIBUTES.search(last.content) if last and last.type == "text" else None
    if not match or last is None:
        return "", []
    last.content = last.content[: match.start()]
    words = match[1].split()
    given = next((w[1:] for w in words if w.startswith("#")), "")
    return given, [w[1:] for w in words if w.startswith(".")]


def _split_footnotes(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    notes: list[list[Token]] = []
    for token in tokens[start:]:
        if token.type == "footnote_open":
            notes.append([])
        elif notes:
            notes[-1].append(token)
    return tokens[:start], notes


def _references(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield child
