"""Every numeral that a reader meets, from finished pages and PDFs: in the register or exempt.

Nothing is asked of the program: the tests read what was published. A numeral that is neither in the
register at that place nor of a named kind is a stray, and there may be none.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from conftest import each
from lxml import html

from pipeline.load import load
from pipeline.numerals import find
from pipeline.render.typography import typeset

ROOT = Path(__file__).resolve().parent.parent
YEARS = tuple(sorted(path.name for path in (ROOT / "data").glob("[0-9]*")))
REGISTER = "register"
STRAY = "zwervend"
DIVIDED = re.compile(r"(?:[\x02\ufffe]|(?<=[a-zà-ÿ])-(?=\s))\s*(?=[a-zà-ÿ])")
"""The hyphen that the build put at the end of a line, and the line end behind it."""
GONE = "\N{INVISIBLE SEPARATOR}"
UNIT = re.compile(f"(?:x €|€ x) 1(?:[.]000| mln)|(?<={GONE}) (?:miljoen|duizend) euro")
PARTS = {
    "nummer": "kopnummer",
    "volgnummer": "nummer van tabel of figuur",
    "nootcijfer": "nummer van een voetnoot",
    "terug": "nummer van een voetnoot",
    "verwijzing": "verwijzing",
    "herkomst": "verwijzing",
    "vrij": "vrijgesteld",
    "bron": "bron",
    "uitgave": "versie van een concept",
}
"""Parts of a page by their class, and what a numeral in such a part is."""
LEAST = {"jaarverslag": 50, "publieksversie": 50}
"""A report without its figures was not read; the other publications have few."""
SCALES = {"figuur-tevredenheid": ("0", "10")}
"""The ends of a scale that a chart draws with numbers of its own."""

each_year = pytest.mark.parametrize("year", YEARS)


@cache
def names(year: str) -> tuple[str, ...]:
    """Return the headings, labels and spellings of a year in which a numeral is part of a name."""
    data, _ = load(ROOT / "data", int(year), ROOT / "templates")
    words = {label for codes in data.code_lists.values() for label in codes.labels.values()}
    words |= {name for codes in data.code_lists.values() for name in codes.variants}
    for table in data.tables.values():
        words |= {table.title, *(column.heading for column in table.columns)}
        words |= {label for row in table.rows for label in row.labels}
        words |= set(table.texts.values())
    words = {plain(typeset(word)) for word in words}
    lower = (word[:1].lower() + word[1:] for word in words)
    return tuple(sorted({w for w in (*words, *lower) if any(not n.kind for n in find(w))}))


def year_headings(year: str) -> set[str]:
    """Return the headings of columns that are a year; beside other words they look like a count."""
    data, _ = load(ROOT / "data", int(year), ROOT / "templates")
    headings = (column.heading for table in data.tables.values() for column in table.columns)
    return {heading for heading in headings if re.fullmatch("20[0-9]{2}", heading)}


@cache
def figures(site: Path, year: str) -> list[dict]:
    """Return the figures of the register."""
    return json.loads((site / year / "cijferregister.json").read_text("utf-8"))["cijfers"]


def places(site: Path, year: str, publication: str) -> Iterator[dict]:
    """Yield every place of a publication in the register."""
    for figure in figures(site, year):
        yield from (place for place in figure["plaatsen"] if place["publicatie"] == publication)


def plain(text: str) -> str:
    """Return a text with single spaces; a line end inside a number is nothing."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def kinds_in(
    text: str, known: Iterable[str], year: str, calls: str = "!"
) -> Iterator[tuple[str, str]]:
    """Yield (numeral, kind) for words; `known` are the numbers that the register has there.

    Each counts as often as the register says. `calls` is a pattern of raised numbers of footnotes,
    which a PDF has directly behind a number.
    """
    rest = plain(text)
    for numeral in reversed(find(rest, names(year))):
        if numeral.kind:
            yield numeral.text, numeral.kind
            rest = f"{rest[: numeral.start]}{GONE}{rest[numeral.end :]}"
    expected = Counter(plain(words) for words in known if find(words))
    for shown in sorted(expected, key=len, reverse=True):
        whole = r"(?!\w)" if shown[-1].isalpha() else rf"(?=(?:{calls})?(?![\d-]|[.,]\d))"
        pattern = rf"(?<![\w.,]){re.escape(shown)}{whole}"
        rest, count = re.subn(pattern, GONE, rest, count=expected[shown])
        yield from [(shown, REGISTER)] * count
    rest, count = UNIT.subn(GONE, rest)
    yield from [("x € 1.000", "eenheid")] * count
    yield from ((numeral.text, numeral.kind or STRAY) for numeral in find(rest))


def publications(site: Path, year: str) -> list[str]:
    """Return the publications of a finished year."""
    return sorted(path.parent.name for path in (site / year).glob("*/index.html"))


# --- web pages -----------------------------------------------------------------------------------


