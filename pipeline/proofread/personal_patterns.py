"""What in a text points at one person: numbers, addresses, dates of birth, children.

Patterns only, no lists of first names. A finding says where it stands and what it is; whether it
may be shown, the check decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.numerals.kind_patterns import MONTH, PHONE

BSN = "A01"
EMAIL = "A02"
PHONE_NUMBER = "A03"
BIRTH = "A04"
CHILD = "A05"

_NINE_DIGITS = re.compile(
    r"(?<![\w.,€+-])(?<!€\s)(?:[0-9]{9}|[0-9]{3}([. -])[0-9]{3}\1[0-9]{3}"
    r"|[0-9]{4}([. -])[0-9]{2}\2[0-9]{3}|[0-9]{2}([. -])[0-9]{3}\3[0-9]{4})(?![\w]|[.,][0-9])"
)
_DIGIT = re.compile("[0-9]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = (
    rf"(?:[0-9]{{1,2}}[-/. ][0-9]{{1,2}}[-/. ](?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|[0-9]{{1,2}}e?\s(?:{MONTH})(?:\s[0-9]{{4}})?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![0-9])"
)
_BIRTH = (
    rf"(?<!\w)(?:geboren|geb\.?|geboortedatum|geboortedag|verjaardag)"
    rf"(?:\s(?:te|in)\s[\w -]{{2,30}}?)?(?:,|:|\sop|\sis)*\s{_DATE}"
    rf"|{_DATE}\s(?:te\s\w+\s|in\s\w+\s)?geboren(?!\w)"
)
_NAME = (
    r"(?<![\w’'-])(?<!Stichting\s)(?<!Vereniging\s)(?<!Bureau\s)[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
)
_AGES = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    "zestien|zeventien|achttien|negentien|twintig"
)
_AGE = f"(?:[0-9]|1[0-9]|2[0-3]|{_AGES})"
_PLACE = r"(?:’s-|'s-)?[A-Z][\w-]+(?:\s(?:aan|den|a/d|[A-Z][\w-]+))*"
_CHILD = (
    rf"(?P<name>{_NAME})(?:"
    rf"\s\({_AGE}(?:\s?(?:jaar|jr\.?))?\)"
    rf"|(?:,\s|\s(?:is|was|wordt|werd|van)\s(?:nu\s|pas\s|net\s|toen\s)?){_AGE}(?:\s?(?:jaar|jr\b))"
    rf"|,\s{_AGE},|\svan\s{_AGE}(?=\suit\s[A-Z])"
    rf"|,?\s(?:een|de)\s(?:jongen|meisje|meid|zoon|dochter|kind)\svan\s{_AGE}(?!\w)"
    rf"|,?\s(?:komt\s|kwam\s)?uit\s{_PLACE}"
    rf"|,?\s(?:die\s|dat\s)?(?:woont|woonde|wonend|woonachtig)\s(?:in|te)\s{_PLACE}"
    rf")(?:,?\s(?:uit|in)\s{_PLACE})?"
    rf"|(?:{_AGE}[ -]?jarige|(?:{_AGES})jarige)\s(?P<after>{_NAME})(?:\suit\s{_PLACE})?"
)
_OF_A_CHILD = re.compile(
    r"j(?:aar|arig|r)|\suit\s|woon|won|\svan\s(?:[0-9]|[a-z]+\suit)|\(\w{1,10}[) ]|,\s[0-9]"
)
"""What every text about a child has in it; most texts have none of it."""


@cache
def _birth() -> re.Pattern[str]:
    """Return the pattern of a date of birth; large, and few texts come near it."""
    return re.compile(_BIRTH, re.IGNORECASE)


@cache
def _child() -> re.Pattern[str]:
    """Return the pattern of a child with a name; large, and few texts come near it."""
    return re.compile(_CHILD)


class Finding(Struct, frozen=True):
    """A piece of text that points at a person."""

    code: str
    start: int
    end: int
    text: str
    name: str = ""
    """The first name in it, for CHILD."""


@lru_cache(maxsize=4096)  # each sentence is read by several checks
def personal(text: str) -> tuple[Finding, ...]:
    """Return all that may point at a person, without judging whether it may be shown."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Finding]:
    if "@" in text:
        yield from (_finding(EMAIL, match) for match in _EMAIL.finditer(text))
    if _DIGIT.search(text):
        for match in _NINE_DIGITS.finditer(text):
            if is_bsn(re.sub("[^0-9]", "", match[0])):
                yield _finding(BSN, match)
        yield from (_finding(PHONE_NUMBER, match) for match in PHONE.finditer(text))
        if "geb" in text.lower() or "erjaardag" in text:
            yield from (_finding(BIRTH, match) for match in _birth().finditer(text))
    for match in _child().finditer(text) if _OF_A_CHILD.search(text) else ():
        yield _finding(CHILD, match, match["name"] or match["after"])


def _finding(code: str, match: re.Match[str], name: str = "") -> Finding:
    return Finding(code, match.start(), match.end(), match[0], name)


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the eleven-test of the burgerservicenummer.

    9·a + 8·b + 7·c + 6·d + 5·e + 4·f + 3·g + 2·h − 1·i is a multiple of eleven, and not all are 0.
    """
    if not re.fullmatch("[0-9]{9}", digits) or not digits.strip("0"):
        return False
    *first, last = (int(digit) for digit in digits)
    return (sum(w * d for w, d in zip(range(9, 1, -1), first, strict=True)) - last) % 11 == 0


def masked(text: str) -> str:
    """Return a text with all but its last two characters hidden."""
    return "*" * max(0, len(text) - 2) + text[-2:] if len(text) > 2 else "**"
