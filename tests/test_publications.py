"""The shipped publications have the size and the parts that their readers were promised."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest
from lxml import html as lxml_html

PAGES = {
    "2020/jaarverslag": range(35, 60),
    "2020/publieksversie": range(6, 11),
    "2021/jaarverslag": range(20, 60),
    "2021/publieksversie": range(6, 11),
    "2021/factsheet": range(4, 7),
    "2021/nieuwsbericht": range(1, 3),
    "2024/webverslag": range(4, 9),
}


@pytest.mark.parametrize("publication", PAGES)
def test_pages(built_years: Path, publication: str) -> None:
    """Covers count; a page more or less is a matter of layout, a third of them is not."""
    (path,) = (built_years / publication).glob("*.pdf")
    assert len(pypdf.PdfReader(path).pages) in PAGES[publication]


def test_every_shipped_publication_has_its_size(built_years: Path) -> None:
    """A publication that is added is added here too."""
    made = {f"{path.parts[-3]}/{path.parts[-2]}" for path in built_years.glob("20*/*/*.pdf")}
    assert made == set(PAGES)


def test_a_sheet_starts_with_its_title(built_years: Path) -> None:
    """No cover and no contents page: the first page has the title, and the text begins on it."""
    page = pypdf.PdfReader(built_years / "2021/nieuwsbericht/nieuwsbericht-2021.pdf").pages[0]
    text = " ".join(page.extract_text().split())
    assert "Projectleider Verbeterplan 2021" in text
    assert "Een rapport dat alles in beweging zette" in text


def test_author(built_years: Path) -> None:
    """Who wrote it stands in the PDF's properties and on the page; else it is the organisation."""
    for name, author in (
        ("nieuwsbericht", "Projectleider Verbeterplan 2021"),
        ("factsheet", "Jeugdbescherming west"),
    ):
        meta = pypdf.PdfReader(built_years / f"2021/{name}/{name}-2021.pdf").metadata
        assert meta is not None
        assert meta.author == author
        page = lxml_html.parse(built_years / f"2021/{name}/index.html").getroot()
        assert page.xpath("//meta[@name='author']/@content") == [author]


def test_terms_of_the_glossary_can_be_reached(built_years: Path) -> None:
    """Each term has an anchor, in alphabetical order, and references in the text lead there."""
    page = lxml_html.parse(built_years / "2024/webverslag/index.html").getroot()
    terms = page.xpath("//dt")
    names = [term.text_content().lower() for term in terms]
    assert names == sorted(names)
    anchors = {f"#{term.get('id')}" for term in terms}
    assert len(anchors) == len(terms) > 5
    used = {href for href in page.xpath("//main//a/@href") if href.startswith("#begrip-")}
    assert used
    assert used <= anchors
    assert all(re.fullmatch(r"#begrip-[a-z-]+", anchor) for anchor in anchors)
