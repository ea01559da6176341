"""T01: a rule that does not hold and is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import dutch
from pipeline.checks.material import Material
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
        f"Verbeter {_places(used)}. Staat het zo in de bron? Verklaar het in afwijkingen.yaml.",
        (
            ("regel", outcome.id),
            ("rekening", outcome.statement),
        ),
    )


def _places(used: list[Cell]) -> str:
    """Return 'data/…/cit.csv regel 9, of een van de regels 2 t/m 8' for the cells of a rule."""
    lines: dict[str, list[int]] = {}
    for cell in used:
        lines.setdefault(cell.place.file, []).append(cell.place.line)
    return " of ".join(f"{file} {_lines(numbers)}" for file, numbers in lines.items())


def _lines(numbers: list[int]) -> str:
    first, *others = dict.fromkeys(numbers)
    if not others:
        return f"regel {first}"
    runs: list[list[int]] = []
    for number in sorted(others):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    rest = " en ".join(_run(run) for run in runs)
    return f"regel {first} of {rest}" if len(others) == 1 else f"regel {first}, of regel {rest}"


def _run(run: list[int]) -> str:
    return f"{run[0]} t/m {run[-1]}" if len(run) > 2 else " en ".join(map(str, run))
