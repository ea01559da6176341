"""What is one fact in several years, and how each publication shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal

from msgspec import Struct, field

from pipeline.model import EXACT, ROUNDED, SUPPRESSED, Cell, YearData
from pipeline.protect.described import Described, described
from pipeline.protect.profiles import Subject, publications, subjects
from pipeline.protect.records import STEP, rounded


class Fact(Struct, frozen=True):
    """One number of the world, however many year folders name it."""

    id: str
    """The id of its cell; with '@2021' behind it for a later value that was revised."""
    value: Decimal
    count: bool
    """Whether it is a whole number, 0 or more, of persons, complaints, …"""


class Showing(Struct, frozen=True):
    """How one publication shows one table."""

    year: int
    publication: str
    subject: Subject
    profile: str
    facts: tuple[str, ...]

    @property
    def hides(self) -> bool:
        """Whether it hides small counts."""
        return self.profile == SUPPRESSED


class World(Struct):
    """All facts of a year and the years before it, and every way in which they are shown."""

    vintages: tuple[YearData, ...]
    """Oldest first; the last is the year at hand."""
    facts: dict[str, Fact] = field(default_factory=dict)
    fact_of: dict[tuple[int, str], str] = field(default_factory=dict)
    """(year of the folder, cell id) -> fact id."""
    showings: list[Showing] = field(default_factory=list)
    described: tuple[Described, ...] = ()
    """Single figures that are described as cells, or sums of cells."""

    @classmethod
    def of(cls, vintages: tuple[YearData, ...]) -> World:
        """Return the world of some years."""
        world = cls(vintages, described=tuple(described(vintages)))
        newest: dict[str, tuple[Cell, str]] = {}
        for data in vintages:
            counts = {cell.id for subject in subjects(data) for cell in subject.counts}
            for cell in data.cells.values():
                if cell.value is not None:
                    name = _name(cell, data.year, newest.get(cell.id))
                    newest[cell.id] = (cell, name)
                    world.fact_of[data.year, cell.id] = name
                    counted = cell.unit == "aantal" or cell.id in counts
                    whole = counted and cell.value >= 0 and cell.value % 1 == 0
                    world.facts[name] = Fact(name, cell.value, whole)
            world.showings += _showings(data, world.fact_of)
        return world

    def shown(self, profile: str) -> Iterator[Showing]:
        """Yield what is shown with a profile."""
        return (showing for showing in self.showings if showing.profile == profile)

    def open(self) -> frozenset[str]:
        """Return the facts that some publication shows exactly because of its profile."""
        guarded = {f for s in self.showings if s.profile != EXACT for f in s.facts}
        exact = {f for s in self.shown(EXACT) for f in s.facts}
        return frozenset(exact | (set(self.facts) - guarded))

    def rounded(self) -> frozenset[str]:
        """Return the counts of which some publication shows the rounded form."""
        found = {f for s in self.shown(ROUNDED) for f in s.facts}
        return frozenset(f for f in found if self.facts[f].count)

    def limits(self, fact: str, rounded_to: Set[str]) -> tuple[int, int | None]:
        """Return the least and the most that an unseen count can be, rules aside.

        `rounded_to` has the facts of which the rounded form is shown. Other unseen counts are at
        least 1, as a zero is never hidden; None is no limit.
        """
        if fact not in rounded_to:
            return 1, None
        middle = int(rounded(self.facts[fact].value))
        return max(0, middle - int(STEP) // 2), middle + int(STEP) // 2

    def seen(self, hidden: Mapping[int, frozenset[str]]) -> frozenset[str]:
        """Return the facts that a reader sees exactly somewhere.

        `hidden` has what each year hides where its profile is suppression.
        """
        return self.open().union(*(self.seen_in(showing, hidden) for showing in self.showings))

    def seen_in(self, showing: Showing, hidden: Mapping[int, frozenset[str]]) -> frozenset[str]:
        """Return the facts that one publication shows exactly in one table."""
        facts = frozenset(showing.facts)
        if showing.profile == SUPPRESSED:
            return facts - hidden[showing.year]
        if showing.profile == ROUNDED:
            return frozenset(f for f in facts if not self.facts[f].count)
        return facts


def _name(cell: Cell, year: int, earlier: tuple[Cell, str] | None) -> str:
    if earlier is None:
        return cell.id
    old, name = earlier
    same = (old.value, old.unit, old.year, old.status)
    return name if same == (cell.value, cell.unit, cell.year, cell.status) else f"{cell.id}@{year}"


def _showings(data: YearData, fact_of: Mapping[tuple[int, str], str]) -> Iterator[Showing]:
    found = list(subjects(data))
    for publication in publications(data):
        for subject in found:
            facts = tuple(fact_of[data.year, c.id] for c in subject.cells if c.value is not None)
            profile = subject.profile(publication)[0]
            yield Showing(data.year, publication, subject, profile, facts)
