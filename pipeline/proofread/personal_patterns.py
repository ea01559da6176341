"""What in a text points at one person: numbers, addresses, dates of birth, people by name.

Patterns only, no lists of first names. A finding says where it stands and what it is; whether it
may be shown, the check decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.numerals.kind_patterns import MONTH
from pipeline.proofread import personal_names, personal_numbers
from pipeline.proofread.personal_words import TITLE

BSN = "A01"
EMAIL = "A02"
PHONE_NUMBER = "A03"
BIRTH = "A04"
PERSON = "A05"
FAMILY = "A06"
FILE = "A07"
ACCOUNT = "A08"

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
_NUMBERS = {
    ACCOUNT: personal_numbers.accounts,
    BSN: personal_numbers.citizens,
    FILE: personal_numbers.files,
    PHONE_NUMBER: personal_numbers.telephones,
}
"""The narrowest first: what is found is no longer looked at as something else."""
_PEOPLE = {
    PERSON: personal_names.aged,
    FAMILY: personal_names.families,
}
_OFFICE = re.compile(rf"(?<!\w){TITLE}\s(?:\w+\s)?$", re.IGNORECASE)


@cache
def _birth() -> re.Pattern[str]:
    """Return the pattern of a date of birth; large, and few texts come near it."""
    return re.compile(_BIRTH, re.IGNORECASE)


class Finding(Struct, frozen=True):
    """A piece of text that points at a person."""

    code: str
    start: int
    end: int
    text: str
    name: str = ""
    """The word in it that may be a name, for PERSON and FAMILY."""


@lru_cache(maxsize=4096)  # each sentence is read by several checks
def personal(text: str) -> tuple[Finding, ...]:
    """Return all that may point at a person, without judging whether it may be shown."""
    return tuple(sorted(_found(text), key=lambda found: found.start))


def _found(text: str) -> Iterator[Finding]:
    if "@" in text:
        yield from (_finding(EMAIL, text, *match.span()) for match in _EMAIL.finditer(text))
    taken: list[tuple[int, int]] = []
    for code, numbers in _NUMBERS.items():
        for start, end in numbers(text):
            if not any(start < other[1] and other[0] < end for other in taken):
                taken.append((start, end))
                yield _finding(code, text, start, end)
    if "geb" in text.lower() or "erjaardag" in text:
        for match in _birth().finditer(text):
            yield _finding(BIRTH, text, *match.span())
    for code, people in _PEOPLE.items():
        for start, end, name in people(text):
            is_name = name[:1].isupper() or not name
            if is_name and not _OFFICE.search(text[max(0, start - 40) : start]):
                yield _finding(code, text, start, end, name)
    yield from (_finding(FAMILY, text, *home[:2]) for home in personal_names.homes(text))


def _finding(code: str, text: str, start: int, end: int, name: str = "") -> Finding:
    return Finding(code, start, end, text[start:end], name)


def masked(text: str) -> str:
    """Return a text with all but its last two characters hidden."""
    return "*" * max(0, len(text) - 2) + text[-2:] if len(text) > 2 else "**"
