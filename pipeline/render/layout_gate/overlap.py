"""What stands over something else: letters over letters, a picture over the foot of the page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import ERROR
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Piece, Sheet

SLACK = 1.5
"""Pixels that two pieces may share: side bearings, and the bow of an italic letter."""


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each two pieces of a page that share some of it."""
    for sheet in sheets:
        below = sorted(sheet.pieces, key=lambda piece: piece.top)
        for number, one in enumerate(below):
            for other in below[number + 1 :]:
                if other.top > one.bottom - SLACK:
                    break
                if _shared(one, other) > SLACK:
                    yield _fault(one, other)


def _shared(one: Piece, other: Piece) -> float:
    """Return how many pixels wide and high the part is that two pieces share, whichever is less."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(wide, high)


def _fault(one: Piece, other: Piece) -> Fault:
    first, second = (one, other) if one.frame.flow != "margin" else (other, one)
    return Fault(
        "W03",
        ERROR,
        first.page,
        first.element,
        "Hier staat iets over iets anders heen",
        f"{quoted(first.text)} over {quoted(second.text)}",
        "alles vrij van elkaar",
        "Maak een lang woord of getal korter, of geef een tabel minder kolommen."
        if first.text
        else "Maak het plaatje kleiner, of kies een uitsnede.",
    )
