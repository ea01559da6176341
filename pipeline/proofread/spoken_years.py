"""Of which years a text speaks, and what a reader takes the year of a figure to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.model import Cell
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.facts import YEAR, Facts
from pipeline.proofread.material import Mark, Sentence
from pipeline.proofread.other_year import BASE

_PAST = re.compile(
    r"\b(?:vorige?|voorgaande?|voorafgaande?|eerdere?|toen(?:malige)?|destijds|indertijd|voorheen|"
    r"vroeger|(?:een )?(?:jaar|jaren) (?:eerder|ervoor|daarvoor|geleden)|laatste? bekende?|"
    r"dat jaar|die jaren|peildatum|begin van (?:het|dit) jaar)\b",
    re.IGNORECASE,
)
"""Words that say that something was then, without a year."""
_NOW = re.compile(
    r"\b(?:dit jaar|het afgelopen jaar|nu|inmiddels|thans|momenteel)\b", re.IGNORECASE
)
_START = re.compile(
    r"\b(?:(?:1\s+januari|begin|start|aanvang)\s+(?:van\s+)?(?:het\s+jaar\s+)?|0?1-0?1-)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""The first day of a year is the last one of the year before."""
_FROM = re.compile(
    r"\b(?:van|vanaf|dan|als|tegen|tegenover|met|bij|na|naast)\s+(?:[\w’-]+\s+){0,2}\(?$",
    re.IGNORECASE,
)
"""In front of a figure that something else comes from, or is compared with."""
_BESIDE = re.compile(
    r"^\W*(?:anders dan|vergeleken (?:met|bij)|ten opzichte van|in vergelijking met|net als|"
    r"evenals|zoals ook|in tegenstelling tot)\s+(?:(?:in|eind|begin|heel|het jaar)\s+)*$",
    re.IGNORECASE,
)
"""How a sentence begins that says of which year it is not: 'Anders dan in 2020 waren er …'."""
_WHEN = r"(?:in|over|eind|begin|per)\s+(?:heel\s+)?((?:19|20)\d\d)\b"
_BEHIND = re.compile(rf"\s+(?:(?!(?:en|of|maar)\b)[\w’-]+\s+){{0,2}}?\(?{_WHEN}", re.IGNORECASE)
"""The year that is said of the figure in front of it: '12 klachten in 2020'."""
_AHEAD = re.compile(rf"\b{_WHEN}", re.IGNORECASE)
_LISTED = ("punt", "tegel", "cel")
_THEN = 0
"""Stands for the year that `_PAST` means, whichever that is."""

Years = frozenset[int]


class _Mention(Struct, frozen=True):
    """A place in a sentence that names a year, or says that it was then."""

    start: int
    end: int
    year: int


def years_in(text: str) -> Years:
    """Return the years that stand in a text as numbers."""
    return frozenset(int(match[0]) for match in YEAR.finditer(text))


def _mentions(text: str) -> Iterator[_Mention]:
    for match in YEAR.finditer(text):
        yield _Mention(match.start(), match.end(), int(match[0]))
    for match in _START.finditer(text):
        yield _Mention(match.start(), match.end(), int(match[1]) - 1)
    for match in _PAST.finditer(text):
        yield _Mention(match.start(), match.end(), _THEN)


def _typed(sentence: Sentence) -> str:
    """Return the words of a sentence, with as many spaces in the place of each figure."""
    text = sentence.text
    for mark in sentence.shown:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def spoken_of(text: str) -> Years:
    """Return the years that a text speaks of, _THEN for an earlier one without its number."""
    return frozenset(mention.year for mention in _mentions(text))


def meets(said: Years, years: Years) -> bool:
    """Say whether what is said can be about one of these years."""
    return bool(said & years) or _THEN in said


def says(facts: Facts, sentence: Sentence, mark: Mark, cell: Cell) -> bool | None:
    """Say whether a sentence says of which year a figure is; None when it names no year for it.

    A year that the figure is compared with, further on, is not the year of the figure itself.
    """
    text, years = _typed(sentence), years_in(cell.year)
    bound = _bound(sentence, text, mark)
    if bound and not meets(bound, years):
        return False
    if _compared(facts, sentence, cell):
        return True
    here = frozenset(mention.year for mention in _mentions(text) if _is_of(mention, text, mark))
    return meets(here, years) if here else False if _NOW.search(text) else None


def _is_of(mention: _Mention, text: str, mark: Mark) -> bool:
    """Say whether a year that a sentence names can be that of a figure in it."""
    if mention.start >= mark.end:
        return not BASE.search(text[mark.end : mention.start])
    apart = re.search(r"\w", text[mention.end : mark.start])
    return not (apart and _BESIDE.search(text[: mention.start]))


def _bound(sentence: Sentence, text: str, mark: Mark) -> Years:
    """Return the year that can only be said of this figure, as far as there is one."""
    if behind := _BEHIND.match(text, mark.end):
        return spoken_of(behind[0])
    ahead = text[max([0, *(m.end for m in sentence.shown if m.end <= mark.start)]) : mark.start]
    when = list(_AHEAD.finditer(ahead))
    if not when or _FROM.search(ahead) or spoken_of(ahead[when[-1].end() :]):
        return Years()
    return spoken_of(when[-1][0])


def _compared(facts: Facts, sentence: Sentence, cell: Cell) -> bool:
    """Say whether the same figure of this year stands in the sentence too."""
    now = facts.in_year(cell, facts.year)
    others = (cell_of(mark) for mark in sentence.shown)
    return now is not None and any(other.id == now.id for other in others)


def _years(sentence: Sentence) -> Years:
    """Return the years that a sentence names by their number."""
    return spoken_of(_typed(sentence)) - {_THEN}


class Told:
    """What a reader has met before a place in the texts: heading, lead to a list, cells."""

    def __init__(self) -> None:
        self._file = ""
        self._title: Sequence[Sentence] = ()
        self._heading: Sequence[Sentence] = ()
        self._lead: Sequence[Sentence] = ()
        self._cells: list[Sentence] = []

    def enter(self, passage: Sequence[Sentence]) -> None:
        """Go on to the next piece of text."""
        place, kind = passage[0].passage.place, passage[0].passage.kind
        if place.file != self._file:
            self._file, self._heading, self._lead = place.file, (), ()
            self._title = passage if kind == "kop" else ()
        if kind == "kop":
            self._heading = passage
        if kind not in _LISTED:
            leads = passage[-1].text.rstrip().endswith(":")
            self._lead = passage[-1:] if leads else ()
        self._cells = [*self._cells, *passage] if kind == "cel" else []

    def knows(self, passage: Sequence[Sentence], at: int, years: Years) -> bool:
        """Say whether what stands around a sentence says that its figures are of these years.

        What follows says so only with a year of its own that is not that of another figure.
        """
        before = [found for s in passage[:at] if (found := spoken_of(_typed(s)))]
        after = [found for s in passage[at + 1 :] if not s.shown and (found := _years(s))]
        if nearest := [*before[-1:], *after[:1]]:
            return meets(nearest[0], years)
        around = [*self._heading, *self._title]
        if passage[0].passage.kind in _LISTED:
            around += [*self._lead, *self._cells]
        return any(meets(spoken_of(_typed(sentence)), years) for sentence in around)
