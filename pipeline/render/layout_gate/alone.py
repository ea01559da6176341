"""A heading or title at the foot of a page, with what it announces on the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import WARNING
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Piece, Sheet


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each title that what it announces does not follow."""
    for one, other in pairwise(_running(sheets)):
        if one.frame.leads and one.element is not other.element and _parted(one, other):
            yield Fault(
                "W04",
                WARNING,
                one.page,
                one.element,
                "Een kop of titel staat alleen, zonder wat erbij hoort",
                quoted(one.text),
                "op dezelfde bladzijde het begin van wat erbij hoort",
                "Zet er een zin tekst bij of haal er een weg, of maak wat volgt minder hoog.",
            )


def _running(sheets: list[Sheet]) -> Iterator[Piece]:
    """Yield the text in reading order, and what is printed between it; no notes, no page head."""
    for sheet in sheets:
        yield from (p for p in sheet.pieces if p.frame.flow == "text" and not p.frame.loose)


def _parted(one: Piece, other: Piece) -> bool:
    columns = one.frame.column and other.frame.column and one.frame.column != other.frame.column
    return one.page != other.page or bool(columns)
