"""Derived numbers: difference, growth, share, sum. Decimal only, from unrounded parts.

Each function takes cells and returns a new cell that remembers what it was derived from. A part
without a value makes the result unknown in the same way. Raises ArithmeticRefused, in Dutch, when
the parts cannot be combined.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from pipeline.model import HIDDEN, MONEY_UNITS, Cell

_IN_EUROS = {
    "euro": Decimal(1),
    "euro_duizend": Decimal(1000),
    "euro_miljoen": Decimal(1000000),
}


class ArithmeticRefused(Exception):
    """These cells cannot be combined; the message says why, in Dutch."""


def difference(a: Cell, b: Cell) -> Cell:
    """Return a - b; between percentages the result is in procentpunt."""
    _same_unit((a, b))
    unit = "procentpunt" if a.unit == "procent" else a.unit
    value = None if a.value is None or b.value is None else a.value - b.value
    return _derived("verschil", (a, b), value, unit, max(a.decimals, b.decimals))


def growth(a: Cell, b: Cell, decimals: int = 1) -> Cell:
    """Return by how many percent a is higher than b (negative when lower)."""
    _same_unit((a, b))
    value = None
    if a.value is not None and b.value is not None:
        value = Decimal(100) * (a.value - b.value) / _divisor(b)
    return _derived("groei", (a, b), value, "procent", decimals)


def share(part: Cell, whole: Cell, decimals: int = 0) -> Cell:
    """Return part as a percentage of whole."""
    value = None
    if part.value is not None and whole.value is not None:
        _same_unit((part, whole))
        value = Decimal(100) * part.value / _divisor(whole)
    return _derived("aandeel", (part, whole), value, "procent", decimals)


def total(parts: Sequence[Cell]) -> Cell:
    """Return the sum of cells of one unit."""
    _same_unit(parts)
    values = [p.value for p in parts if p.value is not None]
    value = sum(values, Decimal(0)) if len(values) == len(parts) else None
    return _derived("som", parts, value, parts[0].unit, max(p.decimals for p in parts))


def without_sign(cell: Cell) -> Cell:
    """Return the absolute value of a cell."""
    return replace(cell, value=None if cell.value is None else abs(cell.value))


def in_millions(cell: Cell, decimals: int = 1) -> Cell:
    """Return an amount of money in millions of euros."""
    if cell.unit not in MONEY_UNITS:
        raise ArithmeticRefused("| miljoen kan alleen bij een bedrag in euro's")
    factor = _IN_EUROS[cell.unit] / _IN_EUROS["euro_miljoen"]
    value = None if cell.value is None else cell.value * factor
    step = cell.rounded_to * factor
    return replace(cell, value=value, unit="euro_miljoen", decimals=decimals, rounded_to=step)


def rounded_to(cell: Cell, unit: Decimal) -> Cell:
    """Return a cell rounded half up to a multiple of `unit`, such as 100 or 5."""
    if unit <= 0:
        raise ArithmeticRefused("| afgerond(…) heeft een getal groter dan nul nodig")
    if cell.value is None:
        return cell
    quotient = (abs(cell.value) / unit + Decimal("0.5")) // 1 * unit
    value = -quotient if cell.value < 0 else quotient
    return replace(cell, value=value, rounded_to=max(unit, cell.rounded_to))


def _same_unit(cells: Sequence[Cell]) -> None:
    units = sorted({cell.unit for cell in cells})
    if len(units) > 1:
        raise ArithmeticRefused(f"deze cijfers hebben verschillende eenheden: {', '.join(units)}")


def _divisor(cell: Cell) -> Decimal:
    if not cell.value:
        raise ArithmeticRefused(f"delen door nul kan niet ({cell.id})")
    return cell.value


def _derived(
    name: str, cells: Sequence[Cell], value: Decimal | None, unit: str, decimals: int
) -> Cell:
    gone = [c.missing for c in cells if c.value is None]
    missing = HIDDEN if HIDDEN in gone else next(iter(gone), "")
    ids = ", ".join(c.id for c in cells)
    return Cell(
        f"{name}({ids})",
        value,
        missing,
        unit,
        decimals,
        sum((c.rounded_to for c in cells), Decimal(0)),
        next((c.status for c in cells if c.status != "realisatie"), "realisatie"),
        ", ".join(dict.fromkeys(c.year for c in cells)),
        f"{name} van " + " en ".join(c.label for c in cells),
        cells[0].place,
        "; ".join(dict.fromkeys(c.source for c in cells)),
        tuple(dict.fromkeys(name for c in cells for name in c.derived_from or (c.id,))),
    )
