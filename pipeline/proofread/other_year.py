"""Hold one number with a claim against the same figure in another year, named or the one before."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.model import Cell
from pipeline.proofread.clauses import Clause
from pipeline.proofread.facts import Facts, in_base, year_of
from pipeline.proofread.judgement import UNDECIDED, Judgement
from pipeline.proofread.movement import moved

BASE = re.compile(
    r"\b(?:dan|als|opzichte van|vergeleken met|vergeleken bij|tegenover|sinds|vanaf|tegen)\s+"
    r"(?:(?:(?:de|het|die|dat)\s+\S+\s+)?"
    r"(?:(?:in|eind|begin|medio|het|de|dat|die|van|jaar|over|op)\s+){0,3})?$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:een jaar eerder|vorig jaar|het jaar ervoor|het jaar daarvoor|een jaar daarvoor|"
    r"voorgaande jaar|vorige jaar)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"^\S+(?:\s+\w+){0,4}?\s+(?:dan|als|aan)\b", re.IGNORECASE)


def compares(clause: Clause) -> bool:
    """Say whether hoger, gelijk … is followed by what it compares with: dan …, als …, aan …."""
    return bool(_THAN.search(clause.sentence.text[clause.claim.start : clause.end])) or refers(
        clause
    )


def refers(clause: Clause) -> bool:
    """Say whether the clause names the year it compares with."""
    return bool(_YEAR_BEFORE.search(clause.text) or clause.years)


def year_before(text: str) -> bool:
    """Say whether a text names the year before: 'een jaar eerder'."""
    return bool(_YEAR_BEFORE.search(text))


def alone(clause: Clause, cell: Cell, facts: Facts) -> Judgement:
    """Return what one level says: against the year that is named, else against the year before."""
    year = year_of(cell)
    if year is None:
        return Judgement(
            UNDECIDED, f"dit cijfer hoort niet bij één jaar ({named_or_id(cell)})", (cell.id,)
        )
    if clause.claim.kind in ("vergelijking", "gelijk") and compares(clause) and not refers(clause):
        return Judgement(UNDECIDED, "waarmee dit is vergeleken, is geen cijfer van ons", (cell.id,))
    other = _other_year(clause, year, cell, facts)
    same = facts.in_year(cell, other) if other is not None else None
    if other is None or same is None:
        which = "eerder jaar" if other is None else f"cijfer van {other}"
        statement = f"er is geen {which} van dit cijfer ({named_or_id(cell)})"
        return Judgement(UNDECIDED, statement, (cell.id,))
    stored = facts.cells.get(cell.id)
    if stored is not None and in_base(stored) != in_base(cell):
        same = _unsigned(same)
    earlier, later = (cell, same) if _is_subject(clause, other, year) else (same, cell)
    return moved(clause.claim, earlier, later, clause.lead)


def _unsigned(cell: Cell) -> Cell:
    return replace(cell, value=None if cell.value is None else abs(cell.value))


def named_or_id(cell: Cell) -> str:
    """Return what a cell is called in a message."""
    return cell.label or cell.id


def _other_year(clause: Clause, own: int, cell: Cell, facts: Facts) -> int | None:
    for year, at in clause.years:
        if year != own and BASE.search(clause.sentence.text[clause.start : at]):
            return year
    if _YEAR_BEFORE.search(clause.text):
        return own - 1
    for year, _ in clause.years:
        if year != own:
            return year
    if own < facts.year and clause.claim.kind in ("vergelijking", "gelijk"):
        return facts.year
    return facts.before(cell)


def _is_subject(clause: Clause, other: int, own: int) -> bool:
    """Say whether the other year is what the claim is about: 'In 2019 waren dat er meer'."""
    if other > own:
        return True
    compared = any(
        year == other and BASE.search(clause.sentence.text[clause.start : at])
        for year, at in clause.years
    )
    first = any(year == other and at < clause.claim.start for year, at in clause.years)
    return first and not compared and clause.claim.kind == "vergelijking"
