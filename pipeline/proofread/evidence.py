"""Which figures of a clause speak for or against its claim of movement, and what they say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline import dutch
from pipeline.model import Cell
from pipeline.proofread.claim_words import DOWN, SAME, UP
from pipeline.proofread.clauses import Clause, cell_of
from pipeline.proofread.facts import Facts, base_unit, in_base, year_of
from pipeline.proofread.judgement import RIGHT, UNDECIDED, WRONG, Judgement, exact
from pipeline.proofread.material import Mark, Sentence
from pipeline.proofread.movement import holds, moved, sign
from pipeline.proofread.other_year import alone, compares, named_or_id

_SIZE = (
    r"(?:(?:ruim|bijna|circa|ca\.|ongeveer|zo’n|zo'n|maar liefst|nog|slechts|maar|de|het|een|"
    r"totaal|nu|wel|rond|opnieuw|nog steeds|weer)\s+){0,2}"
)
"""Words that may stand between a preposition and its number."""
_FROM = re.compile(rf"\bvan\s+{_SIZE}$", re.IGNORECASE)
_TO = re.compile(rf"\b(?:naar|tot|op)\s+{_SIZE}$", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:\b(?:naar|tot|op|met|van|tegen|dan|als|aan|uit|was|is|waren|bedroeg|bedraagt|om|dat|die|"
    rf"de|het|bleef|bleven|blijft)\s+|[:,(]\s*|^\s*){_SIZE}$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:in|voor|over|binnen|bij|na|per|langer dan|vanaf|onder)\s+(?:de|het|een|onze|alle)?\s*$",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?<!\d\d\d\d):")
"""A colon that begins something new, so not the one of '(2019: 75)'."""
_WITH = re.compile(rf"\bmet\s+{_SIZE}$", re.IGNORECASE)
_THAN = re.compile(r"\b(?:dan|als)\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:\s+\w+){1,4}\s*[:(]\s*$")
ALWAYS = re.compile(r"\b(?:(?:ieder|elk) jaar|al jaren|jaar op jaar|jaar na jaar)\b", re.IGNORECASE)
_CHANGE_UP = re.compile(r"\b(?:toename|stijging|groei|extra|verhoging|meer)\b", re.IGNORECASE)
_CHANGE_DOWN = re.compile(
    r"\b(?:afname|daling|krimp|\w*verlies|verlaging|minder|vermindering)\b", re.IGNORECASE
)


class Figure(Struct, frozen=True):
    """A number in a clause, read as a change or as a level."""

    mark: Mark
    cell: Cell
    change: int | None
    """UP or DOWN when the number itself is a change (SAME for no change); None for a level."""


def figures(clause: Clause, facts: Facts) -> list[Figure]:
    """Return the numbers of a clause that its claim can be about."""
    found = []
    for mark in clause.figures:
        cell = cell_of(mark)
        change = _change(cell, facts)
        if change is None and (_LOOSE.search(clause.before(mark)) or _size_only(clause, mark)):
            continue
        between = clause.sentence.text[mark.end : clause.claim.start]
        if _COLON.search(between) or (change is not None and not _near(clause, mark)):
            continue
        found.append(Figure(mark, cell, change))
    return found


def _size_only(clause: Clause, mark: Mark) -> bool:
    """Say whether 'meer dan 50%' only says how large the number is, which is another check."""
    claim = clause.claim
    between = clause.sentence.text[claim.end : mark.start]
    return (
        claim.words.lower() in ("meer", "minder")
        and between == " dan "
        and not versus(clause.sentence, mark)
    )


def versus(sentence: Sentence, mark: Mark) -> bool:
    """Say whether 'meer dan' stands between two numbers: '420, meer dan 400 in 2019'."""
    earlier = [m for m in sentence.shown if m.end <= mark.start]
    follows = re.match(
        r"\s+(?:in\s+(?:19|20)\d\d|een jaar eerder|vorig jaar)\b", sentence.text[mark.end :]
    )
    return bool(earlier and follows)


def _near(clause: Clause, mark: Mark) -> bool:
    """Say whether a change stands beside its word: 'met 5%', '600 lager', 'een stijging van 6%'."""
    claim = clause.claim
    if claim.kind != "vergelijking":
        return True
    return bool(
        re.fullmatch(r"(?:\s+[\w’-]+){0,3}\s+", clause.sentence.text[mark.end : claim.start])
    )


def _change(cell: Cell, facts: Facts) -> int | None:
    if cell.id.startswith(("groei(", "verschil(")):
        value = facts.value(cell.id)
        return None if value is None else sign(value) * (-1 if _back(cell, facts) else 1)
    if _CHANGE_UP.match(cell.label):
        return UP if cell.value is None else sign(cell.value)
    if _CHANGE_DOWN.match(cell.label):
        return DOWN if cell.value is None else -sign(cell.value)
    return None


def _back(cell: Cell, facts: Facts) -> bool:
    """Say whether a difference is the earlier year minus the later, as suits 'daalde met'."""
    if not cell.id.startswith("verschil(") or len(cell.derived_from) != 2:
        return False
    years = [
        year_of(facts.cells[part]) if part in facts.cells else None for part in cell.derived_from
    ]
    return None not in years and (years[0] or 0) < (years[1] or 0)


def weighed(clause: Clause, facts: Facts) -> Iterator[Judgement]:
    """Yield what the figures of a clause say of its claim; nothing when they do not speak of it."""
    found = figures(clause, facts)
    for figure in found:
        if figure.change is not None:
            yield _changed(clause, figure, facts)
    levels = [figure for figure in found if figure.change is None]
    if bases := _bases(clause, levels, facts):
        yield from (moved(clause.claim, old, new, clause.lead) for old, new in bases)
    elif pair := _pair(clause, levels):
        yield moved(clause.claim, pair[0].cell, pair[1].cell, clause.lead)
        yield from _between(clause, *pair, facts)
    else:
        for figure in _bound(clause, levels):
            by = by_how_much(clause, figure) and clause.claim.kind in ("werkwoord", "naamwoord")
            yield _amount(clause, figure.cell, facts) if by else alone(clause, figure.cell, facts)


def _bases(clause: Clause, levels: list[Figure], facts: Facts) -> list[tuple[Cell, Cell]]:
    """Return each of 'lager dan in 2020 (8), 2021 (7) en 2022 (6)' beside this year's figure."""
    if clause.claim.kind != "vergelijking" or len(levels) < 2:
        return []
    ahead = clause.sentence.text[clause.claim.end : levels[0].mark.start]
    pairs = [(figure.cell, facts.in_year(figure.cell, facts.year)) for figure in levels]
    known = [(old, new) for old, new in pairs if new and year_of(old) != facts.year]
    return known if _THAN.search(ahead) and len(known) == len(pairs) else []


