"""How finished PDFs are laid out: no heading alone, no figure far off, no half-empty page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import each
from lxml import html
from test_pdf_structure import clean, every_publication, kids, of, text_of, walk

BLOCKS = ("P", "H2", "H3", "H4", "L", "Div", "NonStruct", "Table", "Figure")
LABEL, POINTS, SMALLEST = 12, 0.75, 6.9
"""The size of a label in pixels of its drawing, points in a pixel, and the least on paper."""
FULLEST_GAP, LAST_GAP = 0.4, 0.6
"""The largest part of the height of the text that stays open on a page; at the end of a chapter."""


@pytest.fixture
def written(built_years: Path, year: int, name: str) -> Iterator[pikepdf.Pdf]:
    """Return a finished PDF."""
    with pikepdf.open(built_years / str(year) / name / f"{name}-{year}.pdf") as opened:
        yield opened


def pages_of(written: pikepdf.Pdf, element: pikepdf.Object) -> list[int]:
    """Return the pages on which an element stands, by their number from 0."""
    numbers = {page.obj.objgen: i for i, page in enumerate(written.pages)}
    found = {numbers[e.Pg.objgen] for e in (element, *walk(element)) if "/Pg" in e}
    return sorted(found)


@every_publication
def test_no_heading_stands_alone_at_the_end_of_a_page(written, year, name) -> None:
    """What a heading announces begins on the same page."""
    for parent in each(e for e in walk(written.Root.StructTreeRoot) if e.S in ("/Sect", "/Div")):
        below = kids(parent)
        for heading, after in each(itertools.pairwise(below)):
            if str(heading.S) in ("/H2", "/H3", "/H4"):
                assert pages_of(written, heading)[-1] == pages_of(written, after)[0], clean(
                    text_of(written, heading)
                )


@every_publication
def test_no_figure_is_further_than_a_page_from_its_text(written, year, name) -> None:
    """A chart, diagram or table stands on the page of the text before it, or on the next."""
    for parent in each(e for e in walk(written.Root.StructTreeRoot) if e.S in ("/Sect", "/Div")):
        text_page = None
        for block in each(kids(parent)):
            page = pages_of(written, block)
            holds_figure = any(e.S in ("/Figure", "/Table") for e in (block, *walk(block)))
            if holds_figure and text_page is not None:
                assert page[0] - text_page <= 1, clean(text_of(written, block))[:80]
            if not holds_figure and page:
                text_page = page[-1]


@every_publication
def test_letters_in_charts_can_be_read_on_paper(built_years, written, year, name) -> None:
    """However a chart is scaled to fit a page, its labels stay about seven points high."""
    page = html.parse(built_years / str(year) / name / "index.html").getroot()
    drawings = [
        next(link for link in figure.xpath(".//details//a/@href") if link.endswith(".svg"))
        for figure in page.xpath("//main//figure")
    ]
    figures = of(written, "Figure")
    for figure, drawing in each(zip(figures, drawings, strict=True)):
        picture = (built_years / str(year) / name / drawing).read_text("utf-8")
        high = float(re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', picture)[1])
        _, top, _, bottom = (float(part) for part in figure.A.BBox)
        size = LABEL * POINTS * (bottom - top) / high
        assert size >= SMALLEST, f"{drawing}: {size:.1f} pt"


@every_publication
def test_pages_are_filled(built_years, written, year, name) -> None:
    """No page is half empty, also not the last of a chapter where the next begins on a new one."""
    file = built_years / str(year) / name / f"{name}-{year}.pdf"
    document = pypdfium2.PdfDocument(file)
    for section in each(of(written, "Sect")):
        *inner, last = pages_of(written, section)
        for number in (*inner, last):
            gap = open_at_the_end(document[number])
            assert gap <= (LAST_GAP if number == last else FULLEST_GAP), f"p. {number + 1}: {gap}"


def open_at_the_end(page: pypdfium2.PdfPage) -> float:
    """Return which part of the height of the text is open below the last of it."""
    height = page.get_height()
    bottom, top = 0.085 * height, 0.88 * height  # above the page number, below the running head
    lowest = min(
        (
            bounds[1]
            for thing in page.get_objects(max_depth=2)
            if thing.type in (1, 3) and (bounds := thing.get_bounds())[1] > bottom
        ),
        default=top,
    )
    return (lowest - bottom) / (top - bottom)
