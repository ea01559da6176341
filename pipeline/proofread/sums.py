"""N06: sums in words (waarvan, samen, in totaal, respectievelijk): parts against the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import Cell, Problem, Remark
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.facts import base_unit, in_base, scale
from pipeline.proofread.judgement import (
    FREE,
    RIGHT,
    UNDECIDED,
    WRONG,
    Judgement,
    Wording,
    exemption,
    spoken,
)
from pipeline.proofread.material import Mark, Material, Sentence

WORDING = Wording(
    "N06",
    "De delen en het geheel in deze zin passen niet bij elkaar",
    "delen die samen het geheel zijn, of woorden die zeggen dat er meer delen zijn",
    "Verbeter de cijfers of de zin. Staat het zo in de bron? Verklaar het in afwijkingen.yaml.",
    "Noem alle delen, of schrijf ‘onder meer’ als er meer zijn.",
)
_OF_WHICH = re.compile(
    r"\b(?:waarvan|daarvan|onder wie|van wie|bestaande uit|verdeeld (?:over|in)|uitgesplitst in)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\b(?:verdeeld|in|over|bij|op|uit|per|na|binnen|met)\s+(?:de |het )?$", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:samen|in totaal|opgeteld|bij elkaar|alles bij elkaar|tezamen)\b", re.IGNORECASE
)
_SOME = re.compile(
    r"\b(?:onder meer|onder andere|met name|vooral|in elk geval|bijvoorbeeld|minstens)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:de rest|de overige|de andere|overigen)\b", re.IGNORECASE)
_SEMICOLONS = re.compile("[^;]+")
_IN_ORDER = re.compile(r"\brespectievelijk\b", re.IGNORECASE)


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each sum in words whose parts and whole are numbers in the text."""
    earlier: Sentence | None = None
    for sentence in material.sentences:
        if earlier is not None and earlier.passage is not sentence.passage:
            earlier = None
        if sentence.shown:
            yield from _in_sentence(material, sentence, earlier)
        earlier = sentence


def _in_sentence(
    material: Material, sentence: Sentence, earlier: Sentence | None
) -> Iterator[tuple[Remark, Problem | None]]:
    for match in _OF_WHICH.finditer(sentence.text):
        yield from _said(material, sentence, match, _of_which(sentence, match, earlier, material))
    for match in _TOGETHER.finditer(sentence.text):
        yield from _said(material, sentence, match, _in_all(sentence, match, material))
    for match in _IN_ORDER.finditer(sentence.text):
        yield from _said(material, sentence, match, _in_order(sentence, match, material))


def _said(
    material: Material, sentence: Sentence, match: re.Match[str], judgement: Judgement | None
) -> Iterator[tuple[Remark, Problem | None]]:
    if exemption(sentence, *match.span()):
        judgement = Judgement(FREE, "")
    if judgement is not None:
        yield spoken(material, sentence, match.span(), judgement, WORDING)


def _counts(sentence: Sentence) -> list[Mark]:
    """Return the numbers that can be a part or a whole: no changes, no missing values."""
    return [
        mark
        for mark in sentence.shown
        if not cell_of(mark).id.startswith(("groei(", "verschil("))
        and cell_of(mark).value is not None
    ]


def _of_which(
    sentence: Sentence, match: re.Match[str], earlier: Sentence | None, material: Material
) -> Judgement | None:
    marks = _counts(sentence)
    before = [m for m in marks if m.end <= match.start()]
    if not before and earlier is not None and match[0].lower() == "daarvan":
        before = _counts(earlier)
    after = [m for m in marks if m.start >= match.end()]
    if not before or not after:
        return None
    whole = cell_of(before[-1])
    parts = [cell_of(m) for m in after if not _SPREAD.search(sentence.text[match.end() : m.start])]
    parts = [part for part in parts if base_unit(part.unit) == base_unit(whole.unit)]
    if "verdeeld" in match[0].lower() and len(parts) < 2:
        return None
    return _parts(whole, parts, sentence.text[match.end() :], material) if parts else None


