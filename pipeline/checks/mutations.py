"""The slips that a rehearsal makes, each as somebody would type it.

In one number: a wrong digit, a wrong size, a wrong sign, a forecast that is called an outcome. In
several at once: what belongs to one cell, row or year stands in another. A slip that changes
nothing (the sign of nought) is not made; nor is one that leaves a nought in front (100 -> 010),
since reading refuses that already (C04).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from pipeline.model import FORESEEN, GROUP_SLIPS, SLIPS, Cell, Table

Slip = tuple[str, tuple[Cell, ...]]
"""One of SLIPS or GROUP_SLIPS, and the cells as they are then."""


def mutations(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """Yield (one of SLIPS, the cell with that slip) for a cell with a number; nothing for none."""
    if cell.value is None:
        return
    values = (
        last_digit(cell.value),
        cell.value * 10,
        cell.value * 1000,
        swapped(cell.value),
        -cell.value,
    )
    for name, value in zip(SLIPS, values, strict=False):
        if value is not None and value != cell.value:
            yield name, replace(cell, value=value, missing="")
    if cell.status in FORESEEN:
        yield SLIPS[-1], replace(cell, status="realisatie")


def group_mutations(table: Table, own: Mapping[str, Cell]) -> Iterator[Slip]:
    """Yield slips in several cells of a table at once; `own` are the cells that may change.

    Their keys are `row.column`, as in the table.
    """
    numbers = [column.id for column in table.columns if column.kind == "getal"]
    grid = [[own.get(f"{row.id}.{name}") for name in numbers] for row in table.rows]
    for row in grid:
        present = [cell for cell in row if cell]
        for one, other in itertools.pairwise(present):
            yield from _slip(0, _exchanged(one, other))
    for row, below in itertools.pairwise(grid):
        both = [(one, other) for one, other in zip(row, below, strict=True) if one and other]
        yield from _slip(1, [cell for pair in both for cell in _exchanged(*pair)])
        for one, other in both:
            yield from _slip(2, _balanced(one, other))
    for table_row, row in zip(table.rows, grid, strict=True):
        earlier = [_year_before(table, table_row.id, cell) for cell in row]
        moved = [
            replace(cell, value=old.value, missing=old.missing)
            for cell, old in zip(row, earlier, strict=True)
            if cell and old and old.value is not None and old.value != cell.value
        ]
        yield from _slip(3, moved)


def _slip(kind: int, changed: list[Cell]) -> Iterator[Slip]:
    if changed:
        yield GROUP_SLIPS[kind], tuple(changed)


def _exchanged(one: Cell, other: Cell) -> list[Cell]:
    if one.value == other.value:
        return []
    return [
        replace(one, value=other.value, missing=other.missing),
        replace(other, value=one.value, missing=one.missing),
    ]


def _balanced(one: Cell, other: Cell) -> list[Cell]:
    """Return one number a step higher, the other as much lower: their sum is the same."""
    assert one.value is not None
    assert other.value is not None
    step = Decimal(1).scaleb(min(_exponent(one.value), _exponent(other.value)))
    return [
        replace(one, value=one.value + step, missing=""),
        replace(other, value=other.value - step, missing=""),
    ]


def _year_before(table: Table, row: str, cell: Cell | None) -> Cell | None:
    """Return the cell of the same row in the column of the year before, where there is one."""
    column = cell.id.rpartition(".")[2] if cell else ""
    if not column[-4:].isdigit():
        return None
    return table.cells.get(f"{row}.{column[:-4]}{int(column[-4:]) - 1}")


def last_digit(value: Decimal) -> Decimal:
    """Return a number with its last digit, as typed, one higher: 6.8 -> 6.9, -453 -> -454."""
    step = Decimal(1).scaleb(_exponent(value))
    return value - step if value < 0 else value + step


def swapped(value: Decimal) -> Decimal | None:
    """Return a number with the first two adjacent digits that differ swapped, or None."""
    decimals = -_exponent(value)
    digits = f"{abs(value):.{decimals}f}".replace(".", "")
    for i in range(len(digits) - 1):
        changed = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        whole = changed[: len(changed) - decimals]
        if changed != digits and not (len(whole) > 1 and whole.startswith("0")):
            return Decimal(changed).scaleb(-decimals).copy_sign(value)
    return None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a number from a file is finite"
    return min(exponent, 0)
