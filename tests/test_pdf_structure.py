"""The structure tree of finished PDFs: what somebody hears who cannot see the page."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from conftest import HERE, each
from lxml import html
from pypdfium2 import raw

from pipeline.render import fonts, pdf
from pipeline.typefaces import FAMILIES

ROOT = HERE.parent
LETTERS = fonts.Letters("Source Sans Pro", "Source Sans Pro")
STYLE = f"""
{fonts.print_rules(LETTERS)}
html {{ font-family: "Source Sans Pro"; font-weight: 400 }}
"""
STYLE += """
@page { size: 120mm 100mm; margin: 10mm; @bottom-left { content: counter(page) } }
td, th { height: 9mm }
.voetnoot { float: footnote } h2 { bookmark-level: 1 }
"""
BIG = [(f"Regio {n}", n, n + 100, n + 200) for n in range(1, 25)]


def table() -> str:
    """Return a table with grouped headers that runs over three pages."""
    rows = "".join(
        f'<tr><th scope="row">{name}</th><th scope="row">soort</th><td>{a}</td><td>{b}</td>'
        f"<td>{c}</td></tr>"
        for name, a, b, c in BIG
    )
    return (
        "<table><caption>Groot</caption><thead>"
        '<tr><th scope="col" rowspan="2">Regio</th><th scope="col" rowspan="2">Soort</th>'
        '<th scope="colgroup" colspan="2">2021</th><th scope="col" rowspan="2">Extra</th></tr>'
        '<tr><th scope="col">Stand</th><th scope="col">Instroom</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


PAGE = f"""<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>
<style>{STYLE}</style></head><body><h1>Proef</h1><main><section>
<h2><span style="position: absolute; left: -6mm">1</span> Hoofdstuk</h2>
<p>Eerst<span class="voetnoot" id="noot-1" data-nummer="1">De eerste noot.</span> en dan
<span lang="en">Good Lives</span>, zie <a href="#onder">de <b>tabel</b></a> en nog eens
<sup class="nootcijfer"><a href="#noot-1">1</a></sup>.</p>
<p>{"Een lange alinea die over de rand van het blad gaat. " * 40}</p>
<ul>{"<li>punt</li>" * 12}</ul>
<div id="onder">{table()}</div>
</section></main></body></html>"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """Return the PDF of a page that has everything."""
    folder = tmp_path_factory.mktemp("klein")
    (folder / "index.html").write_text(PAGE, "utf-8")
    for name, content in fonts.print_fonts(LETTERS).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    pdf.write_pdf(folder / "index.html", folder / "uit.pdf")
    with pikepdf.open(folder / "uit.pdf") as written:
        assert len(written.pages) >= 5
        yield written


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the structure elements directly below one."""
    found = element.get("/K", pikepdf.Array())
    found = found if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every structure element in reading order."""
    for kid in kids(element):
        yield kid
        yield from walk(kid)


def of(written: pikepdf.Pdf, *roles: str) -> list[pikepdf.Object]:
    """Return the elements with one of these roles, in reading order."""
    return [e for e in walk(written.Root.StructTreeRoot) if str(e.S)[1:] in roles]


@cache
def marked(path: str) -> dict[tuple[int, int], str]:
    """Return the text of all marked content of a file, read with pdfium."""
    found: dict[tuple[int, int], str] = {}
    with pikepdf.open(path) as written:
        numbers = [page.obj.objgen[0] for page in written.pages]
    document = pypdfium2.PdfDocument(path)
    for number, page in zip(numbers, document, strict=True):
        text_page = page.get_textpage()
        for thing in page.get_objects(max_depth=1):
            mcid = raw.FPDFPageObj_GetMarkedContentID(thing)
            if mcid < 0 or thing.type != raw.FPDF_PAGEOBJ_TEXT:
                continue
            length = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
            buffer = ctypes.create_string_buffer(length)
            units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFTextObj_GetText(thing, text_page, units, length)
            piece = buffer.raw[:length].decode("utf-16-le").rstrip("\0")
            found[number, mcid] = found.get((number, mcid), "") + piece
    return found


def text_of(
    written: pikepdf.Pdf, element: pikepdf.Object, page: int = 0, without: tuple[str, ...] = ()
) -> str:
    """Return the words of an element and all below it, but for those of some roles."""
    if str(element.S)[1:] in without:
        return ""
    page = element.Pg.objgen[0] if "/Pg" in element else page
    found = element.get("/K", pikepdf.Array())
    parts = []
    for kid in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(kid, int):
            parts.append(marked(written.filename).get((page, kid), ""))
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            parts.append(text_of(written, kid, page, without))
    return "".join(parts)


def clean(text: str) -> str:
    """Return a text with single spaces and no divided words."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


