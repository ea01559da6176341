"""A sheet of a workbook, as sparse as it is: its lines, and of each only the cells that are filled.

Rows and columns of cells are counted as a program shows them: lines from 1, columns from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

LAST_COLUMN, LAST_LINE = 16_384, 1_048_576
"""How far a sheet goes."""
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")

Kind = Literal["leeg", "tekst", "getal", "waar of onwaar", "datum", "fout", "zonder uitkomst"]


class BookCell(Struct, frozen=True, gc=False):
    """A cell: what it holds (of a formula the outcome) and how that is shown."""

    line: int
    column: int
    kind: Kind = "leeg"
    value: str | float = ""
    """A float for a number (of a date its serial number), else words without strange characters."""
    shown_as: str = ""
    """The number format, as Excel writes it."""
    strange: str = ""
    """What characters the words had that do not belong there."""

    @property
    def address(self) -> str:
        """How Excel calls the cell: B4."""
        return f"{letters(self.column)}{self.line}"

    @property
    def text(self) -> str:
        """The value as bare words, to find out what the cell is for."""
        return self.value if isinstance(self.value, str) else f"{self.value:.15g}"


class Line(Struct, frozen=True, gc=False):
    """A line of a sheet with something in it."""

    number: int
    filled: tuple[BookCell, ...]
    """From left to right; never ()."""

    @property
    def first(self) -> BookCell:
        """Its first cell with something in it."""
        return self.filled[0]

    @property
    def start(self) -> int:
        """Where its first cell with something in it stands."""
        return self.filled[0].column

    @property
    def end(self) -> int:
        """Behind its last cell with something in it."""
        return self.filled[-1].column + 1

    def at(self, column: int) -> BookCell:
        """Return the cell in a column, which may be empty."""
        return self.across((column,))[0]

    def across(self, columns: Iterable[int]) -> tuple[BookCell, ...]:
        """Return the cell in each of some columns."""
        filled = {cell.column: cell for cell in self.filled}
        return tuple(filled.get(c) or BookCell(self.number, c) for c in columns)


class Area(Struct, frozen=True):
    """A rectangle of cells, both ends included."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int

    @property
    def address(self) -> str:
        """How Excel calls it: A4:B5."""
        first = f"{letters(self.first_column)}{self.first_line}"
        return f"{first}:{letters(self.last_column)}{self.last_line}"


class Sheet(Struct, frozen=True):
    """A sheet, with all that decides whether its cells are certain."""

    title: str
    lines: tuple[Line, ...] = ()
    hidden: bool = False
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    """Address and words."""
    other: str = ""
    """What it is when it holds no cells: 'een grafiek'."""


def columns_of(runs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return every column in runs of them, each with its first and last one."""
    found: set[int] = set()
    reach = 0
    for first, last in sorted(runs):
        found.update(range(max(first, reach), min(last, LAST_COLUMN - 1) + 1))
        reach = max(reach, last + 1)
    return frozenset(found)


def letters(column: int) -> str:
    """Return 'A' for column 0, 'AB' for column 27."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(address: str) -> tuple[int, int] | None:
    """Return line and column of an address: (4, 1) for B4; None when it is none."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def area(address: str) -> Area | None:
    """Return the rectangle of an address: A4:B5, or B4 alone; None when it is none."""
    first, _, last = address.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None:
        return None
    return Area(
        min(start[0], end[0]), max(start[0], end[0]), min(start[1], end[1]), max(start[1], end[1])
    )
