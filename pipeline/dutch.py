"""Dutch notation: the only place where numbers, euros, percentages and dates get their form.

Rounding happens here, once, half up. House rules: a point from 1.000, a decimal comma, one minus
sign (U+2212), a no-break space after €, no space before %. Numbers are Decimal throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from pipeline.model import HIDDEN, NOT_APPLICABLE, NOT_PUBLISHED, Cell

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
UNIT_NAMES = {
    "aantal": "aantal",
    "fte": "fte",
    "procent": "%",
    "procentpunt": "procentpunt",
    "euro": "€",
    "euro_duizend": "€ x 1.000",
    "euro_miljoen": "€ x 1 mln",
    "getal": "",
}
"""How a unit is named in the heading of a column."""

_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
).split()
_TENS = "x x twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_NUMBER = re.compile(r"[+\-\u2212]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,[0-9]+)?")
LONGEST = 15
"""The most digits that a typed number can have; more is a slip, and Excel itself keeps no more."""
_ROOM = Context(prec=80)
"""Enough digits to round any quotient of two typed numbers."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up (away from zero at a tie) to a number of decimals; -2 is hundreds."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_ROOM)


def number(value: Decimal, decimals: int = 0) -> str:
    """Return 1234.56 as '1.234,6' (decimals=1); a rounded zero has no sign."""
    return _written(rounded(value, decimals))


def _written(digits: Decimal, trailing: bool = True) -> str:
    """Return all digits of a number, with or without the noughts at its end."""
    whole, _, fraction = f"{digits.copy_abs():,f}".partition(".")
    fraction = fraction if trailing else fraction.rstrip("0")
    text = whole.replace(",", ".") + ("," + fraction if fraction else "")
    return MINUS + text if digits < 0 else text


@lru_cache(maxsize=4096)  # both sides of a rule that holds are one number
def shortest(value: Decimal) -> str:
    """Return a value as afwijkingen.yaml writes it: '-5,2828', at most four decimals, a plain -."""
    return _written(rounded(value, 4), trailing=False).replace(MINUS, "-")


def same(typed: str, value: str) -> bool:
    """Say whether two spellings are one number: '41100' and '41.100'."""
    return typed == value or (parse(typed) is not None and parse(typed) == parse(value))


def parse(text: str) -> Decimal | None:
    """Read a Dutch number ('1.234,5', '-453', '+192'); None when it is not surely one."""
    if not _NUMBER.fullmatch(text) or sum(c.isdigit() for c in text) > LONGEST:
        return None
    return Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))


def meant(value: Decimal, decimals: int, unit: str) -> Decimal | None:
    """Return what a number with too many decimals probably had to be; None when nobody can say.

    12 for 12,00; 4,8 for 0,048 among percentages; 3.138 for 3,138 among counts.
    """
    if value == rounded(value, decimals):
        return rounded(value, decimals)
    if unit == "procent" and abs(value) < 1 and value * 100 == rounded(value * 100, decimals):
        return rounded(value * 100, decimals)
    thousands = not decimals and value.as_tuple().exponent == -3 and 1 <= abs(value) < 1000
    return rounded(value * 1000, 0) if thousands else None


def date(iso: str) -> str:
    """Return '2021-05-25' as '25 mei 2021', unbreakable between day and month."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{day}{NBSP}{MONTHS[month - 1]} {year}"


def word(value: Decimal) -> str | None:
    """Return the Dutch word for a whole number from 0 to 100, None outside that range."""
    if value != value.to_integral_value() or not 0 <= value <= 100:
        return None
    n = int(value)
    if n == 100:
        return "honderd"
    if n < 20:
        return _UNITS[n] if n != 1 else "één"
    tens, units = divmod(n, 10)
    if units == 0:
        return _TENS[tens]
    join = "ën" if _UNITS[units].endswith("e") else "en"
    return _UNITS[units] + join + _TENS[tens]


def with_unit(value: Decimal, unit: str, decimals: int) -> str:
    """Return a number as it stands in a sentence: '4,8%', '€ 453.000', '€ 43,3 miljoen'."""
    if unit == "procent":
        return number(value, decimals) + "%"
    if unit == "procentpunt":
        return number(value, decimals) + NBSP + "procentpunt"
    if unit == "euro_duizend":
        return _euro(value * 1000, max(0, decimals - 3))
    if unit == "euro_miljoen":
        return _euro(value, decimals) + NBSP + "miljoen"
    if unit == "euro":
        return _euro(value, decimals)
    return number(value, decimals)


def _euro(value: Decimal, decimals: int) -> str:
    return f"€{NBSP}{number(value, decimals)}"


def in_text(cell: Cell) -> str:
    """Return a cell as it stands in a sentence, with its unit; what is missing in words."""
    if cell.value is None:
        return cell.missing
    if cell.missing:
        return "geen" if cell.unit in ("aantal", "fte") else with_unit(cell.value, cell.unit, 0)
    return with_unit(cell.value, cell.unit, cell.decimals)


_SIGNS = {NOT_APPLICABLE: "n.v.t.", NOT_PUBLISHED: ".", HIDDEN: "x"}


def in_table(cell: Cell) -> str:
    """Return a cell as it stands in a table column: no € and no %, a dash for nihil."""
    if cell.value is None:
        return _SIGNS.get(cell.missing, cell.missing)
    return DASH if cell.missing else number(cell.value, cell.decimals)


def on_mark(cell: Cell) -> str:
    """Return a cell as it stands beside its mark in a chart: a % but no €, as the title has it."""
    percent = cell.unit == "procent" and not cell.missing
    return in_text(cell) if percent else in_table(cell)


def share_of(percent: Decimal | None, whole: int) -> str:
    """Return '98,3% van 519'; a dash where there is no share."""
    return DASH if percent is None else f"{number(percent, 1)}% van {whole}"


def column_unit(unit: str) -> str:
    """Return what a heading says of a unit: '%', 'fte', '€ x 1.000', or '' for counts."""
    return "" if unit in ("aantal", "getal") else UNIT_NAMES[unit]


def listed(parts: Sequence[str]) -> str:
    """Return 'a, b en c'."""
    return " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