# --- a page that has everything -----------------------------------------------------------------


def test_a_table_over_pages_is_one_table_with_one_head(small) -> None:
    """Three pages, one Table, the head read once; its other appearances are artifacts."""
    (found,) = of(small, "Table")
    assert Counter(str(kid.S) for kid in kids(found)) == {"/Caption": 1, "/THead": 1, "/TBody": 1}
    assert len(of(small, "TR")) == 2 + len(BIG)
    assert clean(text_of(small, of(small, "THead")[0])).count("Instroom") == 1


def test_every_cell_names_all_its_headers_and_no_other(small) -> None:
    """Both row headers, the heading of the group and that of the column, on every page."""
    names = {str(th.ID): clean(text_of(small, th)) for th in of(small, "TH")}
    cells = of(small, "TD")
    assert len(cells) == 3 * len(BIG)
    expected = [
        [region, "soort", *heads]
        for region, *_ in BIG
        for heads in (["2021", "Stand"], ["2021", "Instroom"], ["Extra"])
    ]
    found = [[names[str(name)] for name in cell.A.Headers] for cell in cells]
    assert [sorted(one) for one in found] == [sorted(one) for one in expected]


def test_headers_have_scope_and_stand_in_the_list_of_ids(small) -> None:
    """Column headers and row headers say so; every ID of the file is found by its name."""
    scopes = Counter(str(th.A.Scope) for th in of(small, "TH"))
    assert scopes == {"/Column": 6, "/Row": 2 * len(BIG)}
    ids = [str(e.ID) for e in walk(small.Root.StructTreeRoot) if "/ID" in e]
    names = small.Root.StructTreeRoot.IDTree.Names
    assert sorted(ids) == [str(name) for name in list(names)[::2]]
    assert len(set(ids)) == len(ids)
    for name, element in each(zip(list(names)[::2], list(names)[1::2], strict=True)):
        assert name == element.ID


def test_a_note_is_read_where_it_is_called(small) -> None:
    """Reference, then Note, in the middle of the sentence; a second call refers as well."""
    (note,) = of(small, "Note")
    assert str(note.ID) == "noot-1"
    assert "De eerste noot." in clean(text_of(small, note))
    sentence = of(small, "P")[0]
    roles = [str(kid.S) for kid in kids(sentence)]
    at = roles.index("/Note")
    assert roles[at - 1] == "/Reference"
    assert roles.count("/Reference") == 2
    assert clean(text_of(small, sentence)).startswith("Eerst")
    assert [str(kid.S) for kid in kids(small.Root.StructTreeRoot.K[0])] == ["/H1", "/Part"]


def test_what_runs_over_pages_is_one_element(small) -> None:
    """A paragraph, a list and a chapter that go on are heard without a break."""
    assert len(of(small, "P")) == 2
    assert len(of(small, "L")) == 1
    assert len(of(small, "LI")) == 12
    assert len(of(small, "Sect")) == 1
    pages = {kid.Pg.objgen for kid in kids(of(small, "P")[1])}
    assert len(pages) > 1


