"""Work out every rule of a year for every row, column or cell it speaks of."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Literal

from pipeline import dutch
from pipeline.formula import compare
from pipeline.model import ERROR, Cell, Outcome, Problem, Rule, Table, YearData
from pipeline.quantities import FormulaError, Missing
from pipeline.rule_cells import Resolver, instances


def outcomes(data: YearData) -> tuple[tuple[Outcome, ...], tuple[tuple[Rule, Problem], ...]]:
    """Return the outcome of each instance of each rule, and the rules that are wrong themselves."""
    cells = data.cells
    results: list[Outcome] = []
    broken: list[tuple[Rule, Problem]] = []
    tables = [(rule, table) for table in data.tables.values() for rule in table.rules]
    for rule, owner in (*tables, *((rule, None) for rule in data.figure_rules)):
        try:
            places = list(instances(rule, owner))
            results += [_evaluate(data, cells, rule, owner, *place) for place in places]
        except FormulaError as error:
            broken.append((rule, _unreadable(rule, error)))
    return tuple(results), tuple(broken)


def _evaluate(
    data: YearData,
    cells: dict[str, Cell],
    rule: Rule,
    table: Table | None,
    row: str,
    column: str,
) -> Outcome:
    instance = ".".join(part for part in (row, column) if part)
    rule_id = "/".join(part for part in (rule.table, rule.name, instance) if part)
    try:
        result = compare(rule.formula, Resolver(data, cells, table, row, column).resolve)
    except Missing as missing:
        _read_to_the_end(rule.formula, Resolver(data, cells, table, row, column, lenient=True))
        nothing = (None, None, Decimal(0))
        verdict: Literal["niet te toetsen"] = "niet te toetsen"
        return Outcome(rule_id, rule, instance, rule.formula, *nothing, verdict, missing.cells)
    if not result.left.cells + result.right.cells:
        raise FormulaError("deze regel noemt geen enkel cijfer")
    return Outcome(
        rule_id,
        rule,
        instance,
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
    )
