"""The account of the numbers, measured on finished files: register, pages and PDFs agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import each
from lxml import html
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
YEARS = tuple(sorted(path.name for path in (ROOT / "data").glob("[0-9]*")))

each_year = pytest.mark.parametrize("year", YEARS)


@pytest.fixture
def site(built_years: Path) -> Path:
    """Every shipped year, built once."""
    return built_years


@cache
def register(site: Path, year: str) -> list[dict]:
    """Return the figures of the register."""
    found = json.loads((site / year / "cijferregister.json").read_text("utf-8"))["cijfers"]
    assert found
    return found


@cache
def page(site: Path, year: str, publication: str) -> html.HtmlElement:
    """Return a finished web page."""
    return html.document_fromstring((site / year / publication / "index.html").read_bytes())


@cache
def pdf_pages(site: Path, year: str, publication: str) -> list[str]:
    """Return the text of each page of a finished PDF, without any space."""
    reader = PdfReader(site / year / publication / f"{publication}-{year}.pdf")
    return [re.sub(r"\s", "", text.extract_text()) for text in reader.pages]


def places(site: Path, year: str) -> Iterator[tuple[dict, dict]]:
    """Yield (figure, place) for every place in the register."""
    for figure in register(site, year):
        for place in figure["plaatsen"]:
            yield figure, place


def publications(year_folder: Path) -> list[str]:
    """Return the publications of a finished year."""
    found = sorted(path.parent.name for path in year_folder.glob("*/index.html"))
    assert found
    return found


def spoken(element: html.HtmlElement) -> str:
    """Return what an element shows; a sign such as n.n.b. has its meaning beside it."""
    signs = element.xpath(".//span[@aria-hidden='true']")
    return signs[0].text if signs else element.text_content()


@each_year
def test_every_number_on_a_page_is_in_the_register(site: Path, year: str) -> None:
    """Each `<data>` leads to its row, which names that very place with the same words."""
    known = {(p["publicatie"], p["anker"], f["id"]): p["getoond"] for f, p in places(site, year)}
    for publication in each(publications(site / year)):
        for element in each(page(site, year, publication).iter("data")):
            key = (publication, element.get("id"), element.get("data-cel"))
            assert known[key] == spoken(element) or known[key] in element.text_content(), key


@each_year
def test_every_place_in_the_register_is_on_the_page(site: Path, year: str) -> None:
    """The register leads back: the anchor is there, and the number stands at it."""
    for figure, place in each(places(site, year)):
        tree = page(site, year, place["publicatie"])
        (element,) = tree.xpath("//*[@id=$name]", name=place["anker"])
        if element.tag == "data":
            assert element.get("data-cel") == figure["id"]
        else:
            assert place["soort"] in ("alt-tekst", "grafiek")
            assert place["getoond"] in element.text_content()


@each_year
def test_every_number_leads_to_its_row_and_the_row_to_its_cell(site: Path, year: str) -> None:
    """The link of a number arrives at a row of the register; the row names a line of a file."""
    rows = html.document_fromstring((site / year / "cijferregister.html").read_bytes())
    ids = set(rows.xpath("//tr/@id"))
    for publication in each(publications(site / year)):
        links = page(site, year, publication).xpath("//data/a/@href")
        assert links
        assert {link.removeprefix("../cijferregister.html#") for link in links} <= ids
        counted = page(site, year, publication).xpath("//p[@class='herkomst']/a/@href")
        targets = {link.partition("#")[2] for link in counted}
        assert targets
        assert targets <= set(rows.xpath("//h3/@id"))
    for figure in each(register(site, year)):
        if not figure["berekend_uit"]:
            line = (ROOT / figure["bestand"]).read_text("utf-8").split("\n")[figure["regel"] - 1]
            assert typed(figure) in line.replace(".", "") or figure["ontbreekt"], figure["id"]
        assert set(figure["berekend_uit"]) <= {other["id"] for other in register(site, year)}


def typed(figure: dict) -> str:
    """Return a value as it stands in a file, without points for thousands."""
    return (figure["waarde"] or "").replace(".", ",").removesuffix(",0")


@each_year
def test_every_number_stands_on_its_page_of_the_pdf(site: Path, year: str) -> None:
    """The page that the register names shows the number; alternatives are spoken, not printed."""
    for figure, place in each(places(site, year)):
        if place["soort"] == "alt-tekst" or not place["pdf_anker"]:
            continue
        text = pdf_pages(site, year, place["publicatie"])[place["pdf_pagina"] - 1]
        assert re.sub(r"\s", "", place["getoond"]) in text, (figure["id"], place)


@each_year
def test_the_register_says_the_same_as_page_and_as_data(site: Path, year: str) -> None:
    """HTML, JSON and CSV have the same figures and places."""
    text = (site / year / "cijferregister.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    expected = [(f["id"], p["publicatie"], p["anker"], p["getoond"]) for f, p in places(site, year)]
    found = [(r["id"], r["publicatie"], r["anker"], r["getoond"]) for r in lines if r["anker"]]
    assert found == expected
    rows = html.document_fromstring((site / year / "cijferregister.html").read_bytes())
    assert len(rows.xpath("//tr[@id]")) == len(register(site, year))


@each_year
def test_an_exact_value_is_recorded_whatever_is_shown(site: Path, year: str) -> None:
    """`| miljoen` and `| positief` change what is shown and not what is true."""
    data = {f["id"]: f["waarde"] for f in register(site, year)}
    for publication in each(publications(site / year)):
        for element in each(page(site, year, publication).iter("data")):
            assert element.get("value") == (data[element.get("data-cel")] or "")


@each_year
def test_the_report_of_checks_names_every_rule_and_cell(site: Path, year: str) -> None:
    """Every rule of the year stands there with its verdict and the cells it read."""
    report = json.loads((site / year / "controles.json").read_text("utf-8"))
    page_text = (site / year / "controles.html").read_text("utf-8")
    assert {line["verdict"] for line in report["rules"]} <= {
        "klopt",
        "verklaard",
        "niet te toetsen",
    }
    assert report["rules"] or year == "2024"  # which has no table
    assert all(line["cells"] for line in report["rules"])
    assert all(cell["place"]["line"] for line in report["rules"] for cell in line["cells"])
    assert all(line["reason"] for line in report["rules"] if line["verdict"] == "verklaard")
    assert page_text.count("<tr>") > len(report["rules"])
    assert not re.search(r"\{\{|None|[\ue000-\uf8ff]", page_text)
