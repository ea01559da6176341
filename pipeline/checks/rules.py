"""T01: a rule that does not hold and is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import dutch
from pipeline.checks.material import Material
from pipeline.checks.places import places
from pipeline.model import ERROR, Cell, Outcome, Problem

_BOUNDS = {"<=": "hoogstens ", ">=": "minstens "}


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each rule instance that fails and stands in no declaration."""
    if not material.declarations_known:
        return
    declared = {d.rule for d in material.data.deviations}
    cells = material.data.cells
    for outcome in material.outcomes:
        if outcome.verdict == "fout" and outcome.id not in declared:
            yield _broken(outcome, cells)


def _broken(outcome: Outcome, cells: dict[str, Cell]) -> Problem:
    used = [cells[i] for i in outcome.cells]
    bound = next((word for sign, word in _BOUNDS.items() if sign in outcome.rule.formula), "")
    expected = f"{bound}{outcome.right_text}"
    if outcome.tolerance:
        room = dutch.shortest(outcome.tolerance)
        expected += f"; afronding verklaart een verschil van hoogstens {room}"
    return Problem(
        "T01",
        ERROR,
        used[0].place,
        f"Deze cijfers kloppen niet met elkaar: {outcome.rule.name}",
        outcome.left_text,
        expected,
        f"Verbeter {places(used)}. Staat het zo in de bron? Verklaar het in afwijkingen.yaml.",
        (
            ("regel", outcome.id),
            ("rekening", outcome.statement),
        ),
    )
