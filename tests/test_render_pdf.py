"""The PDF of a publication: accessible, archivable, reproducible; every warning is a problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import fictional_document as fictional
import pikepdf
import pytest
from conftest import each

from pipeline.model import ProblemsFound
from pipeline.render import assets, fonts, html, pdf

LETTERS = fonts.Letters.of(fictional.ORGANISATION.style)


def print_folder(folder: Path, replace: tuple[str, str] = ("", "")) -> Path:
    """Write the print page of the fictional publication and return its index.html."""
    document = fictional.document(status="concept")
    page = folder / "index.html"
    files = {**assets.assets(document, "print"), **fonts.print_fonts(LETTERS)}
    files["grafieken/wachttijd.svg"] = fictional.SVG.encode("utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    page.write_text(html.print_page(document).replace(*replace), "utf-8")
    return page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF of the fictional publication."""
    folder = tmp_path_factory.mktemp("pdf")
    target = folder / "jaarverslag-2020.pdf"
    info = pdf.write_pdf(print_folder(folder / "print"), target)
    with pikepdf.open(target) as written:
        assert info.pages == len(written.pages) == 8
    return target


@pytest.fixture
def opened(made: Path) -> Iterator[pikepdf.Pdf]:
    """Return the same PDF, open."""
    with pikepdf.open(made) as written:
        yield written


def elements(written: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    """Return all elements of one kind in the structure tree, in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(kids: object) -> None:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if kind == kid.S:
                    found.append(kid)
                walk(kid.get("/K", pikepdf.Array()))

    walk(written.Root.StructTreeRoot.K)
    return found


def test_file_says_it_is_pdf_a_and_pdf_ua(opened: pikepdf.Pdf) -> None:
    """The metadata names both standards, the title and the date of adoption."""
    metadata = opened.open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:title"] == "Jaarverslag 2020 – Jeugdhulp Voorbeeldstad"
    assert metadata["xmp:CreateDate"] == "2021-05-25"
    assert str(opened.Root.Lang) == "nl"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_bookmarks_follow_the_chapters_and_paragraphs(opened: pikepdf.Pdf) -> None:
    """The outline has the contents, the chapters and their paragraphs, with numbers."""
    with opened.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}
    assert titles == {
        "Inhoud": [],
        "Voorwoord": [],
        "1 Ons werk in 2.779 trajecten": ["1.1 Aantallen", "1.2 Wachttijd en tevredenheid"],
        "2 Geld": [],
        "Bijlage\u00a01 Verklaarde verschillen": [],
    }


def test_header_cells_have_a_scope_and_an_id_that_the_root_lists(opened: pikepdf.Pdf) -> None:
    """A screen reader can say which headers belong to a number."""
    headers = elements(opened, "/TH")
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    names = [str(name) for name in list(opened.Root.StructTreeRoot.IDTree.Names)[::2]]
    notes = [str(note.ID) for note in elements(opened, "/Note")]
    assert sorted([*(str(header.ID) for header in headers), *notes]) == sorted(names)
    numbers = [td for td in elements(opened, "/TD") if len(td.A.Headers) == 3]
    assert len(numbers) == 30  # two row headers and one column header for each cell of table 1


def test_picture_has_its_description(opened: pikepdf.Pdf) -> None:
    """The chart is one figure with an alternative text."""
    (figure,) = elements(opened, "/Figure")
    assert str(figure.Alt).startswith("Wachttijd in weken. De wachttijd daalde")


def test_running_heads_are_no_content(opened: pikepdf.Pdf) -> None:
    """A running head is an artifact: no element of the structure tree owns it."""
    count = len(opened.pages)
    arrays = list(opened.Root.StructTreeRoot.ParentTree.Nums)[1 : 2 * count : 2]
    for page, owners in each(list(zip(opened.pages, arrays, strict=True))[1:-1]):
        marked = [i for i in pikepdf.parse_content_stream(page) if str(i.operator) == "BDC"]
        heads = [i for i in marked if str(i.operands[0]) == "/Artifact"]
        assert heads
        assert len(heads) == sum(owner is None for owner in list(owners))


def test_same_input_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Another folder and another moment make no difference."""
    again = tmp_path / "again.pdf"
    pdf.write_pdf(print_folder(tmp_path / "elsewhere"), again)
    assert again.read_bytes() == made.read_bytes()


@pytest.mark.parametrize(
    ("replace", "said"),
    [
        (("grafieken/wachttijd.svg", "grafieken/weg.svg"), "weg.svg"),
        (('alt="Wachttijd', 'alt="" title="Wachttijd'), "no required alt"),
        (('href="#tabel-trajecten"', 'href="#weg"'), "weg"),
        (("</head>", "<style>p { kleur: rood }</style></head>"), "kleur"),
        (("grafieken/wachttijd.svg", "https://voorbeeld.example/x.png"), "Outside"),
    ],
    ids=["missing picture", "no alternative", "dead link", "unknown style", "other host"],
)
def test_what_the_renderer_only_logs_is_a_problem(
    tmp_path: Path, replace: tuple[str, str], said: str
) -> None:
    """A warning stops the publication, and nothing is written."""
    target = tmp_path / "x.pdf"
    with pytest.raises(ProblemsFound) as caught:
        pdf.write_pdf(print_folder(tmp_path / "print", replace), target)
    assert {problem.code for problem in caught.value.problems} == {"W01"}
    found = " ".join(problem.found for problem in caught.value.problems)
    assert any(part in found for part in said.split("|"))
    assert not target.exists()


def test_only_files_of_the_folder_are_read(tmp_path: Path) -> None:
    """A file beside the folder, a link out of it or another protocol is refused."""
    inside, outside = tmp_path / "in", tmp_path / "geheim.txt"
    inside.mkdir()
    outside.write_text("geheim", "utf-8")
    (inside / "link.txt").symlink_to(outside)
    (inside / "a b.txt").write_text("goed", "utf-8")
    fetcher = pdf.FolderFetcher(inside)
    assert fetcher.fetch(f"{pdf.BASE}a%20b.txt").read() == b"goed"
    for url in (
        outside.as_uri(),
        (inside / "a b.txt").as_uri(),
        f"{pdf.BASE}../geheim.txt",
        f"{pdf.BASE}%2e%2e/geheim.txt",
        f"{pdf.BASE}{outside}",
        f"{pdf.BASE}link.txt",
        "file://elders/geheim.txt",
        "http://voorbeeld.example/",
        "data:text/plain,x",
    ):
        with pytest.raises((ValueError, URLError)):
            fetcher.fetch(url)
