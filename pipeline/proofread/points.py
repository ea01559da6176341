"""N04: procent against procentpunt: a difference of percentages is points, a growth percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import Cell, Problem, Remark
from pipeline.proofread.claim_words import claims
from pipeline.proofread.clauses import Clause, cell_of, clauses
from pipeline.proofread.evidence import figures
from pipeline.proofread.facts import Facts
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

WORDING = Wording(
    "N04",
    "Procent en procentpunt zijn hier verwisseld",
    "procentpunt bij het verschil van twee percentages, procent bij groei",
    "Haal `| kaal` en de getypte eenheid weg, dan zet het programma de goede eenheid erbij.",
)
_TYPED = re.compile(r"\s*(?:%-?\s?punt(?:en)?|-?procentpunt(?:en)?|procent|%)(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:,\d+)?)\s*(?P<unit>procentpunt(?:en)?|procent|%)(?!\w)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:met|van)\s+(?:(?:ruim|bijna|circa|ongeveer)\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(r"^(?:toename|afname|stijging|daling|groei|krimp)\b", re.IGNORECASE)


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each typed unit behind a number and each typed change of a percentage."""
    for sentence in material.sentences:
        for mark in sentence.shown:
            match = _TYPED.match(sentence.text, mark.end)
            if match:
                judgement = typed_unit(cell_of(mark), mark_text(sentence, mark), match[0])
                yield spoken(material, sentence, (mark.start, match.end()), judgement, WORDING)
            elif cell_of(mark).unit == "procentpunt":
                yield from _made(material, sentence, mark)
        for clause in clauses(sentence, claims(sentence.text)):
            yield from _typed_changes(material, clause)


def mark_text(sentence: Sentence, mark: Mark) -> str:
    """Return a number as a reader sees it."""
    return sentence.text[mark.start : mark.end]


def _made(
    material: Material, sentence: Sentence, mark: Mark
) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark on a difference to which the program itself gave its unit, or nobody did."""
    shown = mark_text(sentence, mark)
    if "procentpunt" in shown:
        judgement = Judgement(RIGHT, _kind(cell_of(mark)), cell_of(mark).derived_from)
    else:
        judgement = Judgement(UNDECIDED, f"{_kind(cell_of(mark))}; er staat geen eenheid achter")
    yield spoken(material, sentence, (mark.start, mark.end), judgement, WORDING)


def typed_unit(cell: Cell, shown: str, typed: str) -> Judgement:
    """Return the judgement on the unit that somebody typed behind a number."""
    points = "punt" in typed.lower()
    cells = cell.derived_from or (cell.id,)
    if shown.endswith(("%", "procentpunt")):
        return Judgement(WRONG, "de eenheid staat er al bij", cells)
    if cell.unit == "procentpunt":
        return Judgement(RIGHT if points else WRONG, _kind(cell), cells)
    if cell.unit == "procent":
        change = bool(_CHANGE.match(cell.label)) and not cell.derived_from
        if points and change:
            return Judgement(
                UNDECIDED, f"{_kind(cell)}; misschien is de eenheid ervan procentpunt", cells
            )
        return Judgement(WRONG if points else RIGHT, _kind(cell), cells)
    return Judgement(WRONG, _kind(cell), cells)


def _kind(cell: Cell) -> str:
    if cell.id.startswith("verschil(") and cell.unit == "procentpunt":
        return "dit is het verschil van twee percentages, dus procentpunt"
    if cell.id.startswith("groei("):
        return "dit is groei ten opzichte van een ander cijfer, dus procent"
    return f"de eenheid van dit cijfer is {dutch.UNIT_NAMES[cell.unit] or 'geen'}"


def _typed_changes(material: Material, clause: Clause) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark on 'met 1,5 procent' that somebody typed beside percentages of the year."""
    sentence = clause.sentence
    for match in _NUMBER.finditer(sentence.text, clause.start, clause.end):
        if any(m.start < match.end() and match.start() < m.end for m in sentence.shown):
            continue
        if not _BY.search(sentence.text[clause.start : match.start()]):
            continue
        if exemption(sentence, *match.span()):
            yield spoken(material, sentence, match.span(), Judgement(FREE, ""), WORDING)
        elif pair := _percentages(clause, material.facts):
            value = dutch.parse(match["number"])
            assert value is not None
            judgement = change(value, "punt" in match["unit"].lower(), *pair)
            yield spoken(material, sentence, match.span(), judgement, WORDING)


def _percentages(clause: Clause, facts: Facts) -> tuple[Cell, Cell] | None:
    """Return the two percentages that the clause speaks of, the earlier first."""
    cells = [
        f.cell for f in figures(clause, facts) if f.change is None and f.cell.unit == "procent"
    ]
    if len(cells) >= 2:
        return cells[0], cells[1]
    if not cells:
        return None
    year = facts.before(cells[0])
    before = None if year is None else facts.in_year(cells[0], year)
    return (before, cells[0]) if before else None


def change(typed: Decimal, points: bool, before: Cell, after: Cell) -> Judgement:
    """Return the judgement on a typed change between two percentages."""
    cells = (before.id, after.id)
    if before.value is None or after.value is None:
        return Judgement(
            UNDECIDED, f"van {named(before)} naar {named(after)} is niet te rekenen", cells
        )
    step = abs(after.value - before.value)
    growth = Decimal(100) * step / abs(before.value) if before.value else None
    digits = max(0, -int(typed.as_tuple().exponent))
    is_points = dutch.rounded(step, digits) == typed
    is_percent = growth is not None and dutch.rounded(growth, digits) == typed
    shown = "" if growth is None else f" of {dutch.number(growth, max(1, digits))} procent"
    statement = (
        f"van {named(before)} naar {named(after)} is {dutch.shortest(step)} procentpunt{shown}"
    )
    right = is_points if points else is_percent
    return Judgement(RIGHT if right else WRONG, statement, cells)
