"""The report of all checks: every rule with what it read, computed and concluded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline import dutch
from pipeline.model import (
    Cell,
    Comparison,
    Exempt,
    Forecast,
    Outcome,
    Protected,
    Protection,
    Rehearsal,
    Remark,
    YearData,
)
from pipeline.model.account import (
    CellRead,
    ControlReport,
    ExemptLine,
    ForecastLine,
    GuardLine,
    ProtectionLine,
    RuleLine,
    VintageLine,
)
from pipeline.names import PREVIOUS
from pipeline.paths import published


class Findings(Struct, frozen=True):
    """All that the stages found of a year; what the report is made of."""

    data: YearData
    earlier: tuple[YearData, ...]
    outcomes: tuple[Outcome, ...]
    comparisons: tuple[Comparison, ...]
    remarks: tuple[Remark, ...]
    protected: Protected
    forecasts: tuple[Forecast, ...]
    rehearsal: Rehearsal
    reasons: Mapping[str, str]
    """The words of each declared difference, by the rule or cell that it speaks of."""
    exempt: tuple[tuple[str, Exempt], ...]
    """(publication, words that an editor declared free of checks), in order."""


def control_report(found: Findings) -> ControlReport:
    """Return the report; values that a publication keeps to itself stand nowhere in it."""
    reader = _Reader(found)
    return ControlReport(
        found.data.year,
        tuple(_rule_line(outcome, found, reader) for outcome in found.outcomes),
        tuple(_vintage_line(pair, found, reader) for pair in found.comparisons),
        tuple(replace(r, place=published(r.place, reader.folder)) for r in found.remarks),
        tuple(
            ExemptLine(name, item.text, item.reason, published(item.place, reader.folder))
            for name, item in dict.fromkeys(found.exempt)
            if item.place.file  # the words of the program itself are not an editor's
        ),
        tuple(_protection_line(protection) for protection in found.protected.protections),
        tuple(_forecast_line(forecast, reader) for forecast in found.forecasts),
        tuple(
            GuardLine(g.table, g.title, g.cells, g.shares, g.copies, g.copied)
            for g in found.rehearsal.guards
            if g.table not in found.protected.guarded  # shares depend on what is hidden
        ),
        tuple(reader.read(cell) for g in found.rehearsal.guards for cell in g.unguarded),
    )


class _Reader:
    """Shows cells, except those that may not be shown."""

    def __init__(self, found: Findings) -> None:
        year = found.data.year - 1
        before = next((folder.cells for folder in found.earlier if folder.year == year), {})
        named = {f"{PREVIOUS}.{n}": replace(c, id=f"{PREVIOUS}.{n}") for n, c in before.items()}
        hidden = found.protected.hidden
        self._cells = {**found.data.cells, **named}
        self.folder = found.data.folder.parent
        self.hidden = hidden | {f"{PREVIOUS}.{name}" for name in hidden}
        """What is hidden this year is hidden in last year's folder too."""

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


def _rule_line(outcome: Outcome, found: Findings, reader: _Reader) -> RuleLine:
    deviation = next((d for d in found.data.deviations if d.rule == outcome.id), None)
    verdict: Literal["klopt", "verklaard", "fout", "niet te toetsen"] = outcome.verdict
    if verdict == "fout" and deviation:
        verdict = "verklaard"
    open_to_all = not reader.hidden.intersection(outcome.cells)
    return RuleLine(
        outcome.id,
        outcome.rule.name,
        outcome.rule.table,
        outcome.rule.formula,
        _statement(outcome) if open_to_all else outcome.rule.formula,
        outcome.left_text if open_to_all else "",
        outcome.right_text if open_to_all else "",
        dutch.shortest(outcome.tolerance or Decimal(0)),
        verdict,
        found.reasons.get(outcome.id, "") if deviation else "",
        deviation.by if deviation else "",
        reader.of(outcome.cells),
        published(outcome.rule.place, reader.folder),
    )


def _statement(outcome: Outcome) -> str:
    """Return the formula with its numbers, and what is so instead where it does not hold."""
    if outcome.verdict != "fout":
        return outcome.statement
    signs = {" = ": " ≠ ", " <= ": " > ", " >= ": " < "}
    return re.sub(" <= | >= | = ", lambda sign: signs[sign[0]], outcome.statement, count=1)


def _vintage_line(pair: Comparison, found: Findings, reader: _Reader) -> VintageLine:
    revised = any(revision.cell == pair.new.id for revision in found.data.revisions)
    verdict: Literal["klopt", "herzien", "fout"] = "herzien" if revised else "fout"
    if pair.same:
        verdict = "klopt"
    return VintageLine(
        pair.new.id,
        pair.new.label,
        pair.year,
        reader.value(pair.old),
        reader.value(pair.new),
        verdict,
        found.reasons.get(pair.new.id, ""),
        published(pair.new.place, reader.folder),
        published(pair.old.place, reader.folder),
    )


def _protection_line(done: Protection) -> ProtectionLine:
    hidden = tuple(sorted((*done.primary, *done.secondary)))
    known = (done.intervals[i] for i in hidden if i in done.intervals)
    narrowest = min((most - least for least, most in known if most is not None), default=None)
    kept = (done.table, done.publication, done.profile, done.reason)
    return ProtectionLine(*kept, hidden, len(done.rounded), narrowest)


def _forecast_line(pair: Forecast, reader: _Reader) -> ForecastLine:
    return ForecastLine(
        pair.cell,
        pair.realised.label,
        shown(pair.forecast),
        shown(pair.realised),
        shown(pair.difference),
        pair.year,
        (
            published(pair.realised.place, reader.folder),
            published(pair.forecast.place, reader.folder),
        ),
    )
