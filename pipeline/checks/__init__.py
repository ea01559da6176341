"""Check: hold the numbers of a year against their rules, each other and earlier years.

One file per kind of check; a check is a generator of problems. The order of CHECKS is the order in
which they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pipeline.checks import declarations, house_style, openings, rules, vintages
from pipeline.checks.material import Material
from pipeline.checks.outcomes import outcomes
from pipeline.model import Comparison, Outcome, Problem, YearData
from pipeline.reach import Reach

CHECKS: tuple[Callable[[Material], Iterator[Problem]], ...] = (
    rules.check,
    declarations.check,
    vintages.check,
    openings.check,
    house_style.check,
)


class Checked(Struct, frozen=True):
    """What the checks say of the numbers of a year."""

    outcomes: tuple[Outcome, ...]
    """Of every rule instance."""
    comparisons: tuple[Comparison, ...]
    """Every figure that an earlier year's folder has too, beside what it says there."""
    problems: tuple[Problem, ...]


def check(data: YearData, earlier: tuple[YearData, ...]) -> Checked:
    """Hold the numbers of a year against its rules and the earlier years, oldest first."""
    reach = Reach.of(data, earlier)
    found, broken_rules = outcomes(reach)
    results = tuple(outcome for _, outcome in found)
    unreadable = frozenset(f"{rule.table}/{rule.name}" for rule, _ in broken_rules)
    problems = [problem for _, problem in broken_rules]
    material = Material(data, results, earlier, reach, unreadable)
    for run in CHECKS:
        problems += run(material)
    pairs = (Comparison(*pair) for pair in vintages.pairs(material, data.cells))
    return Checked(results, tuple(pairs), tuple(problems))
