"""T01: a rule that does not hold and is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.material import Material
from pipeline.model import ERROR, Cell, Outcome, Problem


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each rule instance that fails and stands in no declaration."""
    declared = {d.rule for d in material.data.deviations}
    cells = material.data.cells
    for outcome in material.outcomes:
        if outcome.verdict == "fout" and outcome.id not in declared:
            yield _broken(outcome, cells)


def _broken(outcome: Outcome, cells: dict[str, Cell]) -> Problem:
    used = [cells[i] for i in outcome.cells]
    first = used[0].place if used else outcome.rule.place
    operator = "" if " = " in outcome.statement else "  (volgens een regel met ≤ of ≥)"
    difference = ""
    if outcome.tolerance:
        difference = "; dit is meer dan afronding kan verklaren"
    return Problem(
        "T01",
        ERROR,
        first,
        f"Deze cijfers kloppen niet met elkaar: {outcome.rule.name}",
        outcome.left_text,
        f"{outcome.right_text}{operator}{difference}",
        f"Verbeter {_places(used)}. Staat het zo in de bron? Verklaar het in afwijkingen.yaml.",
        (
            ("regel", outcome.id),
            ("rekening", outcome.statement),
        ),
    )


def _places(used: list[Cell]) -> str:
    lines: dict[str, list[int]] = {}
    for cell in used:
        lines.setdefault(cell.place.file, []).append(cell.place.line)
    parts = []
    for file, numbers in lines.items():
        unique = sorted(set(numbers))
        shown = ", ".join(map(str, unique)) if len(unique) < 6 else f"{unique[0]}-{unique[-1]}"
        parts.append(f"{file} regel {shown}")
    return " of ".join(parts)
