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
    KIN,
    LOWER,
    NAME,
    OLDER,
    ORDINAL,
    PARENT,
    PLACE,
    SOON,
    STREET,
    SURNAME,
    UPPER,
)

Named = tuple[int, int, str]
"""Start, end, and the word that may be a name; '' where the form alone says that it is a person."""

_UNIT = r"\s?(?:jaar|jr\b\.?|maanden|weken)(?!\w)"
_LESS = (
    r"(?:(?:nu|pas|net|toen|al|bijna|nog geen|nog maar|nog|amper|ruim|inmiddels|intussen|"
    r"ondertussen|ongeveer|een jaar of)\s)?"
)
_ENDS = r"(?=[.,;:!?)’”]|\s(?:en|toen|maar|als|of|op|bij|geworden|geweest)\b|$)"
_NEAR = re.compile(r"jarig|\svan\s|\b(?:is|was|wordt|werd)\s[A-ZÀ-Þ]")
"""What a text has in which an age stands before its name."""
_YEARS = rf"(?:(?:{AGE}|{OLDER}){_UNIT})"
_NO_TERM = (
    r"(?!\s(?:lang|in\sdienst|lid|bij\s|vrijwillig|voorzitter|bestuur|werkzaam|getrouwd|samen|"
    r"onze\s|de\s|ons\s))"
)
"""What an age is not: '25 jaar vrijwilliger'."""
_MORE = rf"(?:(?:,|\sen)\s{AGE}(?:{_UNIT})?)*"
_TRIGGER = re.compile(rf"[0-9]|\buit\s|woon|won|verblijft|logeert|jarig|\b(?:{AGES_IN_WORDS})\b")
"""What every text about somebody with an age or a place has in it."""
_NAMES = re.compile(rf"(?P<name>{NAME})")
_OF_A_PLACE = re.compile(r"\b(?:in|te|uit|den|regio|gemeente|team|De|Het)\s$")
"""What stands before the name of a place, or of something with an article."""
_KINDRED = re.compile(
    r"(?:oeder|ader|uders|ama|apa|ma|pa|ante|oom|roer|rtje|us|usje|amilie|ezin|am\.|paar|euwe|uwnaar|"
    r"rouw|man|artner|enoot|enote|ochter|oon|icht|eef|kind|kinderen|voogd|aby),?\s(?:van\s)?"
    rf"(?:(?:van|de|den|der|ter|ten|het|el|al|ben|’t)\s){{0,3}}[{UPPER}]|\bde\s(?:Van|De|Den|Ter|Ten)\b"
    rf"|[{LOWER}],\s(?:de|zijn|haar|hun)\s"
)
"""What every text about a family or kin by name has in it."""
_AGED = re.compile(
    rf"(?P<lead>\s\(|:\s|\s[–-]\s|,\sdie\s(?:[a-z]+\s){{0,3}}|,?\s(?:een|de|het)\s{CHILD_WORD}\svan\s|,\s"
    rf"|\s(?:is|was|wordt|werd)\s{SOON}|\svan\s|\s){_LESS}"
    rf"(?:{AGE}(?P<unit>{_UNIT})?|(?P<older>{OLDER}){_UNIT})"
)
_TAILS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(lead), re.compile(with_unit), re.compile(without))
    for lead, with_unit, without in (
        (r"\s\(", rf"{_MORE}(?:,\s?{PLACE})?\)", rf"{_MORE}(?:,\s?{PLACE})?\)"),
        (r",\sdie\s", r"\s(?:is|was|werd|wordt)\b", r"\s(?:is|was|werd|wordt|geworden)\b"),
        (r",?\s(?:een|de|het)\s", "", ""),
        (r"\svan\s", "", r"(?=\suit\s[A-Z])|(?=\s[a-z]+(?:de|te|[gkprs]t|eft|iet)\s)"),
        (r"[,:]\s", "", ","),
        (r"\s[–-]\s", "", r"[,;)]|\s[–-]"),
        (r"\s(?:is|was|wordt|werd)\s", _NO_TERM, _ENDS),
        (r"\s", r"\s(?:oud|werd|was|wordt)\b", "(?!)"),
    )
)
"""What comes before an age -> what has to follow it, with its unit and without one."""
_PLACED = re.compile(
    rf",?\s(?:komt\s|kwam\s)?uit\s{PLACE}|,?\s(?:die\s|dat\s)?"
    rf"(?:woont|woonde|woonden|wonend|woonachtig|verblijft|logeert)\s(?:in|te)\s{PLACE}"
)
_AGE_FIRST = re.compile(
    rf"(?:(?:{AGE}|{OLDER})[ -]?|{AGES_IN_WORDS})jarige\s(?:{CHILD_WORD}\s)?"
    rf"(?P<name>{NAME}|[A-Z]\.)"
    rf"|\b(?:is|was|wordt|werd)\s(?P<then>{NAME})\s{_LESS}{AGE}{_ENDS}"
    rf"|{CHILD_WORD}\svan\s(?:{AGE})(?:{_UNIT})?,\s(?P<called>{NAME}),"
)
_INITIAL = re.compile(
    r"(?:(?<![\w.’'-])(?<!ijlage\s)(?<!abel\s)(?<!iguur\s)(?<!eel\s)(?<!roep\s)(?<!unt\s)"
    rf"(?<!itamine\s)[A-Z]\.(?:\s?[A-Z]\.)*|\b{CHILD_WORD}\s[A-Z]\.?)"
    rf"(?:\s\({AGE}(?:{_UNIT})?(?:,\s?{PLACE})?\)|,\s{_LESS}{_YEARS}"
    rf"|,\s(?:een|de|het)\s{CHILD_WORD}\svan\s{AGE})"
)
_BORN = re.compile(
    rf"(?P<name>(?:[A-Z]\.\s?)+{SURNAME}|{NAME}(?<![rgt]en)(?<!ners)),?\s(?:\(|(?:is|werd|was)\s)?"
    r"(?:geboren|geb\.)\s(?:in\s)?(?:19|20)[0-9]{2}(?![0-9])"
)
"""Somebody with a year of birth; no word such as Kinderen or Bewoners."""
_ADDRESSED = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]eneer|[Dd]e\sheer)\s(?P<name>{SURNAME})(?:\s[\w’'-]+){{0,4}}?"
    rf"(?:\s\(|,\s|\s(?:is|was|wordt|werd)\s{SOON}){_LESS}{_YEARS}{_NO_TERM}"
)
"""Somebody who is addressed as such, with an age."""
_OF_SOMEBODY = re.compile(
    rf"\b[Oo]p\s(?:haar|zijn)\s{ORDINAL}\b|\b(?:haar|zijn)\s{ORDINAL}\sverjaardag\b"
    rf"|\b[Mm]et\s(?:haar|zijn)\s{_YEARS}|\b[Aa]ls\s{CHILD_WORD}\svan\s{AGE}"
    rf"|\b[Aa]ls\s(?:(?:{AGE}|{OLDER})[ -]?|{AGES_IN_WORDS})jarige\b"
)
"""An age of one person, whoever that is: any name in the sentence can be it."""
_COUNTED_PLACE = re.compile(rf"\b(?:in|te|uit|regio|gemeente|team)\s{PLACE}\s\([0-9]")
"""A list of places with a number each: what follows in it with a number is a place too."""
_FAMILY = re.compile(
    rf"\b(?:[Ff]amilie|[Gg]ezin|[Ff]am\.|[Ee]chtpaar|[Ww]eduwe|[Ww]eduwnaar)\s(?P<name>{SURNAME})"
    rf"|\bde\s(?P<plural>(?:Van|De|Den|Ter|Ten)\s(?:(?:der|den|de)\s)?[{UPPER}]\w+s)\b"
)
_WHERE = re.compile(rf"{STREET}|\b(?:uit|in|te)\s(?:de\s|het\s)?{PLACE}")
_PARENT = re.compile(
    rf"(?<!ichting\s)(?<!ereniging\s)(?<!roject\s)(?<![\w-]){PARENT},?\s(?P<name>{NAME})"
)
_CHILD_OF = re.compile(
    r"\b(?:kind|kinderen|zoon|dochter|baby|moeder|vader|ouders|voogd)\svan\s"
    rf"(?P<name>{NAME})\s(?:(?:van|de|den|der|ter|ten|’t)\s){{0,2}}[{UPPER}]"
)
_KIN = re.compile(
    rf"\b(?:[Zz]ijn|[Hh]aar|[Hh]un|[Mm]ijn)\s{KIN}\s(?P<name>{NAME})"
    rf"|(?P<child>{NAME}),\s(?:de|zijn|haar|hun)\s(?:{PARENT}|{KIN})\svan\s"
    rf"|\b(?:moeder|vader|zus|broer|zusje|broertje|opa|oma|pleegmoeder|pleegvader|stiefvader|{KIN})"
    rf"\svan\s(?P<of>{NAME})(?=[,.;]|\s[a-z])"
)
_HOME = re.compile(rf"{STREET}\s[0-9]{{1,4}}(?:\s?[a-z]\b)?")
_LIVING = re.compile(HOME)


def aged(text: str) -> Iterator[Named]:
    """Yield people with an age or a place beside their first name or initial."""
    if _OF_SOMEBODY.search(text):
        yield from ((*match.span(), match["name"]) for match in _names(text))
    if not _TRIGGER.search(text):
        return
    places = bool(_COUNTED_PLACE.search(text))
    for match in _names(text):
        end = _end_of_age(text, match.end())
        if places and text[end - 1 : end] == ")":
            end = 0
        if placed := _PLACED.match(text, end or match.end()):
            end = placed.end()
        if end:
            yield match.start(), end, match["name"]
    if _NEAR.search(text):
        for match in _AGE_FIRST.finditer(text):
            name = match["name"] or match["then"] or match["called"]
            yield (*match.span(), "" if name.endswith(".") else name)
    for pattern in (_BORN, _ADDRESSED) if "geb" in text or "jaar" in text else ():
        for match in pattern.finditer(text):
            yield (*match.span(), match["name"].split()[-1])
    yield from ((*match.span(), "") for match in _INITIAL.finditer(text))


def _names(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be names, without those of places and of what has an article."""
    for match in _NAMES.finditer(text):
        if not _OF_A_PLACE.search(text, max(0, match.start() - 12), match.start()):
            yield match


def _end_of_age(text: str, at: int) -> int:
    """Return where the age of a name that ends at a place ends; 0 when none is told of it."""
    age = _AGED.match(text, at)
    if age is None:
        return 0
    for lead, with_unit, without in _TAILS:
        if lead.match(age["lead"]):
            tail = (with_unit if age["unit"] or age["older"] else without).match(text, age.end())
            return tail.end() if tail else 0
    return 0


def families(text: str) -> Iterator[Named]:
    """Yield families with their street or place, and parents and children of somebody by name."""
    if not _KINDRED.search(text):
        return
    for match in _FAMILY.finditer(text):
        if _WHERE.search(text):
            *before, last = (match["name"] or match["plural"]).split()
            yield (*match.span(), "" if before else last)  # with van or de it can only be a name
    for pattern in (_PARENT, _CHILD_OF, _KIN):
        for match in pattern.finditer(text):
            yield (*match.span(), next(name for name in match.groups() if name))


def homes(text: str) -> Iterator[Named]:
    """Yield a street and number where the sentence says that somebody lives there."""
    for match in _HOME.finditer(text) if _LIVING.search(text) else ():
        yield (*match.span(), "")
