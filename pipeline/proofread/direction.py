"""N02: words that say how a number moved (steeg, afname, evenveel) beside that number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Cell, Problem, Remark
from pipeline.proofread.claim_words import claims, expects
from pipeline.proofread.clauses import Clause, cell_of, clauses
from pipeline.proofread.evidence import figures, weighed
from pipeline.proofread.facts import Facts, base_unit
from pipeline.proofread.judgement import (
    FREE,
    UNDECIDED,
    Judgement,
    Wording,
    exemption,
    spoken,
    together,
)
from pipeline.proofread.material import Material, Sentence
from pipeline.proofread.movement import moved
from pipeline.proofread.other_year import alone, refers

WORDING = Wording(
    "N02",
    "De tekst zegt iets anders over het verloop dan de cijfers",
    "woorden die bij deze cijfers passen",
    "Verbeter het woord, of noem de cijfers die u bedoelt.",
)
_IT = re.compile(r"\b(?:dat|dit|die|deze|daarmee)\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:met|op)\s+$", re.IGNORECASE)


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each word of direction that speaks of a number in the text."""
    earlier: Sentence | None = None
    for sentence in material.sentences:
        if earlier is not None and earlier.passage is not sentence.passage:
            earlier = None
        for clause in clauses(sentence, claims(sentence.text)):
            judgement = judged(clause, earlier, material.facts)
            if judgement is not None:
                span = clause.claim.start, clause.claim.end
                yield spoken(material, sentence, span, judgement, WORDING)
        earlier = sentence


def judged(clause: Clause, earlier: Sentence | None, facts: Facts) -> Judgement | None:
    """Return the judgement on a claim by numbers in the text; None when they do not speak of it."""
    claim = clause.claim
    if exemption(clause.sentence, claim.start, claim.end):
        return Judgement(FREE, "")
    found = list(weighed(clause, facts))
    if found:
        return together(found)
    if clause.figures:
        return _beside(clause, earlier, facts)
    return _meant(clause, earlier, facts)


def _beside(clause: Clause, earlier: Sentence | None, facts: Facts) -> Judgement | None:
    """Return the judgement on numbers that stand in the clause without being bound to the claim."""
    levels = [figure for figure in figures(clause, facts) if figure.change is None]
    if not levels:
        return None
    if clause.claim.kind == "vergelijking":
        last = levels[-1]
        if last.mark.end <= clause.claim.start and _REST.search(clause.before(last.mark)):
            return _against(clause, last.cell, earlier)
        return None
    return Judgement(
        UNDECIDED,
        "het cijfer in de zin hoort niet zeker bij dit woord",
        tuple(f.cell.id for f in levels),
    )


def _against(clause: Clause, cell: Cell, earlier: Sentence | None) -> Judgement | None:
    """Return the judgement on 'met 4,7% lager': against the last such number before it."""
    before = [cell_of(m) for m in earlier.shown] if earlier else []
    alike = [c for c in before if base_unit(c.unit) == base_unit(cell.unit)]
    if not alike:
        return Judgement(UNDECIDED, "waarmee dit is vergeleken, staat er niet bij", (cell.id,))
    return moved(clause.claim, alike[-1], cell, clause.lead)


def _meant(clause: Clause, earlier: Sentence | None, facts: Facts) -> Judgement | None:
    """Return the judgement on 'dat is meer dan in 2019': of the numbers just before it."""
    if clause.claim.kind not in ("vergelijking", "gelijk") or not _IT.search(clause.text):
        return None
    marks = [m for m in clause.sentence.shown if m.end <= clause.start] or list(
        earlier.shown if earlier else ()
    )
    cells = [cell_of(mark) for mark in marks]
    if not cells or expects(clause.text):
        return None
    stems = [facts.stems.get(cell.id) for cell in cells]
    if len(cells) == 2 and stems[0] == stems[1] and not refers(clause):
        one, other = sorted(cells, key=lambda cell: cell.year)
        return moved(clause.claim, one, other, clause.lead)
    if not refers(clause):
        return None
    return together(alone(clause, cell, facts) for cell in cells)
