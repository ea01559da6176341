"""The HTML of a publication: well-formed for readers and machines, for print and for the web."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import fictional_document as fictional
import jinja2
import pytest
from conftest import each
from lxml import html as lxml_html

from pipeline.render import assets, columns, fonts, html, tables

PAGES = {
    "print": html.print_page(fictional.document()),
    "web": html.web_page(fictional.document(), fictional.CHARTS, "v-2030.pdf"),
    "web concept": html.web_page(
        fictional.document("publieksversie", "concept"), fictional.CHARTS, None
    ),
    "year": html.year_index(
        2020,
        fictional.ORGANISATION,
        [
            html.IndexEntry(
                "Jaarverslag 2020",
                "Alles over 2020.",
                "concept",
                "jaarverslag/index.html",
                "jaarverslag/jaarverslag-2020.pdf",
                61,
                1_240_000,
            )
        ],
        [html.Link("controles.html", "Controles", "Wat er is nagerekend.")],
    ),
    "site": html.site_index(
        fictional.ORGANISATION,
        [html.IndexYear(year, f"{year}/index.html", ("Jaarverslag",)) for year in (2020, 2021)],
    ),
}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())

LETTERS = fonts.Letters.of(fictional.ORGANISATION.style)


def tree(page: str) -> lxml_html.HtmlElement:
    """Return a page as a tree."""
    return lxml_html.document_fromstring(page)


@each_page
def test_one_h1_and_no_skipped_heading_level(page: str) -> None:
    """A screen reader's list of headings is a proper outline."""
    levels = [int(e.tag[1]) for e in tree(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


@each_page
def test_header_cells_have_a_scope_and_nothing_is_merged(page: str) -> None:
    """Each table has one header row; each header says what it heads."""
    page_tree = tree(page)
    assert all(
        th.get("scope") in ("col", "row") and th.text_content() for th in page_tree.iter("th")
    )
    assert not page_tree.xpath("//*[@colspan or @rowspan]")
    assert all(len(head.findall("tr")) == 1 for head in page_tree.iter("thead"))


@each_page
def test_pictures_have_a_text_and_nothing_comes_from_elsewhere(page: str) -> None:
    """Each picture has an alternative; no resource or script comes from another host."""
    page_tree = tree(page)
    assert all(image.get("alt") for image in page_tree.iter("img"))
    resources = page_tree.xpath("//@src | //link/@href")
    assert resources
    assert not [source for source in resources if ":" in source]
    assert all(script.get("src") and not script.text for script in page_tree.iter("script"))


@each_page
def test_ids_are_unique_and_internal_links_arrive(page: str) -> None:
    """No id occurs twice and no link points at nothing."""
    page_tree = tree(page)
    ids = page_tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page_tree.xpath("//a/@href") if href[0] == "#"} <= set(ids)


@each_page
def test_nothing_is_left_unfilled(page: str) -> None:
    """No token, no template syntax and no None reaches the reader."""
    assert not re.search("[\ue000\ue001]|{{|{%|None|Undefined", page)
    assert tree(page).get("lang") == "nl"


def test_number_in_text_is_bound_to_its_cell() -> None:
    """A number in running text carries its value and its cell."""
    found = tree(PAGES["web"]).xpath("//data[@data-cel='trajecten.totaal.stand_2020']")
    assert {(data.get("value"), data.text_content()) for data in found} == {("2779", "2.779")}


def test_table_shows_numbers_notes_status_and_unit() -> None:
    """Cells are Dutch, a note has a letter, a heading tells a forecast, the caption the unit."""
    page_tree = tree(PAGES["web"])
    (trajecten,) = page_tree.xpath("//*[@id='tabel-trajecten']")
    text = " ".join(trajecten.text_content().split())
    assert "Tabel 1. Trajecten per wijk" in text
    assert "2021 (prognose)" in text
    assert "1.530noot a" in text
    assert "Trajecten per wijk (aantallen)" in text
    assert "n.n.b. = nog niet bekend" in text
    unknown = trajecten.xpath(".//td/data[@value='']")
    assert [data.text_content() for data in unknown] == ["n.n.b.nog niet bekend"] * 4
    assert all(data.xpath("a/span[1]/@aria-hidden") == ["true"] for data in unknown)
    assert len(trajecten.xpath(".//tbody/tr[1]/th[@scope='row']")) == 2
    (kosten,) = page_tree.xpath("//*[@id='tabel-kosten']//caption")
    assert " ".join(kosten.text_content().split()) == "Tabel 2. Kosten (x € 1.000)"


def test_chart_has_its_numbers_on_the_web_and_its_description_in_print() -> None:
    """On the web the numbers open in a table; in print the alternative says all."""
    description = fictional.wachttijd().spoken
    assert len(tree(PAGES["web"]).xpath("//figure[@id='figuur-wachttijd']/div/svg")) == 1
    assert len(tree(PAGES["web"]).xpath("//details//td/data")) == 3
    (image,) = tree(PAGES["print"]).iter("img")
    assert image.get("alt") == f"Wachttijd in weken. {description}"
    assert not tree(PAGES["print"]).xpath("//details")


def test_footnotes_stand_below_the_chapter_on_the_web_and_on_the_page_in_print() -> None:
    """On the web notes have a link there and back; in print the text stands where it is called."""
    web = tree(PAGES["web"])
    assert web.xpath("//a[@href='#noot-1' and @id='noot-1-terug']")
    assert "waren het er 2.779" in web.xpath("//li[@id='noot-1']")[0].text_content()
    assert web.xpath("//li[@id='noot-1']//a[@href='#noot-1-terug']")
    assert len(tree(PAGES["print"]).xpath("//p/span[@class='voetnoot']")) == 2


def test_paragraphs_carry_their_number_and_titles_are_plain_in_the_contents() -> None:
    """Numbers come from the document; a number in a title is plain text in the contents."""
    page_tree = tree(PAGES["web"])
    assert page_tree.xpath("string(//h3[@id='aantallen'])").strip() == "1.1 Aantallen"
    assert page_tree.xpath("string(//nav//a[@href='#hoofdstuk-werk'])") == (
        "Ons werk in 2.779 trajecten"
    )
    assert page_tree.xpath("//h2[@id='hoofdstuk-werk']//data")


def test_wide_tables_scroll_inside_a_named_region() -> None:
    """At 320 pixels a table scrolls by keyboard, and a screen reader knows what it is.

    One typed in a text is a group and no landmark: its headings may be those of another table.
    """
    page_tree = tree(PAGES["web"])
    scrolling = page_tree.xpath("//*[@role='region' or (@role='group' and table)]")
    for region in each(scrolling):
        assert region.get("tabindex") == "0"
        label = region.get("aria-labelledby")
        assert region.get("aria-label") or page_tree.get_element_by_id(label).tag in (
            "caption",
            "figcaption",
        )
    assert page_tree.xpath("//*[@aria-label='Tabel met Wie, Taak']/table[@class='woorden']")
    assert len(page_tree.xpath("//table")) == sum(len(part.xpath("table")) for part in scrolling)


def test_concept_is_said_aloud() -> None:
    """A draft is marked on the web page, on the cover and, by its style, on every printed page."""
    draft = fictional.document(status="concept")
    assert "print-concept.svg" in assets.assets(draft, "print")
    assert "print-concept.svg" not in assets.assets(fictional.document(), "print")
    assert "nog niet vastgesteld" in PAGES["web concept"]
    assert 'class="concept"' in html.print_page(draft)
    assert 'class="concept"' not in PAGES["print"]


def test_a_table_of_words_gives_each_column_what_it_needs() -> None:
    """The column with the longest texts is the widest; a short one keeps room for its words."""
    block = fictional.nevenfuncties()
    (part,) = columns.layout(block, "boek", "print").parts
    name, role, others = (int(width.removeprefix("breed-")) for width in part.widths)
    assert others > 2 * role > name > 100
    assert name + role + others == pytest.approx(1000, abs=2)


def test_unit_is_said_once_and_always() -> None:
    """By the title when it is shared, by the columns or rows when they differ."""
    euros, people = fictional.column("a", "2020", unit="euro"), fictional.column("b", "Aantal")
    both = fictional.figures_with_units((euros, people))
    assert tables.caption_unit(both) == ""
    assert [tables.heading(column, both) for column in both.columns] == [
        '2020 <span class="heel">(€)</span>',
        "Aantal",
    ]
    assert [tables.row_unit(row, both) for row in both.rows] == ["", ""]


def test_reference_stays_in_one_piece() -> None:
    """No line ends inside 'tabel 1'."""
    assert tree(PAGES["web"]).xpath("//a[@class='verwijzing heel' and text()='tabel\u00a01']")


def test_year_index_tells_size_and_pages() -> None:
    """Whoever downloads a PDF knows beforehand what comes."""
    assert "(61 pagina’s, 1,2\u00a0MB)" in PAGES["year"]


def test_site_index_starts_with_the_latest_year() -> None:
    """The newest year comes first."""
    assert tree(PAGES["site"]).xpath("//main//h2//text()") == ["2021", "2020"]


def test_unknown_name_in_a_template_is_an_error(tmp_path: Path) -> None:
    """A template that names something unknown stops the build."""
    (tmp_path / "web.html.j2").write_text("{{ onbekend }}", "utf-8")
    with pytest.raises(jinja2.UndefinedError, match="onbekend"):
        html.web_page(fictional.document(folder=tmp_path), fictional.CHARTS, None)


def test_publication_extends_what_is_shared(tmp_path: Path) -> None:
    """A publication's own template and style add to the shared ones."""
    (tmp_path / "web.html.j2").write_text(
        "{% extends 'shared/web.html.j2' %}{% block soort %}eigen{% endblock %}", "utf-8"
    )
    (tmp_path / "web.css").write_text("/* eigen */", "utf-8")
    document = fictional.document(folder=tmp_path)
    assert '<body class="eigen">' in html.web_page(document, fictional.CHARTS, None)
    style = assets.assets(document, "web")["stijl.css"].decode("utf-8")
    assert "/* How every publication looks on screen" in style
    assert style.endswith("/* eigen */")


@pytest.mark.parametrize("kind", ["print", "web"])
def test_style_asks_only_for_files_that_come_with_it(kind: str) -> None:
    """Each url in the style is an asset, and each asset is asked for."""
    letters = fonts.print_fonts(LETTERS) if kind == "print" else fonts.web_fonts(LETTERS)
    files = {**assets.assets(fictional.document(), kind), **letters}  # type: ignore[arg-type]
    asked = set(re.findall(r"url\(([^)]+)\)", files["stijl.css"].decode("utf-8")))
    if kind == "web":  # the page itself asks for these
        asked |= set(re.findall(r'(?:src|href)="(web-[\w-]+\.(?:js|svg))"', PAGES["web"]))
    assert asked == set(files) - {"stijl.css"}


def test_web_fonts_are_small_and_the_same_each_time(tmp_path, monkeypatch) -> None:
    """All letters of a page weigh less than 80 kB."""
    first = fonts.web_fonts(LETTERS)
    fonts._web_font.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert fonts.web_fonts(LETTERS) == first
    assert sum(map(len, first.values())) < 80_000
