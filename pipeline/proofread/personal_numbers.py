"""Numbers that belong to one person: of a citizen, an account, a telephone, a car, a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.numerals.kind_patterns import PHONE

Span = tuple[int, int]

_DIGIT = re.compile("[0-9]")
_NINE_DIGITS = re.compile(
    r"(?<![\w.,€+-])(?<!€\s)(?:[0-9]{9}|[0-9]{3}([. -])[0-9]{3}\1[0-9]{3}"
    r"|[0-9]{4}([. -])[0-9]{2}\2[0-9]{3}|[0-9]{2}([. -])[0-9]{3}\3[0-9]{4})(?![\w]|[.,][0-9])"
)
_ACCOUNT = re.compile(r"(?<![\w])[A-Z]{2}[0-9]{2}(?:[ .-]?[A-Z0-9]{2,4}){3,8}(?![\w])")
_DUTCH_ACCOUNT = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{2}-[0-9]{2}"
    r"|[A-Z]{2}-[0-9]{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-[0-9]{2}|[0-9]{2}-[A-Z]{2}-[A-Z]{2}"
    r"|[0-9]{2}-[A-Z]{3}-[0-9]|[0-9]-[A-Z]{3}-[0-9]{2}|[A-Z]{2}-[0-9]{3}-[A-Z]"
    r"|[A-Z]-[0-9]{3}-[A-Z]{2}|[A-Z]{3}-[0-9]{2}-[A-Z]|[A-Z]-[0-9]{2}-[A-Z]{3}"
    r"|[0-9]-[A-Z]{2}-[0-9]{3}|[0-9]{3}-[A-Z]{2}-[0-9])(?![\w-])"
)
"""The fourteen forms of a Dutch licence plate."""
_NAMED_PLATE = re.compile(
    r"(?i:kenteken)(?:\s\w+)?:?\s((?=[A-Z0-9-]*[0-9])[A-Z0-9-]{6,8})(?![\w-])"
)
_FILE = re.compile(
    r"(?<!\w)(?:dossier|zaak|casus|cli[eë]nt|pati[eë]nt|kind|jeugd|registratie|parket|rekest|klant|"
    r"polis|aanmeld|verwijs|inschrijf|kind)(?:[- ]?(?:nummer|nr\.?|id|code)|\s?(?=[\w/-]*[0-9]{4}))"
    r"(?:\s(?:is|was|luidt))?:?\s?((?=[\w./-]*[0-9][\w./-]*[0-9][\w./-]*[0-9][\w./-]*[0-9])"
    r"(?!(?:19|20)[0-9]{2}(?![\w/-]))[A-Z0-9][\w./-]{3,30}\w)(?![\w])",
    re.IGNORECASE,
)
"""A number with four digits or more behind the word that says of what; not the year of a file."""
_RULING = re.compile(r"uitspraak|arrest|cassatie|Hoge Raad|jurisprudentie|ECLI", re.IGNORECASE)
"""What speaks of a ruling that was published, under a number that leads to nobody."""


def citizens(text: str) -> Iterator[Span]:
    """Yield numbers of nine digits that pass the eleven-test of the burgerservicenummer."""
    for match in _NINE_DIGITS.finditer(text) if _DIGIT.search(text) else ():
        from stdnum.nl import bsn  # only where there is such a number

        if bsn.is_valid(re.sub("[^0-9]", "", match[0])):
            yield match.span()


def accounts(text: str) -> Iterator[Span]:
    """Yield numbers of bank accounts; a Dutch one also with a slip in it."""
    for match in _ACCOUNT.finditer(text) if _DIGIT.search(text) else ():
        from stdnum import iban

        for end in range(len(match[0]), 14, -1):
            plain = re.sub("[^A-Z0-9]", "", match[0][:end])
            if _DUTCH_ACCOUNT.fullmatch(plain) or iban.is_valid(plain):
                yield match.start(), match.start() + end
                break


def telephones(text: str) -> Iterator[Span]:
    """Yield telephone numbers."""
    if _DIGIT.search(text):
        yield from (match.span() for match in PHONE.finditer(text))


def files(text: str) -> Iterator[Span]:
    """Yield licence plates, and numbers of files and clients."""
    if not _DIGIT.search(text):
        return
    if "-" in text:
        yield from (match.span() for match in _PLATE.finditer(text))
    yield from (match.span(1) for match in _NAMED_PLATE.finditer(text))
    if not _RULING.search(text):
        yield from (match.span(1) for match in _FILE.finditer(text))
