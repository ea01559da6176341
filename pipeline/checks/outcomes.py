"""Work out every rule of a year for every row, column or cell it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatchcase

from pipeline import dutch
from pipeline.names import did_you_mean
from pipeline.formula import FormulaError, Missing, Quantity, compare
from pipeline.model import ERROR, Cell, Outcome, Problem, Rule, Table, YearData


def outcomes(data: YearData) -> Iterator[Outcome | Problem]:
    """Yield the outcome of each rule instance, or a problem when the rule itself is wrong."""
    cells = data.cells
    for table in data.tables.values():
        for rule in table.rules:
            yield from _instances(data, cells, rule, table)
    for rule in data.figure_rules:
        yield from _instances(data, cells, rule, None)


def _instances(
    data: YearData, cells: dict[str, Cell], rule: Rule, table: Table | None
) -> Iterator[Outcome | Problem]:
    if table is None and rule.each:
        yield _unreadable(rule, "voor_elke kan alleen bij een tabel")
        return
    try:
        for row, column in _places(rule, table):
            yield _evaluate(data, cells, rule, table, row, column)
    except FormulaError as error:
        yield _unreadable(rule, str(error))


def _places(rule: Rule, table: Table | None) -> Iterator[tuple[str, str]]:
    """Yield (row id, column id) for each instance; '' where the rule does not name one."""
    if table is None or not rule.each:
        yield "", ""
        return
    columns = [c.id for c in table.columns if c.kind == "getal"]
    rows = [r.id for r in table.rows]
    _known(rule.columns, columns, "kolom")
    _known(rule.rows, rows, "rij")
    columns = [c for c in columns if not rule.columns or c in rule.columns]
    rows = [r for r in rows if not rule.rows or r in rule.rows]
    for row in rows if rule.each != "kolom" else [""]:
        for column in columns if rule.each != "rij" else [""]:
            yield row, column


def _known(names: tuple[str, ...], known: list[str], kind: str) -> None:
    for name in names:
        if name not in known:
            advice = did_you_mean(name, known, f"er is wel: {', '.join(known)}")
            raise FormulaError(f"{kind} {name} bestaat niet in deze tabel. {advice}")


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
    resolver = _Resolver(data, cells, table, row, column)
    try:
        result = compare(rule.formula, resolver.resolve)
    except Missing as missing:
        return Outcome(
            rule_id,
            rule,
            instance,
            rule.formula,
            None,
            None,
            Decimal(0),
            "niet te toetsen",
            missing.cells,
        )
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
        shortest(result.left.value),
        shortest(result.right.value),
    )


def shortest(value: Decimal) -> str:
    """Return a value as afwijkingen.yaml writes it: '-5,2828', at most four decimals, a plain -."""
    digits = dutch.rounded(value, 4).normalize()
    exponent = digits.as_tuple().exponent
    decimals = max(0, -exponent if isinstance(exponent, int) else 0)
    return dutch.number(value, decimals).replace(dutch.MINUS, "-")


class _Resolver:
    """Finds the cells that a path means, for one instance of a rule."""

    def __init__(
        self, data: YearData, cells: dict[str, Cell], table: Table | None, row: str, column: str
    ) -> None:
        self._data = data
        self._cells = cells
        self._table = table
        self._row = row
        self._column = column

    def resolve(self, path: str) -> list[Quantity]:
        """Return one quantity per cell; raises FormulaError (unknown) or Missing (no value)."""
        filled = path.replace("{rij}", self._row).replace("{kolom}", self._column)
        if "{" in filled:
            raise FormulaError(f"{path} kennen we niet; wel: {{rij}} en {{kolom}}")
        found = [self._cells[i] for i in self._ids(filled)]
        without = tuple(cell.id for cell in found if cell.value is None)
        if without:
            raise Missing(tuple(cell.id for cell in found))
        return [_quantity(cell) for cell in found]

    def _ids(self, path: str) -> list[str]:
        table = self._table
        if path == "cel" and self._row and self._column and table:
            return [f"{table.id}.{self._row}.{self._column}"]
        if path == "*" and table:
            return self._all_parts(table)
        local = ""
        if table and self._column and not self._row:
            local = f"{table.id}.{path}.{self._column}"
        elif table and self._row and not self._column:
            local = f"{table.id}.{self._row}.{path}"
        for candidate in (local, path):
            if candidate in self._cells:
                return [candidate]
            if "*" in candidate and (matches := self._matches(candidate)):
                return matches
        self._unless_broken(path)
        raise FormulaError(
            f"{path} bestaat niet. "
            + did_you_mean(path, [*self._local_names(), *self._cells], "Verbeter de naam.")
        )

    def _all_parts(self, table: Table) -> list[str]:
        if self._column and not self._row:
            return [f"{table.id}.{r.id}.{self._column}" for r in table.rows if not r.total]
        numbers = [c for c in table.columns if c.kind == "getal" and not c.total]
        return [f"{table.id}.{self._row}.{c.id}" for c in numbers]

    def _matches(self, pattern: str) -> list[str]:
        depth = pattern.count(".")
        totals = {f"{t.id}.{r.id}" for t in self._data.tables.values() for r in t.rows if r.total}
        return [
            i
            for i in self._cells
            if i.count(".") == depth
            and fnmatchcase(i, pattern)
            and i.rpartition(".")[0] not in totals
        ]

    def _unless_broken(self, path: str) -> None:
        first = path.partition(".")[0]
        if first in self._data.broken:
            raise Missing((path,))

    def _local_names(self) -> list[str]:
        if not self._table:
            return []
        names = [r.id for r in self._table.rows] if self._column else []
        return names + ([c.id for c in self._table.columns] if self._row else [])


def _quantity(cell: Cell) -> Quantity:
    assert cell.value is not None
    width = Decimal(0) if cell.missing else cell.rounded_to / 2
    return Quantity(cell.value, width, dutch.number(cell.value, cell.decimals), (cell.id,))


def _unreadable(rule: Rule, why: str) -> Problem:
    return Problem(
        "R01",
        ERROR,
        rule.place,
        "Deze regel is niet uit te rekenen",
        f"{rule.name}: {rule.formula}",
        why,
        "Verbeter de regel; docs/gegevens.md legt uit hoe een regel eruitziet.",
    )
