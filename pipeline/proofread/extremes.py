"""N05: extremes (het hoogste in acht jaar, het laagste sinds 2017, de grootste post)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import Cell, Problem, Remark
from pipeline.proofread.claim_words import HARD, expects
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.facts import Facts, Series, in_base, year_of
from pipeline.proofread.judgement import (
    FREE,
    RIGHT,
    UNDECIDED,
    WRONG,
    Judgement,
    Wording,
    exemption,
    named,
    spoken,
)
from pipeline.proofread.material import Mark, Material, Sentence
from pipeline.proofread.number_words import whole_number
from pipeline.proofread.siblings import siblings

WORDING = Wording(
    "N05",
    "Dit is niet het uiterste van de reeks",
    "een uiterste dat uit de reeks blijkt",
    "Verbeter het woord of de periode, of noem het cijfer dat u bedoelt.",
)
_WORD = re.compile(r"\b(?P<high>hoogste|grootste)\b|\b(?P<low>laagste|kleinste)\b", re.IGNORECASE)
_NOT_FIRST = re.compile(r"\bop (?:één|een|twee) na\s+(?:het |de )?$|\bvan de\s+$", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:in|(?:in|van) de (?:afgelopen|laatste))\s+(?P<years>[\w’]+)\s+(?:jaar|jaren)\b"
    r"|\b(?:sinds|vanaf)\s+(?P<since>(?:19|20)\d\d)\b"
    r"|\b(?P<ever>ooit|tot nu toe|in jaren|sinds de start)\b",
    re.IGNORECASE,
)


class Extreme(Struct, frozen=True):
    """A superlative: where it stands, whether it is a high or a low, and over which time."""

    start: int
    end: int
    high: bool
    span: re.Match[str] | None
    stretch: tuple[int, int]


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each superlative that speaks of a number or a known indicator."""
    earlier: Sentence | None = None
    for sentence in material.sentences:
        if earlier is not None and earlier.passage is not sentence.passage:
            earlier = None
        for extreme in _extremes(sentence):
            judgement = _judged(extreme, sentence, earlier, material)
            if judgement is not None:
                yield spoken(material, sentence, (extreme.start, extreme.end), judgement, WORDING)
        earlier = sentence


def _extremes(sentence: Sentence) -> Iterator[Extreme]:
    text = sentence.text
    if "ste" not in text:
        return
    cuts = [0, *(m.start() for m in HARD.finditer(text)), len(text)]
    for match in _WORD.finditer(text):
        if _NOT_FIRST.search(text[: match.start()]):
            continue
        stretch = (
            max(c for c in cuts if c <= match.start()),
            min(c for c in cuts if c >= match.end()),
        )
        span = _SPAN.search(text, *stretch)
        end = max(match.end(), span.end()) if span else match.end()
        start = min(match.start(), span.start()) if span else match.start()
        yield Extreme(start, end, bool(match["high"]), span, stretch)


def _judged(
    extreme: Extreme, sentence: Sentence, earlier: Sentence | None, material: Material
) -> Judgement | None:
    if exemption(sentence, extreme.start, extreme.end):
        return Judgement(FREE, "")
    begin, end = extreme.stretch
    marks = [m for m in sentence.shown if begin <= m.start and m.end <= end]
    if extreme.span is None:
        return _rank(extreme, marks, sentence, material)
    number = next((m for m in marks if extreme.start <= m.start and m.end <= extreme.end), None)
    if number and (told := _told(extreme, cell_of(number))):
        return told
    cells = [cell_of(m) for m in marks if m is not number]
    if not cells and re.match(r"\s*(?:Dat|Dit|Daarmee)\b", sentence.text) and earlier:
        cells = [cell_of(m) for m in earlier.shown[-1:]]
    years = number and cell_of(number).value
    length = int(years) if years else whole_number(extreme.span["years"] or "")
    if cells:
        return over_time(
            extreme.high, cells[0], material.facts, *_window(extreme, cells[0], length)
        )
    return _unnumbered(extreme, sentence, length, material)


def _told(extreme: Extreme, cell: Cell) -> Judgement | None:
    """Return the judgement when the source itself says so: 'jaren waarin dit het hoogste is'."""
    found = _WORD.search(cell.label)
    if found is None:
        return None
    agrees = bool(found["high"]) == extreme.high
    return Judgement(RIGHT if agrees else WRONG, f"dit cijfer is: {cell.label}", (cell.id,))


