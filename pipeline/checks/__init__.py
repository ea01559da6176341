"""Check: hold the numbers of a year against their rules, each other and earlier years.

One file per kind of check; a check is a generator of problems. The order of CHECKS is the order in
which they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.checks import declarations, rules, vintages
from pipeline.checks.material import Material
from pipeline.checks.outcomes import outcomes
from pipeline.model import Comparison, Outcome, Problem, YearData

CHECKS: tuple[Callable[[Material], Iterator[Problem]], ...] = (
    rules.check,
    declarations.check,
    vintages.check,
)


def compared(data: YearData, earlier: tuple[YearData, ...]) -> tuple[Comparison, ...]:
    """Return every figure that an earlier year's folder has too, beside what it says there."""
    material = Material(data, (), earlier)
    return tuple(Comparison(*pair) for pair in vintages.pairs(material))


def check(
    data: YearData, earlier: tuple[YearData, ...]
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Return the outcome of every rule instance and every problem that the checks find."""
    results, broken_rules = outcomes(data)
    unreadable = frozenset(f"{rule.table}/{rule.name}" for rule, _ in broken_rules)
    problems = [problem for _, problem in broken_rules]
    material = Material(data, results, earlier, unreadable)
    for run in CHECKS:
        problems += run(material)
    return results, tuple(problems)
