"""People in a text: somebody with an age or a place, a family, a parent, where somebody lives.

Forms only, no lists of first names: a word with a capital beside what makes it a person. Whether
that word is a name at all (or a place, an organisation, an official) is judged by who asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.proofread.personal_words import (
    AGE,
    AGES_IN_WORDS,
    CHILD_WORD,
    HOME,
    NAME,
    ORDINAL,
    PARENT,
    PLACE,
    STREET,
    SURNAME,
    UPPER,
)

Named = tuple[int, int, str]
"""Start, end, and the word that may be a name; '' where the form alone says that it is a person."""

_UNIT = r"\s?(?:jaar|jr\b\.?|maanden|weken)(?!\w)"
_LESS = r"(?:(?:nu|pas|net|toen|al|bijna|nog geen|amper|ruim)\s)?"
_TRIGGER = re.compile(rf"[0-9]|\buit\s|woon|won|verblijft|logeert|jarig|\b(?:{AGES_IN_WORDS})\b")
"""What every text about somebody with an age or a place has in it."""
_NAMES = re.compile(
    r"(?<!\bin\s)(?<!\bte\s)(?<!\buit\s)(?<!\bden\s)(?<!\bregio\s)(?<!\bgemeente\s)(?<!\bteam\s)"
    rf"(?<!\bDe\s)(?<!\bHet\s)(?P<name>{NAME})"
)
"""Names, without those of places and of what has an article."""
_AGED = re.compile(
    rf"(?P<lead>\s\(|,\sdie\s(?:[a-z]+\s){{0,3}}|,?\s(?:een|de|het)\s{CHILD_WORD}\svan\s|,\s"
    rf"|\s(?:is|was|wordt|werd)\s|\svan\s|\s){_LESS}{AGE}(?P<unit>{_UNIT})?"
)
_TAILS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(lead), re.compile(with_unit), re.compile(without))
    for lead, with_unit, without in (
        (r"\s\(", rf"(?:,\s?{PLACE})?\)", rf"(?:,\s?{PLACE})?\)"),
        (r",\sdie\s", r"\s(?:is|was|werd|wordt)\b", r"\s(?:is|was|werd|wordt|geworden)\b"),
        (r",?\s(?:een|de|het)\s", "", ""),
        (r"\svan\s", "", r"(?=\suit\s[A-Z])|(?=\s[a-z]+(?:de|te|[gkprs]t|eft|iet)\s)"),
        (r",\s", "", ","),
        (
            r"\s(?:is|was|wordt|werd)\s",
            "",
            r"(?=[.,;:!?)’”]|\s(?:en|toen|maar|als|of|op|bij|geworden|geweest)\b|$)",
        ),
        (r"\s", r"\s(?:oud|werd|was|wordt)\b", "(?!)"),
    )
)
"""What comes before an age -> what has to follow it, with its unit and without one."""
_PLACED = re.compile(
    rf",?\s(?:komt\s|kwam\s)?uit\s{PLACE}|,?\s(?:die\s|dat\s)?"
    rf"(?:woont|woonde|woonden|wonend|woonachtig|verblijft|logeert)\s(?:in|te)\s{PLACE}"
)
_AGE_FIRST = re.compile(
    rf"(?:{AGE}[ -]?|{AGES_IN_WORDS})jarige\s(?:{CHILD_WORD}\s)?(?P<name>{NAME})"
    rf"|{CHILD_WORD}\svan\s(?:{AGE})(?:{_UNIT})?,\s(?P<called>{NAME}),"
)
_INITIAL = re.compile(
    r"(?:(?<![\w.’'-])(?<!ijlage\s)(?<!abel\s)(?<!iguur\s)(?<!eel\s)(?<!roep\s)(?<!unt\s)"
    rf"(?<!itamine\s)[A-Z]\.(?:\s?[A-Z]\.)*|\b{CHILD_WORD}\s[A-Z]\.?)"
    rf"(?:\s\({AGE}(?:{_UNIT})?(?:,\s?{PLACE})?\)|,\s{_LESS}{AGE}{_UNIT})"
)
_BIRTHDAY = re.compile(rf"\b[Oo]p\s(?:haar|zijn)\s{ORDINAL}\b")
_FAMILY = re.compile(rf"\b(?:[Ff]amilie|[Gg]ezin|[Ff]am\.)\s(?P<name>{SURNAME})")
_WHERE = re.compile(rf"{STREET}|\b(?:uit|in|te)\s(?:de\s|het\s)?{PLACE}")
_PARENT = re.compile(
    rf"(?<!ichting\s)(?<!ereniging\s)(?<!roject\s)(?<![\w-]){PARENT},?\s(?P<name>{NAME})"
)
_CHILD_OF = re.compile(
    r"\b(?:kind|kinderen|zoon|dochter|baby|moeder|vader|ouders|voogd)\svan\s"
    rf"(?P<name>{NAME})\s(?:(?:van|de|den|der|ter|ten|’t)\s){{0,2}}[{UPPER}]"
)
_HOME = re.compile(rf"{STREET}\s[0-9]{{1,4}}(?:\s?[a-z]\b)?")
_LIVING = re.compile(HOME)


def aged(text: str) -> Iterator[Named]:
    """Yield people with an age or a place beside their first name or initial."""
    if _BIRTHDAY.search(text):
        yield from ((*match.span(), match["name"]) for match in _NAMES.finditer(text))
    if not _TRIGGER.search(text):
        return
    for match in _NAMES.finditer(text):
        end = _end_of_age(text, match.end())
        if placed := _PLACED.match(text, end or match.end()):
            end = placed.end()
        if end:
            yield match.start(), end, match["name"]
    if "jarig" in text or " van " in text:
        for match in _AGE_FIRST.finditer(text):
            yield (*match.span(), match["name"] or match["called"])
    yield from ((*match.span(), "") for match in _INITIAL.finditer(text))


def _end_of_age(text: str, at: int) -> int:
    """Return where the age of a name that ends at a place ends; 0 when none is told of it."""
    age = _AGED.match(text, at)
    if age is None:
        return 0
    for lead, with_unit, without in _TAILS:
        if lead.match(age["lead"]):
            tail = (with_unit if age["unit"] else without).match(text, age.end())
            return tail.end() if tail else 0
    return 0


def families(text: str) -> Iterator[Named]:
    """Yield families with their street or place, and parents and children of somebody by name."""
    for match in _FAMILY.finditer(text):
        if _WHERE.search(text):
            *before, last = match["name"].split()
            yield (*match.span(), "" if before else last)  # with van or de it can only be a name
    for pattern in (_PARENT, _CHILD_OF):
        yield from ((*match.span(), match["name"]) for match in pattern.finditer(text))


def homes(text: str) -> Iterator[Named]:
    """Yield a street and number where the sentence says that somebody lives there."""
    for match in _HOME.finditer(text) if _LIVING.search(text) else ():
        yield (*match.span(), "")
