"""The gate after layout: small pages that are bad in one way each, and clean ones."""

from __future__ import annotations

from pathlib import Path

import fictional_document as fictional
import pytest
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from pipeline import arguments
from pipeline.commands.prepare import prepare
from pipeline.model import Place, Problem, ProblemsFound
from pipeline.render import assets, fonts, html, layout_gate, pdf, sources

TEXT = "data/2020/teksten/jaarverslag/01-werk.md"
WORDS = "De gezinsvoogd sprak met het kind en met de ouders over wat er nodig was. "
LONG = "Aansprakelijkheidswaardevaststellingsveranderingen"
ROWS = "".join(f"<tr><th>Rij {n}</th><td>{n}</td></tr>" for n in range(90))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the style of a publication, and two pictures."""
    made = tmp_path_factory.mktemp("druk")
    letters = fonts.Letters.of(fictional.ORGANISATION.style)
    files = assets.assets(fictional.document(), "print") | fonts.print_fonts(letters)
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    Image.new("RGB", (800, 3200), "navy").save(made / "hoog.png")
    Image.new("RGB", (90, 120), "navy").save(made / "klein.png")
    return made


def problems(folder: Path, body: str, style: str = "") -> list[Problem]:
    """Return what the gate says of a chapter; its own style shows what ours prevents."""
    page = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>'
        f'<link rel="stylesheet" href="stijl.css"><style>{style}</style></head>'
        f'<body class="boek" data-plaats="{TEXT}:0"><main><section class="hoofdstuk">{body}'
        "</section></main></body></html>"
    )
    source = weasyprint.HTML(string=page, base_url=pdf.BASE, url_fetcher=pdf.FolderFetcher(folder))
    document = source.render(font_config=FontConfiguration())
    document.write_pdf()
    return list(layout_gate.problems(document, source.etree_element))


def paragraph(text: str, line: int = 7) -> str:
    """Return a paragraph that says where it was typed."""
    return f"<p{sources.attribute(Place(TEXT, line))}>{text}</p>"


def table(rows: str, head: str = "<tr><th>Naam</th><th>Aantal</th></tr>") -> str:
    """Return a table that says where it was typed."""
    return (
        f'<div class="tabel lang"{sources.attribute(Place(TEXT, 9))}><table><caption>Tabel 1. Proef'
        f"</caption><thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


LOOSE = "th, td, p, h3 { overflow-wrap: normal; hyphens: manual }"
BAD = {
    "a word off the paper": ("W02 FOUT 7", paragraph(LONG * 3), LOOSE),
    "a word over the edge of its column": (
        "W02 LET OP 7",
        paragraph(LONG),
        f"{LOOSE} p {{ width: 60mm }}",
    ),
    "numbers over each other": (
        "W03 FOUT 9",
        table(
            f"<tr><th>Rij</th>{'<td class=getal>12.345.678</td>' * 13}</tr>",
            f"<tr>{'<th>A</th>' * 14}</tr>",
        ),
        "",
    ),
    "a picture through the foot of the page": (
        "W03 FOUT 7",
        paragraph('<img src="hoog.png" alt="Hoog">'),
        "img { height: 250mm !important; max-height: none !important; margin-left: -30mm }",
    ),
    "a picture off the paper": (
        "W02 FOUT 7",
        paragraph('<img src="hoog.png" alt="Hoog">'),
        "p > img { height: auto !important; width: 138mm; max-height: none !important }",
    ),
    "a title alone": (
        "W04 LET OP 9",
        paragraph(WORDS * 40) + table(f"<tr><th>{WORDS * 40}</th><td>1</td></tr>"),
        "tr { break-inside: avoid } p { height: 225mm }",
    ),
    "a heading alone": (
        "W04 LET OP 5",
        f'<p>{WORDS}</p><h3 data-plaats="{TEXT}:5">Kop</h3><p>{WORDS * 20}</p><p>{WORDS}</p>',
        "p:first-child { height: 215mm } h3 { break-after: auto } h3 + p { break-inside: avoid }",
    ),
    "a table that goes on without headings": (
        "W05 FOUT 9",
        table(ROWS),
        "thead { display: table-row-group }",
    ),
    "a hole in a line": (
        "W06 LET OP 7",
        paragraph("Er waren <span>ondertoezichtstellin-</span> gen en meer woorden die volgen."),
        "span { margin-right: 60mm } p { width: 100mm }",
    ),
    "a number that was not filled in": (
        "W07 FOUT 7",
        paragraph("Er waren {{ maatregelen.totaal }} maatregelen."),
        "",
    ),
    "signs of Markdown": ("W07 LET OP 7", paragraph("Dit is **heel belangrijk voor ons."), ""),
    "a row of a table in Markdown": ("W07 LET OP 7", paragraph("|---|---| en meer"), ""),
    "an emoji": ("W08 FOUT 7", paragraph("Dat lukte \N{PARTY POPPER} in dit jaar."), ""),
    "a sign of another font": ("W08 FOUT 7", paragraph("Dat lukte \N{HEAVY CHECK MARK}."), ""),
    "another number than on the web": (
        "W09 FOUT 7",
        f'<ol start="5" data-plaats="{TEXT}:7"><li>vijf</li><li>zes</li></ol>',
        "",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_page_that_is_bad_in_one_way_is_told_on_its_line(folder: Path, name: str) -> None:
    """Exactly one problem: its code, how bad it is, and the line that an editor typed."""
    expected, body, style = BAD[name]
    found = problems(folder, body, style)
    told = [f"{p.code} {p.severity} {p.place.line}" for p in found]
    assert told == [expected], found
    assert found[0].place.file == TEXT
    assert all((found[0].found, found[0].expected, found[0].advice))


GOOD = {
    "plain text": paragraph(WORDS * 60),
    "a tall picture": paragraph('<img src="hoog.png" alt="Hoog">').replace(
        "<p", '<p class="plaat"'
    ),
    "an icon in a line": paragraph(
        f'Een icoon <img src="klein.png" alt="Icoon"> in een zin. {WORDS}'
    ),
    "a long table": table(ROWS),
    "a row taller than a page": table(
        f'<tr class="hoog"><th>{WORDS * 200}</th><td>1</td></tr><tr><th>Kort</th><td>2</td></tr>'
    ),
    "a long word in a heading of a table": table(
        ROWS[:200], f"<tr><th>{LONG}</th><th>{LONG}</th></tr>"
    ),
    "a long word in a heading": f"<h3>{LONG}{LONG}</h3>{paragraph(WORDS)}",
    "lines that an editor ended": paragraph("Kort<br>Ook kort<br>En dit ook"),
    "signs that are meant": paragraph("Cijfers met ** zijn voorlopig; zie # 3 en a | b."),
    "nested points": "<ul><li>Een<ul><li>Twee</li></ul></li></ul><ol><li>Een</li></ol>",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_page_that_is_good_is_left_alone(folder: Path, name: str) -> None:
    """Nothing is told of what our own style prevents, or of what was meant."""
    assert problems(folder, GOOD[name]) == []


def test_what_nobody_typed_in_a_text_is_told_of_the_publication(folder: Path) -> None:
    """A piece without a line of its own belongs to the description of the publication."""
    (found,) = problems(folder, f"<p>{LONG * 3}</p>", LOOSE)
    assert found.place == Place(TEXT, 0)


def test_the_line_is_not_part_of_the_pdf(tmp_path: Path) -> None:
    """The same page from another line of a text has the same identifier."""
    page = tmp_path / "index.html"
    identifiers = set()
    for line in (3, 4):
        page.write_text(paragraph(WORDS, line), "utf-8")
        identifiers.add(pdf._identifier(tmp_path))
    assert len(identifiers) == 1


@pytest.mark.parametrize("width", range(325, 345))
def test_a_space_before_other_letters_makes_no_hole(folder: Path, width: int) -> None:
    """Whatever the width of the page, a line before a number or link reaches the margin."""
    text = (
        "en <b>1.417</b> ondertoezichtstellingen langer dan een jaar. Bij de voogdij <b>717</b>. "
        "Voor de reguliere jeugd"
    )
    style = f"p {{ width: {width}px; font-size: 12px }}"
    assert problems(folder, paragraph(text), style) == []


def test_a_fault_is_told_on_the_line_of_the_text(mini, tmp_path: Path) -> None:
    """From the Markdown of an editor to paper and back: file and line, and no PDF is written."""
    chapter = "2022/teksten/publieksversie/01-in-het-kort.md"
    text = (mini.data / chapter).read_text("utf-8")
    mini.write(
        chapter, f"{text}\nEen gewone alinea.\n\n- Een punt.\n- Een punt met x{'y' * 200}.\n"
    )
    options = arguments.parse(["check", "--all-years"], mini.root)
    year = prepare(mini.root, options, 2022, with_places=True)
    (document,) = (d for d in year.documents if d.publication.id == "publieksversie")
    style = (
        "<style>li { overflow-wrap: normal !important; hyphens: none !important }</style></head>"
    )
    page = html.print_page(document).replace("</head>", style)
    letters = fonts.Letters.of(document.organisation.style)
    files = {**assets.assets(document, "print"), **fonts.print_fonts(letters)}
    for name, content in {"index.html": page.encode(), **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemsFound) as caught:
        pdf.write_pdf(tmp_path / "index.html", tmp_path / "x.pdf")
    problem, *others = caught.value.problems
    assert others == []
    line = (
        (mini.data / chapter).read_text("utf-8").split("\n").index(f"- Een punt met x{'y' * 200}.")
    )
    assert (problem.code, problem.place) == ("W02", Place(f"data/{chapter}", line + 1))
    assert not (tmp_path / "x.pdf").exists()
