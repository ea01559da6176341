"""Numbers in digits: with sign, euro, percent, scale or ordinal ending, as one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import numeric

PARTS = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Parts of one character."""
_FIGURE = re.compile(
    rf"(?=[€E+\-\u2212\d{PARTS}])(?:(?:€|\bEUR)\s?)?"
    r"(?:(?<![\w).,])[+\-\u2212])?"
    rf"(?:(?P<digits>\d+(?:[.,:/]\d+)*)(?P<half>[{PARTS}])?|(?P<bare>[{PARTS}]))"
    r"(?:(?:e|de|ste|x)(?!\w))?"
    r"(?:\s(?P<scale>miljoen|miljard|duizend|mln|mld)(?!\w)\.?)?"
    r"(?:\s?[%‰]|\s(?:procentpunt(?:en)?|procent|euro)(?!\w))?"
)
_SCALES = {"duizend": 10**3, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}
_FRACTIONS = {part: Decimal(repr(numeric(part))) for part in PARTS}
_DUTCH = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


def find_digits(text: str) -> Iterator[tuple[int, int, Decimal | None]]:
    """Yield start, end and value of every number in digits.

    The value is None for what is no Dutch number, such as 3.3 or 1:4.
    """
    for match in _FIGURE.finditer(text):
        yield match.start(), _end(match), _value(match)


def _end(match: re.Match[str]) -> int:
    """Leave out the point after 'mln' that ends the text."""
    at_end = match[0].endswith(".") and match.end() == len(match.string)
    return match.end() - at_end


def _value(match: re.Match[str]) -> Decimal | None:
    if match["bare"]:
        return _FRACTIONS[match["bare"]]
    digits: str = match["digits"]
    if not _DUTCH.fullmatch(digits):
        return None
    value = Decimal(digits.replace(".", "").replace(",", "."))
    if match["half"]:
        value += _FRACTIONS[match["half"]]
    if match["scale"]:
        value *= _SCALES[match["scale"]]
    negative = re.match(r"\D*[-\u2212]", match[0])
    return -value if negative else value
