"""The page that lists the tables and charts of a year as data."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.model import Organisation
from pipeline.render import html
from pipeline.render.typography import typeset_page


class DataEntry(Struct, frozen=True):
    """One table or chart: the name of its files, its title, and their sizes in bytes."""

    name: str
    kind: str
    """'tabel' or 'grafiek'."""
    title: str
    xlsx: int
    csv: int


class WholeBook(Struct, frozen=True):
    """The workbook of the whole year."""

    name: str
    size: int


def data_page(
    year: int,
    organisation: Organisation,
    entries: Sequence[DataEntry],
    whole: WholeBook,
    catalogue: str,
) -> str:
    """Return the page; its links lead to files below data/."""
    template = html.environment().get_template("gegevens.html.j2")
    page = template.render(
        year=year,
        organisation=organisation,
        grids=entries,
        whole=whole,
        catalogue=catalogue,
        licence=organisation.licence,
    )
    return typeset_page(page)
