"""Replace every {{ … }} of a text by a token, so that Markdown leaves it alone.

Inline tokens are U+E000 n U+E001 (n counts in the publication), block tokens U+E002 n U+E003.
Lines stay where they are: line n of the result is line n of the file.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline import characters
from pipeline.compose.comments import without_comments
from pipeline.compose.expressions import evaluate
from pipeline.compose.refusals import BrokenSource, ExpressionError
from pipeline.compose.requests import BlockRequest, Number, ReferenceRequest, Words
from pipeline.model import ERROR, Comment, Exempt, Figures, Footnote, Place, Problem, TextFile
from pipeline.tokens import INLINE

BLOCK = re.compile("\ue002(\\d+)\ue003")
_EXPRESSION = re.compile(r"\{\{((?:[^\n{}]|\{(?!\{)|\}(?!\}))*)\}\}")
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}")
_BY_CODE = re.compile(r"&#[xX]?[0-9a-fA-F]+;?")
_BY_NAME = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_TAG = re.compile(r"<[^>]*>")


Inline = Number | ReferenceRequest | Footnote | Exempt | Comment


class Collected(Struct):
    """What the texts of one publication insert, in order of appearance."""

    inline: list[Inline] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where each inline insertion stands."""
    blocks: list[BlockRequest] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    """Names of functions that were called in a wrong way: what they place is not there."""

    lost: list[Place] = field(default_factory=list)
    """The lines on which an insertion stands for nothing, so that no sentence there is whole."""

    def add(self, item: Inline, place: Place) -> int:
        """Keep an inline insertion; return its number."""
        self.inline.append(item)
        self.places.append(place)
        return len(self.inline) - 1

    def plain(self, html: str) -> str:
        """Return inline HTML as bare words, with its numbers; other insertions fall away."""

        def words(match: re.Match[str]) -> str:
            item = self.inline[int(match[1])]
            return item.text if isinstance(item, Number | Exempt) else ""

        return INLINE.sub(words, unescape(_TAG.sub("", html)))


def insert(text: TextFile, figures: Figures, collected: Collected, problems: list[Problem]) -> str:
    """Return the text with tokens; adds to `collected` and `problems`."""
    return insert_into(text.text, replace(text.place, line=1), figures, collected, problems)


def insert_into(
    text: str, start: Place, figures: Figures, collected: Collected, problems: list[Problem]
) -> str:
    """Return any text that an editor typed, the first line at `start`, with tokens."""
    lines = []
    still_open = False
    text = without_comments(text, start, collected, problems)
    for number, line in enumerate(text.split("\n"), start.line):
        place = Place(start.file, number)
        line = _BY_NAME.sub(_named_character, line)
        if found := _BY_CODE.search(line):
            problems.append(_by_code(place, found[0]))
            line = _BY_CODE.sub("", line)

        def token(match: re.Match[str], place: Place = place) -> str:
            return _token(match[1], place, figures, collected, problems)

        done = _EXPRESSION.sub(token, line)
        if leftover := _LEFTOVER.search(done):
            if not (still_open and leftover[0] == "}}"):
                problems.append(_unclosed(place, leftover[0], done[leftover.start() :]))
            done = re.sub("[{}]", "", done)
        still_open = leftover is not None and leftover[0] == "{{"
        lines.append(done)
    return "\n".join(lines)


def _token(
    source: str, place: Place, figures: Figures, collected: Collected, problems: list[Problem]
) -> str:
    try:
        result = evaluate(source.replace("\xa0", " "), figures)
    except ExpressionError as e:
        collected.failed.add(source.strip().partition("(")[0])
        collected.lost.append(place)
        told = (e.what, e.found, e.expected, e.advice)
        problems.append(Problem(e.code, ERROR, place, *told, lacks=e.lacks))
        return "…"
    except BrokenSource:
        collected.lost.append(place)
        return "…"
    if isinstance(result, Words):
        return result.text
    if isinstance(result, Exempt):
        result = replace(result, place=place)
    if isinstance(result, Number | ReferenceRequest | Exempt):
        return f"\ue000{collected.add(result, place)}\ue001"
    collected.blocks.append(result)
    return f"\ue002{len(collected.blocks) - 1}\ue003"


def _unclosed(place: Place, found: str, line: str) -> Problem:
    if "%" in found:
        return Problem(
            "X03",
            ERROR,
            place,
            "Opdrachten met {% … %} kunnen niet in een tekst",
            characters.excerpt(line),
            "alleen invoegingen met {{ … }}",
            "Haal de opdracht weg.",
        )
    return Problem(
        "X02",
        ERROR,
        place,
        "Een invoeging is niet goed geopend of gesloten",
        characters.excerpt(line),
        "{{ naam }} op één regel",
        "Zet {{ voor en }} achter de naam, op dezelfde regel.",
    )


def _named_character(match: re.Match[str]) -> str:
    """Return the character that HTML calls so, as it may be read; what Markdown needs stays."""
    name = match[0]
    character = html5.get(match[1], "")
    return name if character.isascii() else characters.settled(character)


def _by_code(place: Place, found: str) -> Problem:
    return Problem(
        "X04",
        ERROR,
        place,
        "HTML kan niet in een tekst",
        found,
        "het teken zelf",
        "Typ of plak het teken dat u bedoelt.",
    )
