"""How openly each publication shows each table: what its YAML says, or what holds by itself."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import (
    EXACT,
    SUPPRESSED,
    Cell,
    Openness,
    Place,
    Table,
    Whom,
    YearData,
)
from pipeline.protect.counted import is_known, names_whom, of_persons
from pipeline.protect.nouns import heads

SMALL = range(1, 5)
"""A count that can point at one person."""
NOWHERE = "-"
"""Stands for the publications of a year that has none (yet)."""


class Subject(Struct, frozen=True):
    """A table, or a single figure: what a profile speaks of."""

    id: str
    """Id of the table, or `cijfers.naam`."""
    openness: Openness
    cells: tuple[Cell, ...]
    place: Place
    """Where its YAML says what it is."""
    is_table: bool
    whom: Whom = Whom()

    @property
    def label(self) -> str:
        """What a single figure is; a table has to say what it counts."""
        return "" if self.is_table else self.cells[0].label

    @property
    def silent(self) -> bool:
        """Whether it counts something and does not say what."""
        return not self.openness.counts and bool(self.counts)

    @property
    def of_persons(self) -> bool:
        """Whether it counts persons who are protected, as it says itself or by default."""
        said = bool(self.openness.counts or self.counts)
        return said and of_persons(self.openness, self.label, self.whom)

    @property
    def who(self) -> str:
        """Who may not be recognised in it, in one word."""
        return self.openness.counts or self.whom.name

    @property
    def is_known(self) -> bool:
        """Whether the words for what it counts are known, so that the default is no guess."""
        return is_known(self.openness, self.label, self.whom)

    @property
    def counts(self) -> tuple[Cell, ...]:
        """The cells that count something and have a value.

        What is called a score without decimals is a count too, where persons are named.
        """
        named = self.openness.counts or " ".join(heads(self.label))
        persons = bool(named) and names_whom(named, self.whom)
        return tuple(
            c
            for c in self.cells
            if c.value is not None
            and (c.unit == "aantal" or (persons and c.unit == "getal" and not c.decimals))
        )

    @property
    def small(self) -> tuple[Cell, ...]:
        """The cells that count 1 to 4."""
        return tuple(cell for cell in self.counts if cell.value in SMALL)

    def profile(self, publication: str) -> tuple[str, str]:
        """Return the profile in a publication, and the reason that goes with it."""
        own = self.openness.publications.get(publication) or self.openness.general
        if own is not None:
            return own.profile, own.reason
        return (SUPPRESSED if self.of_persons else EXACT), ""


def subjects(data: YearData) -> Iterator[Subject]:
    """Yield every table of a year, and every single figure that counts or says something of it."""
    whom = data.organisation.whom
    for table in data.tables.values():
        yield _table(table, whom)
    for name, cell in data.figures.items():
        said = data.figure_openness.get(name)
        subject = Subject(cell.id, said or Openness(), (cell,), cell.place, False, whom)
        if said is not None or cell.unit == "aantal" or subject.counts:
            yield subject


def _table(table: Table, whom: Whom) -> Subject:
    cells = tuple(table.cells.values())
    return Subject(table.id, table.openness, cells, table.place, True, whom)


def publications(data: YearData) -> tuple[str, ...]:
    """Return the ids of the publications of a year."""
    return tuple(p.id for p in data.publications) or (NOWHERE,)


def is_open(data: YearData) -> bool:
    """Say whether every publication of a year shows every number exactly.

    What is suppressed hides nothing as long as it has no small count.
    """
    return all(
        profile == EXACT or (profile == SUPPRESSED and not subject.small)
        for subject in subjects(data)
        for profile in {subject.profile(name)[0] for name in publications(data)}
    )
