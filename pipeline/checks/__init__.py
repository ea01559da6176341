"""Check: hold the numbers of a year against their rules, each other and earlier years.

One file per kind of check; a check is a generator of problems. The order of CHECKS is the order in
which they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.checks import declarations, openings, rules, vintages
from pipeline.checks.material import Material
from pipeline.checks.outcomes import outcomes
from pipeline.model import Comparison, Outcome, Problem, YearData
from pipeline.reach import Reach

CHECKS: tuple[Callable[[Material], Iterator[Problem]], ...] = (
    rules.check,
    declarations.check,
    vintages.check,
    openings.check,
)


def compared(data: YearData, earlier: tuple[YearData, ...]) -> tuple[Comparison, ...]:
    """Return every figure that an earlier year's folder has too, beside what it says there."""
    material = Material(data, (), earlier, Reach.of(data, earlier))
    return tuple(Comparison(*pair) for pair in vintages.pairs(material, data.cells))


def check(
    data: YearData, earlier: tuple[YearData, ...]
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Return the outcome of every rule instance and every problem that the checks find."""
    reach = Reach.of(data, earlier)
    found, broken_rules = outcomes(reach)
    results = tuple(outcome for _, outcome in found)
    unreadable = frozenset(f"{rule.table}/{rule.name}" for rule, _ in broken_rules)
    problems = [problem for _, problem in broken_rules]
    material = Material(data, results, earlier, reach, unreadable)
    for run in CHECKS:
        problems += run(material)
    return results, tuple(problems)
