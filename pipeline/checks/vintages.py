"""V01: a figure of an earlier year differs from that year's own folder. V02: a wrong `herzien`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import dutch
from pipeline.checks.material import Material
from pipeline.model import ERROR, Cell, Problem, Revision


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each cell that an earlier vintage says otherwise, unless declared."""
    data = material.data
    declared = {r.cell: r for r in data.revisions}
    cells = data.cells
    occurring = set()
    for vintage in material.earlier:
        for cell_id, old in vintage.cells.items():
            new = cells.get(cell_id)
            if new is None or not _comparable(old, new) or _same(old, new):
                continue
            occurring.add(cell_id)
            revision = declared.get(cell_id)
            if revision is None:
                yield _changed(old, new, vintage.year)
            elif (revision.old, revision.new) != (_typed(old), _typed(new)):
                yield _other_values(revision, old, new)
    for revision in data.revisions:
        if revision.cell not in occurring:
            yield _not_revised(revision)


def _comparable(old: Cell, new: Cell) -> bool:
    return old.year == new.year and old.status == new.status and None not in (old.value, new.value)


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
        "Verbeter het cijfer, of noem het met een reden onder `herzien` in afwijkingen.yaml.",
        (("cijfer", new.id),),
    )


def _other_values(revision: Revision, old: Cell, new: Cell) -> Problem:
    return Problem(
        "V02",
        ERROR,
        revision.place,
        "Dit herziene cijfer heeft andere waarden dan verklaard",
        f"was {_typed(old)}, is {_typed(new)}",
        f"was {revision.old}, is {revision.new}",
        "Werk de verklaring bij.",
        (("cijfer", revision.cell),),
    )


def _not_revised(revision: Revision) -> Problem:
    return Problem(
        "V02",
        ERROR,
        revision.place,
        "Dit cijfer is niet herzien",
        "hetzelfde cijfer als in de eerdere jaarmap, of geen cijfer",
        f"was {revision.old}, is {revision.new}",
        "Haal de verklaring weg.",
        (("cijfer", revision.cell),),
    )
