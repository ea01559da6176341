"""Dutch number words: how they are spelled, and which value they have.

Cardinals from *twee* up (and *nul*), ordinals from *tweede* up, parts (*de helft*, *een derde*,
*driekwart*, *anderhalf*, *tweeënhalf*), and words built on a number (*drietal*, *tweemaal*,
*vijfdaags*, *twaalfjarige*). Not numerals: *een*, *één* and *eerste*, which are articles and
adjectives more often than numbers; *beide*; words for many (*tientallen*, *honderden*); and
*dubbel* and *verdubbelen*, which claim something about two numbers and are judged as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_UNITS = "een twee drie vier vijf zes zeven acht negen".split()
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_SCALES = {
    "honderd": 10**2,
    "duizend": 10**3,
    "miljoen": 10**6,
    "mln": 10**6,
    "miljard": 10**9,
    "mld": 10**9,
}
_SUFFIX = re.compile(
    "(.+?)(?:de|ste|maal|keer|tal|ën|daagse?|jarigen?|jarige?|weekse?|maandse?|urige?|voud|"
    "voudige?|wekelijkse?|maandelijkse?|jaarlijkse?|persoons|ledige?|delige?)"
)
_CANDIDATE = re.compile(
    r"(?<!\w)(?:[eé][eé]n(?:en|honderd|duizend)|twee|drie|derde|vier|veer|vijf|zes|zeven|acht|"
    r"neg|tachtig|tien|elf|twaalf|twintig|dertig|dertien|honderd|duizend|miljoen(?!\w)|"
    r"miljard(?!\w)|nul(?!\w))\w*",
)
_PART = re.compile(
    r"(?<!\w)(?:(?:de\s|een\s)?(?P<half>helft)"
    r"|(?:(?P<quarters>een|één|drie)\s?)?kwart"
    r"|(?P<shares>een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)\s?"
    r"(?P<part>derde|vierde|vijfde|zesde|achtste|tiende)n?"
    r"|(?:(?P<some>ander|\w+(?:en|ën))|(?<=\been\s)|(?<=\bruim\s)|(?<=\bbijna\s))hal(?:f|ve))(?!\w)",
)
_PARTS = {"derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10}
_AFTER = re.compile(
    r"(?:\s(?P<scale>miljoen|miljard|duizend|(?:mln|mld)\b\.?)(?!\w))?"
    r"(?:\s(?:procentpunt(?:en)?|procent|euro)(?!\w))?",
)
_TAKES = re.compile(r"\b(?:neem|neemt|nemen|nam|namen|genomen)\b")
_NEAR = 200
"""How many characters before and behind a word its sentence is looked at."""
_HEEDS = re.compile(
    r"\s(?:het|dit|dat|zich|de|deze|ons|hem|haar|sla\w*|geslagen|te\snemen|neem\w*|nam\w*|"
    r"genomen|nemen)\b",
)
"""What follows *acht* and *vier* when they are no number but a verb, or heed that is taken."""
STEMS = (
    *("twee", "drie", "derde", "vier", "veer", "vijf", "zes", "zeven", "acht", "neg", "tien"),
    *("elf", "twaalf", "tig", "dertien", "honderd", "duizend", "miljoen", "miljard", "nul"),
    *("kwart", "half", "halve"),
)
"""A text with a number word has one of these in it, in lower case."""


_LONGEST = 80
"""Letters of a number word: 999.999 has 61, and a little may stand behind it."""


def _below_hundred() -> dict[str, int]:
    values = {"nul": 0, "één": 1}
    values |= {word: n for n, word in enumerate([*_UNITS, *_TEENS], 1)}
    for i, tens in enumerate(_TENS, 2):
        values[tens] = 10 * i
        for unit, n in [*zip(_UNITS, range(1, 10), strict=True), ("één", 1)]:
            values |= {f"{unit}{join}{tens}": 10 * i + n for join in ("en", "ën")}
    return values


_VALUES = _below_hundred()


def find_words(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield start, end and value of every number word in a text in lower case.

    Scale and unit are included.
    """
    parts = [_part(match) for match in _PART.finditer(text)]
    found = [part for part in parts if part]
    taken = bytearray(len(text))
    for start, end, _ in found:
        taken[start:end] = b"\1" * (end - start)
    found += [word for word in _merged(text) if taken.find(1, word[0], word[1]) < 0]
    for start, end, value in found:
        after = _AFTER.match(text, end)
        scale = after["scale"] if after else None
        factor = _SCALES[scale.rstrip(".")] if scale else 1
        yield start, after.end() if after else end, value * factor


