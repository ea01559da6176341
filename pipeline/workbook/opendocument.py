"""Read a spreadsheet of LibreOffice (.ods) as sheets."""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from pipeline import dutch
from pipeline.workbook.excel_cells import settled
from pipeline.workbook.formats import HIDING, SCALED
from pipeline.workbook.lines import (
    LAST_COLUMN,
    LAST_LINE,
    Area,
    BookCell,
    Kind,
    Line,
    Sheet,
    columns_of,
)
from pipeline.workbook.package import Budget, Package
from pipeline.workbook.refusals import damaged, locked, too_large

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE = f"{_OASIS}office:1.0 ", f"{_OASIS}table:1.0 "
_TEXT, _STYLE = f"{_OASIS}text:1.0 ", f"{_OASIS}style:1.0 "
_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_NUMBERS = ("float", "percentage", "currency")
_DECIMALS = 15
_MOST_AREAS = 20_000
_LEAST = 0.01
"""What nobody sees of a row or column, in any unit."""
_HUGE = Decimal(10) ** 60


def read_opendocument(package: Package, budget: Budget) -> tuple[Sheet, ...]:
    """Return every sheet of a spreadsheet, in order."""
    if "META-INF/manifest.xml" in package and ":encryption-data" in package.text(
        "META-INF/manifest.xml"
    ):
        raise locked()
    reader = _Reader(budget)
    package.walk("content.xml", reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise damaged("content.xml")
    return tuple(reader.sheets)


class _Reader:
    """Collects the sheets while content.xml goes by."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.sheets: list[Sheet] = []
        self._style = ""
        self._unseen: set[str] = set()
        """Styles of rows and columns without a size, and of sheets that are not shown."""
        self._lines: list[Line] = []
        self._hidden_lines: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[Area] = []
        self._comments: list[tuple[str, str]] = []
        self._sheet: Sheet | None = None
        self._line = self._column = self._columns = 0
        self._row: list[BookCell] = []
        self._row_is: dict[str, str] = {}
        self._cell: dict[str, str] | None = None
        self._said: dict[bool, list[str]] = {}
        self._in_comment = self._in_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.startswith(_STYLE):
            self._start_style(name.removeprefix(_STYLE), attributes)
        elif name == f"{_TABLE}table":
            hidden = attributes.get(f"{_TABLE}style-name", "") in self._unseen
            self._sheet = Sheet(settled(attributes.get(f"{_TABLE}name", ""))[0], hidden=hidden)
            self._line = self._columns = 0
        elif name == f"{_TABLE}table-source" and self._sheet:
            self._sheet = replace(self._sheet, other="een kopie uit een ander werkboek")
        elif name == f"{_TABLE}table-column":
            self._start_column(attributes)
        elif name == f"{_TABLE}table-row":
            self._row, self._row_is, self._column = [], attributes, 0
        elif name in _CELLS:
            self._cell, self._said = attributes, {False: [], True: []}
        elif name == f"{_OFFICE}annotation":
            self._in_comment = True
        elif name == f"{_TEXT}p" and self._cell is not None:
            self._in_paragraph = True
            said = self._said[self._in_comment]
            said.append("\n" if said else "")
        elif name in _SPACES:
            self.text(_SPACES[name] * min(max(1, _whole(attributes, f"{_TEXT}c")), 99))

    def text(self, piece: str) -> None:
        if self._cell is not None and self._in_paragraph:
            self._said[self._in_comment].append(piece)

    def end(self, name: str) -> None:
        if name == f"{_OFFICE}annotation":
            self._in_comment = False
        elif name == f"{_TEXT}p":
            self._in_paragraph = False
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == f"{_TABLE}table-row":
            self._end_row()
        elif name == f"{_TABLE}table" and self._sheet:
            self._end_sheet(self._sheet)

    def _start_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name in ("table-row-properties", "table-column-properties", "table-properties"):
            sizes = (
                attributes.get(f"{_STYLE}{one}", "9") for one in ("row-height", "column-width")
            )
            shown = attributes.get(f"{_TABLE}display", "true") == "true"
            if not shown or any(_size(size) <= _LEAST for size in sizes):
                self._unseen.add(self._style)

    def _is_unseen(self, attributes: dict[str, str]) -> bool:
        visible = attributes.get(f"{_TABLE}visibility", "visible") == "visible"
        return not visible or attributes.get(f"{_TABLE}style-name", "") in self._unseen

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._columns
        self._columns += _times(attributes, "columns")
        if self._is_unseen(attributes):
            self._hidden_columns.append((first, self._columns - 1))

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "columns")
        where = (self._line + 1, self._column)
        self._column += times
        said = {which: "".join(pieces) for which, pieces in self._said.items()}
        cell = _cell(where, attributes, said[False], self._said[False] != [])
        if self._said[True]:
            self._comments.append((cell.address, settled(said[True])[0]))
        wide = _whole(attributes, f"{_TABLE}number-columns-spanned")
        high = _whole(attributes, f"{_TABLE}number-rows-spanned")
        if wide > 1 or high > 1:
            self._merged.append(
                Area(where[0], where[0] + max(high, 1) - 1, where[1], where[1] + max(wide, 1) - 1)
            )
            if len(self._merged) > _MOST_AREAS:
                raise too_large("meer dan 20.000 samengevoegde stukken")
        if cell.kind != "leeg":
            if self._column > LAST_COLUMN:
                raise damaged(f"content.xml, cel {cell.address}")
            self._budget.cells(times)
            self._row += [replace(cell, column=cell.column + n) for n in range(times)]

    def _end_row(self) -> None:
        times = _times(self._row_is, "rows")
        first, self._line = self._line + 1, self._line + times
        if not self._row:
            return
        if self._line > LAST_LINE:
            raise damaged("content.xml")
        self._budget.cells((times - 1) * len(self._row))
        for number in range(first, first + times):
            cells = tuple(replace(cell, line=number) for cell in self._row)
            self._lines.append(Line(number, cells))
        if self._is_unseen(self._row_is):
            self._hidden_lines.update(range(first, first + times))

    def _end_sheet(self, sheet: Sheet) -> None:
        self.sheets.append(
            replace(
                sheet,
                lines=tuple(self._lines),
                hidden_lines=frozenset(self._hidden_lines),
                hidden_columns=columns_of(self._hidden_columns),
                merged=tuple(self._merged),
                comments=tuple(self._comments),
            )
        )
        for kept in (self._lines, self._hidden_lines, self._hidden_columns):
            kept.clear()
        self._merged.clear()
        self._comments.clear()
        self._sheet = None


def _cell(where: tuple[int, int], attributes: dict[str, str], said: str, shows: bool) -> BookCell:
    """Return a cell; `said` is what it shows, if it `shows` anything at all or even nothing."""
    kind = attributes.get(f"{_OFFICE}value-type", "")
    if attributes.get(_ERROR) == "error":
        return BookCell(*where, "fout", said.strip())
    if f"{_TABLE}formula" in attributes and not kind:
        return BookCell(*where, "zonder uitkomst")
    if kind in _NUMBERS:
        return _number(where, kind, attributes.get(f"{_OFFICE}value", ""), said if shows else None)
    if kind in ("date", "time", "boolean"):
        value = attributes.get(f"{_OFFICE}{kind}-value", said)
        other: Kind = "waar of onwaar" if kind == "boolean" else "datum"
        return BookCell(*where, other, value.removesuffix("T00:00:00"))
    plain, strange = settled(said or attributes.get(f"{_OFFICE}string-value", ""))
    return BookCell(*where, "tekst" if plain else "leeg", plain, "", strange)


def _number(where: tuple[int, int], kind: str, value: str, said: str | None) -> BookCell:
    """Return a number; the format is found from what is shown, which is part of the file."""
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise damaged(f"content.xml, cel {BookCell(*where).address}") from error
    if not number.is_finite() or not math.isfinite(float(number)) or abs(number) >= _HUGE:
        raise damaged(f"content.xml, cel {BookCell(*where).address}")
    percent = "%" if kind == "percentage" else ""
    if said is None:
        return BookCell(*where, "getal", float(number), f"0{percent}" if percent else "")
    shown = HIDING if not said.strip() else SCALED
    digits = re.sub("[^0-9]", "", said)
    for places in range(_DECIMALS):
        exact = dutch.rounded(abs(number) * (100 if percent else 1), places)
        if digits and re.sub("[^0-9]", "", f"{exact:f}") == digits:
            grouped = (
                "#,##0" if re.search(r"[0-9][. ,\xa0][0-9]{3}\b", said) and exact >= 1000 else "0"
            )
            shown = grouped + ("." + "0" * places if places else "") + percent
            break
    return BookCell(*where, "getal", float(number), shown)


def _times(attributes: dict[str, str], what: str) -> int:
    return max(1, _whole(attributes, f"{_TABLE}number-{what}-repeated"))


def _whole(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _size(text: str) -> float:
    """Return a size in its own unit ('0.2in', '3mm'): only next to nothing counts."""
    match = re.match(r"[0-9]*\.?[0-9]+", text)
    return float(match[0]) if match else _LEAST + 1
