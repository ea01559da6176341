"""Compute: a checked year becomes `Figures`, all that texts, tables and charts may show."""

from __future__ import annotations

from pipeline.model import Figures, Note, Outcome, YearData


def compute(data: YearData, outcomes: tuple[Outcome, ...]) -> Figures:
    """Return the numbers of the year with the notes that belong to them. Pure."""
    used = {outcome.id: outcome.cells for outcome in outcomes}
    notes = [
        Note(deviation.reason, tuple(dict.fromkeys(used.get(deviation.rule, ()))))
        for deviation in data.deviations
    ]
    notes += [
        Note(f"Herzien: was {revision.old}. {revision.reason}", (revision.cell,))
        for revision in data.revisions
    ]
    return Figures(
        data.year,
        data.organisation,
        data.tables,
        data.cells,
        tuple(notes),
        data.code_lists,
        data.broken,
    )
