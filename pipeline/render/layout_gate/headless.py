"""A table that goes on, without the headings of its columns."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import ERROR
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Sheet


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each part of a table that a reader cannot read by itself."""
    for sheet in sheets:
        for part in sheet.tables:
            head = None if part.table is None else part.table.find("thead")
            if head is not None and not part.has_headings:
                yield Fault(
                    "W05",
                    ERROR,
                    part.page,
                    part.table,
                    "De tabel gaat verder zonder de koppen van haar kolommen",
                    quoted(" ".join(head.itertext())),
                    "de koppen boven elk deel van de tabel",
                    "Maak de rij die niet op een bladzijde past korter, of splits haar.",
                )
