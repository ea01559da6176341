"""Recognise a text that is no number of ours, and find out which number or mark was meant."""

from __future__ import annotations

import re
import unicodedata

from msgspec.structs import replace

from pipeline import dutch, marks
from pipeline.load.notations import NO_MARK, NOTATIONS, Notation

_PLAIN = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), "’": "'"})
_DEEPEST = 3
"""How many notations may stand in each other: brackets around an English number with a €."""
_LONGEST = 60
"""How many characters a notation can have; a longer text is a sentence."""
_OTHER = Notation(".*", f"Typ alleen een getal. {NO_MARK}")
_LOOKALIKE = Notation(".*", "Een streepje of cijfer is hier een ander teken dan het lijkt.", "")
_SHAPES = [(re.compile(one.shape, re.IGNORECASE | re.DOTALL), one) for one in NOTATIONS]


def notation(text: str, decimals: int, unit: str) -> tuple[Notation, str]:
    """Return the notation of a text that is no number of ours, and what to type instead, or ''."""
    plain = _plain(text)
    if dutch.parse(plain) is not None:
        return _LOOKALIKE, _typed(plain, decimals)
    if len(plain) > _LONGEST:
        return _OTHER, ""
    found, meant = _once(plain, unit)
    for _ in range(_DEEPEST):
        if not meant or _typed(meant, decimals):
            break
        meant = _once(meant, unit)[1]
    if found.only and unit not in found.only:
        counted = dutch.UNIT_NAMES.get(unit) or "een getal zonder eenheid"
        advice = f"De eenheid is hier {counted}: typ alleen het getal, daarnaar omgerekend."
        found = replace(found, advice=advice)
    return found, _typed(meant, decimals)


def _plain(text: str) -> str:
    """Return a text with one kind of space, dash and digit."""
    return " ".join("".join(map(_one_kind, text.translate(_PLAIN))).split())


def _one_kind(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return str(digit) if digit is not None else character


def _once(text: str, unit: str) -> tuple[Notation, str]:
    for shape, one in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            known = one.sign is not None and (not one.only or unit in one.only)
            groups = "".join(filter(None, match.groups()))
            return one, f"{one.sign}{one.turned(groups)}" if known else ""
    return _OTHER, ""


def _typed(text: str, decimals: int) -> str:
    """Return a number or mark as we write it; '' when the column cannot hold it."""
    missing = marks.missing(text) if text else None
    if missing:
        return f"{marks.mark(text)} ({missing})" if missing != marks.mark(text) else missing
    value = dutch.parse(text)
    if value is None or value != dutch.rounded(value, decimals):
        return ""
    return dutch.number(value, decimals).replace(dutch.MINUS, "-")
