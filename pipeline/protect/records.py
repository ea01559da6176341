"""The year as each publication may show it, and the record of what was hidden and rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import (
    HIDDEN,
    ROUNDED,
    SUPPRESSED,
    Cell,
    Note,
    Outcome,
    Place,
    Protected,
    Protection,
    YearData,
)
from pipeline.protect.profiles import Subject, publications, subjects

STEP = Decimal(5)
_NOTE = (
    "De aantallen zijn afgerond op een veelvoud van {{{{ vrij('vijf', 'zo rondt het programma af') "
    "}}}}, om herkenning van {whom} te voorkomen. Daardoor tellen ze niet altijd precies op."
)


def everything(data: YearData) -> Protected:
    """Return a year of which every publication shows every number."""
    return Protected(
        {publication.id: data for publication in data.publications},
        data,
        _worth_telling([(s, _record(s, p, Choice(), {})) for s, p in _pairs(data)]),
    )


def rounded(value: Decimal) -> Decimal:
    """Return the nearest multiple of 5, half up."""
    return (value / STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP) * STEP


class Choice(Struct, frozen=True):
    """The cells that a year hides where its profile is suppression, by cell id."""

    primary: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()


def masked(
    data: YearData,
    choice: Choice,
    intervals: Mapping[str, tuple[int, int | None]],
    outcomes: tuple[Outcome, ...],
) -> Protected:
    """Return a year without what `choice` hides; `intervals` is what the attack made of it."""
    found = [(s, _record(s, p, choice, intervals)) for s, p in _pairs(data)]
    records = tuple(record for _, record in found)
    of = {}
    for publication in data.publications:
        own = [record for record in records if record.publication == publication.id]
        of[publication.id] = _without(data, own, outcomes)
    return Protected(
        of,
        _without(data, list(records), outcomes),
        _worth_telling(found),
        frozenset(c for r in records for c in (*r.primary, *r.secondary, *r.rounded)),
    )


def _pairs(data: YearData) -> list[tuple[Subject, str]]:
    found = list(subjects(data))
    return [(s, publication) for publication in publications(data) for s in found]


def _worth_telling(found: list[tuple[Subject, Protection]]) -> tuple[Protection, ...]:
    """Return the records of what counts persons, says how openly it is shown, or hides a number.

    Of a single figure that says nothing only the last is told.
    """
    kept = []
    for subject, record in found:
        said = subject.openness
        persons = subject.of_persons and (subject.is_table or bool(said.counts))
        hides = record.primary or record.secondary or record.rounded
        if persons or hides or said.general is not None or said.publications:
            kept.append(record)
    return tuple(kept)


def _record(
    subject: Subject,
    publication: str,
    choice: Choice,
    intervals: Mapping[str, tuple[int, int | None]],
) -> Protection:
    profile, reason = subject.profile(publication)
    hides = profile == SUPPRESSED
    ids = [cell.id for cell in subject.cells if cell.value is not None]
    primary = tuple(i for i in ids if hides and i in choice.primary)
    secondary = tuple(i for i in ids if hides and i in choice.secondary)
    near = tuple(c.id for c in subject.counts) if profile == ROUNDED else ()
    known = {i: intervals[i] for i in (*primary, *secondary, *near) if i in intervals}
    return Protection(subject.id, publication, profile, reason, primary, secondary, near, known)


def _without(data: YearData, records: list[Protection], outcomes: tuple[Outcome, ...]) -> YearData:
    """Return a year without the hidden and exact values that some records speak of."""
    hidden = frozenset(i for record in records for i in (*record.primary, *record.secondary))
    near = frozenset(i for record in records for i in record.rounded) - hidden
    if not hidden | near:
        return data
    shown = _shower(hidden, near)
    tables = {
        name: replace(table, cells={key: shown(cell) for key, cell in table.cells.items()})
        for name, table in data.tables.items()
    }
    figures = {name: shown(cell) for name, cell in data.figures.items()}
    touched = {o.id for o in outcomes if (hidden | near) & set(o.cells)}
    return replace(
        data,
        tables=tables,
        figures=figures,
        deviations=tuple(
            replace(d, left="", right="") if d.rule in touched else d for d in data.deviations
        ),
        revisions=tuple(
            replace(r, old="", new="") if r.cell in hidden | near else r for r in data.revisions
        ),
        notes=_notes(data, near),
    )


def _notes(data: YearData, near: Set[str]) -> tuple[Note, ...]:
    text = _NOTE.format(whom=data.organisation.whom.name)
    return (Note(text, tuple(sorted(near)), Place(""), "", general=True),) if near else ()


def _shower(hidden: Set[str], near: Set[str]) -> Callable[[Cell], Cell]:
    def shown(cell: Cell) -> Cell:
        if cell.id in hidden:
            return replace(cell, value=None, missing=HIDDEN)
        if cell.id in near and cell.value is not None:
            return replace(cell, value=rounded(cell.value), missing="", rounded_to=STEP)
        return cell

    return shown
