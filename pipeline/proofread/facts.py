"""What the year knows that a sentence can be held against: cells, series over the years, values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline.model import Cell, YearData
from pipeline.proofread.indicators import Indicators
from pipeline.proofread.sums_of import SumOf, sums_of

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)(?!\d)")
_AT_END = re.compile(r"[._]?((?:19|20)\d\d)$")
_CALL = re.compile(r"(verschil|groei|aandeel|som)\((.*)\)")
_FACTOR = {"euro_duizend": Decimal(1000), "euro_miljoen": Decimal(1000000)}

Series = Mapping[int, Cell]
"""Year -> the cell of that year, in order of years."""


class Facts(Struct, frozen=True):
    """The cells of a year, and for each the same figure in other years."""

    year: int
    cells: Mapping[str, Cell]
    stems: Mapping[str, str]
    """Cell id -> the id without its year: `maatregelen.totaal.stand`, `cijfers.nps`."""
    series: Mapping[str, Series]
    """Stem -> the series."""
    indicators: Indicators
    sums: tuple[SumOf, ...]

    @classmethod
    def of(cls, data: YearData) -> Facts:
        """Return the facts of a year."""
        cells = data.cells
        stems: dict[str, str] = {}
        series: dict[str, dict[int, Cell]] = {}
        for cell in cells.values():
            stem = _AT_END.sub("", cell.id)
            stems[cell.id] = stem
            year = year_of(cell)
            if year is not None:
                series.setdefault(stem, {})[year] = cell
        ordered = {stem: dict(sorted(found.items())) for stem, found in series.items()}
        return cls(data.year, cells, stems, ordered, Indicators.of(data), sums_of(data))

    def series_of(self, cell_id: str) -> Series:
        """Return the series that a cell stands in; empty for what is no cell of the year."""
        return self.series.get(self.stems.get(cell_id, ""), {})

    def value(self, cell_id: str) -> Decimal | None:
        """Return the exact value behind an id or an expression, money in euros; None if unknown."""
        cell = self.cells.get(cell_id)
        if cell is not None:
            return in_base(cell)
        call = _CALL.fullmatch(cell_id)
        return self._computed(call[1], _arguments(call[2])) if call else None

    def _computed(self, name: str, arguments: list[str]) -> Decimal | None:
        values = [self.value(argument) for argument in arguments]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        if name == "som":
            return sum(known, Decimal(0))
        if len(known) != 2:
            return None
        a, b = known
        if name == "verschil":
            return a - b
        if b == 0:
            return None
        return Decimal(100) * (a - b if name == "groei" else a) / b

    def in_year(self, cell: Cell, year: int) -> Cell | None:
        """Return the same figure in another year; a derived one is derived anew from its parts."""
        if cell.id in self.cells:
            return self.series_of(cell.id).get(year)
        call = _CALL.fullmatch(cell.id)
        parts = (
            [self._part(argument, cell, year) for argument in _arguments(call[2])] if call else []
        )
        if call is None or any(part is None for part in parts):
            return None
        moved = f"{call[1]}({', '.join(filter(None, parts))})"
        value = self.value(moved)
        if value is None:
            return None
        return Cell(
            moved,
            value / _FACTOR.get(cell.unit, Decimal(1)),
            "",
            cell.unit,
            cell.decimals,
            cell.rounded_to,
            cell.status,
            str(year),
            cell.label,
            cell.place,
            cell.source,
            tuple(filter(None, parts)),
        )

    def _part(self, part: str, cell: Cell, year: int) -> str | None:
        own = self.cells.get(part)
        if own is None or year_of(own) is None or year_of(own) != year_of(cell):
            return None
        other = self.series_of(part).get(year)
        return other.id if other else None

    def before(self, cell: Cell) -> int | None:
        """Return the newest earlier year of the same figure, at most three years back."""
        year = year_of(cell)
        if year is None:
            return None
        return next((y for y in range(year - 1, year - 4, -1) if self.in_year(cell, y)), None)


def year_of(cell: Cell) -> int | None:
    """Return the one year that a cell speaks of; None for a period or several years."""
    return int(cell.year) if re.fullmatch(r"(?:19|20)\d\d", cell.year) else None


def scale(unit: str) -> Decimal:
    """Return how many of the base unit one of this unit is: 1000 for euro_duizend."""
    return _FACTOR.get(unit, Decimal(1))


def in_base(cell: Cell) -> Decimal | None:
    """Return the value of a cell, money in euros."""
    return None if cell.value is None else cell.value * _FACTOR.get(cell.unit, Decimal(1))


def base_unit(unit: str) -> str:
    """Return what a unit can be compared in: all money is euro."""
    return "euro" if unit in _FACTOR else unit


def _arguments(text: str) -> list[str]:
    """Split at the commas that stand in no brackets."""
    depth = 0
    found = [""]
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            found.append("")
        else:
            found[-1] += character
    return [part.strip() for part in found]
