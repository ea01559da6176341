"""Numbers with their rounding: what a rule adds, subtracts, scales and divides.

A value carries the half width of its rounding. Widths add up in a sum and scale with a factor, so
that k rounded parts of unit b against a rounded total may differ (k+1)*b/2. `aandeel` and
`verhouding` are worked out from the figures as they stand; only the other side may then be rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from pipeline import dutch

RATIOS = {"aandeel": Decimal(100), "verhouding": Decimal(1)}


class FormulaError(Exception):
    """The formula cannot be read or worked out; in Dutch: what is wrong, and what to do.

    `lacks` is the path of what is not there, as in `Problem`.
    """

    def __init__(self, found: str, advice: str = "", lacks: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.advice = advice
        self.lacks = lacks


class Missing(Exception):
    """A cell without a value (not published, not known yet) makes the rule untestable."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        super().__init__(", ".join(cells))
        self.cells = cells


class Quantity(Struct, frozen=True):
    """A worked-out value: exact digits, half width of rounding, words, and the cells it used."""

    value: Decimal
    width: Decimal
    words: str
    cells: tuple[str, ...]
    constant: bool = False


def added(left: Quantity, right: Quantity, sign: str) -> Quantity:
    """Return left + right, or left - right."""
    value = left.value + right.value if sign == "+" else left.value - right.value
    shown = {"+": "+", "-": dutch.MINUS}[sign]
    return Quantity(
        value,
        left.width + right.width,
        f"{left.words} {shown} {right.words}",
        left.cells + right.cells,
        left.constant and right.constant,
    )


def negative(quantity: Quantity) -> Quantity:
    """Return minus a quantity."""
    return Quantity(
        -quantity.value,
        quantity.width,
        dutch.MINUS + quantity.words,
        quantity.cells,
        quantity.constant,
    )


def scaled(left: Quantity, right: Quantity, operator: str) -> Quantity:
    """Return left times or divided by right; one of the two has to be a plain number."""
    if not right.constant and not (operator == "*" and left.constant):
        raise FormulaError(
            "vermenigvuldigen en delen kan alleen met een gewoon getal",
            "Gebruik voor twee cijfers aandeel() of verhouding().",
        )
    if operator == "/":
        if right.value == 0:
            raise FormulaError("delen door nul kan niet")
        value, width = left.value / right.value, left.width / abs(right.value)
    else:
        value = left.value * right.value
        width = left.width * abs(right.value) + right.width * abs(left.value)
    words = f"{left.words} {'×' if operator == '*' else '/'} {right.words}"
    return Quantity(value, width, words, left.cells + right.cells, left.constant and right.constant)


def total(parts: Sequence[Quantity]) -> Quantity:
    """Return the sum of quantities."""
    return Quantity(
        sum((p.value for p in parts), Decimal(0)),
        sum((p.width for p in parts), Decimal(0)),
        " + ".join(p.words for p in parts),
        tuple(cell for p in parts for cell in p.cells),
    )


def ratio(name: str, part: Quantity, whole: Quantity) -> Quantity:
    """Return a share in percent or a plain quotient; Missing when the whole is nothing."""
    if whole.value == 0:
        raise Missing(part.cells + whole.cells)
    return Quantity(
        RATIOS[name] * part.value / whole.value,
        Decimal(0),
        f"{name}({part.words}; {whole.words})",
        part.cells + whole.cells,
    )
