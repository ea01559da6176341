"""What rules say of the numbers, and the differences that are declared."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from pipeline.model.numbers import Cell, Rule
from pipeline.model.problems import Place


class Deviation(Struct, frozen=True):
    """A difference that really stands in the published source (afwijkingen.yaml)."""

    rule: str
    """`table/rule name/instance`, as `check` prints it."""
    left: str
    right: str
    reason: str
    by: str
    place: Place
    reason_place: Place


class Revision(Struct, frozen=True):
    """A comparative that differs from last year's vintage, declared as *herzien*."""

    cell: str
    old: str
    new: str
    reason: str
    by: str
    place: Place
    reason_place: Place


class Outcome(Struct, frozen=True):
    """What one rule says of one instance: both sides, what may differ, and the verdict."""

    id: str
    """`table/rule name/instance`."""
    rule: Rule
    instance: str
    statement: str
    """The formula with the values filled in, in Dutch notation."""
    left: Decimal | None
    right: Decimal | None
    tolerance: Decimal
    verdict: Literal["klopt", "fout", "niet te toetsen"]
    cells: tuple[str, ...]
    """Ids of the cells that were read, the left-hand side first; `vorig_jaar.` and the id for a
    cell of the folder of the year before."""
    left_text: str = ""
    """The left side in Dutch notation, as afwijkingen.yaml writes it; the same for the right."""
    right_text: str = ""


class Forecast(Struct, frozen=True):
    """What an earlier year's folder expected of a figure, beside what this year says came of it."""

    cell: str
    """Id of the figure in this year's folder."""
    forecast: Cell
    """As expected; its id begins with `verwacht.`, its place is in the earlier folder."""
    realised: Cell
    year: int
    """The year of the folder that expected it."""
    difference: Cell
    """Realised minus expected; between percentages in procentpunt."""


class Remark(Struct, frozen=True):
    """What a check on words says of one place in a text, also when all is well."""

    code: str
    """The code of the check in docs/controles.md, such as N01."""
    publication: str
    place: Place
    words: str
    """The words that were judged, as the reader sees them."""
    sentence: str
    """The sentence around them, its numbers filled in."""
    statement: str
    """What was computed, in Dutch: '744 < 780: een daling'."""
    verdict: Literal["klopt", "fout", "niet te toetsen", "vrijgesteld"]
    cells: tuple[str, ...]
    """Ids of the cells that were read."""
    reason: str = ""
    """Why the words are free of checks, as the editor wrote it."""


class Comparison(Struct, frozen=True):
    """A figure of this year's folder beside the same figure in the folder of an earlier year."""

    old: Cell
    new: Cell
    year: int
    """The year of the earlier folder."""

    @property
    def same(self) -> bool:
        """Whether both folders say the same."""
        return (self.old.value, self.old.unit) == (self.new.value, self.new.unit)
