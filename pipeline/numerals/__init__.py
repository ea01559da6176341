"""Find every numeral in a Dutch text, its value, and whether it counts something.

    >>> [(n.text, n.value, n.kind) for n in find("In mei 2021 kregen 1.234 gezinnen drie brieven.")]
    [('mei 2021', None, 'datum'), ('1.234', Decimal('1234'), ''), ('drie', Decimal('3'), '')]

Works on plain strings: a sentence, a title, a cell, the text of a finished page. What a reader
meets as one number is one numeral, with its sign, €, %, *procent*, *miljoen* or ordinal ending;
the two ends of a range are two numerals. A kind other than '' says that the numeral counts nothing
(`KINDS`); such a numeral spans the whole name, date or reference. Which words are numerals is told
in `number_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from pipeline import words
from pipeline.numerals.digits import PARTS, find_digits
from pipeline.numerals.kinds import find_exempt, has_one
from pipeline.numerals.number_words import STEMS, find_words

KINDS = {
    "jaar": "een jaartal",
    "datum": "een datum of een deel van een jaar",
    "tijd": "een tijdstip of een vaste uitdrukking voor tijd",
    "wetsartikel": "een artikel van een wet",
    "telefoonnummer": "een telefoonnummer",
    "adres": "een adres",
    "registratie": "een nummer van een register of rekening",
    "norm": "een norm",
    "versie": "een versie",
    "naam": "een naam",
    "code": "een code van letters en cijfers",
    "opsomming": "het nummer van een punt in een opsomming",
    "verwijzing": "het nummer van een tabel, figuur of paragraaf",
    "kopnummer": "het nummer van een kop, gemaakt bij het bouwen",
}
"""Every kind of numeral that counts nothing, as a reader would call it."""
_MADE_BY_BUILD = "kopnummer"
_ACCENTS = str.maketrans("áéíóúàèìòù", "aeiouaeiou")
"""Accents stress a word (*dríe*) and make no other number of it."""
_DIGIT = re.compile(rf"[\d{PARTS}]")


class Numeral(Struct, frozen=True):
    """A number in a text; `kind` is '' when it counts something, else one of KINDS."""

    start: int
    end: int
    text: str
    value: Decimal | None
    """In whole units: 'miljoen' is worked out, a percentage stays one (4,8% is 4.8).

    None for a range of years, a date, and what is no Dutch number ('3.3', '1:4').
    """
    kind: str


def find(text: str, names: Iterable[str] = ()) -> list[Numeral]:
    """Return the numerals of a text in order; they do not overlap.

    `names` are spellings of the code lists: a numeral inside one of them ('OTS korter dan 1 jaar')
    is part of a name. A number at the very start may be that of a heading or of a point in a list;
    pass a page piece by piece.
    """
    lower = words.lower(text)
    spelled = lower.translate(_ACCENTS)
    has_digits = bool(_DIGIT.search(text))
    has_words = has_one(spelled, STEMS)
    if not has_digits and not has_words:
        return []
    taken = bytearray(len(text))
    numerals = [
        Numeral(start, end, text[start:end], _year(text[start:end], kind), kind)
        for start, end, kind in find_exempt(text, lower, tuple(names), taken)
    ]
    counting = [*find_digits(text)] if has_digits else []
    counting += find_words(spelled) if has_words else ()
    for start, end, value in counting:
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            numerals.append(Numeral(start, end, text[start:end], value, ""))
    return sorted(numerals, key=lambda numeral: numeral.start)


def typed(text: str, names: Iterable[str] = ()) -> list[Numeral]:
    """Return the numerals of words that somebody typed.

    As `find`, but nothing typed is the number of a heading, for those are made by the build.
    """
    found = find(text, names)
    if any(numeral.kind == _MADE_BY_BUILD for numeral in found):
        rest = [numeral for numeral in found if numeral.kind != _MADE_BY_BUILD]
        head = next(n for n in found if n.kind == _MADE_BY_BUILD)
        digits = [Numeral(s, e, text[s:e], v, "") for s, e, v in find_digits(text[: head.end])]
        return [*digits, *rest]
    return found


def _year(text: str, kind: str) -> Decimal | None:
    return Decimal(text) if kind == "jaar" and re.fullmatch("[0-9]{4}", text) else None
