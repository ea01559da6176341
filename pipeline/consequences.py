"""One message for one cause: what follows from something that is not there is not reported.

Every problem that asks for a name in vain says so (`lacks`); a sum that does not add up says which
cells it took (`rests_on`). Here they are brought together: what several problems lack, or what
makes sums fail, is reported once (B07) and they are not. A name that one place only asks for is
left to that place, which knows best how it was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline import absences
from pipeline.absences import FIGURES, Absence
from pipeline.model import ERROR, Outcome, Place, Problem, Table, YearData
from pipeline.names import nearest
from pipeline.paths import shown

_MOST = 5
"""So many places are named; the rest is counted."""


def without_consequences(
    problems: Iterable[Problem],
    data: YearData,
    earlier: tuple[YearData, ...],
    outcomes: tuple[Outcome, ...],
) -> tuple[Problem, ...]:
    """Return the problems of a year, each cause once."""
    found = tuple(problems)
    asked: defaultdict[Absence, list[Problem]] = defaultdict(list)
    for problem in found:
        absence = absences.of_path(problem.lacks, data)
        if absence is not None:
            asked[absence].append(problem)
    previous = next((year for year in earlier if year.year == data.year - 1), None)
    unasked = {*absences.of_this_year(data, previous)}
    if not data.unread:
        unasked |= {*absences.behind_sums(data, previous, outcomes, asked)}
    every = unasked | set(asked)
    causes = [a for a in sorted(every) if not any(b.covers(a) for b in every if b != a)]
    left: dict[Problem, None] = dict.fromkeys(found)
    named = []
    for cause in causes:
        own = [p for a, ps in asked.items() if a == cause or cause.covers(a) for p in ps]
        follow = [problem for problem in found if _follows(problem, cause)]
        if len(own) + len(follow) > 1 or cause in unasked:
            named.append(_absent(cause, own or follow, data, earlier))
            for problem in (*own, *follow):
                left.pop(problem, None)
    return (*named, *left)


def _follows(problem: Problem, cause: Absence) -> bool:
    """Say whether a sum fails because one of its rows or columns is not there."""
    cells = [c.split(".") for c in problem.rests_on if c.startswith(f"{cause.table}.")]
    if cause.kind == "kolom":  # a sum along a row: over several columns, or over what is left
        return len(cells) == 1 or len({cell[-1] for cell in cells}) > 1
    return bool(cells) and cause.kind in ("rij", "cijfer")


def _absent(
    cause: Absence, because: list[Problem], data: YearData, earlier: tuple[YearData, ...]
) -> Problem:
    what, name = _WHAT[cause.kind], cause.name or cause.table
    place = Place(shown(data.folder / "tabellen" / f"{cause.table}.csv"), 1 if cause.name else 0)
    if cause.table == FIGURES:
        place, name = Place(shown(data.folder / "cijfers.yaml")), cause.name or "cijfers.yaml"
        what = what if cause.name else "Het bestand met losse cijfers ontbreekt"
    elif cause.position >= 0:
        name = f"{data.tables[cause.table].keys[cause.position]} {name}"
    needed = _places([problem.place for problem in because])
    return Problem(
        "B07",
        ERROR,
        place,
        what,
        f"geen {name}",
        f"{name}, nodig in {needed}" if needed else f"een {cause.kind} {name}",
        _advice(cause, name, data, earlier),
    )


_WHAT = {
    "tabel": "Deze tabel ontbreekt",
    "rij": "In deze tabel ontbreekt een rij",
    "kolom": "In deze tabel ontbreekt een kolom",
    "cijfer": "Dit losse cijfer ontbreekt",
}


def _places(places: list[Place]) -> str:
    """Return '01-inleiding.md (regel 3, 7) en nog 12 plaatsen'."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    every = sorted(set(places))
    for place in every[:_MOST]:
        lines[place.file.rpartition("/")[2]].append(place.line)
    said = [f"{file} (regel {', '.join(map(str, numbers))})" for file, numbers in lines.items()]
    more = len(every) - _MOST
    rest = f" en nog {more} {'plaats' if more == 1 else 'plaatsen'}" if more > 0 else ""
    return ", ".join(said) + rest


def _advice(cause: Absence, name: str, data: YearData, earlier: tuple[YearData, ...]) -> str:
    known = _known(cause, data)
    likely = nearest(cause.name or cause.table, known)
    if likely:
        return f"Heet het nu {likely}? Gebruik dan overal dezelfde naam."
    before = next((y for y in reversed(earlier) if _has(cause, y)), None)
    source = f" In de jaarmap van {before.year} staat {name}." if before else ""
    return f"Zet terug wat er ontbreekt.{source} Hoort het er niet meer, haal het dan overal weg."


def _has(cause: Absence, data: YearData) -> bool:
    if cause.table == FIGURES:
        return cause.name in data.figures if cause.name else bool(data.figures)
    table = data.tables.get(cause.table)
    return table is not None and cause.name in ("", *_names(cause, table))


def _known(cause: Absence, data: YearData) -> list[str]:
    if cause.kind == "tabel":
        return list(data.tables)
    if cause.table == FIGURES:
        return list(data.figures)
    return _names(cause, data.tables[cause.table])


def _names(cause: Absence, table: Table) -> list[str]:
    if cause.kind == "kolom":
        return [column.id for column in table.columns]
    if cause.position >= 0:
        return list(dict.fromkeys(row.key[cause.position] for row in table.rows))
    return [row.id for row in table.rows]
