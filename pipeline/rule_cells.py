"""Where a rule holds, and the cells that its paths mean: `totaal`, `regio.*.{rij}.{kolom}`, `*`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase

from pipeline import dutch
from pipeline.model import Cell, Row, Rule, Table, YearData
from pipeline.names import did_you_mean
from pipeline.quantities import FormulaError, Missing, Quantity


def instances(rule: Rule, table: Table | None) -> Iterator[tuple[str, str]]:
    """Yield (row id, column id) for each instance of a rule; '' where it does not name one.

    Raises FormulaError when the rule speaks of rows or columns that are not there.
    """
    _limits(rule)
    if not rule.each:
        yield "", ""
        return
    if table is None:
        raise FormulaError("voor_elke kan alleen bij een tabel")
    columns = [c.id for c in table.columns if c.kind == "getal"]
    rows = [r.id for r in table.rows]
    _known(rule.columns, columns, "kolom")
    _known(rule.rows, rows, "rij")
    columns = [c for c in columns if not rule.columns or c in rule.columns]
    rows = [r for r in rows if not rule.rows or r in rule.rows]
    for row in rows if rule.each != "kolom" else [""]:
        for column in columns if rule.each != "rij" else [""]:
            yield row, column


def _limits(rule: Rule) -> None:
    """Refuse a list of rows or columns that would limit nothing."""
    for key, names, kinds in (
        ("rijen", rule.rows, ("rij", "cel")),
        ("kolommen", rule.columns, ("kolom", "cel")),
    ):
        if names and rule.each not in kinds:
            raise FormulaError(f"{key}: kan alleen bij voor_elke: {' of '.join(kinds)}")


def _known(names: tuple[str, ...], known: list[str], kind: str) -> None:
    for name in names:
        if name not in known:
            advice = did_you_mean(name, known, f"Kies uit: {', '.join(known)}.")
            raise FormulaError(f"{kind} {name} bestaat niet in deze tabel", advice)


class Resolver:
    """Resolves the paths of one instance of a rule: for a row, a column, both or neither.

    With `lenient`, a cell without a value counts as one, so that a rule which cannot be tested is
    read to its end and its mistakes are found all the same.
    """

    def __init__(
        self,
        data: YearData,
        cells: Mapping[str, Cell],
        table: Table | None,
        row: str,
        column: str,
        lenient: bool = False,
    ) -> None:
        self._data = data
        self._cells = cells
        self._table = table
        self._row = row
        self._column = column
        self._lenient = lenient

    def resolve(self, path: str) -> list[Quantity]:
        """Return one quantity per cell; raises FormulaError (unknown) or Missing (no value)."""
        found = [self._cells[i] for i in self._ids(self._filled(path))]
        if any(cell.value is None for cell in found) and not self._lenient:
            raise Missing(tuple(cell.id for cell in found))
        return [_quantity(cell) for cell in found]

    def _filled(self, path: str) -> str:
        for mark, value, kinds in (
            ("{rij}", self._row, "rij of cel"),
            ("{kolom}", self._column, "kolom of cel"),
        ):
            if mark in path and not value:
                raise FormulaError(f"{mark} kan alleen bij voor_elke: {kinds}")
            path = path.replace(mark, value)
        if "{" in path:
            raise FormulaError(f"{path} kennen we niet", "Gebruik {rij} of {kolom}.")
        return path

    def _ids(self, path: str) -> list[str]:
        table = self._table
        if path == "cel" and self._row and self._column and table:
            return [f"{table.id}.{self._row}.{self._column}"]
        if path == "*":
            return self._all_parts()
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
        if path.partition(".")[0] in self._data.broken:
            raise Missing((path,))
        raise self._unknown(path)

    def _all_parts(self) -> list[str]:
        """Return the cells of this column (or row) that are no total."""
        table = self._table
        if table is None or bool(self._row) == bool(self._column):
            raise FormulaError("* alleen kan bij voor_elke: kolom of voor_elke: rij")
        if self._column:
            found = [f"{table.id}.{r.id}.{self._column}" for r in table.rows if not r.total]
        else:
            numbers = [c for c in table.columns if c.kind == "getal" and not c.total]
            found = [f"{table.id}.{self._row}.{c.id}" for c in numbers]
        if not found:
            raise FormulaError(
                "* staat hier voor geen enkel getal", "Alles is hier een totaal; noem de namen."
            )
        return found

    def _matches(self, pattern: str) -> list[str]:
        """Return the cells of a pattern; a * never stands for a total in its own place."""
        name, *parts = pattern.split(".")
        table = self._data.tables.get(name)
        if table is None:
            return []
        totals = _totals(table)
        wild = [i for i, part in enumerate(parts) if "*" in part]
        matches = []
        for key, cell in table.cells.items():
            own = key.split(".")
            fits = len(own) == len(parts) and fnmatchcase(key, ".".join(parts))
            if fits and not any((i, own[i]) in totals for i in wild):
                matches.append(cell.id)
        return matches

    def _unknown(self, path: str) -> FormulaError:
        if path in self._data.tables or path == "cijfers":
            return FormulaError(f"{path} alleen", "Noem ook de rij en de kolom.")
        if "." not in path and not self._row and not self._column:
            advice = "Schrijf tabel.rij.kolom, of zet voor_elke: kolom of voor_elke: rij erbij."
            return FormulaError(f"{path} zegt niet welk getal", advice)
        local = []
        if self._table and not (self._row and self._column):
            local = [row.id for row in self._table.rows] if self._column else []
            local += [column.id for column in self._table.columns] if self._row else []
        advice = did_you_mean(path, [*local, *self._cells], "Verbeter de naam.")
        return FormulaError(f"{path} bestaat niet", advice)


def _totals(table: Table) -> set[tuple[int, str]]:
    """Return (position in a cell's key, name) of every row name and column that is a total.

    A row with two names is a total when one of them is. Which one: a name that also stands in a
    row that is no total is none itself.
    """
    width = len(table.keys)
    totals = {(width, column.id) for column in table.columns if column.total}
    ordinary = {pair for row in table.rows if not row.total for pair in enumerate(row.key)}
    open_rows = []
    for row in table.rows:
        candidates = [pair for pair in enumerate(row.key) if pair not in ordinary]
        if row.total and len(candidates) == 1:
            totals.add(candidates[0])
        elif row.total:
            open_rows.append(row)
    return totals | _last_names(open_rows, totals)


def _last_names(rows: Sequence[Row], totals: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return the last name of each total row in which no other row shows the total."""
    return {
        (len(row.key) - 1, row.key[-1])
        for row in rows
        if not any(pair in totals for pair in enumerate(row.key))
    }


def _quantity(cell: Cell) -> Quantity:
    if cell.value is None:
        return Quantity(Decimal(1), Decimal(0), cell.missing, (cell.id,))
    width = Decimal(0) if cell.missing else cell.rounded_to / 2
    return Quantity(cell.value, width, dutch.number(cell.value, cell.decimals), (cell.id,))
