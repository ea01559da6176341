"""Read one sheet of an Excel workbook: its cells, and what hides or joins them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.workbook.excel_cells import Shared, cell_of
from pipeline.workbook.lines import (
    LAST_COLUMN,
    LAST_LINE,
    Area,
    BookCell,
    Line,
    Sheet,
    area,
    columns_of,
    place,
)
from pipeline.workbook.package import Budget, Package
from pipeline.workbook.refusals import damaged, too_large

_MOST_AREAS = 20_000
_LOWEST, _NARROWEST = 1.0, 0.2
"""What nobody sees: a row of so many points, a column of so many letters."""


class _Reader:
    """Collects a sheet while its XML goes by."""

    def __init__(self, part: str, shared: Shared, budget: Budget) -> None:
        self._part, self._shared, self._budget = part, shared, budget
        self._in: list[str] = []
        self._line = 0
        self._hidden = False
        self._address, self._after = "", 0
        self._cell: dict[str, str] = {}
        self._has: set[str] = set()
        self._pieces: list[str] = []
        self._row: dict[int, BookCell] = {}
        self._low = self._narrow = False
        self._columns: list[tuple[int, int, bool]] = []
        self.lines: dict[int, tuple[BookCell, ...]] = {}
        self.hidden_lines: set[int] = set()
        self.merged: list[Area] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name[name.rfind(" ") + 1 :]
        above = self._in[-1] if self._in else ""
        self._in.append(local)
        if above == "row" and local == "c":
            self._cell, self._has, self._pieces = attributes, set(), []
        elif above == "c":
            self._has.add(local)
        elif above == "sheetData" and local == "row":
            self._start_row(attributes)
        elif above == "cols" and local == "col":
            unseen = _true(attributes, "hidden") or _real(attributes, "width") <= _NARROWEST
            first, last = _whole(attributes, "min"), _whole(attributes, "max")
            self._columns.append((first - 1, last - 1, unseen))
            if len(self._columns) > LAST_COLUMN:
                raise damaged(self._part)
        elif local == "sheetFormatPr":
            self._low = _true(attributes, "zeroHeight")
            self._narrow = _real(attributes, "defaultColWidth") == 0
        elif above == "mergeCells" and local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, piece: str) -> None:
        if self._in[-1] in ("v", "t") and "c" in self._in and "rPh" not in self._in:
            self._pieces.append(piece)

    def end(self, _: str) -> None:
        local = self._in.pop()
        if local == "c" and self._in[-1:] == ["row"]:
            self._end_cell()
        elif local == "row" and self._row:
            if self._line in self.lines:
                raise damaged(self._part)
            self.lines[self._line] = tuple(self._row[column] for column in sorted(self._row))
            self._row = {}
            if self._hidden:
                self.hidden_lines.add(self._line)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._line = _whole(attributes, "r") if "r" in attributes else self._line + 1
        self._address, self._after = "", 0
        if not 1 <= self._line <= LAST_LINE:
            raise damaged(self._part)
        # openpyxl writes a height of 0 as a height of its own, without saying which
        sized = self._low or _true(attributes, "customHeight")
        low = _real(attributes, "ht") <= _LOWEST or (sized and "ht" not in attributes)
        self._hidden = _true(attributes, "hidden") or low

    def _end_cell(self) -> None:
        if "r" in self._cell:
            self._address, self._after = self._cell["r"], 0
        else:
            self._after += 1
        if not self._pieces and "f" not in self._has:
            return  # it has a format and nothing else: many do, and far away
        where = self._place()
        cell = cell_of(where, self._cell, "".join(self._pieces), self._has, self._shared)
        if cell is None or cell.column in self._row:
            raise damaged(f"{self._part}, cel {self._address}")
        if cell.kind != "leeg":
            self._budget.cells()
            self._row[cell.column] = cell

    def _place(self) -> tuple[int, int]:
        """Return line and column of the cell; without an address it follows the one before."""
        line, column = self._line, self._after - 1
        if self._address:
            told = place(self._address)
            if told is None or told[0] != line:
                raise damaged(self._part)
            column += told[1] + 1
        if column >= LAST_COLUMN:
            raise damaged(self._part)
        return line, column

    def _merge(self, ref: str) -> None:
        found = area(ref)
        if found is None:
            raise damaged(self._part)
        self.merged.append(found)
        if len(self.merged) > _MOST_AREAS:
            raise too_large("meer dan 20.000 samengevoegde stukken")

    def hidden_columns(self) -> Iterator[tuple[int, int]]:
        """Yield runs of columns that nobody sees."""
        yield from ((first, last) for first, last, unseen in self._columns if unseen)
        if self._narrow:
            before = -1
            for first, last, _ in sorted(self._columns):
                yield before + 1, first - 1
                before = max(before, last)
            yield before + 1, LAST_COLUMN


def read_sheet(package: Package, part: str, empty: Sheet, shared: Shared, budget: Budget) -> Sheet:
    """Return a sheet of which `empty` says what the list of sheets and the comments say."""
    reader = _Reader(part, shared, budget)
    package.walk(part, reader.start, reader.end, reader.text)
    return replace(
        empty,
        lines=tuple(Line(number, reader.lines[number]) for number in sorted(reader.lines)),
        hidden_lines=frozenset(reader.hidden_lines),
        hidden_columns=columns_of(reader.hidden_columns()),
        merged=tuple(reader.merged),
    )


def _true(attributes: dict[str, str], key: str) -> bool:
    return attributes.get(key, "").lower() in ("1", "true", "on")


def _real(attributes: dict[str, str], key: str) -> float:
    """Return a size; one that is not given, or no size at all, is enough to be seen."""
    try:
        return float(attributes.get(key, "9"))
    except ValueError:
        return 9


def _whole(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