def _bound(clause: Clause, levels: list[Figure]) -> Iterator[Figure]:
    """Yield the levels that are tied to the claim, and those that are listed after them."""
    last: Figure | None = None
    for figure in levels:
        between = clause.sentence.text[last.mark.end : figure.mark.start] if last else ""
        listed = last is not None and last.cell.unit == figure.cell.unit
        if _belongs(clause, figure) or (listed and re.search(r"\ben\b", between)):
            last = figure
            yield figure


def _belongs(clause: Clause, figure: Figure) -> bool:
    claim = clause.claim
    if claim.kind == "vergelijking" and not compares(clause):
        between = clause.sentence.text[claim.end : figure.mark.start]
        return bool(_LISTED.match(between))
    return figure.mark.end <= claim.start or bool(_BOUND.search(clause.before(figure.mark)))


def _changed(clause: Clause, figure: Figure, facts: Facts) -> Judgement:
    cell = figure.cell
    value = facts.value(cell.id)
    assert figure.change is not None
    name = {UP: "een stijging", SAME: "geen verandering", DOWN: "een daling"}[figure.change]
    if cell.derived_from:
        parts = " en ".join(
            dutch.in_text(facts.cells[part]) if part in facts.cells else part
            for part in cell.derived_from
        )
        amount = "?" if value is None else exact(value)
        statement = f"{cell.id.partition('(')[0]} van {parts} is {amount}: {name}"
        verdict = holds(clause.claim, figure.change)
        if verdict is RIGHT and _double(clause, figure):
            verdict = WRONG
            statement += "; met het minteken staat er het omgekeerde, schrijf er | positief achter"
        return Judgement(verdict, statement, (*cell.derived_from,))
    return Judgement(
        holds(clause.claim, figure.change), f"dit cijfer is: {cell.label}, dus {name}", (cell.id,)
    )


