"""Which indicator a claim without a number speaks of."""

from __future__ import annotations

import itertools
import re

from pipeline.proofread.clauses import Clause
from pipeline.proofread.indicators import Indicators, Mention

_ARTICLE = r"(?:(?:de|het|een|onze|ons|hun|alle|deze|dit|die|ook|zowel)\s+){0,2}"
_ADJECTIVE = r"(?:(?!van\b|met\b|en\b)[\w’-]+e\s+){0,2}"
_OBLIQUE = re.compile(
    r"\b(?:op|voor|door|over|tegen|naar|bij|in|van|met|aan|uit|om|onder|dan|zonder|ondanks|"
    r"naast|rond|per|als|"
    rf"dankzij|wegens|vanwege|volgens|sinds)\s+{_ARTICLE}{_ADJECTIVE}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:aantal(?:len)?|aandeel|percentage|hoeveelheid|omvang|hoogte|niveau)\s+(?:[\w’-]+\s+){0,4}$",
    re.IGNORECASE,
)
_PEOPLE = r"(?:kinderen|jongeren|gezinnen|cliënten|jeugdigen)\s+(?:met|in|onder|bij)\s+"
_PEOPLE_WITH = re.compile(rf"\b{_PEOPLE}{_ARTICLE}{_ADJECTIVE}$", re.IGNORECASE)
_BOTH = re.compile(r"\bzowel\b", re.IGNORECASE)
_AS = re.compile(rf"\bals\s+{_ARTICLE}{_ADJECTIVE}$", re.IGNORECASE)
_JOINED = re.compile(
    rf"\s*(?:,|,?\s+en|\s+én|\s+of|\s+als)\s+{_ARTICLE}{_ADJECTIVE}$", re.IGNORECASE
)
_OF = re.compile(
    rf"^\s+(?:van|in|bij|op)\s+{_ARTICLE}(?P<count>aantal\s+)?(?:{_PEOPLE})?{_ARTICLE}"
    rf"{_ADJECTIVE}(?:[\w’-]+\s+en\s+{_ARTICLE}{_ADJECTIVE})?$",
    re.IGNORECASE,
)
_SORT = r"(?:(?:nieuwe|gewone|reguliere|korte|lange|gegronde|ongegronde|vaste|tijdelijke)\s+)?"
_MORE = re.compile(rf"^\s+(?:{_PEOPLE})?{_SORT}$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"^\s*(?:$|[,.;:()!?–]|(?:dan|in|geworden|uit|uitgevallen|uitgekomen|is|was|waren|zijn|ligt|lag|geweest)\b)"
)
_THAN = re.compile(
    rf"\b(?:dan|als|aan)\s+(?:(?:in|van|bij)\s+)?{_ARTICLE}{_ADJECTIVE}$", re.IGNORECASE
)


def subjects(clause: Clause, indicators: Indicators) -> list[Mention]:
    """Return what the claim is about; several when they are joined, none when it is not certain."""
    found = indicators.mentions(clause.text)
    kind = clause.claim.kind
    if kind == "naamwoord":
        return _following(clause, found, _OF)
    if kind == "vergelijking":
        following = _following(clause, found, _MORE)
        if following or not _predicate(clause):
            return following
    fitting = [mention for mention in found if _is_subject(clause, mention)]
    return fitting if _all_joined(clause, fitting) else []


def _predicate(clause: Clause) -> bool:
    """Say whether hoger, lager … is said of the subject, not of a noun behind it."""
    rest = clause.text[clause.claim.end - clause.start :]
    return clause.claim.words.lower() not in ("meer", "minder", "vaker") and bool(
        _PREDICATE.match(rest)
    )


def compared(clause: Clause, indicators: Indicators) -> tuple[Mention, Mention] | None:
    """Return A and B of 'A was hoger dan B'."""
    found = indicators.mentions(clause.text)
    end = clause.claim.end - clause.start
    after = [m for m in found if m.start >= end and _THAN.search(clause.text[end : m.start])]
    before = [m for m in found if m.end <= end and _is_subject(clause, m)]
    return (before[-1], after[0]) if before and after else None


def _following(clause: Clause, found: list[Mention], pattern: re.Pattern[str]) -> list[Mention]:
    end = clause.claim.end - clause.start
    for mention in found:
        match = pattern.match(clause.text[end : mention.start]) if mention.start >= end else None
        if match is None:
            continue
        if mention.persons and pattern is _OF and not match["count"]:
            return []  # people can grow in other ways than in number
        rest = [m for m in found if m.start > mention.start and pattern is _MORE]
        joined = [m for m in rest if _JOINED.fullmatch(clause.text[mention.end : m.start])]
        return [mention, *joined]
    return []


def _is_subject(clause: Clause, mention: Mention) -> bool:
    before = clause.text[: mention.start]
    counted = bool(_COUNTED.search(before))
    if mention.persons:
        return counted
    both = _BOTH.search(before) and _AS.search(before)
    if counted or both or _PEOPLE_WITH.search(before):
        return True
    return not _OBLIQUE.search(before)


def _all_joined(clause: Clause, found: list[Mention]) -> bool:
    return all(
        _JOINED.fullmatch(clause.text[one.end : other.start])
        for one, other in itertools.pairwise(found)
    )
