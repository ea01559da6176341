"""The pages around the publications: of a year, of all years, and the account of the numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import account, anchors, publish
from pipeline.account import files
from pipeline.commands.data_of_year import PAGE, write_data
from pipeline.model import Document, Exempt, Rehearsal
from pipeline.render import BUNDLE, Rendered, pdf_name
from pipeline.sealed_files import earlier_versions
from pipeline.writing import write_files

if TYPE_CHECKING:
    from pipeline.commands.prepare import Prepared
    from pipeline.render import html

Records = Mapping[str, Mapping[str, Any]]
"""What the manifest says of each publication that the year holds."""

YEARS = "jaren.js"
"""Beside the index of all years: which publications there are, for links between the years."""
_LINKS = (
    (
        PAGE,
        "Gegevens",
        "De tabellen en de getallen achter de grafieken, voor Excel en als open data.",
    ),
    (
        anchors.REGISTER,
        "Cijferregister",
        "Elk cijfer: wat het precies is, waar het vandaan komt en waar het staat.",
    ),
    (
        "controles.html",
        "Controles",
        "Wat er aan de cijfers en teksten is nagekeken, ook wat klopt, en wat is verklaard.",
    ),
)


def write_year(
    year: Prepared,
    records: Records,
    done: Rendered,
    told: dict[str, bytes],
    published: Path,
    site: Path,
) -> None:
    """Write the index and the account of a year beside its publications.

    `told` are the files of its account that have no page numbers in them.
    """
    documents = tuple(d for d in year.documents if d.publication.id in records)
    written = register_files(
        year, documents, _pages(records, done, published / str(year.data.year)), _on_web(records)
    )
    written |= told
    written |= {**index_files(year, _entries(documents, records)), **done.fonts}
    if any(document.charts for document in documents):
        written[BUNDLE] = done.bundle or (published / str(year.data.year) / BUNDLE).read_bytes()
    for document in documents:
        if document.publication.id in _on_web(records):
            written |= earlier_versions(document, year.data.folder)
    write_files(site, written)


def unpaged_files(
    year: Prepared, documents: tuple[Document, ...], rehearsal: Rehearsal
) -> dict[str, bytes]:
    """Return the report of all that was checked, and the tables and charts as data."""
    return control_files(year, rehearsal) | write_data(year, documents)


def index_files(year: Prepared, entries: list[html.IndexEntry]) -> dict[str, bytes]:
    """Return the index of a year and the page that searches it, with what they need but fonts."""
    from pipeline.render import assets, html

    number, organisation = year.data.year, year.data.organisation
    links = [html.Link(*link) for link in _LINKS]
    return {
        "index.html": html.year_index(number, organisation, entries, links).encode(),
        "zoeken.html": html.search_page(number, organisation).encode(),
        **assets.index_assets(organisation),
    }


def _on_web(records: Records) -> frozenset[str]:
    return frozenset(name for name, record in records.items() if "html" in record)


def register_files(
    year: Prepared,
    documents: tuple[Document, ...],
    pages: Mapping[str, Mapping[str, int]],
    on_web: frozenset[str],
) -> dict[str, bytes]:
    """Return the register of a year; `pages` has the page of each number per publication."""
    from pipeline.render.register import register_page

    rows = account.register(year.data, year.figures, documents, pages)
    return {
        anchors.REGISTER: register_page(rows, documents, year.data.tables, on_web).encode(),
        "cijferregister.json": files.register_json(year.data.year, rows),
        "cijferregister.csv": files.register_csv(rows),
    }


def control_files(year: Prepared, rehearsal: Rehearsal) -> dict[str, bytes]:
    """Return the report of all that was checked."""
    from pipeline.render.controls import controls_json, controls_page

    report = account.control_report(found_of(year, rehearsal))
    titles = {table.id: table.title for table in year.data.tables.values()}
    page = controls_page(report, year.data.organisation, titles)
    return {"controles.html": page.encode(), "controles.json": controls_json(report)}


def found_of(year: Prepared, rehearsal: Rehearsal) -> account.Findings:
    """Return all that the stages found of a year, for the report."""
    notes = [note for document in year.documents for note in document.notes]
    return account.Findings(
        year.data,
        year.earlier,
        year.outcomes,
        year.comparisons,
        year.remarks,
        year.protected,
        year.forecasts,
        rehearsal,
        {note.about: note.text for note in notes},
        tuple(
            (document.publication.id, item)
            for document in year.documents
            for item in document.insertions
            if isinstance(item, Exempt)
        ),
    )


def _pages(records: Records, done: Rendered, published: Path) -> dict[str, Mapping[str, int]]:
    """Return the page of each number; of a PDF that was kept, as the earlier register says."""
    pages = {name: info.places for name, info in done.pdfs.items()}
    kept = [name for name, record in records.items() if "pdf" in record and name not in pages]
    if kept:
        earlier = json.loads((published / "cijferregister.json").read_bytes())
        pages |= {name: files.places_in(earlier, name) for name in kept}
    return pages


def _entries(documents: tuple[Document, ...], records: Records) -> list[html.IndexEntry]:
    from pipeline.render import html

    return [
        html.IndexEntry(
            document.publication.title,
            document.publication.summary,
            document.publication.status,
            f"{name}/index.html" if "html" in records[name] else None,
            f"{name}/{pdf_name(document)}" if "pdf" in records[name] else None,
            records[name].get("paginas", 0),
            records[name].get("bytes", 0),
        )
        for document in documents
        for name in [document.publication.id]
    ]


def site_files(output: publish.Output, latest: Prepared) -> dict[str, bytes]:
    """Return the index of all years that will stand in the output, with what it needs."""
    from pipeline.render import assets, html

    manifests = output.published_years()
    years = [
        html.IndexYear(
            year, f"{year}/index.html", tuple(r["titel"] for r in manifest["publicaties"].values())
        )
        for year, manifest in manifests.items()
    ]
    organisation = latest.data.organisation
    letters = output.files_of(latest.data.year, "fonts")
    return {
        "index.html": html.site_index(organisation, years).encode(),
        "zoeken.html": html.search_page(None, organisation).encode(),
        YEARS: _years_script(manifests),
        **assets.index_assets(organisation),
        **{f"fonts/{path.name}": path.read_bytes() for path in letters},
    }


def _years_script(manifests: Mapping[int, Mapping[str, Any]]) -> bytes:
    titles = {
        str(year): {name: r["titel"] for name, r in manifest["publicaties"].items() if "html" in r}
        for year, manifest in sorted(manifests.items())
    }
    text = json.dumps(titles, ensure_ascii=False, indent=1)
    return f"globalThis.jaarverslagJaren = {text};\n".encode()
