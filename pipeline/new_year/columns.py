"""The columns of a table in the new year, and where the old folder has what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import FORESEEN, Cell, Column, Row, Table
from pipeline.new_year.years import Shift, named, without_years


class NewColumn(Struct, frozen=True):
    """A column of the new year, and the one of the old year that it comes from."""

    id: str
    year: str
    status: str
    old: Column
    outcome: bool = False
    """Whether it asks what came of something that the old folder only expected."""


def new_columns(table: Table, shift: Shift) -> Iterator[NewColumn]:
    """Yield the columns of the new year in order.

    What was expected stays so. Where the old year had nothing else, in a table that says what
    happened, a column for the outcome takes its name, and it stands behind that.
    """
    for column in table.columns:
        name, year = shift.own(column.id, column.year), shift.own(column.year, column.year)
        if _lacks_outcome(column, table, shift.old):
            yield NewColumn(name, year, "realisatie", column, outcome=True)
            name = f"{column.status}_{name}"
        yield NewColumn(name, year, column.status, column)


def _lacks_outcome(column: Column, table: Table, old: int) -> bool:
    if column.status not in FORESEEN or str(old) != column.year:
        return False
    happened = [c for c in table.columns if c.kind == "getal" and c.status not in FORESEEN]
    alike = [c for c in happened if (c.year, c.unit) == (column.year, column.unit)]
    return bool(happened) and not alike


def heading_of_outcome(column: Column, table: Table) -> str:
    """Return a heading for what came of a column: that of the same column in another year, or ''.

    The year in it is that of the column.
    """
    for other in reversed(table.columns):
        alike = without_years(other.id) == without_years(column.id)
        if alike and other.status not in FORESEEN and named(other.year):
            return other.heading.replace(other.year, column.year)
    return ""


def source(new: NewColumn, key: tuple[str, ...], old: Row, table: Table) -> Cell | None:
    """Return the number of the old folder that a new cell can refer to, None when it has none.

    `key` is that of the new row, `old` the row it comes from. Year and status decide; names only
    say which of several numbers is the same one.
    """
    dated = any(map(named, key))
    row = ".".join(key)
    here = [table.cells[f"{row}.{c.id}"] for c in table.columns if f"{row}.{c.id}" in table.cells]
    if dated:
        year = next((code for code in key if named(code) and len(code) == 4), new.year)
        same = table.cells.get(f"{row}.{new.old.id}")
        return same if same and (same.year, same.status) == (year, new.status) else None
    asked = table.cells[f"{old.id}.{new.old.id}"]
    fits = [c for c in here if (c.year, c.status, c.unit) == (new.year, new.status, asked.unit)]
    named_so = [cell for cell in fits if cell.id.rpartition(".")[2] == new.id]
    if named_so:
        return named_so[0]
    nameless = [cell for cell in fits if not named(cell.id.rpartition(".")[2])]
    return nameless[0] if len(nameless) == len(fits) == 1 and not named(new.id) else None
