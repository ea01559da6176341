"""What every check may look at."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from pipeline.model import Cell, Outcome, YearData
from pipeline.reach import Reach


class Material(Struct, frozen=True):
    """A year, the outcomes of its rules, and the earlier years, oldest first."""

    data: YearData
    outcomes: tuple[Outcome, ...]
    earlier: tuple[YearData, ...]
    reach: Reach
    """The numbers that the rules read, those of the year before with `vorig_jaar.` in front."""
    unreadable: frozenset[str] = frozenset()
    """`table/rule name` of each rule that could not be worked out, which was reported already."""

    @property
    def cells(self) -> Mapping[str, Cell]:
        """Every number that an outcome can name, by that name."""
        return self.reach.cells

    @property
    def declarations_known(self) -> bool:
        """Whether afwijkingen.yaml could be read; if not, nothing is held against it."""
        return "afwijkingen.yaml" not in self.data.broken
