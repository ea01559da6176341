"""What each figure of the year is about, so that a sentence can be held against it.

A figure in a table is about its row: about each of its names, so that a figure of a region needs
the region too. A row with the total is about the table. A single figure is about its description.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline.dutch_stems import alike, content
from pipeline.model import Cell, CodeList, Row, Table, YearData

_ASIDE = re.compile(r"\(.*?\)")
_RARE = 2
"""A word in at most this many names says by itself what a figure is about; others count half."""
_ENOUGH = Decimal(1)
_PEOPLE = frozenset(content("mensen personen stuks medewerkers collega's"))


class Topic(Struct, frozen=True):
    """A figure with what a sentence about it mentions."""

    cell: Cell
    names: tuple[tuple[frozenset[str], ...], ...]
    """Of each name of the figure: its spellings, each as the stems of its words."""
    around: frozenset[str]
    """Stems of all that is written at the figure: names, title, what is counted, heading, id."""


class Topics(Struct, frozen=True):
    """The topics of a year, and how telling each word is."""

    year: int
    """Of the report: what a sentence without a year speaks of, most of the time."""
    of: tuple[Topic, ...]
    names_with: Mapping[str, int]
    """Stem -> in how many different names it stands."""

    @classmethod
    def of_year(cls, data: YearData) -> Topics:
        """Return the topics of every number of a year."""
        spellings = _spellings(data.code_lists)
        found = [t for table in data.tables.values() for t in _of_table(table, spellings)]
        for name, cell in data.figures.items():
            label = _ASIDE.sub(" ", cell.label)
            counts = data.figure_openness[name].counts if name in data.figure_openness else ""
            around = frozenset(
                content(f"{cell.label} {counts} {name.replace('_', ' ')}", times=True)
            )
            own = (frozenset(content(label)), frozenset(content(name.replace("_", " "))))
            found.append(Topic(cell, (own,), around))
        names = {name for topic in found for name in topic.names}
        stems = Counter(s for name in names for s in frozenset[str]().union(*name))
        return cls(data.year, tuple(found), stems)

    def fits(self, topic: Topic, said: Iterable[str], counted: str) -> bool:
        """Say whether a sentence speaks of a figure; `counted` is the word behind its number."""
        said = list(said)
        if counted and counted not in _PEOPLE and not _among(counted, topic.around):
            return False
        return all(
            max((self._weight(spelling, said) for spelling in name), default=0) >= _ENOUGH
            for name in topic.names
        )

    def _weight(self, name: frozenset[str], said: list[str]) -> Decimal:
        """Return how much of a name is said: each word of the sentence counts once."""
        weight = Decimal(0)
        for word in dict.fromkeys(said):
            meant = [s for s in name if alike(word, s)]
            if meant:
                rare = min(self.names_with[s] for s in meant) <= _RARE
                weight += _ENOUGH if rare or len(name) == 1 else _ENOUGH / 2
        return weight


def _among(word: str, stems: frozenset[str]) -> bool:
    return any(alike(word, stem) for stem in stems)


def _of_table(table: Table, spellings: Mapping[str, frozenset[str]]) -> Iterator[Topic]:
    headings = {column.id: column.heading for column in table.columns}
    shared = frozenset(content(f"{table.title} {table.openness.counts}", times=True))
    for row in table.rows:
        names = tuple(_names(table, row, spellings))
        own = frozenset(content(" ".join((*row.labels, row.id.replace("_", " "))), times=True))
        for column, heading in headings.items():
            cell = table.cells.get(f"{row.id}.{column}")
            if cell is not None:
                yield Topic(cell, names, own | shared | frozenset(content(heading, times=True)))


def _names(
    table: Table, row: Row, spellings: Mapping[str, frozenset[str]]
) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield what a sentence has to mention; the title instead of a name that says nothing."""
    for code, label in zip(row.key, row.labels, strict=True):
        ways = {label, code.replace("_", " "), *spellings.get(label, ())}
        stems = {frozenset(content(_ASIDE.sub(" ", way))) for way in ways}
        title = frozenset(content(table.title))
        yield tuple(sorted(stems - {frozenset()}, key=sorted)) or (title,)


def _spellings(code_lists: Mapping[str, CodeList]) -> dict[str, frozenset[str]]:
    """Return label -> all spellings of the same name in its code list."""
    found: dict[str, set[str]] = {}
    for codes in code_lists.values():
        for spelling, code in (*codes.variants.items(), *codes.in_texts.items()):
            if code in codes.labels:
                found.setdefault(codes.labels[code], set()).add(spelling)
    return {label: frozenset(ways) for label, ways in found.items()}
