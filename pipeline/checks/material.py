"""What every check may look at."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Outcome, YearData


@dataclass(frozen=True, slots=True)
class Material:
    """A year, the outcomes of its rules, and the earlier years, oldest first."""

    data: YearData
    outcomes: tuple[Outcome, ...]
    earlier: tuple[YearData, ...]
    unreadable: frozenset[str] = frozenset()
    """`table/rule name` of each rule that could not be worked out, which was reported already."""

    @property
    def declarations_known(self) -> bool:
        """Whether afwijkingen.yaml could be read; if not, nothing is held against it."""
        return "afwijkingen.yaml" not in self.data.broken
