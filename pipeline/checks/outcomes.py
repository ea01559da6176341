"""Work out every rule of a year for every row, column, cell or pair of years it speaks of."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Literal

from pipeline import dutch
from pipeline.formula import compare
from pipeline.model import ERROR, Outcome, Problem, Rule
from pipeline.quantities import FormulaError, Missing
from pipeline.reach import Reach
from pipeline.rule_cells import Resolver
from pipeline.rule_instances import Instance, instances


def outcomes(
    reach: Reach,
) -> tuple[tuple[tuple[Instance, Outcome], ...], tuple[tuple[Rule, Problem], ...]]:
    """Return the outcome of each instance of each rule, and the rules that are wrong themselves."""
    results: list[tuple[Instance, Outcome]] = []
    broken: list[tuple[Rule, Problem]] = []
    tables = [(rule, table) for table in reach.data.tables.values() for rule in table.rules]
    for rule, owner in (*tables, *((rule, None) for rule in reach.data.figure_rules)):
        try:
            found = list(instances(rule, owner, reach.data.figures))
            results += [(instance, outcome(instance, reach)) for instance in found]
        except FormulaError as error:
            broken.append((rule, _unreadable(rule, error)))
    return tuple(results), tuple(broken)


def outcome(instance: Instance, reach: Reach) -> Outcome:
    """Work out one instance; raises FormulaError when the rule itself is wrong."""
    rule = instance.rule
    try:
        result = compare(rule.formula, Resolver(reach, instance).resolve, rule.exact)
    except Missing as missing:
        _read_to_the_end(rule.formula, Resolver(reach, instance, lenient=True))
        nothing = (None, None, Decimal(0))
        verdict: Literal["niet te toetsen"] = "niet te toetsen"
        known = (instance.id, rule, instance.name, rule.formula)
        return Outcome(*known, *nothing, verdict, missing.cells)
    if not result.left.cells + result.right.cells:
        raise FormulaError("deze regel noemt geen enkel cijfer")
    return Outcome(
        instance.id,
        rule,
        instance.name,
        f"{result.left.words} {result.operator} {result.right.words}",
        result.left.value,
        result.right.value,
        result.tolerance,
        "klopt" if result.holds else "fout",
        result.left.cells + result.right.cells,
        dutch.shortest(result.left.value),
        dutch.shortest(result.right.value),
    )


def _read_to_the_end(formula: str, resolver: Resolver) -> None:
    """Let a wrong name be found in a rule that lacks a number elsewhere."""
    with suppress(Missing):
        compare(formula, resolver.resolve)


def _unreadable(rule: Rule, error: FormulaError) -> Problem:
    return Problem(
        "R01",
        ERROR,
        rule.place,
        "Deze regel is niet uit te rekenen",
        error.found,
        "een vergelijking zoals in docs/gegevens.md, met namen die er zijn",
        error.advice or "Verbeter de regel.",
        (("regel", f"{rule.table}/{rule.name}"), ("geldt", rule.formula)),
        error.lacks,
    )
