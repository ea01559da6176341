"""The clause around a claim: which figures, years and names belong to it and not to another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import Cell, Shown
from pipeline.proofread.claim_words import HARD, Claim
from pipeline.proofread.facts import YEAR
from pipeline.proofread.material import Mark, Sentence

_FINITE = (
    "is|was|zijn|waren|werd|werden|wordt|worden|heeft|had|hebben|hadden|kwam|kwamen|komt|komen|"
    "ging|gingen|gaat|gaan|werkt|werkte|werkten|werken|bleef|bleven|blijft|kreeg|kregen|krijgt|"
    "lag|lagen|ligt|liggen|staat|stond|stonden|telt|telde|namen|nam|neemt|kan|kon|kunnen|moet|"
    "moest|zal|zou|zet|leidde|leidt|bestaat|maakte|maakten|deed|deden|eindigde|eindigden|begon|"
    "begonnen|stopten|we|wij|ze|zij"
)
"""Words after 'en' that show that a new clause begins."""
_SOFT = re.compile(r",\s+en\b|\ben\b|,|\(|:")
_AND = re.compile(
    rf",?\s+\ben (?=(?:er |dat |die |het |deze |dit )?(?:{_FINITE})\b)", re.IGNORECASE
)


class Clause(Struct, frozen=True):
    """A stretch of a sentence with one claim in it."""

    sentence: Sentence
    start: int
    end: int
    claim: Claim

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.sentence.text[self.start : self.end]

    @property
    def lead(self) -> str:
        """The words of the clause before its claim."""
        return self.sentence.text[self.start : self.claim.start]

    @property
    def figures(self) -> tuple[Mark, ...]:
        """The numbers that stand in the clause."""
        return tuple(m for m in self.sentence.shown if self.start <= m.start and m.end <= self.end)

    @property
    def years(self) -> tuple[tuple[int, int], ...]:
        """(year, place in the sentence) of each year that is named in the clause."""
        found = ((int(match[0]), self.start + match.start()) for match in YEAR.finditer(self.text))
        return tuple(pair for pair in found if not self._in_figure(pair[1]))

    def _in_figure(self, at: int) -> bool:
        return any(mark.start <= at < mark.end for mark in self.sentence.shown)

    def before(self, mark: Mark) -> str:
        """Return the words of the clause in front of a number."""
        return self.sentence.text[self.start : mark.start]

    def after(self, mark: Mark) -> str:
        """Return the words of the clause behind a number."""
        return self.sentence.text[mark.end : self.end]


def cell_of(mark: Mark) -> Cell:
    """Return the cell of a number in a sentence, with the sign that `| positief` leaves out."""
    assert isinstance(mark.item, Shown)
    shown, fact = mark.item.cell, mark.item.fact
    lost = None not in (shown.value, fact.value) and shown.value != fact.value
    return fact if lost and shown.value == -(fact.value or 0) else shown


def clauses(sentence: Sentence, found: tuple[Claim, ...]) -> Iterator[Clause]:
    """Yield one clause per claim, cut so that no other claim lies in it."""
    if not found:
        return
    cuts = sorted(
        {0, len(sentence.text)}
        | {match.start() for match in _outside(HARD, sentence, found)}
        | {match.start() for match in _outside(_AND, sentence, found)}
        | set(_between(sentence, found))
    )
    for claim in found:
        start = max(cut for cut in cuts if cut <= claim.start)
        end = min(cut for cut in cuts if cut >= claim.end)
        yield Clause(sentence, start, end, claim)


def _outside(
    pattern: re.Pattern[str], sentence: Sentence, found: tuple[Claim, ...]
) -> Iterator[re.Match[str]]:
    """Yield matches that lie in no claim (a verb and its particle may be far apart)."""
    for match in pattern.finditer(sentence.text):
        if not any(claim.start < match.start() < claim.end for claim in found):
            yield match


def _between(sentence: Sentence, found: tuple[Claim, ...]) -> Iterator[int]:
    """Yield a cut between neighbouring claims: at a comma or 'en', or where the next one begins."""
    for one, other in itertools.pairwise(found):
        gap = list(_SOFT.finditer(sentence.text, one.end, other.start))
        free = [m.start() for m in gap if not sentence.bound(m.start(), m.end())]
        hard = HARD.search(sentence.text, one.end, other.start)
        if hard is None:
            yield _best(sentence, free) if free else other.start


def _best(sentence: Sentence, free: list[int]) -> int:
    """Return the last 'en' of the candidates, else the last comma."""
    joined = [at for at in free if re.match(r",?\s*en\b", sentence.text[at:])]
    return (joined or free)[-1]
