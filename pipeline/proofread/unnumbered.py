"""N07: a claim of movement about an indicator that is named without its number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import FORESEEN, Problem, Remark
from pipeline.proofread.claim_words import claims, expects
from pipeline.proofread.clauses import Clause, clauses
from pipeline.proofread.direction import judged
from pipeline.proofread.evidence import ALWAYS
from pipeline.proofread.facts import Facts, Series, base_unit
from pipeline.proofread.indicators import Mention
from pipeline.proofread.judgement import (
    RIGHT,
    UNDECIDED,
    WRONG,
    Judgement,
    Wording,
    spoken,
    together,
)
from pipeline.proofread.material import Material, Sentence
from pipeline.proofread.movement import moved
from pipeline.proofread.other_year import BASE, year_before
from pipeline.proofread.subjects import compared, subjects

WORDING = Wording(
    "N07",
    "De tekst zegt iets anders over het verloop dan de reeks van dit cijfer",
    "woorden die bij de reeks passen",
    "Verbeter het woord, of noem de cijfers die u bedoelt.",
)
_ELSEWHERE = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"voorjaar|zomer|najaar|herfst|winter|kwartaal|halfjaar|(?:eerste|tweede) helft|weken|maanden|"
    r"landelijke?|nederland|sommige|enkele|veel regio’s|elders|anderen?|komende)\b",
    re.IGNORECASE,
)
"""The claim is about a part of the year or about others: the series of the year say nothing."""
_ASKS = re.compile(r"\?\s*$")
_STEADY = re.compile(r"\bsteeds\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:verder|blijvende?|nog steeds|opnieuw)\b", re.IGNORECASE)
"""What is expected to go on has to have begun: 'neemt naar verwachting verder af'."""
_PAST_FUTURE = re.compile(r"\bzou(?:den)?\b", re.IGNORECASE)


class Period(Struct, frozen=True):
    """From which year to which year a claim speaks, and whether it is about what is expected."""

    base: int
    target: int
    expected: bool


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each claim about a known indicator that stands there without a number."""
    earlier: Sentence | None = None
    for sentence in material.sentences:
        if earlier is not None and earlier.passage is not sentence.passage:
            earlier = None
        found = () if _ASKS.search(sentence.text) else claims(sentence.text)
        for clause in clauses(sentence, found):
            if judged(clause, earlier, material.facts) is None:
                yield from _said(material, clause)
        earlier = sentence


def _said(material: Material, clause: Clause) -> Iterator[tuple[Remark, Problem | None]]:
    facts = material.facts
    period = _period(clause, facts)
    judgements = list(_judgements(material, clause, period))
    if judgements:
        silent = period.expected or _elsewhere(clause)
        span = clause.claim.start, clause.claim.end
        yield spoken(material, clause.sentence, span, together(judgements), WORDING, silent)


def _judgements(material: Material, clause: Clause, period: Period) -> Iterator[Judgement]:
    facts = material.facts
    if clause.claim.kind in ("vergelijking", "gelijk"):
        pair = compared(clause, facts.indicators)
        if pair is not None:
            yield _beside(clause, *pair, period, facts)
            return
    if clause.claim.kind == "vergelijking" and not _measures(clause):
        return
    for mention in subjects(clause, facts.indicators):
        yield _of_series(clause, mention, period, facts)
        if period.expected and _GOES_ON.search(clause.text):
            past = Period(facts.year - 1, facts.year, expected=False)
            yield _of_series(clause, mention, past, facts)


def _elsewhere(clause: Clause) -> bool:
    """Say whether the words up to the end of the clause limit it to what our series do not tell."""
    return bool(_ELSEWHERE.search(clause.sentence.text[: clause.end]))


def _measures(clause: Clause) -> bool:
    """Say whether hoger, meer … speaks of time: of a year, or of nothing else than itself."""
    after = clause.sentence.text[clause.claim.end : clause.end]
    return bool(clause.years or year_before(clause.text)) or not re.search(r"\bdan\b", after)


def _of_series(clause: Clause, mention: Mention, period: Period, facts: Facts) -> Judgement:
    """Return right when any series of the indicator agrees, wrong when all of them disagree."""
    if _PAST_FUTURE.search(clause.text) and not clause.years:
        return Judgement(UNDECIDED, f"wanneer {mention.words} dat zou doen, staat er niet bij")
    if _elsewhere(clause):
        return Judgement(
            UNDECIDED, f"de reeksen van {mention.words} gaan over hele jaren en over ons"
        )
    ordered = sorted(
        ((stem, facts.series[stem]) for stem in mention.stems if stem in facts.series),
        key=lambda pair: (-len(pair[1]), pair[0]),
    )
    found = [j for _, series in ordered if (j := _in_series(clause, series, period))]
    for verdict in (RIGHT, UNDECIDED, WRONG):
        for judgement in found:
            if judgement.verdict == verdict:
                return judgement
    years = f"{period.base} en {period.target}"
    return Judgement(UNDECIDED, f"van {mention.words} zijn geen cijfers van {years} te vergelijken")


def _in_series(clause: Clause, series: Series, period: Period) -> Judgement | None:
    after = series.get(period.target)
    if after is None or after.value is None or not _known(after.status, period):
        return None
    base = period.base
    if base not in series and base == period.target - 1:
        base = next((y for y in range(base - 1, base - 3, -1) if y in series), base)
    before = series.get(base)
    if before is None or before.value is None:
        return None
    steps = [moved(clause.claim, before, after, clause.lead)]
    back = 3 if ALWAYS.search(clause.text) else 2 if _STEADY.search(clause.text) else 0
    years = [y for y in series if period.target - back <= y <= period.target]
    for one, other in itertools.pairwise(years):
        steps.append(moved(clause.claim, series[one], series[other], clause.lead))
    return together(steps)


def _known(status: str, period: Period) -> bool:
    return period.expected or status not in FORESEEN


def _beside(
    clause: Clause, one: Mention, other: Mention, period: Period, facts: Facts
) -> Judgement:
    """Return the judgement on 'A was hoger dan B' in one year, from series of one table."""
    found = []
    for a in one.stems:
        for b in other.stems:
            pair = (
                facts.series.get(a, {}).get(period.target),
                facts.series.get(b, {}).get(period.target),
            )
            first, second = pair
            if first is None or second is None or None in (first.value, second.value):
                continue
            alike = base_unit(first.unit) == base_unit(second.unit)
            if alike and a.partition(".")[0] == b.partition(".")[0]:
                found.append(moved(clause.claim, second, first, clause.lead))
    for verdict in (RIGHT, UNDECIDED, WRONG):
        for judgement in found:
            if judgement.verdict == verdict:
                return judgement
    return Judgement(UNDECIDED, f"{one.words} en {other.words} staan niet samen in een tabel")


def _period(clause: Clause, facts: Facts) -> Period:
    named = clause.years
    bases = [y for y, at in named if BASE.search(clause.sentence.text[clause.start : at])]
    others = [y for y, _ in named if y not in bases]
    expected = expects(clause.text) or any(y > facts.year for y, _ in named)
    target = others[0] if others else facts.year + (expected and not bases)
    base = bases[0] if bases and bases[0] != target else target - 1
    return Period(base, target, expected)
