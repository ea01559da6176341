"""Find numerals that count nothing: years, dates, articles of law, names; each by its kind.

The kinds are tried in their order, names of code lists first; a piece of text that one of them took
is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.numerals.kind_patterns import COUNTED, IN_DIGITS, IN_TIME, IN_WORDS, ROUGHLY, Kind


def find_exempt(
    text: str, lower: str, names: tuple[str, ...], taken: bytearray
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of every piece with numerals that count nothing.

    The pieces do not overlap; `lower` is the text in lower case, `names` are spellings that stand
    in a code list. What is found is marked in `taken`, one byte per character.
    """
    for kind in _kinds(names, any(map(str.isdigit, text))):
        if kind.needles and not has_one(lower, kind.needles):
            continue
        for match in kind.pattern.finditer(lower if kind.lower else text):
            start, end = match.span()
            if taken.find(1, start, end) >= 0:
                continue
            if kind.name == "jaar" and end - start == 4 and _counts(lower, start, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield start, end, kind.name


def has_one(text: str, needles: tuple[str, ...]) -> bool:
    """Say whether one of some words stands in a text; a loop, for it is asked very often."""
    for needle in needles:  # noqa: SIM110
        if needle in text:
            return True
    return False


def _counts(lower: str, start: int, end: int) -> bool:
    """Say whether four digits are an amount and no year: 'ruim 2000', 'van 2000 gezinnen'."""
    before = lower[max(0, start - 16) : start]
    if ROUGHLY.search(before):
        return True
    return bool(COUNTED.match(lower, end)) and not IN_TIME.search(before)


@lru_cache(maxsize=64)
def _kinds(names: tuple[str, ...], has_digits: bool) -> tuple[Kind, ...]:
    named = (_any_of(names),) if names else ()
    return (*named, *IN_WORDS, *(IN_DIGITS if has_digits else ()))


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> Kind:
    """Return the kind of names as whole words, the longest first; spaces may be line ends."""
    longest = sorted({name.lower() for name in names}, key=lambda name: (-len(name), name))
    words = "|".join(re.sub(r"\\?\s+", r"\\s+", re.escape(name)) for name in longest)
    return Kind("naam", rf"(?<![\w-])(?:{words})(?![\w-])", lower=True)
