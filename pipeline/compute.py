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
        Note(f"Herzien{_was(revision.old)}. {revision.reason}", (revision.cell,))
        for revision in data.revisions
    ]
    notes += data.notes
    return Figures(
        data.year,
        data.organisation,
        data.tables,
        data.cells,
        tuple(notes),
        data.code_lists,
        data.broken,
    )


def _was(old: str) -> str:
    """Return ': was 12'; nothing where the old value may not be shown."""
    return f": was {old}" if old else ""
