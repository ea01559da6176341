"""How the parts of the controller's workbook are named."""

from __future__ import annotations

from pipeline.marks import TYPED
from pipeline.model import Cell

BLOCK = "tabel"
"""Stands in the first cell of a block; the name of the table in the second."""
SINGLES, SINGLE, VALUE = "cijfers", "cijfer", "waarde"
"""The block of the single figures, and its two columns."""


def explains(text: str) -> bool:
    """Say whether a cell is between brackets: it tells something and is not read."""
    return text.startswith("(") and text.endswith(")")


def typed(cell: Cell) -> str:
    """Return a number as an editor types it: '1.234,5', '-', 'nnb'."""
    from pipeline import dutch

    if cell.missing:
        return TYPED[cell.missing]
    assert cell.value is not None, "a number without a sign has a value"
    return dutch.number(cell.value, cell.decimals).replace(dutch.MINUS, "-")
