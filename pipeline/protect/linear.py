"""A number that remembers how it depends on cells that a reader does not see.

`pipeline.formula` works out a rule with Decimals. Given these instead, for the cells that are not
shown, it works out the same rule and at the same time its linear form: no second parser is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


class NotLinear(Exception):
    """The rule multiplies or divides unseen cells: it says nothing that a reader can use."""


class Linear(Decimal):
    """A Decimal (the true value) with its dependence on unseen cells: sum(terms) + constant.

    `below` is what it is divided by, where that is unseen too: a share of an unseen whole.
    """

    terms: Mapping[str, Decimal]
    below: Linear | None

    def __new__(
        cls, value: Decimal, terms: Mapping[str, Decimal], below: Linear | None = None
    ) -> Linear:
        """Return a number with its terms: cell -> factor."""
        made = super().__new__(cls, value)
        made.terms = terms
        made.below = below
        return made

    @classmethod
    def cell(cls, name: str, value: Decimal) -> Linear:
        """Return the number of an unseen cell."""
        return cls(value, {name: Decimal(1)})

    def top(self) -> Linear:
        """Return the number before it was divided by `below`."""
        if self.below is None:
            return self
        return Linear(Decimal(self) * Decimal(self.below), self.terms)

    def __add__(self, other: Decimal | int) -> Linear:
        """Return the sum; with a divisor only a plain number can be added."""
        if not isinstance(other, Linear):
            other = Linear(Decimal(other), {})
        below = other.below if self.below is None else self.below
        if below is None:
            return Linear(Decimal(self) + Decimal(other), _summed(self.terms, other.terms))
        divided, plain = (other, self) if self.below is None else (self, other)
        if plain.below is not None or plain.terms:
            raise NotLinear
        factor = Decimal(plain)
        extra = {name: term * factor for name, term in below.terms.items()}
        return Linear(Decimal(self) + Decimal(other), _summed(divided.terms, extra), below)

    __radd__ = __add__

    def __neg__(self) -> Linear:
        """Return minus the number."""
        return self * Decimal(-1)

    def __sub__(self, other: Decimal | int) -> Linear:
        """Return self - other."""
        return self + -other

    def __rsub__(self, other: Decimal | int) -> Linear:
        """Return other - self."""
        return -self + other

    def __mul__(self, other: Decimal | int) -> Linear:
        """Return the product with a plain number."""
        if isinstance(other, Linear) and other.terms:
            raise NotLinear
        factor = Decimal(other)
        terms = {name: term * factor for name, term in self.terms.items()}
        return Linear(Decimal(self) * factor, terms, self.below)

    __rmul__ = __mul__

    def __truediv__(self, other: Decimal | int) -> Linear:
        """Return the quotient; what is unseen below stays there until a rule is complete."""
        if not isinstance(other, Linear):
            return self * (Decimal(1) / Decimal(other))
        if self.below is not None or other.below is not None:
            raise NotLinear
        return Linear(Decimal(self) / Decimal(other), self.terms, other)

    def __rtruediv__(self, other: Decimal | int) -> Linear:
        """Return other / self."""
        return Linear(Decimal(other), {}) / self

    def __abs__(self) -> Decimal:
        """Return the true size, a plain number: it only meets widths and verdicts."""
        return abs(Decimal(self))


def _summed(left: Mapping[str, Decimal], right: Mapping[str, Decimal]) -> dict[str, Decimal]:
    names = dict.fromkeys([*left, *right])
    return {n: left.get(n, Decimal(0)) + right.get(n, Decimal(0)) for n in names}
