"""T01: a rule that does not hold and is not declared. T02, T03: a declaration that is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fields import did_you_mean
from pipeline.model import ERROR, Cell, Deviation, Outcome, Place, Problem, YearData


def broken_rules(data: YearData, outcomes: tuple[Outcome, ...]) -> Iterator[Problem]:
    """Yield a problem for each rule instance that fails and stands in no declaration."""
    declared = {d.rule for d in data.deviations}
    cells = data.cells
    for outcome in outcomes:
        if outcome.verdict == "fout" and outcome.id not in declared:
            yield _broken(outcome, cells)


def wrong_declarations(data: YearData, outcomes: tuple[Outcome, ...]) -> Iterator[Problem]:
    """Yield a problem for each declared deviation that does not occur as declared."""
    failing = {o.id: o for o in outcomes if o.verdict == "fout"}
    known = {o.id for o in outcomes}
    seen = set()
    for deviation in data.deviations:
        outcome = failing.get(deviation.rule)
        if deviation.rule in seen:
            yield _declaration("T02", deviation, "Deze afwijking is twee keer verklaard", "", "")
        elif outcome is None:
            if deviation.rule.partition("/")[0] not in data.broken:
                yield _gone(deviation, known)
        elif (deviation.left, deviation.right) != (outcome.left_text, outcome.right_text):
            yield _declaration(
                "T03",
                deviation,
                "Deze afwijking heeft andere waarden dan verklaard",
                f"links {outcome.left_text}, rechts {outcome.right_text}",
                f"links {deviation.left}, rechts {deviation.right}",
            )
        seen.add(deviation.rule)


def _gone(deviation: Deviation, known: set[str]) -> Problem:
    if deviation.rule in known:
        return _declaration(
            "T02",
            deviation,
            "Deze afwijking komt niet meer voor",
            "een regel die klopt of niet te toetsen is",
            "het verklaarde verschil",
        )
    return _declaration(
        "T02",
        deviation,
        "Deze regel bestaat niet",
        deviation.rule,
        did_you_mean(deviation.rule, known, "tabel/naam van de regel/kolom of rij"),
    )


def _declaration(code: str, deviation: Deviation, what: str, found: str, expected: str) -> Problem:
    return Problem(
        code,
        ERROR,
        deviation.place,
        what,
        found,
        expected,
        "Werk de verklaring bij, of haal haar weg als het verschil is opgelost.",
        (("regel", deviation.rule),),
    )


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
        parts.append(f"{Place(file).file} regel {shown}")
    return " of ".join(parts)
