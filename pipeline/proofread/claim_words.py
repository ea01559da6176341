"""The Dutch words that say how a number moved, and how they are found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from pipeline.words import lower

UP, SAME, DOWN = 1, 0, -1

Kind = Literal["werkwoord", "naamwoord", "vergelijking", "gelijk", "factor"]

_HARD = r";|\b(?:terwijl|maar|hoewel|waardoor|zodat|omdat|doordat|want|waarbij)\b"
HARD = re.compile(_HARD, re.IGNORECASE)
"""Where one clause surely ends and another begins."""
_PARTICLE_END = (
    r"(?=\s*(?:[,.;:()!?–]|$)|"
    r"\s+(?:van|naar|met|tot|en|in|door|ten|tegen|sinds|vergeleken|tussen|dan|bij|ook|"
    r"ondanks|dankzij|vanwege)\b)"
)


def _apart(verb: str, particle: str) -> str:
    """Return the pattern of a verb and its particle further on in the same clause."""
    between = rf"(?:(?!{_HARD}|\b(?:{verb})\b|, en\b).){{1,140}}?"
    return rf"\b(?:{verb})\b{between}\b(?:{particle})\b{_PARTICLE_END}"


_GO = "ging|gingen|gaat|gaan"
_WORDS: tuple[tuple[Kind, int, str], ...] = (
    (
        "werkwoord",
        UP,
        r"\bst(?:ee|e|ij)g(?:t|en)?\b|\bgestegen\b|\bgroei(?:t|de|den|en)\b|\bgegroeid\b",
    ),
    ("werkwoord", UP, r"\btoe(?:nam|namen|neemt|nemen|genomen)\b|\btoe te nemen\b"),
    ("werkwoord", UP, r"\bop(?:liep|liepen|loopt|lopen|gelopen)\b|\bvermeerder(?:t|de|den|d)\b"),
    ("werkwoord", UP, _apart("nam|namen|neemt|nemen", "toe")),
    ("werkwoord", UP, _apart("liep|liepen|loopt|lopen", "op")),
    ("werkwoord", UP, _apart(_GO, "omhoog")),
    (
        "werkwoord",
        UP,
        r"\b(?:werd|werden|is|zijn|was|waren)\b[^,;]{0,60}\buitgebreid (?=van|met|tot|naar)",
    ),
    (
        "werkwoord",
        DOWN,
        r"\bdaal(?:t|de|den)\b|\bdalen\b|\bgedaald\b|\bkr(?:i|o)mp(?:t|en)?\b|\bgekrompen\b",
    ),
    ("werkwoord", DOWN, r"\baf(?:nam|namen|neemt|nemen|genomen)\b|\baf te nemen\b"),
    (
        "werkwoord",
        DOWN,
        r"\bterug(?:liep|liepen|loopt|lopen|gelopen|gebracht)\b|\bzak(?:t|te|ten|ken)\b|\bgezakt\b",
    ),
    ("werkwoord", DOWN, r"\bverminder(?:t|de|den|d)\b|\bslonk(?:en)?\b|\bgeslonken\b"),
    ("werkwoord", DOWN, _apart("nam|namen|neemt|nemen", "af")),
    ("werkwoord", DOWN, _apart("liep|liepen|loopt|lopen", "terug")),
    ("werkwoord", DOWN, _apart(_GO, "omlaag")),
    ("werkwoord", DOWN, _apart("kwam|kwamen|komt|komen", "minder voor")),
    ("naamwoord", UP, r"\b(?:groei|stijging|toename|verhoging|vermeerdering)\b"),
    ("naamwoord", DOWN, r"\b(?:daling|afname|krimp|vermindering|verlaging|terugloop|teruggang)\b"),
    (
        "gelijk",
        SAME,
        r"\b(?:bleef|bleven|blijft|blijven)\b[^,;]{0,60}?\b(?:gelijk|stabiel|constant|hetzelfde)\b",
    ),
    (
        "gelijk",
        SAME,
        r"\bgelijk (?:gebleven|aan)\b|\bgelijk (?:bleef|bleven|zou blijven)\b|\bevenveel\b",
    ),
    (
        "gelijk",
        SAME,
        r"\beven (?:hoog|laag|veel|groot|klein|vaak|weinig)\b"
        r"|\bstabiel\b|\bonveranderd\b|\bongewijzigd\b",
    ),
    (
        "gelijk",
        SAME,
        r"\b(?:bleef|bleven|blijft)\b(?=\s+(?:op\s+)?(?:€\s?)?[\d.,−]+%?(?!\d|[.,]\d|%)"
        r"(?!\s+(?:onder|boven|hoger|lager|achter|dagen|weken|maanden|jaar|uur|keer)\b))",
    ),
    ("vergelijking", UP, r"\b(?:hoger|meer|groter|vaker|hogere|grotere)\b"),
    ("vergelijking", DOWN, r"\b(?:lager|minder|kleiner|lagere|kleinere)\b"),
    ("vergelijking", UP, r"(?<=\d )boven\b(?= (?:de|het|dat|die|onze|een)\b)"),
    ("vergelijking", DOWN, r"(?<=\d )onder\b(?= (?:de|het|dat|die|onze|een)\b)"),
    ("factor", UP, r"\bverdubbel(?:t|de|den|d|ing)\b"),
    ("factor", UP, r"\bverdrievoudig(?:t|de|den|d|ing)\b"),
    ("factor", DOWN, r"\bgehalveerd\b|\bhalveer(?:t|de|den)\b|\bhalvering\b"),
)
_FIND = re.compile(
    rf"\b(?=[a-z])(?:{'|'.join(f'(?P<w{n}>{words})' for n, (_, _, words) in enumerate(_WORDS))})"
)
"""All of _WORDS. Each begins with a word, so inside a word they need not be tried one by one."""
_LETTERS = re.compile(r"[a-zé]+")
_WHOLE = frozenset(
    "toe af omhoog omlaag terug liep liepen loopt lopen even gelijk bleef bleven blijft groter "
    "grotere hoger hogere meer vaker lager lagere minder kleiner kleinere boven onder groei "
    "dalen".split()
)
_BEGINNINGS = tuple(
    "steeg steg steig stijg gesteg groei gegroei toena toene toege oplo oplie opge vermeerder "
    "uitgebreid daal daling gedaal krimp kromp gekromp afna afne afge terugl terugg zak gezakt "
    "vermind slonk geslonk verlag verhog gelijk evenveel stabiel onver ongew verdubbel verdrie "
    "halve gehalv constant hetzelfde".split()
)
"""A sentence without such a whole word or beginning has no claim in it, and is passed quickly."""
_FACTORS = {"verdubbel": Decimal(2), "verdrievoudig": Decimal(3), "halve": Decimal("0.5")}
_NOT_BEFORE = re.compile(
    r"\b(?:niet|geen|nooit|evenmin|zonder)\s+(?:(?!alleen\b|meer\b|en\b|of\b)\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s+(?:(?!niet\b)\w+\s+){0,4}?(?:niet|nooit)\b(?!\s+(?:alleen|meer\b|zozeer))", re.IGNORECASE
)
_NOT_INSIDE = re.compile(r"\b(?:niet|nooit)\b(?! (?:alleen|meer\b|\w+[,;]))", re.IGNORECASE)
_GOAL = re.compile(
    r"\b(?:verwacht\w*|verwachting|voorzien|voorzag|voorzagen|ambitie|zou|zouden|zal|zullen|prognose|"
    r"begroting|begroot\w*|willen?|wil|streven|hopen|hoopt|doel|doelen|moet|moeten|om|gepland|ramen|"
    r"rekenen|rekenden|dachten|kan|kunnen|mogelijk|misschien)\b|(?:^|,)\s*als\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\bte\s+$")
_FIXED = re.compile(
    r"(?:\bonder|\bniet zonder|\bzonder|\bniet|\bniets|\bgeen \w+|\bnooit|\bwil(?:t|len)? \w*)\s+$",
    re.IGNORECASE,
)


_NEAR = 300
"""How many characters before and behind its words a claim may be denied."""


class Claim(Struct, frozen=True):
    """Words that say how something moved."""

    start: int
    end: int
    words: str
    kind: Kind
    direction: int
    """UP, SAME or DOWN, as the words say it; `negated` turns that round."""
    negated: bool
    factor: Decimal | None = None
    """2 for verdubbeld, 0.5 for gehalveerd."""


@lru_cache(maxsize=4096)
def claims(text: str) -> tuple[Claim, ...]:
    """Return the words of a sentence that say how something moved, in order.

    Three checks ask for the same sentences, so the answer is kept.
    """
    low = lower(text)
    words = _LETTERS.findall(low)
    if _WHOLE.isdisjoint(words) and not any(map(_begins, words)):
        return ()
    return tuple(_claims(text, low))


@cache
def _begins(word: str) -> bool:
    """Say whether a word may begin a claim; a publication has few words, and repeats them."""
    return word.startswith(_BEGINNINGS)


def _claims(text: str, low: str) -> Iterator[Claim]:
    for match in _FIND.finditer(low):
        kind, direction, _ = _WORDS[int((match.lastgroup or "w0")[1:])]
        start, end = match.span()
        words = text[start:end]
        if words.lower() == "meer" and _FIXED.search(text, max(0, start - _NEAR), start):
            continue
        if kind == "werkwoord" and _TO.search(text, max(0, start - _NEAR), start):
            continue
        factor = next((f for stem, f in _FACTORS.items() if stem in words.lower()), None)
        yield Claim(start, end, words, kind, direction, _negated(text, start, end), factor)


def _negated(text: str, start: int, end: int) -> bool:
    before = re.split(r"[,;:.]", text[max(0, start - _NEAR) : start])[-1]
    after = re.split(r"[,;:.]", text[end : end + _NEAR])[0]
    inside = text[start:end]
    return bool(
        _NOT_BEFORE.search(before)
        or _NOT_AFTER.match(after)
        or (" " in inside and _NOT_INSIDE.search(inside))
    )


def expects(text: str) -> bool:
    """Say whether a clause speaks of what is expected, wished or possible, not of what was."""
    return bool(_GOAL.search(text))
