"""Numbers of tables that sentences go on showing although the new tables have no place for them.

Such a number becomes a single figure that is read from the old folder, so that the sentence says
what it said until somebody looks at it. Where a table may hide numbers this is not done: what is
hidden there has to stay hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import EXACT, Cell, Table, YearData
from pipeline.new_year.columns import new_columns, source
from pipeline.new_year.texts import EXPRESSION, NAME
from pipeline.new_year.yaml_lines import quoted
from pipeline.new_year.years import Shift, named

_TOLD = "# Cijfers uit tabellen van {old}, voor zinnen die er nog over gaan."


def kept_cells(data: YearData, shift: Shift) -> tuple[dict[str, str], list[str]]:
    """Return old id -> id in the new folder of each number that sentences show, and the figures.

    Numbers that keep their id and their meaning are not among them; the figures are lines of YAML.
    """
    kept: dict[str, str] = {}
    lines: list[str] = []
    for table in data.tables.values():
        there = _there(table, shift)
        for cell in _shown(table, data):
            if there.get(cell.id) == cell.id:
                continue
            name = _name(cell, shift.old)
            kept[cell.id] = f"cijfers.{name}"
            lines += _figure(name, cell, table, shift.old)
    return kept, [_TOLD.format(old=shift.old), *lines] if lines else []


def _there(table: Table, shift: Shift) -> Mapping[str, str]:
    """Return id of a cell of the new year -> id of the cell of the old one that it refers to."""
    found = {}
    for new in new_columns(table, shift):
        for row in table.rows if new.old.kind == "getal" else ():
            key = tuple(map(shift.code, row.key))
            cell = source(new, key, row, table)
            if cell is not None:
                found[f"{table.id}.{'.'.join(key)}.{new.id}"] = cell.id
    return found


def _shown(table: Table, data: YearData) -> Iterator[Cell]:
    """Yield the cells of a table that a text names, if the table hides none."""
    stated = table.openness.general
    exact = stated is not None and stated.profile == EXACT and not table.openness.publications
    if not exact and any(cell.unit == "aantal" for cell in table.cells.values()):
        return
    found = {
        name
        for text in data.texts
        for expression in EXPRESSION.findall(text.text)
        for name in NAME.findall(expression)
    }
    for cell in table.cells.values():
        if cell.id in found and _name(cell, data.year) not in data.figures:
            yield cell


def _name(cell: Cell, old: int) -> str:
    """Return a name for the figure, with its year in it."""
    name = cell.id.replace(".", "_")
    return name if named(name) else f"{name}_{max(named(cell.year), default=old)}"


def _figure(name: str, cell: Cell, table: Table, old: int) -> Iterator[str]:
    """Yield the lines of a single figure that is a cell of the old year."""
    yield f"{name}:"
    yield f"  waarde: uit {old}/{cell.id}"
    yield f"  eenheid: {cell.unit}"
    yield f"  jaar: {quoted(cell.year)}"
    yield f"  status: {cell.status}"
    yield f"  omschrijving: {quoted(f'{table.title}: {cell.label}')}"
    yield f"  bron: {quoted(cell.source)}"
    if table.openness.counts:
        yield f"  telt: {quoted(table.openness.counts)}"
    if (stated := table.openness.general) is not None:
        yield f"  openbaar: {{profiel: {stated.profile}, reden: {quoted(stated.reason)}}}"
