"""What differs between two states of a year's numbers: cell by cell, words and rows too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline import dutch
from pipeline.model import Cell, Table, YearData


class CellChange(Struct, frozen=True):
    """A number or word that was changed, added or removed."""

    id: str
    label: str
    old: Cell | str | None
    """None where there was nothing: the row, table or figure is new."""
    new: Cell | str | None

    @property
    def difference(self) -> Decimal | None:
        """New minus old; None where one of them is no number, or they are measured otherwise."""
        old, new = self.old, self.new
        if not isinstance(old, Cell) or not isinstance(new, Cell) or old.unit != new.unit:
            return None
        if old.value is None or new.value is None:
            return None
        return new.value - old.value

    @property
    def said(self) -> tuple[str, str, str]:
        """Old, new and difference in Dutch; what is not there is ''."""
        return _said(self.old), _said(self.new), self._said_difference()

    def _said_difference(self) -> str:
        difference, new = self.difference, self.new
        if difference is None or not isinstance(new, Cell):
            return ""
        decimals = max(new.decimals, self.old.decimals if isinstance(self.old, Cell) else 0)
        sign = "+" if difference > 0 else ""
        if new.unit == "procent":
            return f"{sign}{dutch.number(difference, decimals)} procentpunt"
        return f"{sign}{dutch.with_unit(difference, new.unit, decimals)}"


def _said(value: Cell | str | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else dutch.in_text(value)


def changes(old: YearData, new: YearData) -> tuple[CellChange, ...]:
    """Return every difference in numbers and words of tables, in the order of the new year."""
    found: list[CellChange] = []
    for name in {**new.tables, **old.tables}:
        found += _of_table(old.tables.get(name), new.tables.get(name))
    found += _differing(old.figures, new.figures)
    return tuple(found)


def _of_table(old: Table | None, new: Table | None) -> Iterator[CellChange]:
    yield from _differing(old.cells if old else {}, new.cells if new else {})
    before, after = (_words(table) if table else {} for table in (old, new))
    for name in {**after, **before}:
        if before.get(name) != after.get(name):
            yield CellChange(name, name, before.get(name), after.get(name))


def _words(table: Table) -> dict[str, str]:
    return {f"{table.id}.{name}": text for name, text in table.texts.items()}


def _differing(old: Mapping[str, Cell], new: Mapping[str, Cell]) -> Iterator[CellChange]:
    for name in {**new, **old}:
        before, after = old.get(name), new.get(name)
        if before is None or after is None or _meaning(before) != _meaning(after):
            either = after or before
            assert either is not None, "a name comes from one of the two"
            yield CellChange(either.id, either.label, before, after)


def _meaning(cell: Cell) -> tuple[object, ...]:
    return cell.value, cell.missing, cell.unit, cell.qualifier


def by_table(found: Iterable[CellChange]) -> dict[str, list[CellChange]]:
    """Return changes by the table they are in, in order."""
    grouped: dict[str, list[CellChange]] = {}
    for change in found:
        grouped.setdefault(change.id.partition(".")[0], []).append(change)
    return grouped
