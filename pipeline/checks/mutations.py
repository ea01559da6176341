"""The four slips that a rehearsal makes in a number, each as somebody would type it.

A slip that changes nothing (the sign of nought) is not made; nor is one that leaves a nought in
front (100 -> 010), since reading refuses that already (C04).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from pipeline.model import SLIPS, Cell


def mutations(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """Yield (one of SLIPS, the cell with that slip) for a cell with a number; nothing for none."""
    if cell.value is None:
        return
    values = (last_digit(cell.value), cell.value * 10, swapped(cell.value), -cell.value)
    for name, value in zip(SLIPS, values, strict=True):
        if value is not None and value != cell.value:
            yield name, replace(cell, value=value, missing="")


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
