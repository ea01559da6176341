"""How openly each publication shows each table: what its YAML says, or what holds by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import EXACT, SUPPRESSED, Cell, Openness, Place, Table, YearData

CHILDREN = ("kinderen", "jeugdigen", "jongeren", "pleegkinderen", "maatregelen")
"""What a table may say it counts (`telt:`) and then is about children."""
_CHILD = re.compile(
    r"\b(?:(?:pleeg|stief)?kind(?:eren)?|jeugdigen?|jongeren?|minderjarigen?|pupil(?:len)?|"
    r"cli[eë]nt(?:en)?|maatregel(?:en)?)\b"
)
"""The same words in another form, or among other words: 'kinderen met een maatregel'."""
_SLIP = 0.8
"""How alike a word must be to one of CHILDREN to be read as a slip of it: 'kinderne'."""
SMALL = range(1, 5)
"""A count that can point at a child."""
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

    @property
    def silent(self) -> bool:
        """Whether it counts something and does not say what; a single figure may keep silent."""
        return self.is_table and not self.openness.counts and bool(self.counts)

    @property
    def of_children(self) -> bool:
        """Whether it is about children, as it says itself or by default."""
        return self.silent or about_children(self.openness.counts)

    @property
    def counts(self) -> tuple[Cell, ...]:
        """The cells that count something and have a value."""
        return tuple(c for c in self.cells if c.unit == "aantal" and c.value is not None)

    @property
    def small(self) -> tuple[Cell, ...]:
        """The cells that count 1 to 4."""
        return tuple(cell for cell in self.counts if cell.value in SMALL)

    def profile(self, publication: str) -> tuple[str, str]:
        """Return the profile in a publication, and the reason that goes with it."""
        own = self.openness.publications.get(publication) or self.openness.general
        if own is not None:
            return own.profile, own.reason
        return (SUPPRESSED if self.of_children else EXACT), ""


def about_children(counts: str) -> bool:
    """Say whether `telt:` speaks of children; a slip of the pen must not expose one."""
    if _CHILD.search(counts):
        return True
    words = re.findall(r"\w+", counts)
    return any(difflib.get_close_matches(word, CHILDREN, 1, _SLIP) for word in words)


def subjects(data: YearData) -> Iterator[Subject]:
    """Yield every table of a year and every single figure that says what it counts."""
    for table in data.tables.values():
        yield _table(table)
    for name, openness in data.figure_openness.items():
        cell = data.figures[name]
        yield Subject(cell.id, openness, (cell,), cell.place, is_table=False)


def _table(table: Table) -> Subject:
    return Subject(table.id, table.openness, tuple(table.cells.values()), table.place, True)


def publications(data: YearData) -> tuple[str, ...]:
    """Return the ids of the publications of a year."""
    return tuple(p.id for p in data.publications) or (NOWHERE,)


def is_open(data: YearData) -> bool:
    """Say whether every publication of a year shows every number exactly."""
    return all(
        subject.profile(publication)[0] == EXACT
        for subject in subjects(data)
        for publication in publications(data)
    )
