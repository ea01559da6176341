"""Check: hold the numbers of a year against their rules, each other and earlier years.

One file per kind of check; the order of CHECKS is the order in which they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.checks.outcomes import outcomes
from pipeline.checks.totals import broken_rules, wrong_declarations
from pipeline.checks.vintages import changed_comparatives
from pipeline.model import Outcome, Problem, YearData


@dataclass(frozen=True, slots=True)
class Material:
    """What every check may look at."""

    data: YearData
    outcomes: tuple[Outcome, ...]
    earlier: tuple[YearData, ...]


CHECKS: tuple[Callable[[Material], Iterable[Problem]], ...] = (
    lambda m: broken_rules(m.data, m.outcomes),
    lambda m: wrong_declarations(m.data, m.outcomes),
    lambda m: changed_comparatives(m.data, m.earlier),
)


def check(
    data: YearData, earlier: tuple[YearData, ...]
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Return the outcome of every rule instance and every problem that the checks find."""
    worked_out = list(outcomes(data))
    problems = [item for item in worked_out if isinstance(item, Problem)]
    results = tuple(item for item in worked_out if isinstance(item, Outcome))
    material = Material(data, results, earlier)
    for run in CHECKS:
        problems += run(material)
    return results, tuple(problems)