def _merged(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield words that are whole numbers; 'tweeduizend vijfhonderd' is one."""
    before: tuple[int, int, Decimal] | None = None
    for match in _CANDIDATE.finditer(text):
        value = value_of(match[0])
        if value is None or _other_word(text, match):
            continue
        here = (match.start(), match.end(), value)
        if before and _continues(before, here):
            before = (before[0], here[1], before[2] + value)
            continue
        if before:
            yield before
        before = here
    if before:
        yield before


def _continues(before: tuple[int, int, Decimal], here: tuple[int, int, Decimal]) -> bool:
    """Say whether hundreds follow thousands: 'tweeduizend vijfhonderd'."""
    fits = before[2] % 1000 == 0 and 0 < before[2] < 10**6 and 100 <= here[2] < 1000
    return here[0] == before[1] + 1 and fits


def value_of(word: str) -> Decimal | None:
    """Return the value of one word in lower case: 24 for 'vierentwintig', None for no number."""
    value = cardinal(word)
    if value is None and word.endswith("derde"):
        rest = cardinal(word.removesuffix("derde")) if word != "derde" else 0
        value = None if rest is None or rest % 100 else rest + 3
    if value is None and (match := _SUFFIX.fullmatch(word)):
        value = cardinal(match[1])
    return None if value is None or value == 1 else Decimal(value)


def cardinal(word: str) -> int | None:
    """Return the value of a whole number in words, without ordinal or other endings."""
    if len(word) > _LONGEST:
        return None
    if word in ("miljoen", "miljard"):
        return _SCALES[word]
    for scale in ("duizend", "honderd"):
        before, found, after = word.partition(scale)
        if found:
            count = cardinal(before) if before else 1
            rest = 0
            if after:
                short = cardinal(after.removeprefix("en"))
                rest = -1 if short is None else short
            fits = count is not None and 0 <= rest < _SCALES[scale]
            return count * _SCALES[scale] + rest if count is not None and fits else None
    return _VALUES.get(word)


def _part(match: re.Match[str]) -> tuple[int, int, Decimal] | None:
    """Return start, end and value of a half, quarter or other part; None for another word."""
    if match["half"]:
        value = Decimal("0.5")
    elif match["part"]:
        value = Decimal(_VALUES[match["shares"]]) / _PARTS[match["part"]]
    elif match["some"]:
        number = match["some"]
        whole = 1 if number == "ander" else _VALUES.get(re.sub("(en|ën)$", "", number))
        if whole is None:
            return None
        value = Decimal(whole) + Decimal("0.5")
    elif match[0].endswith("kwart"):
        count = match["quarters"]
        value = Decimal(_VALUES[count] if count else 1) / 4
    else:
        value = Decimal("0.5")
    return match.start(), match.end(), value


def _other_word(text: str, match: re.Match[str]) -> bool:
    """Say whether 'acht' or 'vier' is no number: 'in acht nemen', 'de raad acht het nodig'."""
    at = match.start()
    if match[0] == "acht" and text.startswith("in ", max(0, at - 3)):
        near = _TAKES.search(text, max(0, at - _NEAR), match.end() + _NEAR)
        return near is not None or bool(_HEEDS.match(text, match.end()))
    return match[0] in ("acht", "vier") and bool(_HEEDS.match(text, match.end()))
