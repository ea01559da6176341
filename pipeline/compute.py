"""Compute: a checked year becomes `Figures`, all that texts, tables and charts may show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import dutch
from pipeline.model import Cell, Figures, Note, Outcome, YearData

EARLIER = "eerder"
"""Begins the name of a revised figure as it was: `eerder.maatregelen.totaal.stand_2019`."""


def compute(data: YearData, outcomes: tuple[Outcome, ...]) -> Figures:
    """Return the numbers of the year with the notes that belong to them. Pure."""
    used = {outcome.id: outcome.cells for outcome in outcomes}
    notes = [
        Note(d.reason, tuple(dict.fromkeys(used.get(d.rule, ()))), d.reason_place, d.rule)
        for d in data.deviations
    ]
    notes += [
        Note(
            f"Herzien: was {{{{ {EARLIER}.{r.cell} }}}}. {r.reason}",
            (r.cell,),
            r.reason_place,
            r.cell,
        )
        for r in data.revisions
        if r.cell in data.cells
    ]
    return Figures(
        data.year,
        data.organisation,
        data.tables,
        data.cells | {cell.id: cell for cell in _earlier(data)},
        tuple(notes),
        data.code_lists,
        data.broken,
    )


def _earlier(data: YearData) -> Iterator[Cell]:
    """Yield each revised figure as it was published before."""
    cells = data.cells
    for revision in data.revisions:
        if new := cells.get(revision.cell):
            old = dutch.parse(revision.old)
            label, place = f"{new.label} (eerder gepubliceerd)", revision.place
            name = f"{EARLIER}.{new.id}"
            yield replace(new, id=name, value=old, missing="", label=label, place=place)
