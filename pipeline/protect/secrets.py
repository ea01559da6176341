"""The numbers that are not shown, each with the words by which a text names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from pipeline.model import Cell, Protection, Row, Table, Whom, YearData
from pipeline.protect.counted import is_whom
from pipeline.protect.counting import Counted
from pipeline.protect.naming import Key, Words, keys, telling
from pipeline.protect.nouns import alike, heads, words
from pipeline.protect.profiles import SMALL

_YEAR = re.compile("(?:19|20)[0-9]{2}")


class Named(Struct, frozen=True):
    """By which words a text names a number, nearby or in the sentence itself."""

    names: tuple[str, ...]
    certain: bool
    """Whether they leave no doubt: its row, and its other key or its year."""
    row: bool
    """Whether they name a row, and not only a year."""
    here: bool
    """Whether one of them stands in the sentence itself."""


class Secret(Struct, frozen=True):
    """A number that is not shown."""

    cell: Cell
    value: int
    counts: tuple[str, ...]
    """The nouns for what it counts."""
    table: Table | None = None
    row: Row | None = None
    keys: tuple[Key, ...] = ()
    label: tuple[str, ...] = ()
    """Of a single figure: the words that tell which it is."""

    def is_thing(self, counted: Counted) -> bool:
        """Say whether something counts the rows of its table: 'drie locaties'."""
        headings = words(" ".join(self.table.key_headings)) if self.table else []
        of_rows = any(alike(noun, word) for noun in counted.nouns for word in headings)
        return of_rows and not any(alike(n, word) for n in counted.nouns for word in self.counts)

    def is_counted(self, counted: Counted, whom: Whom) -> bool:
        """Say whether something counts, in so many words, what this number counts."""
        own = [*self.counts]
        for key, code in zip(self.keys, self.row.key if self.row else (), strict=True):
            own += key.telling[code]
        return counted.persons or any(
            is_whom(noun, whom) or any(alike(noun, word) for word in own) for noun in counted.nouns
        )

    def named(self, levels: Sequence[Words]) -> Named | None:
        """Return how a text names it, None when it does not or is about another number.

        `levels` are the words of the sentence itself, then of what stands around it.
        """
        year = _YEAR.search(self.cell.year)
        if year and levels[0].years and year[0] not in levels[0].years:
            return None
        dated = [at for at, level in enumerate(levels) if year and year[0] in level.years]
        found = self._of_row(levels) if self.row else self._of_label(levels)
        if found is None:
            return None
        names, strength, near = found
        names += (year[0],) if year and dated else ()
        near = near or dated[:1] == [0]
        certain = strength > 1 or (strength == 1 and bool(dated))
        return Named(names, certain, strength > 0, near) if names else None

    def _of_row(self, levels: Sequence[Words]) -> tuple[tuple[str, ...], float, bool] | None:
        """Return the names of its row, how much they tell, and whether one stands right here.

        1 is its row, 2 its row and its other key; less than 1 is that other key alone.
        """
        assert self.row is not None
        names: tuple[str, ...] = ()
        strength, near = 0.0, False
        for at, (key, code) in enumerate(zip(self.keys, self.row.key, strict=True)):
            last = at == len(self.keys) - 1
            spoken = [(n, level.named(key)) for n, level in enumerate(levels)]
            first = next(((n, codes) for n, codes in spoken if codes), None)
            if first is None:
                strength += 0.5 if last and code in key.totals and strength else 0
            elif code in first[1]:
                names += (self.row.labels[at],)
                strength += 1 if last else 0.5
                near = near or first[0] == 0
            else:
                return None
        full = 1.5 if len(self.keys) > 1 else 2
        return names, 2 if strength >= full else strength, near

    def _of_label(self, levels: Sequence[Words]) -> tuple[tuple[str, ...], float, bool]:
        spoken = [word for word in self.label if any(level.has_form(word) for level in levels)]
        near = any(levels[0].has_form(word) for word in spoken)
        return tuple(spoken), float(len(spoken)), near


def secrets(
    data: YearData, hidden: frozenset[str], protections: Iterable[Protection] = ()
) -> list[Secret]:
    """Return every number of a year that some publication does not show as it is.

    `hidden` has the ids of those, `protections` which of them are only rounded.
    """
    found = []
    near = frozenset(cell for record in protections for cell in record.rounded)
    for table in data.tables.values():
        rows = {row.id: row for row in table.rows}
        names = keys(table, data.code_lists) if _has_secret(table, hidden) else ()
        counts = tuple(heads(table.openness.counts, listed=True))
        for place, cell in table.cells.items():
            if (value := _kept(cell, hidden, near)) is not None:
                row = rows[place.rpartition(".")[0]]
                found.append(Secret(cell, value, counts, table, row, names))
    for cell in data.figures.values():
        if (value := _kept(cell, hidden, near)) is not None:
            counts = tuple(heads(cell.label))
            found.append(Secret(cell, value, counts, label=telling(cell.label, counts)))
    return found


def _has_secret(table: Table, hidden: frozenset[str]) -> bool:
    return any(cell.id in hidden for cell in table.cells.values())


def _kept(cell: Cell, hidden: frozenset[str], near: frozenset[str]) -> int | None:
    """Return the value of a count that is kept from the reader, None for another.

    Of what is rounded only 1 to 4 is kept: how much 29 is, a rounded 30 may be told beside it.
    """
    value = cell.value
    if cell.id not in hidden or value is None or value % 1:
        return None
    return None if cell.id in near and value not in SMALL else int(value)
