"""The language of rules: parse `totaal = som(*)` and work it out with rounding in mind.

rule     = sum ("=" | "<=" | ">=") sum
sum      = product (("+" | "-") product)*
product  = factor (("*" | "/") factor)*      a cell times or divided by a plain number
factor   = number | path | "-" factor | "(" sum ")" | name "(" arguments ")"
path     = maatregelen.totaal.stand_2020, totaal, regio.*.{rij}.{kolom}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from pipeline import dutch
from pipeline.quantities import (
    RATIOS,
    FormulaError,
    Quantity,
    added,
    negative,
    ratio,
    scaled,
    total,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<path>[a-z{][a-z0-9_{}]*(?:\.(?:[a-z0-9_{}]+|\*))*)"
    r"|(?P<number>[0-9][0-9.]*(?:,[0-9]+)?)|(?P<op><=|>=|[=+\-*/(),]))"
)
_DEEPEST = 20
"""How many brackets may stand in each other."""
_LONGEST = 2000
"""Characters of one rule."""
_BEGINS_PATH = re.compile(r"[a-z{]")
_YEAR = re.compile("[0-9]{4}")
_YEARS = re.compile("[0-9]{4},[0-9]{4}")

Resolve = Callable[[str], list[Quantity]]
"""Path (placeholders filled in) -> the quantities it stands for; raises FormulaError or Missing."""


class Comparison(Struct, frozen=True):
    """Both sides of a rule, worked out."""

    operator: str
    left: Quantity
    right: Quantity
    exact: bool = False
    """Whether rounding explains nothing."""

    @property
    def tolerance(self) -> Decimal:
        """How far apart the sides may lie because of rounding alone.

        One figure in two places, rounded alike, is the same figure: there is no room then.
        """
        if self.exact:
            return Decimal(0)
        one_each = len(self.left.cells) == len(self.right.cells) == 1
        if one_each and self.left.width == self.right.width:
            return Decimal(0)
        return self.left.width + self.right.width

    @property
    def holds(self) -> bool:
        """Whether the rule is true within the tolerance."""
        difference = self.left.value - self.right.value
        if self.operator == "=":
            return abs(difference) <= self.tolerance
        return (difference if self.operator == "<=" else -difference) <= self.tolerance


def compare(formula: str, resolve: Resolve, exact: bool = False) -> Comparison:
    """Parse a rule and work out both sides; `exact` allows no room for rounding."""
    return _Parser(formula, resolve).comparison(exact)


class _Parser:
    """A recursive descent over the tokens of one formula, working it out as it goes."""

    def __init__(self, formula: str, resolve: Resolve) -> None:
        self._resolve = resolve
        self._tokens = _tokens(formula)
        self._at = 0
        self._depth = 0

    def comparison(self, exact: bool) -> Comparison:
        left = self._sum()
        operator = self._take()
        if operator not in ("=", "<=", ">="):
            raise FormulaError(
                f"{operator or 'het einde'} waar =, <= of >= hoort",
                "Een regel heeft één vergelijking, bijvoorbeeld totaal = som(*).",
            )
        right = self._sum()
        if self._peek():
            raise _misplaced(self._peek())
        return Comparison(operator, left, right, exact)

    def _peek(self, ahead: int = 0) -> str:
        return self._tokens[self._at + ahead]

    def _take(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        if (found := self._take()) != token:
            raise FormulaError(f"{found or 'het einde'} waar {token} hoort")

    def _sum(self) -> Quantity:
        result = self._product()
        while self._peek() in ("+", "-"):
            sign = self._take()
            result = added(result, self._product(), sign)
        return result

    def _product(self) -> Quantity:
        left = self._factor()
        while self._peek() in ("*", "/"):
            operator = self._take()
            left = scaled(left, self._factor(), operator)
        return left

    def _factor(self) -> Quantity:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormulaError("te veel haakjes of mintekens in elkaar", "Maak er twee regels van.")
        factor = self._one_factor()
        self._depth -= 1
        return factor

    def _one_factor(self) -> Quantity:
        token = self._take()
        if token == "-":
            return negative(self._factor())
        if token == "(":
            inner = self._sum()
            self._expect(")")
            return Quantity(
                inner.value, inner.width, f"({inner.words})", inner.cells, inner.constant
            )
        if token and token[0].isdigit():
            return self._number(token)
        if token and self._peek() == "(":
            return self._function(token)
        if not _BEGINS_PATH.match(token):
            raise _misplaced(token)
        return self._single(token)

    def _single(self, path: str) -> Quantity:
        found = self._resolve(path)
        if len(found) != 1:
            raise FormulaError(f"{path} noemt {len(found)} getallen", f"Gebruik som({path}).")
        return found[0]

    def _number(self, token: str) -> Quantity:
        if _YEAR.fullmatch(token):
            try:
                return self._single(token)
            except FormulaError:
                pass  # not a column of this table: then it is a plain number
        value = dutch.parse(token)
        if value is None:
            raise FormulaError(f"{token} is geen getal", "Schrijf een getal als 1.000 of 0,5.")
        if _YEARS.fullmatch(token):
            raise FormulaError(f"{token} kan een getal zijn, of twee jaren", "Zet na , een spatie.")
        return Quantity(value, Decimal(0), token, (), constant=True)

    def _function(self, name: str) -> Quantity:
        if name != "som" and name not in RATIOS:
            raise FormulaError(f"{name}() bestaat niet", "Kies som, aandeel of verhouding.")
        self._expect("(")
        arguments = [self._argument()]
        while self._peek() == ",":
            self._take()
            arguments.append(self._argument())
        self._expect(")")
        if name == "som":
            return total([quantity for group in arguments for quantity in group])
        if [len(group) for group in arguments] != [1, 1]:
            raise FormulaError(
                f"{name}() met {sum(map(len, arguments))} getallen",
                f"Schrijf {name}(deel, geheel), met precies twee getallen.",
            )
        return ratio(name, arguments[0][0], arguments[1][0])

    def _argument(self) -> list[Quantity]:
        if self._peek() == "*" and self._peek(1) in (",", ")"):
            return self._resolve(self._take())
        if "*" in self._peek() and len(self._peek()) > 1 and self._peek(1) in (",", ")"):
            return self._resolve(self._take())
        return [self._sum()]


def _misplaced(token: str) -> FormulaError:
    return FormulaError(f"{token or 'het einde'} op een plaats waar het niet kan")


@lru_cache(maxsize=2048)
def _tokens(formula: str) -> tuple[str, ...]:
    """Return the tokens of a formula; kept, since a rule is worked out for many cells.

    The end is '', twice: the parser looks one token ahead, and stops at the first end it takes.
    """
    tokens = []
    at = 0
    text = formula.strip()
    if len(text) > _LONGEST:
        raise FormulaError(f"een regel van {len(text)} tekens", "Maak er meer regels van.")
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise FormulaError(f"“{text[at:].strip()[:30]}” is niet te lezen")
        tokens.append(match["path"] or match["number"] or match["op"])
        at = match.end()
    return (*tokens, "", "")
