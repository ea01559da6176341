"""The report of all checks: every rule with what it read, computed and concluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline import dutch
from pipeline.model import (
    Cell,
    CellRead,
    Comparison,
    ControlReport,
    Outcome,
    Remark,
    RuleLine,
    VintageLine,
    YearData,
)
from pipeline.names import PREVIOUS
from pipeline.paths import published


def control_report(
    data: YearData,
    outcomes: tuple[Outcome, ...],
    comparisons: tuple[Comparison, ...],
    remarks: tuple[Remark, ...],
    reasons: Mapping[str, str],
    hidden: frozenset[str],
    earlier: tuple[YearData, ...] = (),
) -> ControlReport:
    """Return the report; values of `hidden` cells stand nowhere in it.

    `reasons` has the words of each declared difference, by the rule or cell that it speaks of.
    The year before, of `earlier`, has the cells that rules name with `vorig_jaar.` in front; what
    is hidden this year is hidden there too.
    """
    before = next((year.cells for year in earlier if year.year == data.year - 1), {})
    named = {f"{PREVIOUS}.{n}": replace(c, id=f"{PREVIOUS}.{n}") for n, c in before.items()}
    covered = hidden | {f"{PREVIOUS}.{name}" for name in hidden}
    reader = _Reader(data, named, covered)
    confirmed = {comparison.new.id for comparison in comparisons}
    guarded = confirmed.union(*(outcome.cells for outcome in outcomes))
    unguarded = (cell for name, cell in data.cells.items() if name not in guarded)
    return ControlReport(
        data.year,
        tuple(_rule_line(outcome, data, reasons, reader) for outcome in outcomes),
        tuple(_vintage_line(found, data, reasons, reader) for found in comparisons),
        tuple(replace(r, place=published(r.place, reader.folder)) for r in remarks),
        tuple(reader.read(cell) for cell in unguarded if cell.value is not None),
    )


class _Reader:
    """Shows cells, except those that may not be shown."""

    def __init__(self, data: YearData, before: Mapping[str, Cell], hidden: frozenset[str]) -> None:
        self._cells = {**data.cells, **before}
        self.folder = data.folder.parent
        self.hidden = hidden

    def value(self, cell: Cell) -> str:
        return "niet getoond" if cell.id in self.hidden else shown(cell)

    def read(self, cell: Cell) -> CellRead:
        return CellRead(cell.id, cell.label, self.value(cell), published(cell.place, self.folder))

    def of(self, names: Iterable[str]) -> tuple[CellRead, ...]:
        return tuple(self.read(self._cells[n]) for n in dict.fromkeys(names) if n in self._cells)


def shown(cell: Cell) -> str:
    """Return the value of a cell as it was typed, with its unit."""
    return (
        cell.missing
        if cell.value is None
        else dutch.with_unit(cell.value, cell.unit, cell.decimals)
    )


def _rule_line(
    outcome: Outcome, data: YearData, reasons: Mapping[str, str], reader: _Reader
) -> RuleLine:
    declared = {deviation.rule: deviation for deviation in data.deviations}
    deviation = declared.get(outcome.id)
    verdict: Literal["klopt", "verklaard", "fout", "niet te toetsen"] = outcome.verdict
    if verdict == "fout" and deviation:
        verdict = "verklaard"
    open_to_all = not reader.hidden.intersection(outcome.cells)
    return RuleLine(
        outcome.id,
        outcome.rule.name,
        outcome.rule.table,
        outcome.rule.formula,
        outcome.statement if open_to_all else outcome.rule.formula,
        outcome.left_text if open_to_all else "",
        outcome.right_text if open_to_all else "",
        dutch.shortest(outcome.tolerance or Decimal(0)),
        verdict,
        reasons.get(outcome.id, "") if deviation else "",
        deviation.by if deviation else "",
        reader.of(outcome.cells),
        published(outcome.rule.place, reader.folder),
    )


def _vintage_line(
    found: Comparison, data: YearData, reasons: Mapping[str, str], reader: _Reader
) -> VintageLine:
    revised = found.new.id in {revision.cell for revision in data.revisions}
    verdict: Literal["klopt", "herzien", "fout"] = "herzien" if revised else "fout"
    if found.same:
        verdict = "klopt"
    return VintageLine(
        found.new.id,
        found.new.label,
        found.year,
        reader.value(found.old),
        reader.value(found.new),
        verdict,
        reasons.get(found.new.id, ""),
        published(found.new.place, reader.folder),
        published(found.old.place, reader.folder),
    )
