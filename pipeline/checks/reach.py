"""All numbers that the rules of a year may read: its own, and those of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from pipeline.checks.totals import totals
from pipeline.model import Cell, Table, YearData
from pipeline.names import PREVIOUS


@dataclass(frozen=True, slots=True)
class Reach:
    """The numbers of a year by their full id, `vorig_jaar.` in front of those of the year before.

    Which cells a pattern stands for depends on names alone and is kept, so that a rule can be
    worked out again after a number has changed.
    """

    data: YearData
    previous: YearData | None
    """The folder of the year before, None when there is none."""
    cells: Mapping[str, Cell]
    """Those of the year before only when a rule asks for them."""
    vintages: tuple[tuple[Mapping[str, Cell], int], ...] = ()
    """The numbers and the year of each earlier folder, the newest first."""
    _found: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: YearData, earlier: tuple[YearData, ...]) -> Reach:
        """Return the reach of a year."""
        previous = next((year for year in earlier if year.year == data.year - 1), None)
        rules = [*data.figure_rules, *(r for table in data.tables.values() for r in table.rules)]
        cells = data.cells
        if previous and any(PREVIOUS in rule.formula for rule in rules):
            for cell_id, cell in previous.cells.items():
                name = f"{PREVIOUS}.{cell_id}"
                cells[name] = replace(cell, id=name)
        vintages = tuple((year.cells, year.year) for year in reversed(earlier))
        return cls(data, previous, cells, vintages)

    def unreadable(self, path: str) -> bool:
        """Say whether a path leads into a table or folder that is absent or could not be read."""
        first, _, rest = path.partition(".")
        if first != PREVIOUS:
            return first in self.data.broken
        return self.previous is None or rest.partition(".")[0] in self.previous.broken

    def matches(self, pattern: str) -> list[str]:
        """Return the ids for a pattern; a * never stands for a total in its own place."""
        if pattern not in self._found:
            self._found[pattern] = list(self._search(pattern))
        return self._found[pattern]

    def _search(self, pattern: str) -> list[str]:
        first, _, rest = pattern.partition(".")
        owner: YearData | None = self.data
        prefix = ""
        if first == PREVIOUS:
            owner, pattern, prefix = self.previous, rest, f"{PREVIOUS}."
        name, *parts = pattern.split(".")
        table = owner.tables.get(name) if owner else None
        return [prefix + cell_id for cell_id in _matching(table, parts)] if table else []


def _matching(table: Table, parts: list[str]) -> list[str]:
    skipped = totals(table)
    wild = [i for i, part in enumerate(parts) if "*" in part]
    found = []
    for key, cell in table.cells.items():
        own = key.split(".")
        fits = len(own) == len(parts) and fnmatchcase(key, ".".join(parts))
        if fits and not any((i, own[i]) in skipped for i in wild):
            found.append(cell.id)
    return found
