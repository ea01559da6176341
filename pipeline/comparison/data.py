"""What differs in the data of two states: numbers, and what tables mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline import dutch
from pipeline.changes import CellChange, changes
from pipeline.comparison.report import TableChange
from pipeline.model import Cell, Table, YearData

_SINGLE = "cijfers."
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def number_changes(old: YearData, new: YearData) -> tuple[CellChange, ...]:
    """Return every number that differs; of two years, what is this year's in each is compared.

    `stand_2020` in the folder of 2020 stands beside `stand_2021` in that of 2021. A row, column or
    table that only one of the years has is a change of tables, not one of each of its numbers.
    """
    if old.year == new.year:
        return changes(old, new)
    found = changes(_relative(old), _relative(new))
    names = _names(old) | _names(new)
    return tuple(
        replace(change, id=names.get(change.id, change.id))
        for change in found
        if change.id.startswith(_SINGLE) or (change.new is not None and change.old is not None)
    )


def _relative(data: YearData) -> YearData:
    """Return a year in which years in names are counted from its own: `stand_J+0`."""

    def cells(found: dict[str, Cell]) -> dict[str, Cell]:
        return {
            _shifted(key, data.year): replace(cell, id=_shifted(cell.id, data.year))
            for key, cell in found.items()
        }

    tables = {
        name: replace(
            table,
            cells=cells(dict(table.cells)),
            texts={_shifted(key, data.year): text for key, text in table.texts.items()},
        )
        for name, table in data.tables.items()
    }
    return replace(data, tables=tables, figures=cells(dict(data.figures)))


def _shifted(name: str, year: int) -> str:
    return _YEAR.sub(lambda found: f"J{int(found[0]) - year:+d}", name)


def _names(data: YearData) -> dict[str, str]:
    return {_shifted(name, data.year): name for name in data.cells}


def table_changes(old: YearData, new: YearData) -> Iterator[TableChange]:
    """Yield tables that came, went, or of which rows, columns, meaning or rules differ."""
    for name in {**new.tables, **old.tables}:
        before, after = old.tables.get(name), new.tables.get(name)
        if before is None or after is None:
            either = after or before
            assert either is not None, "a name comes from one of the two"
            said = "nieuwe tabel" if before is None else "deze tabel is er niet meer"
            yield TableChange(name, either.title, (said,))
        elif told := tuple(_table(before, after, old.year, new.year)):
            yield TableChange(name, after.title, told)


def _table(old: Table, new: Table, was: int, now: int) -> Iterator[str]:
    texts = (("de titel", old.title, new.title), ("de toelichting", old.note, new.note))
    for what, before, after in texts:
        if _shifted(before, was) != _shifted(after, now):
            yield (
                f"{what} was ‘{before}’ en is ‘{after}’" if before else f"{what} is nieuw: {after}"
            )
    rows = [{row.id: ", ".join(row.labels) for row in table.rows} for table in (old, new)]
    columns = [
        {_shifted(c.id, year): c for c in table.columns} for table, year in ((old, was), (new, now))
    ]
    heads = [{name: column.heading for name, column in found.items()} for found in columns]
    for what, (before_, after_) in (("rij", rows), ("kolom", heads)):
        yield from (f"nieuwe {what}: {after_[name]}" for name in after_ if name not in before_)
        yield from (f"{what} vervallen: {before_[name]}" for name in before_ if name not in after_)
    for name in columns[0].keys() & columns[1].keys():
        one, other = columns[0][name], columns[1][name]
        units = tuple(dutch.UNIT_NAMES.get(c.unit, c.unit) or "geen" for c in (one, other))
        pairs = (("de eenheid", *units), ("de status", one.status, other.status))
        for what, before, after in pairs:
            if before != after:
                yield f"{what} van ‘{other.heading}’ was {before} en is {after}"
    yield from _rules(old, new, was, now)


def _rules(old: Table, new: Table, was: int, now: int) -> Iterator[str]:
    found = [
        {_shifted(r.name, year): _shifted(r.formula, year) for r in table.rules}
        for table, year in ((old, was), (new, now))
    ]
    names = {_shifted(r.name, y): r.name for t, y in ((old, was), (new, now)) for r in t.rules}
    for name in found[1].keys() | found[0].keys():
        if name not in found[0]:
            yield f"nieuwe regel: {names[name]}"
        elif name not in found[1]:
            yield f"regel vervallen: {names[name]}"
        elif found[0][name] != found[1][name]:
            yield f"andere regel: {names[name]}"
