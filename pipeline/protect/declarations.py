"""D01, D02, D04, D07: what tables and figures say of how openly they may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import dutch
from pipeline.model import (
    ERROR,
    EXACT,
    SUPPRESSED,
    WARNING,
    Cell,
    Exposure,
    Place,
    Problem,
    YearData,
)
from pipeline.names import did_you_mean
from pipeline.protect.profiles import Subject, subjects

MOST = 12
"""How many cells a message names."""


def check(data: YearData) -> Iterator[Problem]:
    """Yield what is wrong or worth a look in `telt:` and `openbaar:`."""
    known = [publication.id for publication in data.publications]
    for subject in subjects(data):
        said = subject.openness
        for name, exposure in said.publications.items():
            if known and name not in known:
                yield _unknown(name, known, exposure.place, subject)
        for said_so in (said.general, *said.publications.values()):
            if said_so is not None and said_so.profile == EXACT and not said_so.reason:
                yield _without_reason(said_so.place, subject)
        open_ones = [e for e in _exposures(subject, known) if e.profile == EXACT and e.reason]
        if subject.of_persons and subject.small and open_ones:
            yield _small_and_open(subject, open_ones[0])
        elif subject.of_persons and subject.small and said.general is None:
            if subject.silent and (subject.is_table or not subject.is_known):
                yield _silent(subject)
            elif not subject.is_known and data.organisation.name:  # else its own problem says so
                yield _unknown_word(subject)


def _exposures(subject: Subject, known: list[str]) -> Iterator[Exposure]:
    """Yield what holds in each publication of the year, where that is said."""
    said = subject.openness
    for name in known or [""]:
        exposure = said.publications.get(name) or said.general
        if exposure is not None:
            yield exposure


def named(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the line of a message that names a table or figure."""
    return (("tabel" if subject.is_table else "cijfer", subject.id),)


def listed(cells: list[str]) -> str:
    """Return the names of some cells, and how many more there are."""
    more = len(cells) - MOST
    return ", ".join(cells[:MOST]) + (f" en nog {more}" if more > 0 else "")


def _unknown(name: str, known: list[str], place: Place, subject: Subject) -> Problem:
    return Problem(
        "D01",
        ERROR,
        place,
        "Deze publicatie is er niet in dit jaar",
        name,
        ", ".join(known),
        did_you_mean(name, known, "Verbeter de naam, of haal de regels weg."),
        named(subject),
    )


def _without_reason(place: Place, subject: Subject) -> Problem:
    return Problem(
        "D01",
        ERROR,
        place,
        "Bij dit profiel hoort een reden",
        f"profiel: {EXACT}, zonder reden",
        "reden: waarom deze aantallen exact openbaar mogen zijn",
        f"Schrijf de reden op, of kies profiel: {SUPPRESSED} of afgerond5.",
        named(subject),
    )


def _small_and_open(subject: Subject, exposure: Exposure) -> Problem:
    cells = listed([_told(cell) for cell in subject.small])
    return Problem(
        "D02",
        WARNING,
        exposure.place,
        f"Kleine aantallen {subject.who} worden exact getoond",
        f"{_counted(len(subject.small))} van 1 tot en met 4: {cells}",
        f"profiel: {SUPPRESSED} of afgerond5, of een reden die nog klopt",
        f"Kijk of de reden nog klopt: “{exposure.reason}”",
        named(subject),
    )


def _counted(number: int) -> str:
    return f"{number} aantal" if number == 1 else f"{number} aantallen"


def _told(cell: Cell) -> str:
    assert cell.value is not None
    return f"{cell.id.partition('.')[2]} ({dutch.number(cell.value)})"


def _silent(subject: Subject) -> Problem:
    return Problem(
        "D04",
        WARNING,
        subject.place,
        "Deze tabel zegt niet wat zij telt en wordt daarom afgeschermd"
        if subject.is_table
        else "Dit cijfer zegt niet wat het telt en wordt daarom afgeschermd",
        f"geen telt:, en {_counted(len(subject.small))} van 1 tot en met 4",
        f"telt: {subject.whom.name}, medewerkers, klachten of iets anders",
        f"Schrijf op wat {'de tabel' if subject.is_table else 'het cijfer'} telt. "
        "Tot dan worden kleine aantallen niet getoond.",
        named(subject),
    )


def _unknown_word(subject: Subject) -> Problem:
    return Problem(
        "D07",
        WARNING,
        subject.place,
        "We weten niet of dit personen zijn, en schermen het daarom af",
        f"telt: {subject.openness.counts}, en {_counted(len(subject.small))} van 1 tot en met 4",
        "een woord dat in organisatie.yaml onder bescherming staat",
        "Zijn het personen die beschermd zijn, zet het woord dan in organisatie.yaml onder "
        "bescherming bij wie:. Hoeft dat niet, zet het dan bij niet:.",
        named(subject),
    )