def test_a_heading_holds_no_heading(small) -> None:
    """The number of a chapter stands apart on the page and is part of its heading."""
    (heading,) = of(small, "H2")
    assert clean(text_of(small, heading)).replace(" ", "") == "1Hoofdstuk"


def test_words_in_another_language_say_so(small) -> None:
    """English words are spoken as English."""
    (english,) = [e for e in walk(small.Root.StructTreeRoot) if "/Lang" in e]
    assert str(english.Lang) == "en"
    assert clean(text_of(small, english)) == "Good Lives"


def test_page_numbers_are_artifacts(small) -> None:
    """What repeats on each page is in no element, and is marked as pagination."""
    for page in each(small.pages):
        names = [
            str(operands[0])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
        assert "/Artifact" in names
    told = clean("".join(text_of(small, e) for e in kids(small.Root.StructTreeRoot)))
    assert not re.search(r"\b2 3 4\b", told)


# --- every publication that is shipped ----------------------------------------------------------


def shipped() -> list[tuple[int, str]]:
    """Return (year, publication) for every publication of data/."""
    found = []
    for path in sorted((ROOT / "data").glob("*/verslagjaar.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        found += [(content["jaar"], name) for name in content["publicaties"]]
    return found


every_publication = pytest.mark.parametrize(
    ("year", "name"), shipped(), ids=[f"{name}-{year}" for year, name in shipped()]
)


@pytest.fixture
def written(built_years: Path, year: int, name: str) -> Iterator[pikepdf.Pdf]:
    """Return a finished PDF."""
    with pikepdf.open(built_years / str(year) / name / f"{name}-{year}.pdf") as opened:
        yield opened


@every_publication
def test_headers_are_those_of_the_web_page(written, built_years, year, name) -> None:
    """Each cell of each table is read with the headers that stand above and before it."""
    page = html.parse(built_years / str(year) / name / "index.html").getroot()
    tables = [t for t in page.xpath("//main//table") if not t.xpath("ancestor::details")]
    found = of(written, "Table")
    assert len(found) == len(tables)
    assert found or name in ("nieuwsbericht", "webverslag")
    expected = [[sorted(heads) for heads in cells_with_headers(table)] for table in tables]
    assert [headers_told(written, table) for table in found] == expected


def headers_told(written, table) -> list[list[str]]:
    """Return for each cell of a table in a PDF the headers that a screen reader says."""
    names = {str(th.ID): squeezed(text_of(written, th)) for th in walk(table) if th.S == "/TH"}
    cells = [e for e in walk(table) if e.S == "/TD"]
    return [sorted(names[str(one)] for one in cell.A.Headers) for cell in cells]


def cells_with_headers(table) -> Iterator[list[str]]:
    """Yield the headers of each cell of data of an HTML table, by where it stands."""
    taken: dict[tuple[int, int], object] = {}
    rows = table.xpath(".//tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row.xpath("./th | ./td"):
            while (y, x) in taken:
                x += 1
            wide, high = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            taken |= {(y + dy, x + dx): cell for dy in range(high) for dx in range(wide)}
            x += wide
    in_head = len(table.xpath("./thead/tr"))
    for (y, x), cell in sorted(taken.items(), key=lambda item: item[0]):
        if cell.tag == "td":
            above = dict.fromkeys(taken[r, x] for r in range(in_head))
            before = dict.fromkeys(
                other for (r, _), other in taken.items() if r == y and other.tag == "th"
            )
            yield [squeezed(visible(head)) for head in (*above, *before)]


def visible(element) -> str:
    """Return the words of an element that are seen."""
    return "".join(text for text in element.xpath(".//text()[not(ancestor::*[@class='stil'])]"))


def squeezed(text: str) -> str:
    """Return a text without any space: lines of a cell break as they like."""
    return re.sub(r"[\s\x02\ufffe\u00ad\u200b\u2010-]+", "", text)


@every_publication
def test_headings_have_no_gaps(written, year, name) -> None:
    """One title, and each heading is at most one level deeper than the one before."""
    levels = [
        int(str(e.S)[2:])
        for e in walk(written.Root.StructTreeRoot)
        if re.fullmatch(r"/H\d", str(e.S))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@every_publication
def test_bookmarks_are_the_headings(written, built_years, year, name) -> None:
    """Every chapter and every paragraph can be jumped to."""
    page = html.parse(built_years / str(year) / name / "index.html").getroot()
    headings = [
        squeezed(visible(h))
        for h in page.xpath(
            "//main//section[contains(@class, 'hoofdstuk')]//*[self::h2 or self::h3]"
        )
    ]
    with written.open_outline() as outline:
        found = []

        def collect(items) -> None:
            for item in items:
                found.append(squeezed(item.title))
                collect(item.children)

        collect(outline.root)
    assert [title for title in found if title != "Inhoud"] == headings


@every_publication
def test_pictures_and_links_say_what_they_are(written, year, name) -> None:
    """Each figure has a text of its own, each link has words, each note an id and a call."""
    figures = of(written, "Figure")
    texts = [str(figure.Alt) for figure in figures]
    assert all(len(text) > 20 for text in texts)
    assert len(set(texts)) == len(texts)
    assert all(clean(text_of(written, link)) for link in of(written, "Link"))
    for page in each(written.pages):
        for note in each(page.get("/Annots", [])):
            assert note.Subtype != "/Link" or "/Contents" in note
    notes = of(written, "Note")
    assert len(notes) <= len(of(written, "Reference"))
    assert all(str(note.ID).startswith("noot-") for note in notes)


@every_publication
def test_properties_are_those_of_the_year(written, built_years, year, name) -> None:
    """Title, author, subject, language and dates come from verslagjaar.yaml; the title is shown."""
    said = yaml.safe_load((ROOT / "data" / str(year) / "verslagjaar.yaml").read_text("utf-8"))
    own = said["publicaties"][name]
    organisation = yaml.safe_load((ROOT / "data/organisatie.yaml").read_text("utf-8"))["naam"]
    info = written.docinfo
    assert str(info["/Title"]) == f"{own['titel']} – {organisation}"
    assert str(info["/Author"]) == own.get("auteur", organisation)
    assert str(info["/Subject"]) == own["samenvatting"]
    assert str(written.Root.Lang) == "nl"
    assert written.Root.ViewerPreferences.DisplayDocTitle
    if own.get("datum", "onbekend") != "onbekend":
        assert str(info["/CreationDate"]).startswith(f"D:{own['datum']:%Y%m%d}")
        assert str(info["/ModDate"]).startswith(f"D:{own['datum']:%Y%m%d}")
    else:
        assert "/CreationDate" not in info
    with written.open_metadata() as meta:
        assert meta["dc:title"] == f"{own['titel']} – {organisation}"
        assert meta["dc:description"] == own["samenvatting"]
        assert meta.pdfa_status == "2A"


@every_publication
def test_what_no_element_owns_is_an_artifact(written, year, name) -> None:
    """Running heads, page numbers and repeated heads of tables are never read aloud."""
    owned = {
        (element.Pg.objgen[0], kid)
        for element in walk(written.Root.StructTreeRoot)
        for kid in (element.K if isinstance(element.get("/K"), pikepdf.Array) else [])
        if isinstance(kid, int)
    }
    for page in each(written.pages):
        for operands, operator in each(pikepdf.parse_content_stream(page)):
            if str(operator) == "BDC" and str(operands[0]) != "/Artifact":
                assert (page.obj.objgen[0], int(operands[1].MCID)) in owned


@every_publication
def test_every_letter_is_of_our_own_fonts(written, year, name) -> None:
    """No font of the machine stands in for a glyph: it would differ on the next one."""
    fonts = {
        str(thing.BaseFont).partition("+")[2]
        for thing in written.objects
        if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
    }
    families = tuple(family.replace(" ", "-") for family in FAMILIES)
    assert fonts
    assert [font for font in fonts if not font.startswith(families)] == []
