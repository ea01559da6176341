"""How the parts of the controller's workbook are named."""

from __future__ import annotations

BLOCK = "tabel"
"""Stands in the first cell of a block; the name of the table in the second."""
SINGLES, SINGLE, VALUE = "cijfers", "cijfer", "waarde"
"""The block of the single figures, and its two columns."""


def explains(text: str) -> bool:
    """Say whether a cell is between brackets: it tells something and is not read."""
    return text.startswith("(") and text.endswith(")")
