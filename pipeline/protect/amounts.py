"""How many a text says there are: each number as the least and the most that it can mean.

'Drie' is 3 to 3, 'twee à vier' 2 to 4, 'hooguit drie' 1 to 3, 'meer dan twee' 3 and up. Words that
are numbers in some sentences only (*een*, *beide*, *de enige*) are read too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline.numerals import find
from pipeline.numerals.number_words import cardinal

_PLAIN = re.compile(r"[0-9][0-9.]*(?:,0+)?")
_ONLY = r"(?:slechts|maar|precies|exact|nog|alleen|juist|enkel|hooguit|hoogstens|maximaal)\s+"
_OTHER = re.compile(
    r"(?<![\w-])(?:(?P<one>één|eén|éen|(?:de|het|onze)\s+enige|een\s+enkele?|eentje)"
    rf"|{_ONLY}(?P<only>een)"
    r"|(?P<two>beiden?|allebei)|(?P<none>geen(?:\s+enkele?)?|niemand)"
    r"|(?P<pair>duo|koppel|echtpaar|tweeling)|(?P<trio>trio|drieling)|(?P<four>kwartet|vierling)"
    r"|zijn\s+(?P<group>twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)(?:ën|s?en)"
    r"|(?P<article>een))(?![\w-])",
    re.IGNORECASE,
)
_ROMANS = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_ROMAN = re.compile(rf"(?<![\w.-])(?:{'|'.join(_ROMANS)})(?![\w-])")
_VALUES = {
    "one": 1,
    "only": 1,
    "article": 1,
    "two": 2,
    "none": 0,
    "pair": 2,
    "trio": 3,
    "four": 4,
}
_RANGE = re.compile(r"\s*(?:à|a|of|tot(?: en met)?|t/m|[-–/])\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\btussen\s+(?:de\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"\s+[\w-]+(?:\s+[\w-]+)?(?:\s+en|\s+plus|,)\s+(?:nog\s+)?", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:hooguit|hoogstens|maximaal|max\.?|ten hoogste|op zijn hoogst|"
    r"(?:niet|nooit) meer dan)\s+$",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\b(?:minder dan|nog geen|onder de)\s+$", re.IGNORECASE)
_LEAST = re.compile(
    r"\b(?:minstens|minimaal|ten ?minste|op zijn minst|(?:niet|nooit) minder dan)\s+$",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\b(?:meer dan|boven de)\s+$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:ongeveer|circa|ca\.|zo['’]n|rond(?: de)?|om en nabij(?: de)?|een stuk of|ruim|bijna|"
    r"vrijwel|net geen)\s+$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s+of\s+(?P<more>meer|hoger)|\s+of\s+(?:minder|lager)", re.IGNORECASE)
_NEAR = 2
"""How far 'ongeveer zes' may lie from six; above _ROUGH it may lie too far to tell anything."""
_ROUGH = 20


class Amount(Struct, frozen=True):
    """A number in a text as the least and the most that it can mean."""

    start: int
    end: int
    low: int
    high: int | None
    """None: no limit."""
    certain: bool = True
    """Whether it is a number for sure; an article need not be one."""


def amounts(text: str, names: Iterable[str] = ()) -> list[Amount]:
    """Return every whole number of a text that may count persons.

    `names` are spellings of code lists; numbers in those count nothing.
    """
    every = (*_numerals(text, names), *_others(text), *_romans(text))
    plain = sorted(every, key=lambda found: found.start)
    found = [_limited(text, amount) for amount in plain]
    together = 0
    for one, other in itertools.pairwise(plain):
        between = text[one.end : other.start]
        joined = _JOINED.fullmatch(between)
        if _RANGE.fullmatch(between) or (between == " en " and _BETWEEN.search(text[: one.start])):
            found.append(Amount(one.start, other.end, one.low, other.low))
        elif joined:
            together = (together or one.low) + other.low
            found.append(Amount(one.start, other.end, together, together))
        together = together if joined else 0
    return found


def _numerals(text: str, names: Iterable[str]) -> Iterator[Amount]:
    """Yield numbers without a unit: no percentages, ordinals, parts or ages."""
    for numeral in find(text, names):
        word = numeral.text.lower().removesuffix("tal")
        whole = _PLAIN.fullmatch(word) or cardinal(word) is not None
        if not numeral.kind and numeral.value is not None and whole and numeral.value % 1 == 0:
            value = int(numeral.value)
            yield Amount(numeral.start, numeral.end, value, value)


def _others(text: str) -> Iterator[Amount]:
    for match in _OTHER.finditer(text):
        kind = next(name for name, words in match.groupdict().items() if words)
        value = _VALUES[kind] if kind in _VALUES else int(cardinal(match[kind].lower()) or 0)
        yield Amount(match.start(kind), match.end(), value, value, kind != "article")


def _romans(text: str) -> Iterator[Amount]:
    for match in _ROMAN.finditer(text):
        value = _ROMANS[match[0]]
        yield Amount(match.start(), match.end(), value, value)


def _limited(text: str, amount: Amount) -> Amount:
    """Return what a number means with the words around it, such as 'hooguit' or 'of meer'."""
    before, value = text[: amount.start], amount.low
    low, high = value, amount.high
    if after := _OR_MORE.match(text, amount.end):
        low, high = (value, None) if after["more"] else (1, value)
    elif _MOST.search(before):
        low = 1
    elif _LEAST.search(before):
        high = None
    elif _BELOW.search(before):
        low, high = 1, value - 1
    elif _ABOVE.search(before):
        low, high = value + 1, None
    elif value and _ABOUT.search(before):
        near = _NEAR if value <= _ROUGH else value
        low, high = max(1, value - near), value + near
    return Amount(amount.start, amount.end, low, high, amount.certain)
