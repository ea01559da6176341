"""A composed publication as HTML: one page for print, one for the web, and the index pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from markupsafe import Markup
from msgspec import Struct

from pipeline import anchors, diagram_words, dutch
from pipeline.model import (
    Cell,
    Chapter,
    ChartBlock,
    DiagramBlock,
    Document,
    Note,
    NotesBlock,
    Organisation,
    Prose,
    TableBlock,
)
from pipeline.render import bound, columns, diagrams, fonts, prose, sources, tables
from pipeline.render.bound import Medium
from pipeline.render.compiled import Compiled
from pipeline.render.languages import name_languages
from pipeline.render.typography import typeset_page
from pipeline.sealed_files import kept_name

DIAGRAM = "diagram.svg.j2"
_BLOCKS = {
    "prose": Prose,
    "table": TableBlock,
    "chart": ChartBlock,
    "diagram": DiagramBlock,
    "notes": NotesBlock,
}
"""How templates call the kinds of blocks."""
SHARED = Path(__file__).parents[2] / "templates" / "shared"


class IndexEntry(Struct, frozen=True):
    """One publication as the index page of its year lists it."""

    title: str
    summary: str
    status: Literal["concept", "vastgesteld"]
    html: str | None
    """Link to the web page, relative to the index page; None when it was not made."""
    pdf: str | None
    pages: int
    size: int
    """Bytes of the PDF."""


class IndexYear(Struct, frozen=True):
    """One year as the index page of the site lists it."""

    year: int
    href: str
    titles: tuple[str, ...]


class Link(Struct, frozen=True):
    """A link to something that accompanies the publications of a year."""

    href: str
    text: str
    description: str


def print_page(document: Document) -> str:
    """Return the complete HTML for the PDF, numbers marked; its charts are files beside it."""
    return _page("print", document, {})


def web_page(
    document: Document, charts: Mapping[str, str], pdf: str | None, bundle: str = ""
) -> str:
    """Return the complete web page of a publication.

    `pdf` is the file beside it, if any; `bundle` the libraries of interactive charts in the folder
    of the year.
    """
    return _page("web", document, charts, pdf, bundle)


def year_index(
    year: int,
    organisation: Organisation,
    entries: Iterable[IndexEntry],
    links: Iterable[Link] = (),
) -> str:
    """Return the page that lists all publications of a year, and what accompanies them."""
    template = environment().get_template("jaar.html.j2")
    page = template.render(
        year=year, organisation=organisation, entries=tuple(entries), links=tuple(links)
    )
    return typeset_page(page)


def search_page(year: int | None, organisation: Organisation) -> str:
    """Return the page that searches the publications of a year; None for all years."""
    template = environment().get_template("zoeken.html.j2")
    return typeset_page(template.render(year=year, organisation=organisation))


def site_index(organisation: Organisation, years: Iterable[IndexYear]) -> str:
    """Return the page that lists all years, the latest first."""
    template = environment().get_template("jaren.html.j2")
    latest_first = sorted(years, key=lambda entry: entry.year, reverse=True)
    return typeset_page(template.render(organisation=organisation, years=latest_first))


def _page(
    medium: Medium,
    document: Document,
    charts: Mapping[str, str],
    pdf: str | None = None,
    bundle: str = "",
) -> str:
    own = environment(document.publication.folder)
    own.globals["family"] = fonts.Letters.of(document.organisation.style).text
    own.filters |= {
        "inline": partial(prose.inline, document=document, medium=medium),
        "plain": partial(prose.plain, document=document),
        "note_text": partial(prose.note_text, document=document, medium=medium),
        "description": partial(prose.description, medium=medium),
        "bound": partial(bound.bound_cell, medium=medium),
        "place": sources.attribute if medium == "print" else lambda _: "",
        "layout": partial(columns.layout, form=document.publication.form, medium=medium),
        "running_text": partial(prose.running_text, document=document, medium=medium),
    }
    page = own.get_template(f"{medium}.html.j2").render(
        document=document,
        publication=document.publication,
        organisation=document.organisation,
        drawings={name: Markup(svg) for name, svg in charts.items()},  # noqa: S704  (we drew it)
        medium=medium,
        pdf=pdf,
        counted=bound.chapters_with_numbers(document),
        bundle=bundle,
    )
    return name_languages(typeset_page(page), document.foreign)


def environment(folder: Path = SHARED) -> jinja2.Environment:
    """Return the environment of all templates, those of a publication before the shared ones."""
    made = jinja2.Environment(
        # `shared/x` names the shared template from inside an overriding one of the same name.
        loader=jinja2.FileSystemLoader([folder, SHARED, SHARED.parent]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Compiled(),
    )
    made.filters |= {
        "date": dutch.date,
        "capitalised": lambda text: text[:1].upper() + text[1:],
        "breakable": _breakable,
        "file_size": _file_size,
        "content_columns": _content_columns,
        "markers": _markers,
        "sign": tables.sign,
        "signs": tables.signs,
        "heading": tables.heading,
        "groups": tables.groups,
        "caption_unit": tables.caption_unit,
        "row_unit": tables.row_unit,
        "chart_unit": tables.chart_unit,
        "series_unit": tables.series_unit,
        "spoken": diagram_words.spoken,
        "data_name": _data_name,
        "kept_name": kept_name,
        "preloads": _preloads,
    }
    made.globals["anchors"] = anchors
    made.filters["drawn"] = lambda diagram, layout: Markup(  # noqa: S704  (the template escapes)
        diagrams.svg(diagram, layout, made.get_template(DIAGRAM), str(made.globals["family"]))
    )
    made.tests |= {name: _is(kind) for name, kind in _BLOCKS.items()}
    made.tests["wordy"] = columns.wordy
    return made


def _is(kind: type) -> Any:
    return lambda block: isinstance(block, kind)


def _content_columns(document: Document) -> list[tuple[Chapter, ...]]:
    """Return the chapters for the left and the right column of the printed contents."""
    lines = [1 + len(chapter.headings) for chapter in document.chapters]
    left = min(
        range(1, len(lines) + 1), key=lambda count: max(sum(lines[:count]), sum(lines[count:]))
    )
    return [part for part in (document.chapters[:left], document.chapters[left:]) if part]


def _breakable(path: str) -> Markup:
    """Return a path that may be broken after a slash and nowhere else."""
    return Markup("/<wbr>").join(path.split("/"))


def _markers(cell: Cell, notes: tuple[Note, ...]) -> list[str]:
    return [
        chr(ord("a") + i)
        for i, note in enumerate(notes)
        if cell.id in note.cells and not note.general
    ]


def _preloads(organisation: Organisation) -> list[str]:
    """Return the fonts that a page shows at once; asked for early, so that no text jumps."""
    faces = fonts.Letters.of(organisation.style).web_faces
    return [f"fonts/{face.file}.woff2" for face in faces if face.style == "normal"]


def _data_name(block: TableBlock | ChartBlock) -> str:
    if isinstance(block, TableBlock):
        return anchors.table_data(block.table.id)
    return anchors.chart_data(block.name)


def _file_size(size: int) -> str:
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{dutch.number(Decimal(size) / 1000)} kB"
    return f"{dutch.number(Decimal(size) / 1_000_000, 1)} MB"
