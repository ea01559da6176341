"""T01, T04: a rule that does not hold and is not declared, an error or something to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline import dutch
from pipeline.checks.material import Material
from pipeline.checks.places import places
from pipeline.model import ERROR, Cell, Outcome, Problem
from pipeline.names import PREVIOUS

_BOUNDS = {"<=": "hoogstens ", ">=": "minstens "}
_IMPOSSIBLE = ("T01", "Deze cijfers kloppen niet met elkaar")
_UNLIKELY = ("T04", "Kijk dit na: dit cijfer valt buiten wat u mag verwachten")


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each rule instance that fails and stands in no declaration."""
    if not material.declarations_known:
        return
    declared = {d.rule for d in material.data.deviations}
    for outcome in material.outcomes:
        if outcome.verdict == "fout" and outcome.id not in declared:
            yield _broken(outcome, material.cells)


def _broken(outcome: Outcome, cells: Mapping[str, Cell]) -> Problem:
    used = [cells[i] for i in outcome.cells]
    own = [cell for cell in used if not cell.id.startswith(f"{PREVIOUS}.")]
    code, what = _IMPOSSIBLE if outcome.rule.severity == ERROR else _UNLIKELY
    bound = next((word for sign, word in _BOUNDS.items() if sign in outcome.rule.formula), "")
    expected = f"{bound}{outcome.right_text}"
    if outcome.tolerance:
        room = dutch.shortest(outcome.tolerance)
        expected += f"; afronding verklaart een verschil van hoogstens {room}"
    return Problem(
        code,
        outcome.rule.severity,
        (own or used)[0].place,
        f"{what}: {outcome.rule.name}",
        outcome.left_text,
        expected,
        f"Verbeter {places(used)}. Staat het zo in de bron? Verklaar het in afwijkingen.yaml.",
        (
            ("regel", outcome.id),
            ("rekening", outcome.statement),
        ),
        rests_on=outcome.cells if "*" in outcome.rule.formula else (),
    )
