"""What the page with all checks is made of: parts, each a table of lines."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Place
from pipeline.model.account import CellRead


class Line(Struct, frozen=True):
    """One line of a part: what was checked, in words, with the verdict and what was read."""

    name: str
    detail: str
    texts: tuple[str, ...]
    verdict: str = ""
    reason: str = ""
    cells: tuple[CellRead, ...] = ()
    places: tuple[Place, ...] = ()


class Part(Struct, frozen=True):
    """One table of the report."""

    id: str
    title: str
    lead: str
    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    nothing: str = "Hier is dit jaar niets te melden."

    @property
    def cites(self) -> bool:
        """Whether the last column names cells or places."""
        return any(row.cells or row.places for row in self.rows)
