"""What reviewers write in a text, `{>> klopt dit? <<}`: shown in drafts, refused when adopted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import characters
from pipeline.model import ERROR, Comment, Document, Place, Problem

if TYPE_CHECKING:
    from pipeline.compose.insertions import Collected

_COMMENT = re.compile(r"[ \t]*\{>>((?:(?!\{>>|<<\}|\n[ \t]*\n).)*)<<\}", re.DOTALL)
_LEFTOVER = re.compile(r"\{>>|<<\}")


def without_comments(text: str, start: Place, collected: Collected, problems: list[Problem]) -> str:
    """Return a text, the first line at `start`, with a token for each comment; lines stay."""

    def token(match: re.Match[str]) -> str:
        place = Place(start.file, start.line + text.count("\n", 0, match.start()))
        words = " ".join(match[1].split())
        if not words:
            problems.append(_wrong(place, match[0], "Deze opmerking is leeg"))
            return "\n" * match[0].count("\n")
        number = collected.add(Comment(words, place), place)
        return f"\ue000{number}\ue001" + "\n" * match[0].count("\n")

    done = _COMMENT.sub(token, text)
    for leftover in _LEFTOVER.finditer(done):
        place = Place(start.file, start.line + done.count("\n", 0, leftover.start()))
        line = done[leftover.start() :].partition("\n")[0]
        problems.append(_wrong(place, line, "Een opmerking is niet goed geopend of gesloten"))
    return _LEFTOVER.sub("", done)


def _wrong(place: Place, found: str, what: str) -> Problem:
    return Problem(
        "X12",
        ERROR,
        place,
        what,
        characters.excerpt(found),
        "{>> uw opmerking <<}, in één alinea",
        "Zet {>> voor en <<} achter de opmerking.",
    )


def refused(document: Document) -> list[Problem]:
    """Return a problem for each comment in an adopted publication."""
    if document.is_draft:
        return []
    return [
        Problem(
            "X12",
            ERROR,
            comment.place,
            "In een vastgestelde publicatie staat nog een opmerking",
            comment.said,
            "geen {>> … <<}",
            "Verwerk de opmerking en haal haar weg, of maak er weer status: concept van.",
        )
        for comment in document.comments
    ]
