"""What leaves the paper is lost; what leaves its column or the text area is ugly."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import ERROR, WARNING
from pipeline.render.layout_gate.faults import MILLIMETRE, Fault, quoted
from pipeline.render.layout_gate.pieces import Piece, Sheet

SLACK = 1.5
"""Pixels that rounding or a slanted letter may take."""
_WORDS = "Maak een lang woord korter, of zet er een koppelteken in."
_PICTURE = "Maak het plaatje kleiner, of kies een uitsnede."


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each piece outside the paper or outside what is around it."""
    for sheet in sheets:
        for piece in sheet.pieces:
            off = max(
                -piece.left, -piece.top, piece.right - sheet.width, piece.bottom - sheet.height
            )
            if off > SLACK:
                yield _fault(piece, off, "Dit valt buiten het papier", "alles op het papier")
            elif not piece.frame.loose and (over := _over(piece)) > SLACK:
                what = "Dit steekt buiten zijn kolom of buiten de tekst"
                yield _fault(piece, over, what, "alles tussen de kantlijnen")


def _over(piece: Piece) -> float:
    frame = piece.frame
    return max(frame.left - piece.left, piece.right - frame.right, piece.bottom - frame.bottom)


def _fault(piece: Piece, by: float, what: str, expected: str) -> Fault:
    lost = expected == "alles op het papier"
    return Fault(
        "W02",
        ERROR if lost else WARNING,
        piece.page,
        piece.element,
        what,
        f"{quoted(piece.text)}, {max(1, round(by / MILLIMETRE))} mm te ver",
        expected,
        _WORDS if piece.text else _PICTURE,
    )
