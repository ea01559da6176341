"""What an earlier year expected beside what came of it, where both are numbers.

A forecast or budget belongs to a figure of this year when it has the same id, or stands in the
same table and row and speaks of the same year in the same unit, and nothing else there does: which
of two is meant is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline import arithmetic
from pipeline.model import FORESEEN, Cell, Column, Forecast, Place, Row, Table, YearData
from pipeline.names import EXPECTED, FORECASTS

_REALISED = ("realisatie", "voorlopig")
_COLUMNS = (("verwachting", "Verwachting"), ("uitkomst", "Uitkomst"), ("verschil", "Verschil"))


def forecasts(data: YearData, earlier: tuple[YearData, ...]) -> tuple[Forecast, ...]:
    """Return a pair per figure of this year that an earlier folder expected; the newest counts."""
    vintages = [(vintage, vintage.cells) for vintage in reversed(earlier)]
    return tuple(
        found
        for cell in data.cells.values()
        if cell.status in _REALISED and cell.value is not None
        for found in _pair(cell, data, vintages)
    )


def _pair(
    cell: Cell, data: YearData, vintages: list[tuple[YearData, dict[str, Cell]]]
) -> Iterator[Forecast]:
    """Yield the forecast of a figure by the newest year that has one; nothing when none does."""
    for vintage, cells in vintages:
        expected = cells.get(cell.id)
        if expected is None or not _fits(expected, cell, FORESEEN):
            alike = _row_mates(cell, vintage, FORESEEN)
            alone = len(alike) == len(_row_mates(cell, data, _REALISED)) == 1
            expected = alike[0] if alone else None
        if expected is not None:
            named = replace(expected, id=f"{EXPECTED}.{expected.id}")
            difference = arithmetic.difference(cell, named)
            yield Forecast(cell.id, named, cell, vintage.year, difference)
            return


def _fits(other: Cell, cell: Cell, statuses: tuple[str, ...]) -> bool:
    """Say whether a number speaks of the same year in the same unit, with one of the statuses."""
    same = (other.year, other.unit) == (cell.year, cell.unit)
    return same and other.status in statuses and other.value is not None


def _row_mates(cell: Cell, vintage: YearData, statuses: tuple[str, ...]) -> list[Cell]:
    """Return the numbers of the same table and row that fit, in the folder of a year."""
    name, _, rest = cell.id.partition(".")
    row = rest.rpartition(".")[0]
    table = vintage.tables.get(name)
    if table is None:
        return []
    mates = [table.cells.get(f"{row}.{column.id}") for column in table.columns]
    return [mate for mate in mates if mate is not None and _fits(mate, cell, statuses)]


def as_table(found: tuple[Forecast, ...], year: int) -> Table:
    """Return the pairs as a table that texts can place: forecast, outcome and difference."""
    rows = []
    cells: dict[str, Cell] = {}
    for line, pair in enumerate(found, 1):
        row = pair.cell.replace(".", "_")
        rows.append(Row((row,), (pair.realised.label,), False, line, pair.realised.unit))
        shown = (pair.forecast, pair.realised, pair.difference)
        cells |= {f"{row}.{name}": c for (name, _), c in zip(_COLUMNS, shown, strict=True)}
    sources = dict.fromkeys(s for p in found for s in (p.forecast.source, p.realised.source))
    place = found[0].realised.place
    return Table(
        FORECASTS,
        "Verwacht en uitgekomen",
        "; ".join(sources),
        "",
        ("cijfer",),
        ("Cijfer",),
        tuple(Column(name, heading, "getal", "", 0, "", str(year)) for name, heading in _COLUMNS),
        tuple(rows),
        cells,
        {},
        (),
        place,
        Place(place.file),
    )
