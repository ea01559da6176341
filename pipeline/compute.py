"""Compute: a checked year becomes `Figures`, all that texts, tables and charts may show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from pipeline import dutch
from pipeline.forecasts import as_table
from pipeline.model import NIHIL, Cell, Figures, Forecast, Note, Outcome, Revision, YearData
from pipeline.names import EARLIER, FORECASTS


def compute(
    data: YearData, outcomes: tuple[Outcome, ...], expected: tuple[Forecast, ...] = ()
) -> Figures:
    """Return the numbers of the year with the notes that belong to them. Pure.

    With `expected`, what earlier years expected can be shown too: one by one, and as a table.
    """
    used = {outcome.id: outcome.cells for outcome in outcomes}
    notes = [
        Note(d.reason, tuple(dict.fromkeys(used.get(d.rule, ()))), d.reason_place, d.rule)
        for d in data.deviations
    ]
    notes += [
        Note(
            f"Herzien{_was(r)}. {r.reason}",
            (r.cell,),
            r.reason_place,
            r.cell,
        )
        for r in data.revisions
        if r.cell in data.cells
    ]
    notes += data.notes
    tables = dict(data.tables)
    if expected:
        tables[FORECASTS] = as_table(expected, data.year)
    earlier = [*_earlier(data), *(pair.forecast for pair in expected)]
    return Figures(
        data.year,
        data.organisation,
        tables,
        data.cells | {cell.id: cell for cell in earlier},
        tuple(notes),
        data.code_lists,
        data.broken,
    )


def _was(revision: Revision) -> str:
    """Return ': was …' with the old figure by its name; nothing where it may not be shown."""
    return f": was {{{{ {EARLIER}.{revision.cell} }}}}" if revision.old else ""


def _earlier(data: YearData) -> Iterator[Cell]:
    """Yield each revised figure as it was published before, where that may be shown."""
    cells = data.cells
    for revision in data.revisions:
        if revision.old and (new := cells.get(revision.cell)):
            old, missing = dutch.parse(revision.old), ""
            if revision.old == "-":
                old, missing = Decimal(0), NIHIL
            label, place = f"{new.label} (eerder gepubliceerd)", revision.place
            name = f"{EARLIER}.{new.id}"
            yield replace(new, id=name, value=old, missing=missing, label=label, place=place)
