"""The register: one row per figure, with its cell, its status and all its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from pipeline.account.appearances import appearances
from pipeline.model import Cell, Document, Figures, YearData
from pipeline.model.account import Appearance, RegisterRow
from pipeline.paths import published

Pages = Mapping[str, Mapping[str, int]]
"""Publication -> print anchor -> page of its PDF."""


def register(
    data: YearData,
    figures: Mapping[str, Figures],
    documents: Iterable[Document],
    pages: Pages,
) -> tuple[RegisterRow, ...]:
    """Return a row for every figure that a publication shows, and for what it was computed from.

    Figures of tables come in the order of the year's folder, then what was computed.
    """
    found: dict[str, list[Appearance]] = {}
    for document in documents:
        for appearance in appearances(document):
            found.setdefault(appearance.cell.id, []).append(appearance)
    cells = {name: _best(places) for name, places in found.items()}
    known = {name: cell for shown in figures.values() for name, cell in shown.cells.items()}
    for cell in tuple(cells.values()):
        for part in cell.derived_from:
            cells.setdefault(part, known[part])
    revised = {revision.cell for revision in data.revisions}
    order = {name: number for number, name in enumerate(known)}
    names = sorted(cells, key=lambda name: (order.get(name, len(order)), name))
    folder = data.folder.parent
    return tuple(
        RegisterRow(
            _of_folder(cells[name], folder),
            "herzien" if name in revised else cells[name].status,
            tuple((_published(p, folder), _page(p, pages)) for p in found.get(name, ())),
            cells[name].derived_from,
        )
        for name in names
    )


def _best(places: list[Appearance]) -> Cell:
    """Return the cell with a value, where one publication may show it and another may not.

    The same figure can be asked for with more and with fewer decimals; the most count.
    """
    cells = [place.cell for place in places]
    shown = [cell for cell in cells if cell.value is not None] or cells
    return replace(shown[0], decimals=max(cell.decimals for cell in shown))


def _of_folder(cell: Cell, folder: Path) -> Cell:
    """Return a cell with places as they are below the folder of the organisation."""
    origin = published(cell.origin, folder) if cell.origin else None
    return replace(cell, place=published(cell.place, folder), origin=origin)


def _published(appearance: Appearance, folder: Path) -> Appearance:
    return replace(appearance, place=published(appearance.place, folder))


def _page(place: Appearance, pages: Pages) -> int:
    return pages.get(place.publication, {}).get(place.print_anchor, 0)
