"""Choose the cells of a chart from the year's tables, and hand them to the marks.

Which columns there are differs per year, so they are found by kind, year and status.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from pipeline import dutch
from pipeline.model import FORESEEN, Cell, ChartData, Column, Figures, Table

YEAR = "Jaar"
"""Heading of the rows of charts that have one row per year."""
NO_FIGURES = "geen cijfers"
"""What stands at a year that the table leaves out."""


def period(column: Column) -> str:
    """Return what a column speaks of: '2020', '2021 (prognose)'."""
    return column.year if column.status == "realisatie" else f"{column.year} ({column.status})"


def labels(table: Table) -> dict[str, str]:
    """Return the label of each row by row id."""
    return {row.id: ", ".join(row.labels) for row in table.rows}


def years(table: Table, rows: Sequence[str], money: bool = False) -> tuple[Column, ...]:
    """Return the columns that hold a year's value of these rows, oldest first.

    In a table with amounts and percentages side by side, `money` takes the amounts.
    """
    found = [
        column
        for column in table.columns
        if column.kind == "getal"
        and column.year.isdigit()
        and all(f"{row}.{column.id}" in table.cells for row in rows)
        and (not money or table.cell(rows[0], column.id).unit.startswith("euro"))
    ]
    return tuple(sorted(found, key=lambda column: column.year))


def per_year(
    figures: Figures, title: str, table_id: str, rows: Sequence[str], money: bool = False
) -> ChartData:
    """Return a chart's data with one row per year and one series per row of the table.

    The years that have a value are added to the title, with those that are missing in between.
    """
    table = figures.tables[table_id]
    names = labels(table)
    data = tuple(
        (period(column), tuple(table.cell(row, column.id) for row in rows))
        for column in years(table, rows, money)
    )
    known = {cell.year for _, cells in data for cell in cells if cell.value is not None}
    return ChartData(f"{title} {span(known)}".rstrip(), YEAR, tuple(names[r] for r in rows), data)


def span(known: Collection[str]) -> str:
    """Return '2017–2021', '2017–2021 (zonder 2019)', '2020', or '' of no years."""
    ends = dutch.DASH.join(dict.fromkeys((min(known), max(known)))) if known else ""
    return f"{ends} (zonder {dutch.listed(_between(known))})" if _between(known) else ends


def _between(years: Collection[str]) -> list[str]:
    """Return the years that are missing between the first and the last of some years."""
    numbers = {int(year) for year in years if year.isdigit()}
    if not numbers:
        return []
    return [str(year) for year in range(min(numbers), max(numbers)) if year not in numbers]


def absent(data: ChartData) -> list[str]:
    """Return the years between the first and the last row of which there is no row at all."""
    return _between({cells[0].year for _, cells in data.rows}) if data.corner == YEAR else []


def places(data: ChartData) -> list[str]:
    """Return the places on the axis: every row, and in order each year that has none.

    Time runs at an even pace: a year without figures is an open place, not a shorter way.
    """
    if not absent(data):
        return [row for row, _ in data.rows]
    of_rows = [(cells[0].year, row) for row, cells in data.rows]
    gone = [(year, year) for year in absent(data)]
    return [row for _, row in sorted([*of_rows, *gone], key=lambda place: place[0])]


def newest(table: Table, stem: str) -> str:
    """Return the newest year in which a column `<stem>_<year>` has a value, or else the newest."""
    own = [column for column in table.columns if column.id == f"{stem}_{column.year}"]
    return max(column.year for column in with_values(table, own) or own)


def with_values(table: Table, columns: Iterable[Column]) -> list[Column]:
    """Return the columns that have a value in at least one row."""
    return [
        column
        for column in columns
        if any(table.cell(row.id, column.id).value is not None for row in table.rows)
    ]


def pending(figures: Figures, shown: str) -> str:
    """Return what to add to the title when the year of the report has no values yet."""
    if shown >= str(figures.year):
        return ""
    return f" (over {figures.year} is nog niets bekend)"


class Mark(Struct, frozen=True):
    """One cell as it is drawn."""

    row: str
    series: str
    cell: Cell
    focus: bool
    """Whether its row is the newest year that is over."""

    @property
    def value(self) -> Decimal:
        """The value; only known marks are drawn."""
        if self.cell.value is None:
            raise ValueError(f"{self.cell.id} has no value to draw")
        return self.cell.value

    @property
    def expected(self) -> bool:
        """Whether the value still has to come true."""
        return self.cell.status in FORESEEN

    @property
    def text(self) -> str:
        """The value label: with a percent sign, without euro sign (the caption has the unit)."""
        return dutch.on_mark(self.cell)


def focus(data: ChartData) -> str:
    """Return the newest year that is over and has a value; '' when there is none, or no years."""
    if data.corner != YEAR:
        return ""
    over = [
        label
        for label, cells in data.rows
        if any(c.value is not None and c.status not in FORESEEN for c in cells)
    ]
    return over[-1] if over else ""


def marks(data: ChartData, series: Iterable[str] = ()) -> list[Mark]:
    """Return what can be drawn, row by row; of some series or of all."""
    chosen, newest_row = set(series) or set(data.series), focus(data)
    return [
        Mark(row, name, cell, row == newest_row)
        for row, cells in data.rows
        for name, cell in zip(data.series, cells, strict=True)
        if cell.value is not None and name in chosen
    ]


def gaps(data: ChartData, series: Iterable[str] = ()) -> dict[str, str]:
    """Return the places on the axis where nothing can be drawn, each with the reason."""
    chosen = set(series) or set(data.series)
    missing = dict.fromkeys(absent(data), NO_FIGURES)
    for row, cells in data.rows:
        own = [c for name, c in zip(data.series, cells, strict=True) if name in chosen]
        if own and all(cell.value is None for cell in own):
            missing[row] = own[0].missing
    return missing