def _window(extreme: Extreme, cell: Cell, length: int | None) -> tuple[int | None, bool]:
    """Return the first year that counts (None: unknown) and whether that year must be known."""
    year = year_of(cell)
    if year is None or extreme.span is None:
        return None, True
    if since := extreme.span["since"]:
        return int(since), False
    return (year - length + 1, True) if length else (None, True)


def over_time(high: bool, cell: Cell, facts: Facts, first: int | None, strict: bool) -> Judgement:
    """Return whether a figure is the highest (or lowest) of its series since `first`.

    `strict`: the first year has to be known itself; 'sinds 2017' leaves room for 2017.
    """
    series, own, year = facts.series_of(cell.id), in_base(cell), year_of(cell)
    if own is None or year is None or not series:
        return Judgement(UNDECIDED, f"van {cell.label or cell.id} kennen we geen reeks", (cell.id,))
    counted = {
        y: c
        for y, c in series.items()
        if y < year and y >= (first or 0) + (not strict) and c.value is not None
    }
    beyond = [c for c in counted.values() if _passes(c, cell, high)]
    name = "hoogste" if high else "laagste"
    if beyond:
        return Judgement(
            WRONG,
            f"{named(cell)} is niet het {name}: {named(beyond[-1])}",
            (cell.id, beyond[-1].id),
        )
    equal = [c for c in counted.values() if in_base(c) == own]
    wanted = range((first or 0) + (not strict), year)
    if first is None or equal or any(y not in counted for y in wanted):
        start = min((*counted, year))
        why = f"even hoog in {equal[-1].year}" if equal else f"onze reeks begint in {start}"
        return Judgement(UNDECIDED, f"{named(cell)}: {why}", (cell.id,))
    values = ", ".join(named(c) for c in counted.values())
    return Judgement(
        RIGHT,
        f"{named(cell)} tegen {values}: het {name}",
        (cell.id, *(c.id for c in counted.values())),
    )


def _passes(other: Cell, own: Cell, high: bool) -> bool:
    a, b = in_base(other), in_base(own)
    return a is not None and b is not None and (a > b if high else a < b)


def _rank(
    extreme: Extreme, marks: list[Mark], sentence: Sentence, material: Material
) -> Judgement | None:
    """Return whether a number is the largest of the rows beside it."""
    near = [m for m in marks if m.start >= extreme.end] or marks
    cells = [cell_of(m) for m in near]
    if not cells or expects(sentence.text[extreme.stretch[0] : extreme.stretch[1]]):
        return None
    for cell in cells:
        for group in siblings(cell.id, material):
            best = (max if extreme.high else min)(group, key=lambda c: in_base(c) or 0)
            if in_base(best) == in_base(cell):
                statement = f"{named(cell)} is het uiterste van {len(group)} rijen"
                return Judgement(RIGHT, statement, tuple(c.id for c in group))
    groups = siblings(cells[0].id, material)
    if not groups:
        return Judgement(UNDECIDED, "waarmee dit is vergeleken, kennen we niet", (cells[0].id,))
    best = (max if extreme.high else min)(groups[0], key=lambda c: in_base(c) or 0)
    return Judgement(
        WRONG,
        f"{named(cells[0])}; het uiterste is {best.label}: {named(best)}",
        (cells[0].id, best.id),
    )


def _unnumbered(
    extreme: Extreme, sentence: Sentence, length: int | None, material: Material
) -> Judgement | None:
    """Return the judgement on 'het verzuim was het laagste in vier jaar'; any series may agree."""
    begin, end = extreme.stretch
    mentions = material.facts.indicators.mentions(sentence.text[begin:end])
    if len(mentions) != 1:
        return None
    found: list[Judgement] = []
    for stem in mentions[0].stems:
        series: Series = material.facts.series.get(stem, {})
        cell = series.get(material.data.year)
        if cell is not None and cell.value is not None:
            found.append(
                over_time(extreme.high, cell, material.facts, *_window(extreme, cell, length))
            )
    for verdict in (RIGHT, UNDECIDED, WRONG):
        for judgement in found:
            if judgement.verdict == verdict:
                return judgement
    return Judgement(UNDECIDED, f"van {mentions[0].words} kennen we geen reeks")
