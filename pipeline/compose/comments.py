"""Comments of reviewers in a text: shown in drafts, refused when adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import comments
from pipeline.model import ERROR, Comment, Document, Place, Problem

if TYPE_CHECKING:
    from pipeline.compose.insertions import Collected


def without_comments(text: str, start: Place, collected: Collected, problems: list[Problem]) -> str:
    """Return a text, the first line at `start`, with a token for each comment; lines stay."""
    problems += comments.problems(text, start)

    def token(words: str, lines: int) -> str:
        if not words:
            return ""
        place = Place(start.file, start.line + lines)
        return f"\ue000{collected.add(Comment(words, place), place)}\ue001"

    return comments.replaced(text, token)


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
