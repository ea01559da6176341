"""Paper and screen carry the same content: the finished PDF is held against the finished page."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import each
from lxml import html
from test_pdf_structure import (
    clean,
    every_publication,
    kids,
    of,
    squeezed,
    text_of,
    visible,
    walk,
)

ONLY_ON_SCREEN = ("stil", "anker", "menu", "getallen", "herkomst", "voetnoten")
"""Classes of what a screen adds: the same numbers as a table, links, the notes in one place."""


@pytest.fixture
def page(built_years: Path, year: int, name: str):
    """Return the finished web page."""
    return html.parse(built_years / str(year) / name / "index.html").getroot()


@pytest.fixture
def written(built_years: Path, year: int, name: str):
    """Return the finished PDF."""
    with pikepdf.open(built_years / str(year) / name / f"{name}-{year}.pdf") as opened:
        yield opened


def chapters(page) -> list[str]:
    """Return the text of each chapter of a web page, without spaces."""
    found = []
    for section in page.xpath("//main/section[contains(@class, 'hoofdstuk')]"):
        own = copy.deepcopy(section)
        for name in ONLY_ON_SCREEN:
            for part in own.find_class(name):
                part.drop_tree()
        for part in own.xpath(".//svg | .//details"):
            part.drop_tree()
        found.append(squeezed(own.text_content()))
    return found


@every_publication
def test_chapters_say_the_same(page, written, year, name) -> None:
    """Word for word and number for number, in the same order, every chapter."""
    notes = of(written, "Note")
    apart = ("Note", "Figure", "Lbl")  # compared below, drawn, and the bullets of lists
    paper = [squeezed(text_of(written, part, without=apart)) for part in of(written, "Sect")]
    screen = chapters(page)
    assert len(paper) == len(screen)
    for one, other in each(zip(paper, screen, strict=True)):
        assert one == other
    assert sum(map(len, paper)) > 1_000
    on_screen = [squeezed(visible(item)) for item in page.xpath("//*[@class='voetnoten']//li")]
    on_paper = [squeezed(text_of(written, note)) for note in notes]
    on_screen = [item.removesuffix("Terug") for item in on_screen]
    assert [note.lstrip("0123456789") for note in on_paper] == on_screen
    assert on_paper or (year, name) != (2020, "jaarverslag")


@every_publication
def test_titles_and_contents_are_the_same(page, written, year, name) -> None:
    """The cover has the title of the page; printed contents name the chapters of the screen."""
    (title,) = of(written, "H1")
    assert squeezed(text_of(written, title)) == squeezed(visible(page.xpath("//h1")[0]))
    printed = [e for e in of(written, "H2") if clean(text_of(written, e)) == "Inhoud"]
    if printed:
        (contents,) = [e for e in walk(written.Root.StructTreeRoot) if printed[0] in kids(e)]
        told = [squeezed(text_of(written, link)) for link in outermost_links(contents)]
        printed_names = [re.sub(r"\.*\d+$", "", link) for link in told]
        listed = [squeezed(visible(link)) for link in page.xpath("//nav[@class='inhoud']//a")]
        chapters_listed = page.xpath("//nav[@class='inhoud']/ol/li/a")
        assert [name for name in listed if name in printed_names] == printed_names
        assert {squeezed(visible(link)) for link in chapters_listed} <= set(printed_names)


def outermost_links(element) -> Iterator[pikepdf.Object]:
    """Yield the links below an element that are not part of another."""
    for kid in kids(element):
        if kid.S == "/Link":
            yield kid
        else:
            yield from outermost_links(kid)


def test_a_difference_is_seen(built_years: Path) -> None:
    """One number less on the screen, and the two are not the same."""
    root = html.parse(built_years / "2020/jaarverslag/index.html").getroot()
    before = chapters(root)
    root.xpath("//main//section//p//data")[0].drop_tree()
    assert chapters(root) != before
