"""Find the cells that a path in a rule means: `totaal`, `regio.*.{rij}.{kolom}`, `*`, `vorige`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.names import did_you_mean
from pipeline.quantities import FormulaError, Missing, Quantity
from pipeline.reach import Reach
from pipeline.rule_instances import Instance


class Resolver:
    """Resolves the paths of one instance of a rule: for a row, a column, both or neither.

    With `lenient`, a cell without a value counts as one, so that a rule which cannot be tested is
    read to its end and its mistakes are found all the same.
    """

    def __init__(self, reach: Reach, instance: Instance, lenient: bool = False) -> None:
        self._reach = reach
        self._table = instance.table
        self._row = instance.row
        self._column = instance.column
        self._before = instance.before
        self._lenient = lenient

    def resolve(self, path: str) -> list[Quantity]:
        """Return one quantity per cell; raises FormulaError (unknown) or Missing (no value)."""
        names = self._ids(self._filled(path))
        found = []
        for name in names:
            quantity = self._reach.quantity(name)
            if quantity is None and not self._lenient:
                raise Missing(tuple(names))
            found.append(quantity or Quantity(Decimal(1), Decimal(0), "?", (name,)))
        return found

    def _filled(self, path: str) -> str:
        if "{" not in path:
            return path
        for mark, value, kinds in (
            ("{rij}", self._row, "rij, cel of jaar"),
            ("{kolom}", self._column, "kolom, cel of jaar"),
        ):
            if mark in path and not value:
                raise FormulaError(f"{mark} kan alleen bij voor_elke: {kinds}")
            path = path.replace(mark, value)
        if "{" in path:
            raise FormulaError(f"{path} kennen we niet", "Gebruik {rij} of {kolom}.")
        return path

    def _ids(self, path: str) -> list[str]:
        if path == "*":
            return self._all_parts()
        for candidate in self._candidates(path):
            if candidate in self._reach.cells:
                return [candidate]
            if "*" in candidate and (matches := self._reach.matches(candidate)):
                return matches
        if self._reach.unreadable(path):
            raise Missing((path,))
        raise self._unknown(path)

    def _candidates(self, path: str) -> Iterator[str]:
        """Yield the full ids that a path may stand for, what is nearest first."""
        if table := self._table:
            if self._row and self._column:
                if path == "cel":
                    yield f"{table.id}.{self._row}.{self._column}"
                elif path == "vorige" and self._before:
                    yield f"{table.id}.{self._row}.{self._before}"
            elif self._column:
                yield f"{table.id}.{path}.{self._column}"
            elif self._row:
                yield f"{table.id}.{self._row}.{path}"
        elif self._row and path == "cel":
            yield f"cijfers.{self._row}"
        yield path

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

    def _unknown(self, path: str) -> FormulaError:
        if path.isdigit():
            return FormulaError(f"{path} bestaat niet")  # a plain number after all, nearly always
        if path in self._reach.data.tables or path == "cijfers":
            return FormulaError(f"{path} alleen", "Noem ook de rij en de kolom.")
        if path == "vorige" and self._row and self._column:
            return FormulaError("vorige kan alleen bij voor_elke: jaar")
        if "." not in path and not self._row and not self._column:
            advice = "Schrijf tabel.rij.kolom, of zet voor_elke: kolom of voor_elke: rij erbij."
            return FormulaError(f"{path} zegt niet welk getal", advice)
        local = []
        if self._table and not (self._row and self._column):
            local = [row.id for row in self._table.rows] if self._column else []
            local += [column.id for column in self._table.columns] if self._row else []
        advice = did_you_mean(path, [*local, *self._reach.cells], "Verbeter de naam.")
        return FormulaError(f"{path} bestaat niet", advice, self._full(path))

    def _full(self, path: str) -> str:
        """Return a path with what a rule of a table leaves out: table, row or column."""
        table = self._table
        named = path.count(".") > 1 or path.startswith("cijfers.")
        if table is None or named or bool(self._row) == bool(self._column):
            return path
        return next(self._candidates(path))
