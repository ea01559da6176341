"""The language of rules: parse `totaal = som(*)` and work it out with rounding in mind.

    rule     = sum ("=" | "<=" | ">=") sum
    sum      = product (("+" | "-") product)*
    product  = factor (("*" | "/") factor)*      a cell times or divided by a plain number
    factor   = number | path | "-" factor | "(" sum ")" | name "(" arguments ")"
    path     = maatregelen.totaal.stand_2020, totaal, regio.*.{rij}.{kolom}

A value carries the half width of its rounding. Widths add up in a sum and scale with a factor, so
that k rounded parts of unit b against a rounded total may differ (k+1)*b/2. `aandeel` and
`verhouding` are worked out from the figures as they stand; only the other side may then be rounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline import dutch

_TOKEN = re.compile(
    r"\s*(?:(?P<path>\*?[a-z{][a-z0-9_{}]*(?:\.(?:[a-z0-9_{}]+|\*))*)"
    r"|(?P<number>\d+(?:\.\d{3})*(?:,\d+)?)|(?P<op><=|>=|[=+\-*/(),]))"
)
RATIOS = {"aandeel": Decimal(100), "verhouding": Decimal(1)}


class FormulaError(Exception):
    """The formula cannot be read or worked out; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A worked-out value: exact digits, half width of rounding, words, and the cells it used."""

    value: Decimal
    width: Decimal
    words: str
    cells: tuple[str, ...]
    constant: bool = False


class Missing(Exception):
    """A cell without a value (not published, not known yet) makes the rule untestable."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        super().__init__(", ".join(cells))
        self.cells = cells


Resolve = Callable[[str], list[Quantity]]
"""Path (placeholders filled in) -> the quantities it stands for; raises FormulaError or Missing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of a rule, worked out."""

    operator: str
    left: Quantity
    right: Quantity

    @property
    def tolerance(self) -> Decimal:
        """How far apart the sides may lie because of rounding alone."""
        return self.left.width + self.right.width

    @property
    def holds(self) -> bool:
        """Whether the rule is true within the tolerance."""
        difference = self.left.value - self.right.value
        if self.operator == "=":
            return abs(difference) <= self.tolerance
        return (difference if self.operator == "<=" else -difference) <= self.tolerance


def compare(formula: str, resolve: Resolve) -> Comparison:
    """Parse a rule and work out both sides."""
    return _Parser(formula, resolve).comparison()


class _Parser:
    """A recursive descent over the tokens of one formula, working it out as it goes."""

    def __init__(self, formula: str, resolve: Resolve) -> None:
        self._resolve = resolve
        self._tokens = _tokens(formula)
        self._at = 0

    def comparison(self) -> Comparison:
        left = self._sum()
        operator = self._take()
        if operator not in ("=", "<=", ">="):
            raise FormulaError(f"verwacht =, <= of >= en niet {operator or 'het einde'}")
        right = self._sum()
        if self._peek():
            raise FormulaError(f"{self._peek()} staat op een plaats waar het niet kan")
        return Comparison(operator, left, right)

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        if (found := self._take()) != token:
            raise FormulaError(f"verwacht {token} en niet {found or 'het einde'}")

    def _sum(self) -> Quantity:
        total = self._product()
        while self._peek() in ("+", "-"):
            sign = self._take()
            total = _add(total, self._product(), sign)
        return total

    def _product(self) -> Quantity:
        left = self._factor()
        while self._peek() in ("*", "/"):
            operator = self._take()
            left = _scale(left, self._factor(), operator)
        return left

    def _factor(self) -> Quantity:
        token = self._take()
        if token == "-":
            return _negative(self._factor())
        if token == "(":
            inner = self._sum()
            self._expect(")")
            return Quantity(
                inner.value, inner.width, f"({inner.words})", inner.cells, inner.constant
            )
        if token and token[0].isdigit():
            return self._number(token)
        if self._peek() == "(":
            return self._function(token)
        if not token or not re.match(r"[a-z{]", token):
            raise FormulaError(f"{token or 'het einde'} staat op een plaats waar het niet kan")
        found = self._resolve(token)
        if len(found) != 1:
            raise FormulaError(f"{token} noemt {len(found)} getallen; gebruik som({token})")
        return found[0]

    def _number(self, token: str) -> Quantity:
        if re.fullmatch(r"\d{4}", token):
            try:
                return self._resolve(token)[0]
            except FormulaError:
                pass  # not a column of this table: then it is a plain number
        value = Decimal(token.replace(".", "").replace(",", "."))
        return Quantity(value, Decimal(0), token, (), constant=True)

    def _function(self, name: str) -> Quantity:
        self._expect("(")
        arguments: list[list[Quantity]] = []
        while True:
            arguments.append(self._argument())
            if self._peek() != ",":
                break
            self._take()
        self._expect(")")
        if name == "som":
            return _total([quantity for group in arguments for quantity in group])
        if name in RATIOS:
            if [len(group) for group in arguments] != [1, 1]:
                raise FormulaError(f"{name}(deel, geheel) heeft precies twee getallen nodig")
            return _ratio(name, arguments[0][0], arguments[1][0])
        raise FormulaError(f"{name}() bestaat niet; wel: som, aandeel, verhouding")

    def _argument(self) -> list[Quantity]:
        if self._peek() == "*" and self._peek(1) in (",", ")"):
            return self._resolve(self._take())
        if "*" in self._peek() and len(self._peek()) > 1:
            return self._resolve(self._take())
        return [self._sum()]


def _tokens(formula: str) -> list[str]:
    tokens = []
    at = 0
    text = formula.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise FormulaError(f"“{text[at:].strip()[:20]}” is niet te lezen")
        tokens.append(match["path"] or match["number"] or match["op"])
        at = match.end()
    return tokens


def _add(left: Quantity, right: Quantity, sign: str) -> Quantity:
    value = left.value + right.value if sign == "+" else left.value - right.value
    shown = {"+": "+", "-": dutch.MINUS}[sign]
    return Quantity(
        value,
        left.width + right.width,
        f"{left.words} {shown} {right.words}",
        left.cells + right.cells,
        left.constant and right.constant,
    )


def _negative(quantity: Quantity) -> Quantity:
    return Quantity(
        -quantity.value,
        quantity.width,
        dutch.MINUS + quantity.words,
        quantity.cells,
        quantity.constant,
    )


def _scale(left: Quantity, right: Quantity, operator: str) -> Quantity:
    if not right.constant and not (operator == "*" and left.constant):
        raise FormulaError(
            "vermenigvuldigen en delen kan met een gewoon getal; gebruik anders aandeel() of "
            "verhouding()"
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


def _total(parts: list[Quantity]) -> Quantity:
    return Quantity(
        sum((p.value for p in parts), Decimal(0)),
        sum((p.width for p in parts), Decimal(0)),
        " + ".join(p.words for p in parts),
        tuple(cell for p in parts for cell in p.cells),
    )


def _ratio(name: str, part: Quantity, whole: Quantity) -> Quantity:
    if whole.value == 0:
        raise Missing(whole.cells)
    return Quantity(
        RATIOS[name] * part.value / whole.value,
        Decimal(0),
        f"{name}({part.words}; {whole.words})",
        part.cells + whole.cells,
    )
