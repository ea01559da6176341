"""V01: a figure differs from its own year's folder. V02: a wrong `herzien`. V03: no comparison.

V05: what is not known yet here, an earlier folder knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline import dutch
from pipeline.checks.material import Material
from pipeline.checks.openings import unmatched
from pipeline.model import ERROR, NOT_KNOWN_YET, WARNING, Cell, Place, Problem, Revision
from pipeline.names import did_you_mean
from pipeline.paths import shown

_MOST = 4
"""How many figures a message names."""


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each cell that an earlier vintage says otherwise, unless declared.

    The newest earlier year that has the cell counts: what it revised itself, it declared itself.
    """
    yield from _unread(material)
    yield from differences(material, material.cells, material.data.revisions)
    yield from _known_there(material)


def differences(
    material: Material, names: Iterable[str], revisions: tuple[Revision, ...]
) -> tuple[Problem, ...]:
    """Return the problems of the cells of this year among `names`, and of these declarations."""
    if not material.declarations_known:
        return ()
    declared = {revision.cell: revision for revision in revisions}
    problems = []
    changed = set()
    for old, new, year in pairs(material, names):
        if _same(old, new):
            continue
        changed.add(new.id)
        revision = declared.get(new.id)
        if revision is None:
            problems.append(_changed(old, new, year))
        else:
            problems += _values(revision, _typed(old), _typed(new))
    broken = material.data.broken.union(*(vintage.broken for vintage in material.earlier))
    for revision in revisions:
        table = revision.cell.partition(".")[0]
        if table and revision.cell not in changed and table not in broken:
            problems += _unchanged(revision, material)
    return tuple(problems)


def _values(revision: Revision, old: str, new: str) -> Iterator[Problem]:
    if not (dutch.same(revision.old, old) and dutch.same(revision.new, new)):
        yield _other_values(revision, old, new)


def _unchanged(revision: Revision, material: Material) -> Iterator[Problem]:
    """Yield what is wrong with a declaration of a cell that no earlier year says otherwise.

    An opening stock that is new here may be declared: it was nothing, and is something.
    """
    table = material.data.tables.get(revision.cell.partition(".")[0])
    new = unmatched(material, table).get(revision.cell) if table else None
    if new is None:
        yield _not_revised(revision, material.data.cells)
    else:
        yield from _values(revision, "-", _typed(new))


def _known_there(material: Material) -> Iterator[Problem]:
    """Yield a warning per table for what the newest earlier folder that has it knows by now."""
    found: dict[str, list[tuple[Cell, Cell, int]]] = {}
    for new in material.data.cells.values():
        if new.missing != NOT_KNOWN_YET or new.origin:
            continue
        vintages = ((cells[new.id], y) for cells, y in material.reach.vintages if new.id in cells)
        old, year = next(vintages, (None, 0))
        if old is not None and old.value is not None and _kind(old) == _kind(new):
            found.setdefault(new.place.file, []).append((old, new, year))
    for cells in found.values():
        yield _filled_in_since(cells)


def _unread(material: Material) -> Iterator[Problem]:
    """Yield a warning for each table of an earlier year that could not be compared with."""
    for vintage in material.earlier:
        missing = sorted(vintage.broken & {*material.data.tables, "cijfers"} - material.data.broken)
        if not vintage.tables and not vintage.figures:
            missing = ["alle cijfers"]
        for name in missing:
            yield Problem(
                "V03",
                WARNING,
                Place(shown(vintage.folder)),
                f"De cijfers van {material.data.year} zijn hiermee niet vergeleken",
                f"{name}: niet te lezen of niet aanwezig",
                f"de cijfers van {vintage.year}",
                f"Verbeter eerst de jaarmap van {vintage.year}.",
            )


def pairs(material: Material, names: Iterable[str]) -> Iterator[tuple[Cell, Cell, int]]:
    """Yield (earlier cell, cell of this year, year of the earlier folder)."""
    for name in names:
        new = material.cells[name]
        for cells, year in material.reach.vintages:
            old = cells.get(name)
            if old is not None and _comparable(old, new):
                yield old, new, year
                break


def _comparable(old: Cell, new: Cell) -> bool:
    return _kind(old) == _kind(new) and None not in (old.value, new.value)


def _kind(cell: Cell) -> tuple[str, str]:
    return cell.year, cell.status


def _same(old: Cell, new: Cell) -> bool:
    return (old.value, old.unit) == (new.value, new.unit)


def _typed(cell: Cell) -> str:
    assert cell.value is not None
    return dutch.number(cell.value, cell.decimals).replace(dutch.MINUS, "-")


def _changed(old: Cell, new: Cell, year: int) -> Problem:
    return Problem(
        "V01",
        ERROR,
        new.place,
        f"Dit cijfer is anders dan in de jaarmap van {year}",
        f"{_typed(new)} ({new.unit})",
        f"{_typed(old)} ({old.unit}), zie {old.place.file} regel {old.place.line}",
        "Verbeter het cijfer. Is het echt herzien, noem het dan met een reden onder `herzien` in "
        "afwijkingen.yaml.",
        (("cijfer", new.id),),
    )


def _filled_in_since(found: list[tuple[Cell, Cell, int]]) -> Problem:
    old, new, year = found[0]
    names = ", ".join(f"{cell.id} ({_typed(there)})" for there, cell, _ in found[:_MOST])
    more = f" en nog {len(found) - _MOST}" if len(found) > _MOST else ""
    many = len(found) > 1
    return Problem(
        "V05",
        WARNING,
        new.place,
        f"Wat hier nog niet bekend is, staat al in de jaarmap van {year}",
        f"nnb; daar: {names}{more}",
        f"{'dezelfde cijfers' if many else 'hetzelfde cijfer'} als in {old.place.file}",
        f"Schrijf uit {year} in plaats van nnb. Dan komt het cijfer steeds uit die map.",
    )


def _other_values(revision: Revision, old: str, new: str) -> Problem:
    return Problem(
        "V02",
        ERROR,
        revision.place,
        "Dit herziene cijfer heeft andere waarden dan verklaard",
        f"was {old}, is {new}",
        f"was {revision.old}, is {revision.new}",
        "Kijk of de cijfers kloppen. Zo ja, werk dan de verklaring bij.",
        (("cijfer", revision.cell),),
    )


def _not_revised(revision: Revision, cells: Mapping[str, Cell]) -> Problem:
    known = revision.cell in cells
    return Problem(
        "V02",
        ERROR,
        revision.place,
        "Dit cijfer is niet herzien" if known else "Dit cijfer bestaat niet in dit jaar",
        "hetzelfde als in de eerdere jaarmap, of daar onbekend" if known else revision.cell,
        f"was {revision.old}, is {revision.new}",
        "Haal de verklaring weg."
        if known
        else did_you_mean(revision.cell, cells, "Schrijf tabel.rij.kolom of cijfers.naam."),
        (("cijfer", revision.cell),),
        "" if known else revision.cell,
    )
