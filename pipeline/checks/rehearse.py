"""Change every number of a year, one at a time, and see which slips the checks notice.

Only what reads the changed cell is worked out again: the rule instances (an index), the
declarations of those, the comparison with earlier years, and the openings of its own table. What a
rule reads depends on names, not on values, so that the index of the unchanged year holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from msgspec.structs import replace

from pipeline.checks import declarations, openings, rules
from pipeline.checks.material import Material
from pipeline.checks.mutations import mutations
from pipeline.checks.outcomes import outcome, outcomes
from pipeline.checks.vintages import differences
from pipeline.model import SLIPS, Cell, Guard, Outcome, Problem, Rehearsal, Share, YearData
from pipeline.reach import Reach

Words = Callable[[Cell], bool]
"""Says whether the texts give a changed cell away; the seam for checks that are no checks here."""


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
        self._unchanged: dict[str, frozenset[Problem]] = {}

    def notices(self, changed: Cell) -> bool:
        """Say whether a changed cell gives a problem that the unchanged year does not have."""
        known = {key(problem) for problem in self.before(changed.id)}
        return any(key(problem) not in known for problem in self.after(changed))

    def before(self, name: str) -> frozenset[Problem]:
        """Return the problems of the unchanged year that depend on a cell."""
        if name not in self._unchanged:
            self._unchanged[name] = self._problems(name, [self._before[i] for i in self._of(name)])
        return self._unchanged[name]

    def after(self, changed: Cell) -> frozenset[Problem]:
        """Return the same problems when the cell has changed."""
        original = self._cells[changed.id]
        self._cells[changed.id] = changed
        try:
            affected = [outcome(self._instances[i], self._reach) for i in self._of(changed.id)]
            return self._problems(changed.id, affected)
        finally:
            self._cells[changed.id] = original

    def _of(self, name: str) -> list[int]:
        return self._index.get(name, [])

    def _problems(self, name: str, affected: list[Outcome]) -> frozenset[Problem]:
        """Return what the checks say of these outcomes, and of a cell beside earlier years."""
        data = self._material.data
        ids = {result.id for result in affected}
        own = tuple(d for d in data.deviations if d.rule in ids)
        part = replace(self._material, data=replace(data, deviations=own), outcomes=tuple(affected))
        revisions = tuple(r for r in data.revisions if r.cell == name)
        problems = [*rules.check(part), *declarations.check(part)]
        now, flows = self._now(name)
        problems += differences(now, [name], revisions)
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
    data: YearData, earlier: tuple[YearData, ...], words: Words = lambda changed: False
) -> Rehearsal:
    """Return how well the checks guard each table; `words` is asked when no number disagrees."""
    checks = Rehearser(data, earlier)

    def noticed(changed: Cell) -> bool:
        return checks.notices(changed) or words(changed)

    guards = [
        _guard(table.id, table.title, list(table.cells.values()), noticed)
        for table in data.tables.values()
    ]
    guards.append(_guard("cijfers", "Losse cijfers", list(data.figures.values()), noticed))
    return Rehearsal(data.year, tuple(guard for guard in guards if guard.cells))


def _guard(table: str, title: str, cells: list[Cell], noticed: Callable[[Cell], bool]) -> Guard:
    """Return how well a table is guarded; what refers to an earlier year is not typed here."""
    cells = [cell for cell in cells if cell.origin is None]
    made: list[tuple[Cell, str, bool]] = [
        (cell, slip, noticed(changed)) for cell in cells for slip, changed in mutations(cell)
    ]
    shares = tuple(
        Share(
            slip,
            sum(seen for _, name, seen in made if name == slip),
            sum(name == slip for _, name, _ in made),
        )
        for slip in SLIPS
    )
    guarded = {cell.id for cell, _, seen in made if seen}
    numbers = [cell for cell in cells if cell.value is not None]
    return Guard(
        table,
        title,
        len(numbers),
        shares,
        tuple(cell for cell in numbers if cell.id not in guarded),
        tuple((cell.id, slip) for cell, slip, seen in made if not seen),
    )
