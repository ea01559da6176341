"""Linear programming with HiGHS: variables, rows, and the least or most of a sum.

The only module that imports the solver: `check` loads it only for a year with hidden numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
from msgspec import Struct

INFINITE = highspy.kHighsInf
TINY = 1e-6
"""What the solver may be off."""


class _Silent(highspy.Highs):
    """HiGHS without its greeting on the terminal, which comes with the first callback."""

    def enableCallbacks(self) -> None:
        """Turn the output off before the first word."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Solution(Struct, frozen=True):
    """The best that was found: its value, every variable, and what each row contributed."""

    best: float
    values: Sequence[float]
    duals: Sequence[float]
    whole: bool = False
    """Whether all counts are whole numbers."""


class Unsolved(Exception):
    """The solver gave up: neither a best, nor 'impossible', nor 'without limit'."""


class Model:
    """A model that grows, and is asked for the best of one sum after another."""

    def __init__(self) -> None:
        self._highs = _Silent()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("random_seed", 1)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._size = 0
        self._counts: list[int] = []
        self._whole = False

    def variable(self, low: float, high: float, cost: float = 0.0, count: bool = True) -> int:
        """Add a variable, a count or something that may be broken; return its number."""
        self._highs.addVar(low, high)
        self._size += 1
        if count:
            self._counts.append(self._size - 1)
        if cost:
            self.cost(self._size - 1, cost)
        return self._size - 1

    def row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        """Demand that a sum lies between two bounds."""
        self._highs.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def cost(self, variable: int, cost: float) -> None:
        """Set how much a variable counts in the sum."""
        self._highs.changeColCost(variable, cost)

    def bounds(self, variable: int, low: float, high: float) -> None:
        """Set what a variable may be."""
        self._highs.changeColBounds(variable, low, high)

    def least(self) -> Solution | None:
        """Return the solution with the least sum, None when there is none."""
        return self._run(highspy.ObjSense.kMinimize)

    def most(self) -> Solution | None:
        """Return the solution with the largest sum; its best may be INFINITE."""
        return self._run(highspy.ObjSense.kMaximize)

    def whole(self, wanted: bool) -> None:
        """Ask for counts that are whole numbers, or not."""
        if wanted != self._whole:
            kind = highspy.HighsVarType.kInteger if wanted else highspy.HighsVarType.kContinuous
            for variable in self._counts:
                self._highs.changeColIntegrality(variable, kind)
            self._whole = wanted

    def _run(self, sense: highspy.ObjSense) -> Solution | None:
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status in (
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            sign = 1 if sense == highspy.ObjSense.kMaximize else -1
            return Solution(sign * INFINITE, (), ())
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(str(status))
        found = self._highs.getSolution()
        best = self._highs.getInfo().objective_function_value
        values = list(found.col_value)
        whole = all(abs(values[i] - round(values[i])) < TINY for i in self._counts)
        return Solution(best, values, list(found.row_dual), whole)
