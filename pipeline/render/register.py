"""The register as a web page: a table per source, and the figures of each chapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from pipeline import dutch
from pipeline.model import Cell, Document, Heading, Table
from pipeline.model.account import Appearance, RegisterRow
from pipeline.render import html, prose


class Group(Struct, frozen=True):
    """The figures of one table, the single figures, or what was computed."""

    id: str
    title: str
    rows: tuple[RegisterRow, ...]


class Listed(Struct, frozen=True):
    """A publication with the figures of each chapter."""

    id: str
    title: str
    chapters: tuple[tuple[Heading, tuple[tuple[Cell, str], ...]], ...]


def register_page(
    rows: tuple[RegisterRow, ...],
    documents: tuple[Document, ...],
    tables: Mapping[str, Table],
    pages: frozenset[str],
) -> str:
    """Return the page; `pages` names the publications that have a web page to lead to."""
    environment = html.environment()
    environment.filters["exact"] = exact
    environment.filters["rounding"] = rounding
    environment.filters["number"] = dutch.number
    environment.filters["per_publication"] = _per_publication
    first = documents[0]
    return environment.get_template("cijferregister.html.j2").render(
        year=first.year,
        organisation=first.organisation,
        count=Decimal(len(rows)),
        places=Decimal(sum(len(row.places) for row in rows)),
        groups=_groups(rows, tables),
        publications=[_listed(document, rows) for document in documents],
        titles={d.publication.id: d.publication.name for d in documents},
        pages=pages,
    )


def exact(cell: Cell) -> str:
    """Return the exact value of a figure with its unit, at most six decimals."""
    if cell.value is None:
        return cell.missing
    digits = -int(cell.value.normalize().as_tuple().exponent)
    return dutch.with_unit(cell.value, cell.unit, max(cell.decimals, min(6, digits)))


def rounding(cell: Cell) -> str:
    """Return to what a figure was rounded before it came here, 'exact' when it was not.

    A figure without a value, such as a hidden one, says nothing.
    """
    if cell.value is None:
        return ""
    if cell.derived_from:
        return "onafgerond berekend"
    return dutch.shortest(cell.rounded_to) if cell.rounded_to else "exact"


def _per_publication(row: RegisterRow) -> list[tuple[str, list[tuple[Appearance, int]]]]:
    found: dict[str, list[tuple[Appearance, int]]] = {}
    for place, page in row.places:
        found.setdefault(place.publication, []).append((place, page))
    return list(found.items())


def _groups(rows: Iterable[RegisterRow], tables: Mapping[str, Table]) -> list[Group]:
    groups: dict[str, list[RegisterRow]] = {}
    for row in rows:
        source = row.cell.id.partition(".")[0]
        name = "berekend" if row.parts else source if source in tables else "los"
        groups.setdefault(name, []).append(row)
    titles = {"berekend": "Berekende cijfers", "los": "Losse cijfers"}
    return [
        Group(f"g-{name}", titles.get(name) or f"{tables[name].title}", tuple(members))
        for name, members in groups.items()
    ]


def _listed(document: Document, rows: Iterable[RegisterRow]) -> Listed:
    name = document.publication.id
    found: dict[str, dict[str, tuple[Cell, str]]] = {}
    for row in rows:
        for place, _ in row.places:
            if place.publication == name:
                found.setdefault(place.chapter.id, {})[row.cell.id] = (row.cell, place.text)
    chapters = tuple(
        (_plain(chapter.heading, document), tuple(found[chapter.heading.id].values()))
        for chapter in document.chapters
        if chapter.heading.id in found
    )
    return Listed(name, document.publication.title, chapters)


def _plain(heading: Heading, document: Document) -> Heading:
    return Heading(heading.id, heading.number, prose.plain(heading.title, document), heading.level)