def _double(clause: Clause, figure: Figure) -> bool:
    """Say whether the reader sees 'daalde met -37', which says the opposite."""
    mark = figure.mark
    shown = clause.sentence.text[mark.start : mark.end]
    tied = _WITH.search(clause.before(mark)) or _FROM.search(clause.before(mark))
    return bool(tied) and shown.lstrip("€ \u00a0").startswith(("-", "−"))


def _pair(clause: Clause, levels: list[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two figures that are compared, the earlier first; None when there are none."""
    for one, other in itertools.pairwise(levels):
        if _FROM.search(clause.before(one.mark)) and _TO.search(clause.before(other.mark)):
            return one, other
    if len(levels) < 2:
        return None
    one, other = levels[0], levels[1]
    if base_unit(one.cell.unit) != base_unit(other.cell.unit):
        return None
    between = clause.sentence.text[one.mark.end : other.mark.start]
    if clause.claim.kind in ("vergelijking", "gelijk") and re.search(r"\b(?:dan|als)\b", between):
        return other, one
    years = year_of(one.cell), year_of(other.cell)
    if None in years or years[0] == years[1] or re.search(r"\ben\b", between):
        return None
    return (one, other) if (years[0] or 0) < (years[1] or 0) else (other, one)


def by_how_much(clause: Clause, figure: Figure) -> bool:
    """Say whether the text uses a number as the size of a change: 'steeg met 12'."""
    after = clause.sentence.text[clause.claim.end : max(figure.mark.start, clause.claim.end)]
    return bool(_WITH.search(after)) and figure.mark.start >= clause.claim.end


def _amount(clause: Clause, cell: Cell, facts: Facts) -> Judgement:
    """Return what 'steeg met 12' says when 12 is an ordinary figure: its own change must be 12."""
    year = facts.before(cell)
    before = None if year is None else facts.in_year(cell, year)
    old, new = (in_base(before) if before else None), in_base(cell)
    if before is None or old is None or new is None:
        return Judgement(
            UNDECIDED, f"of {named_or_id(cell)} een verandering is, weten we niet", (cell.id,)
        )
    step = new - old
    right = abs(step) == abs(new) and sign(step) == clause.claim.direction
    statement = f"{dutch.in_text(cell)} is de stand; de verandering was {exact(step)}"
    return Judgement(RIGHT if right else WRONG, statement, (before.id, cell.id))


def _between(clause: Clause, one: Figure, other: Figure, facts: Facts) -> Iterator[Judgement]:
    """Yield each step in between when the text says that it went so year by year."""
    series = facts.series_of(one.cell.id)
    years = year_of(one.cell), year_of(other.cell)
    if not ALWAYS.search(clause.text) or series.get(years[1] or 0) != other.cell:
        return
    inside = [c for y, c in series.items() if (years[0] or 0) <= y <= (years[1] or 0)]
    for before, after in itertools.pairwise(inside):
        yield moved(clause.claim, before, after, clause.lead)
