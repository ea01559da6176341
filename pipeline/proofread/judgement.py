"""What a check on claims concludes, as the remark for the report and the problem for the editor."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from pipeline import dutch
from pipeline.model import ERROR, WARNING, Cell, Exempt, Problem, Remark
from pipeline.proofread.material import Material, Sentence

RIGHT: Literal["klopt"] = "klopt"
WRONG: Literal["fout"] = "fout"
UNDECIDED: Literal["niet te toetsen"] = "niet te toetsen"
FREE: Literal["vrijgesteld"] = "vrijgesteld"
Verdict = Literal["klopt", "fout", "niet te toetsen", "vrijgesteld"]

DECIDE = (
    "Noem ook het cijfer waarmee u vergelijkt, of zet de woorden in {{ vrij('…', 'reden') }} "
    "als het oordeel niet uit onze cijfers komt."
)
"""What an editor does about a claim that cannot be decided."""


class Judgement(Struct, frozen=True):
    """The verdict on one claim, what was computed in Dutch, and the cells that were read."""

    verdict: Verdict
    statement: str
    cells: tuple[str, ...] = ()


class Wording(Struct, frozen=True):
    """How a kind of claim is reported when it is wrong or undecided."""

    code: str
    wrong: str
    expected: str
    advice: str
    undecided: str = DECIDE
    """What an editor does when the claim cannot be decided."""


def together(judgements: Iterable[Judgement]) -> Judgement:
    """Return one judgement on several grounds: wrong beats undecided beats right."""
    found = list(judgements)
    verdict: Verdict = RIGHT
    for worse in (UNDECIDED, WRONG):
        if any(judgement.verdict == worse for judgement in found):
            verdict = worse
    cells = tuple(dict.fromkeys(cell for judgement in found for cell in judgement.cells))
    telling = [j for j in found if j.verdict == verdict] if verdict == WRONG else found
    statements = dict.fromkeys(judgement.statement for judgement in telling)
    return Judgement(verdict, "; ".join(statements), cells)


def spoken(
    material: Material,
    sentence: Sentence,
    span: tuple[int, int],
    judgement: Judgement,
    wording: Wording,
    silent: bool = False,
) -> tuple[Remark, Problem | None]:
    """Return the remark on a claim, and its problem when it is wrong or undecided.

    `silent`: what is undecided is only remarked, because the sentence claims nothing for certain.
    """
    start, end = span
    exempt = exemption(sentence, start, end)
    if exempt is not None:
        judgement = Judgement(FREE, "niet getoetst")
    remark = Remark(
        wording.code,
        material.document.publication.id,
        sentence.place(start),
        sentence.text[start:end].strip(),
        sentence.text.strip(),
        judgement.statement,
        judgement.verdict,
        judgement.cells,
        exempt.reason if exempt else "",
    )
    if judgement.verdict in (RIGHT, FREE) or (silent and judgement.verdict == UNDECIDED):
        return remark, None
    return remark, _problem(remark, wording)


def _problem(remark: Remark, wording: Wording) -> Problem:
    wrong = remark.verdict == WRONG
    return Problem(
        wording.code,
        ERROR if wrong else WARNING,
        remark.place,
        wording.wrong if wrong else "Deze bewering is niet na te rekenen",
        f"“{remark.words}”{', maar' if wrong else ':'} {remark.statement}",
        wording.expected if wrong else "cijfers waaruit dit blijkt",
        wording.advice if wrong else wording.undecided,
        (("zin", _shortened(remark.sentence)),),
    )


def exemption(sentence: Sentence, start: int, end: int) -> Exempt | None:
    """Return the declaration that keeps a piece of text free of checks."""
    for mark in sentence.marks:
        if isinstance(mark.item, Exempt) and mark.start < end and start < mark.end:
            return mark.item
    return None


def _shortened(sentence: str, most: int = 160) -> str:
    return sentence if len(sentence) <= most else sentence[: most - 1].rstrip() + "…"


def named(cell: Cell) -> str:
    """Return a value as it stands in a statement: '744 (2020)'."""
    shown = dutch.in_text(cell)
    return f"{shown} ({cell.year})" if cell.year else shown


def exact(value: Decimal) -> str:
    """Return an exact value with at most four decimals, with the house's minus sign."""
    return dutch.shortest(value).replace("-", dutch.MINUS)
