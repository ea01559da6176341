"""V04: an opening stock that no closing stock of last year's folder was held against.

V01 compares an opening stock with the closing stock of the same table, row and column. What is
renamed has no such cell, and would pass in silence; so does a row that disappears. A rule with
`vorig_jaar.` that reads the cell, a declaration under `herzien` (was: "-"), or a reference to the
stock by its other name settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.material import Material
from pipeline.model import WARNING, Cell, Place, Problem, Table, YearData
from pipeline.names import PREVIOUS

STEMS = ("stand", "instroom", "uitstroom")
_MOST = 4
"""How many rows a message names."""


def check(material: Material) -> Iterator[Problem]:
    """Yield at most two problems per table with stocks and flows: what came, and what went."""
    declared = {revision.cell for revision in material.data.revisions}
    for table in material.data.tables.values():
        if not is_flow(table, material.data.year):
            continue
        came = [c for c in unmatched(material, table).values() if c.id not in declared]
        if came:
            yield _not_compared(came, material.data.year - 1)
        if gone := list(_gone(material, table)):
            yield _lost(table, gone, material.data.year - 1)


def is_flow(table: Table, year: int) -> bool:
    """Say whether a table has the stock at both ends of the year and the flows between."""
    wanted = {f"{stem}_{year}" for stem in STEMS} | {f"stand_{year - 1}"}
    return wanted <= {column.id for column in table.columns if column.kind == "getal"}


def unmatched(material: Material, table: Table) -> Mapping[str, Cell]:
    """Return the opening stocks of a table, by id, with no closing stock to be held against."""
    previous, year = material.reach.previous, material.data.year
    if previous is None or not is_flow(table, year) or not _comparable(previous, table, year - 1):
        return {}
    linked = _linked(material)
    closing = previous.tables.get(table.id)
    cells = {}
    for row in table.rows:
        cell = table.cells.get(f"{row.id}.stand_{year - 1}")
        if cell is None or not cell.value or cell.origin or cell.id in linked:
            continue
        if closing is None or f"{row.id}.stand_{year - 1}" not in closing.cells:
            cells[cell.id] = cell
    return cells


def _comparable(previous: YearData, table: Table, year: int) -> bool:
    """Say whether last year published closing stocks at all, in tables that could be read."""
    stocks = (c.id for t in previous.tables.values() for c in t.columns)
    return table.id not in previous.broken and f"stand_{year}" in stocks


def _linked(material: Material) -> set[str]:
    """Return what a rule holds against a number of last year, on both sides."""
    found: set[str] = set()
    for outcome in material.outcomes:
        if PREVIOUS in outcome.rule.formula and outcome.verdict != "niet te toetsen":
            found.update(outcome.cells)
    return found


def _gone(material: Material, table: Table) -> Iterator[Cell]:
    """Yield the closing stocks of the same table last year that no row of this year takes over."""
    previous, column = material.reach.previous, f"stand_{material.data.year - 1}"
    closing = previous.tables.get(table.id) if previous else None
    if closing is None:
        return
    linked = _linked(material)
    here = {row.id for row in table.rows}
    for row in closing.rows:
        cell = closing.cells.get(f"{row.id}.{column}")
        if cell and cell.value and row.id not in here and f"{PREVIOUS}.{cell.id}" not in linked:
            yield cell


def _not_compared(cells: list[Cell], year: int) -> Problem:
    return Problem(
        "V04",
        WARNING,
        cells[0].place,
        f"Deze beginstand is niet vergeleken met de eindstand van {year}",
        _named(cells),
        f"dezelfde tabel, rij en kolom in de jaarmap van {year}",
        "Gebruik dezelfde naam als toen. Is de naam echt anders, schrijf dan een regel met "
        'vorig_jaar; is de rij nieuw, verklaar hem dan onder `herzien` met was: "-"',
    )


def _lost(table: Table, cells: list[Cell], year: int) -> Problem:
    file = next(cell.place.file for cell in table.cells.values())
    return Problem(
        "V04",
        WARNING,
        Place(file, 1),
        f"Een eindstand van {year} komt hier niet terug als beginstand",
        f"geen rij voor {_named(cells)}",
        f"elke rij van {cells[0].place.file} (daar regel {cells[0].place.line})",
        "Zet de rij terug. Is de naam echt anders, schrijf dan een regel met vorig_jaar.",
        lacks=cells[0].id,
    )


def _named(cells: list[Cell]) -> str:
    names = ", ".join(cell.id for cell in cells[:_MOST])
    more = len(cells) - _MOST
    return f"{names} en nog {more}" if more > 0 else names
