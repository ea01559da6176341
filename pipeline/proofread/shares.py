"""Shares in words (de helft, een derde, de meeste, het merendeel) against the figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import Cell
from pipeline.numerals.kinds import has_one
from pipeline.proofread.claim_words import HARD
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.facts import base_unit, in_base
from pipeline.proofread.judgement import (
    FREE,
    RIGHT,
    UNDECIDED,
    WRONG,
    Judgement,
    Verdict,
    exemption,
    named,
)
from pipeline.proofread.material import Mark, Material, Sentence
from pipeline.proofread.siblings import siblings, wholes

_FRACTIONS = {
    "de helft": Decimal(50),
    "een derde": Decimal(100) / 3,
    "twee derde": Decimal(200) / 3,
    "een kwart": Decimal(25),
    "driekwart": Decimal(75),
    "een vijfde": Decimal(20),
    "een tiende": Decimal(10),
}
_FIND = re.compile(
    r"(?:(?P<size>ruim|(?:iets )?meer dan|bijna|(?:iets )?minder dan|ongeveer|circa|zo’n)\s+)?"
    rf"\b(?P<words>{'|'.join(_FRACTIONS)}|(?:de|het) (?:aller)?meeste|het merendeel|"
    r"(?:de|een) meerderheid|een minderheid|het grootste deel|de minste)\b"
    r"(?!\s+(?:kwartaal|keer|plaats))",
    re.IGNORECASE,
)
_HINTS = (
    "helft",
    "derde",
    "kwart",
    "vijfde",
    "tiende",
    "mee",
    "merendeel",
    "minder",
    "minste",
    "deel",
)
_NOT_A_SHARE = re.compile(r"\b(?:eerste|tweede|voor het|voor de|op z’n|met)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:\w+\s+){0,3}van (?:de|het|alle|onze)?\s*$", re.IGNORECASE)
ROOM = Decimal(2)
"""A plain 'de helft' may be this many points of percent away; 'bijna' and 'ruim' five points."""
WIDE = Decimal(5)


def share_claims(
    sentence: Sentence, material: Material
) -> Iterator[tuple[tuple[int, int], Judgement]]:
    """Yield (span, judgement) of each share in words beside a number or a known indicator."""
    likely = has_one(sentence.text.lower(), _HINTS)
    found = _FIND.finditer(sentence.text) if likely else ()
    for match in found:
        if _NOT_A_SHARE.search(sentence.text[: match.start()]):
            continue
        if exemption(sentence, *match.span()):
            yield match.span(), Judgement(FREE, "")
            continue
        start, end = _stretch(sentence, match.start(), match.end())
        marks = [m for m in sentence.shown if start <= m.start and m.end <= end]
        judgement = (
            _judged(match, marks, sentence, material)
            if marks
            else _unnumbered(match, sentence, material)
        )
        if judgement is not None:
            yield match.span(), judgement


def _stretch(sentence: Sentence, at: int, to: int) -> tuple[int, int]:
    cuts = [0, *(m.start() for m in HARD.finditer(sentence.text)), len(sentence.text)]
    return max(c for c in cuts if c <= at), min(c for c in cuts if c >= to)


def _judged(
    match: re.Match[str], marks: list[Mark], sentence: Sentence, material: Material
) -> Judgement | None:
    cells = [cell_of(mark) for mark in marks]
    percent = [c for c in cells if c.unit == "procent" and not c.id.startswith("groei(")]
    if percent and in_base(percent[0]) is not None:
        return _share(match, percent[0].value or Decimal(0), named(percent[0]), (percent[0].id,))
    for one, other in itertools.pairwise(marks):
        part, whole = cell_of(one), cell_of(other)
        between = sentence.text[one.end : other.start]
        if base_unit(part.unit) == base_unit(whole.unit) and _OF.fullmatch(between):
            return _of(match, part, whole)
    if "meeste" in match["words"].lower() or "deel" in match["words"].lower():
        return _most(match, cells[0], material)
    return Judgement(
        UNDECIDED, "welk deel van welk geheel dit is, staat er niet bij", (cells[0].id,)
    )


def _of(match: re.Match[str], part: Cell, whole: Cell) -> Judgement:
    a, b = in_base(part), in_base(whole)
    if a is None or not b:
        return Judgement(UNDECIDED, "het deel of het geheel is niet bekend", (part.id, whole.id))
    share = Decimal(100) * a / b
    words = f"{dutch.in_text(part)} van {dutch.in_text(whole)} is {dutch.number(share, 1)}%"
    return _share(match, share, words, (part.id, whole.id))


def _share(match: re.Match[str], share: Decimal, words: str, cells: tuple[str, ...]) -> Judgement:
    return Judgement(
        fits(match["words"].lower(), (match["size"] or "").lower(), share), words, cells
    )


def fits(words: str, size: str, share: Decimal) -> Verdict:
    """Say whether a percentage may be called so: ('de helft', 'ruim', 54).

    On the right side of a fraction but far from it is a matter of taste, so undecided.
    """
    exact = _FRACTIONS.get(words)
    if exact is None:
        minority = words in ("een minderheid", "de minste")
        return RIGHT if (share < 50 if minority else share > 50) else WRONG
    over = share - exact
    if size.startswith("iets"):
        return RIGHT if 0 < (over if "meer" in size else -over) <= WIDE else WRONG
    if size in ("meer dan", "minder dan"):
        return RIGHT if (over if size == "meer dan" else -over) > 0 else WRONG
    if size in ("ruim", "bijna"):
        beyond = over if size == "ruim" else -over
        return WRONG if not 0 < beyond <= 3 * WIDE else RIGHT if beyond <= WIDE else UNDECIDED
    return RIGHT if abs(over) <= (WIDE if size else ROOM) else WRONG


def _most(match: re.Match[str], cell: Cell, material: Material) -> Judgement:
    """Return whether a figure is the largest of its kind, or more than half of its total."""
    value = in_base(cell)
    groups = siblings(cell.id, material)
    if value is None or not groups:
        return Judgement(UNDECIDED, "waarvan dit de meeste zijn, kennen we niet", (cell.id,))
    for whole in wholes(cell.id, material):
        total = in_base(whole)
        if total and Decimal(100) * value / total > 50:
            return _of(match, cell, whole)
    others = max(groups, key=len)
    largest = max(others, key=lambda c: in_base(c) or Decimal(0))
    found = RIGHT if largest.id == cell.id or in_base(largest) == value else WRONG
    return Judgement(
        found,
        f"{named(cell)}; de grootste is {largest.label}: {named(largest)}",
        (cell.id, largest.id),
    )


def _unnumbered(match: re.Match[str], sentence: Sentence, material: Material) -> Judgement | None:
    """Return the judgement on 'de meeste … in JB/JR-teams': a named row of a table with a total."""
    if match["words"].lower() in _FRACTIONS:
        return None
    for mention in material.facts.indicators.mentions(sentence.text):
        for stem in mention.stems:
            cell = material.facts.series.get(stem, {}).get(material.data.year)
            if mention.start > match.end() and cell is not None and wholes(cell.id, material):
                return _most(match, cell, material)
    return None
