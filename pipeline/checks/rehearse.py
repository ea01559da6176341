"""Make every slip of a year, one at a time, and see which the checks notice.

Only what reads the changed cells is worked out again: the rule instances (an index), the
declarations of those, the comparison with earlier years, and the openings of its own table. What a
rule reads depends on names, not on values, so that the index of the unchanged year holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from pipeline.checks import declarations, openings, rules
from pipeline.checks.material import Material
from pipeline.checks.mutations import Slip, group_mutations, mutations
from pipeline.checks.outcomes import outcome, outcomes
from pipeline.checks.vintages import differences, pairs
from pipeline.model import (
    GROUP_SLIPS,
    SLIPS,
    Cell,
    Guard,
    Outcome,
    Problem,
    Rehearsal,
    Share,
    Table,
    YearData,
)
from pipeline.reach import Reach

Words = Callable[..., bool]
"""Says whether the texts give changed cells away; the seam for checks that are no checks here."""


def key(problem: Problem) -> tuple[str, ...]:
    """Return what makes a problem the same one when only the numbers in its words differ."""
    where = f"{problem.place.file}:{problem.place.line}"
    about = problem.context[0][1] if problem.context else ""
    return problem.code, where, problem.what, about


class Rehearser:
    """The checks of one year, ready to be run again for one changed cell at a time."""

    def __init__(self, data: YearData, earlier: tuple[YearData, ...]) -> None:
        reach = Reach.of(data, earlier)
        found, broken = outcomes(reach)
        self._cells = dict(reach.cells)
        self._reach = replace(reach, cells=self._cells)
        self._instances = [instance for instance, _ in found]
        self._before = [result for _, result in found]
        self._material = Material(
            data,
            tuple(self._before),
            earlier,
            self._reach,
            frozenset(f"{rule.table}/{rule.name}" for rule, _ in broken),
        )
        self._index: defaultdict[str, list[int]] = defaultdict(list)
        for i, result in enumerate(self._before):
            for name in dict.fromkeys(result.cells):
                self._index[name].append(i)
        self._unchanged: dict[tuple[str, ...], frozenset[Problem]] = {}

    def notices(self, *changed: Cell) -> bool:
        """Say whether changed cells give a problem that the unchanged year does not have."""
        known = {key(problem) for problem in self.before(*(cell.id for cell in changed))}
        return any(key(problem) not in known for problem in self.after(*changed))

    def before(self, *names: str) -> frozenset[Problem]:
        """Return the problems of the unchanged year that depend on cells of one table."""
        if names not in self._unchanged:
            affected = [self._before[i] for i in self._of(names)]
            self._unchanged[names] = self._problems(names, affected)
        return self._unchanged[names]

    def after(self, *changed: Cell) -> frozenset[Problem]:
        """Return the same problems when the cells have changed."""
        names = tuple(cell.id for cell in changed)
        originals = {name: self._cells[name] for name in names}
        self._cells.update(zip(names, changed, strict=True))
        try:
            affected = [outcome(self._instances[i], self._reach) for i in self._of(names)]
            return self._problems(names, affected)
        finally:
            self._cells.update(originals)

    def copies(self) -> frozenset[str]:
        """Return the ids of the cells that an earlier year has with the same meaning."""
        ids = self._material.data.cells
        return frozenset(new.id for _, new, _ in pairs(self._material, ids))

    def _of(self, names: tuple[str, ...]) -> list[int]:
        return sorted({i for name in names for i in self._index.get(name, ())})

    def _problems(self, names: tuple[str, ...], affected: list[Outcome]) -> frozenset[Problem]:
        """Return what the checks say of these outcomes, and of the cells beside earlier years."""
        data = self._material.data
        ids = {result.id for result in affected}
        own = tuple(d for d in data.deviations if d.rule in ids)
        part = replace(self._material, data=replace(data, deviations=own), outcomes=tuple(affected))
        revisions = tuple(r for r in data.revisions if r.cell in names)
        problems = [*rules.check(part), *declarations.check(part)]
        now, flows = self._now(names[0])
        problems += differences(now, names, revisions)
        problems += openings.check(now) if flows else ()
        return frozenset(problems)

    def _now(self, name: str) -> tuple[Material, bool]:
        """Return what the checks look at, and whether a cell stands in a table of stocks and flows.

        Then that table alone, with its cells as they are now, since openings are read from it.
        """
        data = self._material.data
        table = data.tables.get(name.partition(".")[0])
        if table is None or not openings.is_flow(table, data.year):
            return self._material, False
        cells = {key: self._cells[cell.id] for key, cell in table.cells.items()}
        alone = replace(data, tables={table.id: replace(table, cells=cells)})
        return replace(self._material, data=alone), True


def rehearse(
    data: YearData, earlier: tuple[YearData, ...], words: Words = lambda *changed: False
) -> Rehearsal:
    """Return how well the checks guard each table; `words` is asked when no number disagrees."""
    checks = Rehearser(data, earlier)
    copies = checks.copies()

    def noticed(*changed: Cell) -> bool:
        return checks.notices(*changed) or words(*changed)

    guards = [
        _guard(table, table.title, table.cells, copies, noticed) for table in data.tables.values()
    ]
    guards.append(_guard(None, "Losse cijfers", data.figures, copies, noticed))
    return Rehearsal(data.year, tuple(guard for guard in guards if guard.cells or guard.copies))


def _guard(
    table: Table | None,
    title: str,
    cells: Mapping[str, Cell],
    copies: frozenset[str],
    noticed: Words,
) -> Guard:
    """Return how well a table is guarded; what refers to an earlier year is not typed here."""
    typed = {key: c for key, c in cells.items() if c.origin is None and c.value is not None}
    own = {key: cell for key, cell in typed.items() if cell.id not in copies}
    copied = [cell for cell in typed.values() if cell.id in copies]
    groups = list(group_mutations(table, own)) if table else []
    made = _made([*_single(own.values()), *groups], noticed)
    again = _made(_single(copied), noticed)
    guarded = {cell.id for _, changed, seen in (*made, *again) if seen for cell in changed}
    return Guard(
        table.id if table else "cijfers",
        title,
        len(own),
        tuple(_share(slip, made) for slip in (*SLIPS, *GROUP_SLIPS)),
        len(copied),
        tuple(_share(slip, again) for slip in SLIPS),
        tuple(cell for cell in typed.values() if cell.id not in guarded),
        tuple((" ".join(c.id for c in changed), slip) for slip, changed, seen in made if not seen),
    )


def _single(cells: Iterable[Cell]) -> list[Slip]:
    return [(slip, (changed,)) for cell in cells for slip, changed in mutations(cell)]


_Made = list[tuple[str, tuple[Cell, ...], bool]]
"""Slips, the cells as they were then, and whether they were noticed."""


def _made(slips: list[Slip], noticed: Words) -> _Made:
    return [(slip, changed, noticed(*changed)) for slip, changed in slips]


def _share(slip: str, made: _Made) -> Share:
    seen = [found for name, _, found in made if name == slip]
    return Share(slip, sum(seen), len(seen))
