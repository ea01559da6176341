"""A line of a sheet, cell by cell as Excel keeps it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class BookCell(Struct, frozen=True):
    """A cell: its value (of a formula the outcome), its number format, and its address."""

    value: Any
    shown_as: str
    address: str
    without_outcome: bool = False
    """Whether it is a formula whose outcome was never saved."""

    @property
    def text(self) -> str:
        """The value as bare words, to find out what the cell is for."""
        return "" if self.value is None else str(self.value).strip()


class Line(Struct, frozen=True):
    """A line of a sheet with something in it."""

    number: int
    cells: tuple[BookCell, ...]

    @property
    def start(self) -> int:
        """Where its first cell with something in it stands, counted from 0."""
        return next(i for i, cell in enumerate(self.cells) if cell.text)

    @property
    def end(self) -> int:
        """Behind its last cell with something in it."""
        return max(i for i, cell in enumerate(self.cells) if cell.text) + 1