def on_page(site: Path, year: str, publication: str) -> Iterator[tuple[str, str]]:
    """Yield (numeral, kind) for every numeral of a finished web page, also where it is spoken."""
    tree = html.document_fromstring((site / year / publication / "index.html").read_bytes())
    known: dict[str, list[str]] = {}
    for place in places(site, year, publication):
        known.setdefault(place["anker"], []).append(place["getoond"])
    for link in each(tree.find_class("anker")):  # says the heading that it stands in once more
        (title,) = link.xpath("..//*[@class='titel']") or [link.getparent()]
        said = link.get("aria-label").removeprefix("Koppeling naar ")
        assert plain(title.text_content()).endswith(plain(said))
        link.drop_tag()
    yield from in_attributes(tree, known, year)
    for figure in tree.xpath("//figure[@id]"):
        for svg in figure.xpath(".//svg"):
            own = [*known.get(figure.get("id"), ()), *SCALES.get(figure.get("id"), ())]
            yield from kinds_in(" ".join(svg.itertext()), own, year)
            svg.drop_tree()
    for element in each(tree.xpath("//data")):
        words = plain(element.text_content())
        if find(words):
            assert words in map(plain, known[element.get("id")]), words
            yield words, REGISTER
        leave_a_mark(element)
    for name, kind in PARTS.items():
        for element in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            yield from ((n.text, kind) for n in find(element.text_content()))
            leave_a_mark(element)
    for text in whole_texts(tree):
        yield from kinds_in(text, (), year)


def in_attributes(
    tree: html.HtmlElement, known: dict[str, list[str]], year: str
) -> Iterator[tuple[str, str]]:
    """Yield what is spoken and not printed: alternatives, labels, the description of the page."""
    for element in tree.iter("img", "meta", "section", "div", "nav", "a"):
        if element.tag == "meta" and element.get("name") != "description":
            continue
        section = element.xpath("string(ancestor::section[1]/@aria-labelledby)")
        for name in ("alt", "title", "aria-label", "content"):
            yield from kinds_in(element.get(name, ""), known.get(section, ()), year)


def whole_texts(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the text of each element that holds text of its own, inline parts included."""
    inline = "a|abbr|b|br|code|data|em|i|span|strong|sup|wbr".split("|")
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in (*inline, "style", "script"):
            continue
        pieces = [element.text or ""]
        for child in element:
            pieces += [child.text_content() if child.tag in inline else " ", child.tail or ""]
        yield "".join(pieces)


def leave_a_mark(element: html.HtmlElement) -> None:
    """Leave what is no numeral in the place of an element's words."""
    for child in list(element):
        element.remove(child)
    element.text = GONE


# --- PDFs ----------------------------------------------------------------------------------------


def in_pdf(site: Path, year: str, publication: str) -> Iterator[tuple[str, str]]:
    """Yield (numeral, kind) for every numeral on the pages of a finished PDF."""
    pdf = pypdfium2.PdfDocument(site / year / publication / f"{publication}-{year}.pdf")
    known: dict[int, list[str]] = {}
    for place in places(site, year, publication):
        if place["pdf_pagina"] and place["soort"] != "alt-tekst":
            known.setdefault(place["pdf_pagina"], []).append(place["getoond"])
    made = numbers_made_by_the_build(site, year, publication, len(pdf))
    calls = "|".join(n for n, kind in made.items() if kind == PARTS["nootcijfer"])
    edition = re.compile(f"(?i){re.escape(edition_of(site, year, publication))}")
    scale = [end for ends in SCALES.values() for end in ends]
    for number in range(len(pdf)):
        words = DIVIDED.sub("", pdf[number].get_textpage().get_text_range()).replace("\ufffe", "- ")
        words = re.sub(r"(?<=\d)\s*\n(?=\d)", " | ", words)  # two numbers, never one over two lines
        words = edition.sub(" ", " ".join(words.split())) if edition.pattern[4:] else words
        own = [*known.get(number + 1, ()), *(scale if "tevredenheid" in words.lower() else ())]
        for text, kind in kinds_in(words, own, year, calls or "!"):
            yield text, made.get(text, STRAY) if kind == STRAY else kind


def edition_of(site: Path, year: str, publication: str) -> str:
    """Return what a draft says of its version and commit, on each page; '' for another."""
    tree = html.document_fromstring((site / year / publication / "index.html").read_bytes())
    return "".join(plain(e.text_content()).rstrip(".") for e in tree.find_class("uitgave"))


def numbers_made_by_the_build(
    site: Path, year: str, publication: str, pages: int
) -> dict[str, str]:
    """Return the numbers of pages, headings and notes, and the words set free, with their kind."""
    tree = html.document_fromstring((site / year / publication / "index.html").read_bytes())
    made = {str(number): "paginanummer" for number in range(1, pages + 1)}
    made |= dict.fromkeys(year_headings(year), "jaar")
    for name, kind in PARTS.items():
        if "nummer" in kind:
            for element in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
                made |= dict.fromkeys(re.findall(r"\d+(?:\.\d+)*", element.text_content()), kind)
    for element in tree.xpath("//*[@class='vrij']"):
        made |= dict.fromkeys((n.text for n in find(element.text_content())), PARTS["vrij"])
    return made


# --- what is measured ----------------------------------------------------------------------------


@each_year
@pytest.mark.parametrize("read", [on_page, in_pdf], ids=["web", "pdf"])
def test_every_numeral_is_accounted_for(built_years: Path, year: str, read, capsys) -> None:
    """In the register at that place, or of a named kind: the share is printed and is all of it."""
    for publication in each(publications(built_years, year)):
        found = list(read(built_years, year, publication))
        counts = Counter(kind for _, kind in found)
        share = 100 * (1 - counts[STRAY] / len(found))
        with capsys.disabled():
            named = ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
            print(
                f"\n{year} {publication} {read.__name__}: {share:.1f}% van {len(found)} ({named})"
            )
        assert counts[REGISTER] > LEAST.get(publication, 5)
        assert not [text for text, kind in found if kind == STRAY]
