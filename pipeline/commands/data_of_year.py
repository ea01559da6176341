"""The tables and charts of a year as data, and the page that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import datafiles
from pipeline.datafiles import CATALOGUE, METADATA, Grid, Occasion
from pipeline.model import Document

if TYPE_CHECKING:
    from pipeline.commands.prepare import Prepared

FOLDER = "data"
PAGE = "gegevens.html"


def write_data(year: Prepared, documents: tuple[Document, ...]) -> dict[str, bytes]:
    """Return every file of data/ and the page beside it, by path in the folder of the year."""
    from pipeline.render.data_page import DataEntry, WholeBook, data_page

    occasion = occasion_of(year, documents)
    grids = datafiles.grids(year.protected, documents)
    files = {name: content for grid in grids for name, content in _files(grid, occasion).items()}
    name = f"jaarcijfers-{occasion.year}.xlsx"
    if grids:
        files[CATALOGUE] = datafiles.catalogue(grids, occasion, files)
        title = f"Jaarcijfers {occasion.year} van {occasion.organisation}"
        files[name] = datafiles.workbook(grids, occasion, title)
    entries = [
        DataEntry(
            g.name,
            g.name.partition("-")[0],
            g.title,
            len(files[f"{g.name}.xlsx"]),
            len(files[f"{g.name}.csv"]),
        )
        for g in grids
    ]
    whole = WholeBook(name, len(files.get(name, b"")))
    page = data_page(occasion.year, year.data.organisation, entries, whole, CATALOGUE)
    return {f"{FOLDER}/{path}": content for path, content in files.items()} | {PAGE: page.encode()}


def occasion_of(year: Prepared, documents: tuple[Document, ...]) -> Occasion:
    """Return whose data these are, and of when."""
    organisation = year.data.organisation
    dates = sorted(d.publication.date for d in documents if d.publication.date)
    return Occasion(
        year.data.year,
        organisation.name,
        organisation.short_name,
        organisation.website,
        organisation.licence,
        organisation.theme,
        organisation.whom.name,
        dates[0] if dates else "",
        dates[-1] if dates else "",
    )


def _files(grid: Grid, occasion: Occasion) -> dict[str, bytes]:
    return {
        f"{grid.name}.csv": datafiles.csv_file(grid),
        f"{grid.name}{METADATA}": datafiles.metadata(grid, occasion),
        f"{grid.name}.xlsx": datafiles.workbook((grid,), occasion, grid.title),
    }