def _parts(whole: Cell, parts: list[Cell], text: str, material: Material) -> Judgement:
    statement, apart, room = weighed(whole, parts)
    cells = (whole.id, *(part.id for part in parts))
    if len(parts) == 1 and not _OTHERS.search(text):
        small = apart <= room
        words = f"{dutch.in_text(parts[0])} van {dutch.in_text(whole)}"
        return Judgement(RIGHT if small else WRONG, words, cells)
    if apart > room:
        return _unless_declared(statement, cells, material)
    if abs(apart) <= room or _SOME.search(text) or _OTHERS.search(text):
        return Judgement(RIGHT, statement, cells)
    ids = frozenset(part.id for part in parts)
    known = [s for s in material.facts.sums if s.whole == whole.id and ids <= s.parts]
    if any(ids < s.parts for s in known):
        return Judgement(RIGHT, f"{statement}; er zijn meer delen", cells)
    if known:
        return _unless_declared(statement, cells, material)
    return Judgement(UNDECIDED, f"{statement}; of dit alle delen zijn, weten we niet", cells)


def weighed(whole: Cell, parts: list[Cell]) -> tuple[str, Decimal, Decimal]:
    """Return (statement, parts minus whole, what rounding explains)."""
    total = sum((in_base(part) or Decimal(0) for part in parts), Decimal(0))
    value = in_base(whole) or Decimal(0)
    room = sum((c.rounded_to * scale(c.unit) / 2 for c in (whole, *parts)), Decimal(0))
    terms = " + ".join(dutch.in_text(part) for part in parts)
    sign = "=" if total == value else "≈" if abs(total - value) <= room else "≠"
    return f"{terms} = {dutch.shortest(total)} {sign} {dutch.in_text(whole)}", total - value, room


def _unless_declared(statement: str, cells: tuple[str, ...], material: Material) -> Judgement:
    """Return wrong, unless afwijkingen.yaml declares a difference between just these figures."""
    declared = {deviation.rule: deviation for deviation in material.data.deviations}
    for s in material.facts.sums:
        if s.rule in declared and s.whole == cells[0] and set(cells[1:]) <= s.parts:
            return Judgement(RIGHT, f"{statement}; verklaard: {declared[s.rule].reason}", cells)
    return Judgement(WRONG, statement, cells)


def _in_all(sentence: Sentence, match: re.Match[str], material: Material) -> Judgement | None:
    """Return the judgement on 'A en B zijn samen C'; None when the whole stands alone."""
    part = next(p for p in _SEMICOLONS.finditer(sentence.text) if match.start() < p.end())
    marks = [m for m in _counts(sentence) if part.start() <= m.start < part.end()]
    whole = next((m for m in marks if m.start >= match.end()), None)
    if whole is None or re.search(r"[,;:.]", sentence.text[match.end() : whole.start]):
        behind = [m for m in marks if m.end <= match.start()]
        gap = sentence.text[behind[-1].end : match.start()] if behind else ";"
        whole = (
            behind[-1] if re.fullmatch(r"(?:\s+\w+){0,2}\s+", gap) and len(behind) == 1 else None
        )
    if whole is None or _OF_WHICH.search(sentence.text, whole.end):
        return None
    cell = cell_of(whole)
    parts = [
        cell_of(m)
        for m in marks
        if m is not whole and base_unit(cell_of(m).unit) == base_unit(cell.unit)
    ]
    if len(parts) < 2:
        return None
    statement, apart, room = weighed(cell, parts)
    cells = (cell.id, *(part.id for part in parts))
    if abs(apart) <= room:
        return Judgement(RIGHT, statement, cells)
    return _unless_declared(statement, cells, material)


def _in_order(sentence: Sentence, match: re.Match[str], material: Material) -> Judgement | None:
    """Return whether numbers stand in the order of the names before 'respectievelijk'."""
    cells = [cell_of(m) for m in sentence.shown if m.start >= match.end()]
    if not cells:
        return None
    mentions = material.facts.indicators.mentions(sentence.text[: match.start()])
    stems = [material.facts.stems.get(cell.id, cell.id) for cell in cells]
    ids = tuple(cell.id for cell in cells)
    if len(mentions) != len(cells):
        return Judgement(UNDECIDED, f"{len(mentions)} bekende namen en {len(cells)} cijfers", ids)
    wrong = [
        f"{mention.words} is niet {dutch.in_text(cell)} ({cell.label})"
        for mention, cell, stem in zip(mentions, cells, stems, strict=True)
        if stem not in mention.stems
    ]
    right = "de cijfers staan in de volgorde van de namen"
    return Judgement(WRONG if wrong else RIGHT, "; ".join(wrong) or right, ids)
