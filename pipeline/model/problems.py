"""What is wrong in the input, and where."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

ERROR: Final = "FOUT"
WARNING: Final = "LET OP"
Severity = Literal["FOUT", "LET OP"]


class Place(Struct, frozen=True, order=True):
    """A line of a file as the editor knows it: `data/2020/tabellen/cit.csv`, counted from 1."""

    file: str
    line: int = 0
    """0 when the whole file is meant."""


class Problem(Struct, frozen=True):
    """One thing that is wrong in the input, in the editor's words (Dutch, B1)."""

    code: str
    severity: Severity
    place: Place
    what: str
    found: str = ""
    expected: str = ""
    advice: str = ""
    context: tuple[tuple[str, str], ...] = ()
    """Extra lines (name, text) that stand before `gevonden`, such as ('kolom', 'fte')."""
    lacks: str = ""
    """Path of the number, row, column (`verzuim.*.2020`) or table that is asked for in vain."""
    rests_on: tuple[str, ...] = ()
    """Ids of the cells of a sum, when one cell too few would also explain the problem."""


class ProblemsFound(Exception):
    """The input cannot become a publication; `problems` says why, all of it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the input")
        self.problems = problems

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """Keep the problems when the exception travels between processes."""
        return ProblemsFound, (self.problems,)
