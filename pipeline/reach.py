"""All numbers that the rules of a year may read: its own, and those of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline import dutch
from pipeline.model import Cell, Table, YearData
from pipeline.names import PREVIOUS
from pipeline.quantities import Quantity
from pipeline.totals import totals


class Reach(Struct, frozen=True):
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
    _keys: dict[str, Keys] = field(default_factory=dict)
    _quantities: dict[str, tuple[Cell, Quantity | None]] = field(default_factory=dict)

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
        if table is None:
            return []
        if prefix + name not in self._keys:
            self._keys[prefix + name] = Keys.of(table)
        return [prefix + cell_id for cell_id in self._keys[prefix + name].matching(parts)]

    def quantity(self, name: str) -> Quantity | None:
        """Return a cell with its rounding and words, None when it has no value."""
        cell = self.cells[name]
        known = self._quantities.get(name)
        if known is None or known[0] is not cell:
            known = self._quantities[name] = (cell, _quantity(cell))
        return known[1]


class Keys(Struct, frozen=True):
    """The keys of a table's cells, divided into names, by column."""

    by_column: Mapping[str, list[tuple[list[str], str]]]
    """Column -> (names of row and column, full id)."""
    totals: set[tuple[int, str]]

    @classmethod
    def of(cls, table: Table) -> Keys:
        """Return the keys of a table."""
        by_column: dict[str, list[tuple[list[str], str]]] = {}
        for key, cell in table.cells.items():
            names = key.split(".")
            by_column.setdefault(names[-1], []).append((names, cell.id))
        return cls(by_column, totals(table))

    def matching(self, parts: list[str]) -> list[str]:
        """Return the ids whose names fit, * being any name that is no total in its place."""
        columns = self.by_column if parts[-1] == "*" else parts[-1:]
        return [
            cell_id
            for column in columns
            for names, cell_id in self.by_column.get(column, ())
            if len(names) == len(parts) and self._fits(names, parts)
        ]

    def _fits(self, names: list[str], parts: list[str]) -> bool:
        for i, (name, part) in enumerate(zip(names, parts, strict=True)):
            if part != name and (part != "*" or (i, name) in self.totals):
                return False
        return True


def _quantity(cell: Cell) -> Quantity | None:
    if cell.value is None:
        return None
    width = Decimal(0) if cell.missing else cell.rounded_to / 2
    return Quantity(cell.value, width, dutch.number(cell.value, cell.decimals), (cell.id,))
