"""Hidden numbers in finished files: the scan finds them, and a real build has none anywhere."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import annex
import pytest
from pypdf import PdfReader

from pipeline import fingerprint
from pipeline.commands.leaks import refuse_leaks
from pipeline.model import ProblemsFound
from pipeline.protect.scan import Leak, scan

SUPPRESSED = "openbaar: {profiel: onderdrukt}\n"
HIDDEN = frozenset({"t.a.x", "t.b.y.x"})
ROUNDED = frozenset({"t.c.x"})

ALSO_POSSIBLE = (
    ("zuid_holland_midden;overige;", "1;3;5;3;4;11", "2;4;5;3;3;11"),
    ("zuid_holland_zuid;overige;", "1;5;7;3;7;5", "1;5;7;3;8;5"),
    ("zuid_holland_noord;overige;", "10;26;25;9;23;25", "9;25;25;9;23;25"),
    ("zuid_holland_midden;samenloop;", "7;13;9;3;9;14", "8;13;9;4;9;14"),
    ("zuid_holland_zuid;samenloop;", "14;19;16;11;18;16", "13;19;16;10;18;16"),
)
"""Lines of the annex with other numbers behind the cells that are hidden, every rule kept."""


def found_in(name: str, content: str | bytes) -> list[str]:
    """Return the cells that the scan finds in one file."""
    raw = content.encode() if isinstance(content, str) else content
    return [leak.cell for leak in scan({name: raw}, HIDDEN, ROUNDED)]


@pytest.mark.parametrize(
    ("name", "content", "cells"),
    [
        ("a.html", '<data value="3" data-cel="t.a.x">3</data>', ["t.a.x"]),
        ("a.html", '<data value="" data-cel="t.a.x">3</data>', ["t.a.x"]),
        ("a.html", '<data id="c1" value="3" data-cel="t.a.x"><a href="#r">3</a></data>', ["t.a.x"]),
        ("a.html", '<tr id="r-t.a.x"><td class="getal">3</td></tr>', ["t.a.x"]),
        ("a.html", '<tr id="r-t.a.x"><td class="getal">niet getoond</td></tr>', []),
        ("a.html", '<data value="" data-cel="t.a.x"><b>x</b>niet getoond</data>', []),
        ("a.html", '<data value="3" data-cel="t.other.x">3</data>', []),
        ("a.html", '<data value="40" data-cel="aandeel(t.a.x, t.d.x)">40%</data>', 1),
        ("a.html", '<data value="5" data-cel="t.c.x">5</data>', []),
        ("a.html", '<data value="3" data-cel="t.c.x">5</data>', ["t.c.x"]),
        ("a.json", json.dumps([{"id": "t.a.x", "waarde": 3}]), ["t.a.x"]),
        ("a.json", json.dumps([{"id": "t.a.x", "waarde": "3"}]), ["t.a.x"]),
        ("a.json", json.dumps({"t.a.x": 3}), ["t.a.x"]),
        ("a.json", json.dumps([{"id": "t.a.x", "waarde": None, "regel": 12}]), []),
        ("a.json", json.dumps([{"id": "t.other.x", "waarde": 3}]), []),
        ("register.csv", "id;waarde;regel\nt.a.x;3;8\n", ["t.a.x"]),
        ("register.csv", "id;waarde;regel\nt.a.x;x;8\n", []),
        ("register.csv", 'id;waarde;jaar;regel\n"som(t.a.x, t.d.x)";x;2020;8\n', []),
        ("register.csv", 'id;waarde;jaar;regel\n"som(t.a.x, t.d.x)";7;2020;8\n', 1),
        ("t.csv", "rij;x\na;3\nd;4\n", ["t.a.x"]),
        ("t.csv", "rij;soort;x\nb;y;3\n", ["t.b.y.x"]),
        ("t.csv", "rij;x\na;x\nd;4\n", []),
        ("other.csv", "rij;x\na;3\n", []),
    ],
)
def test_the_scan_finds_what_says_which_cell_it_is(name, content, cells):
    """HTML, JSON, a register and a table as CSV: a value is found, a sign is not."""
    found = found_in(name, content)
    assert found == cells if isinstance(cells, list) else len(found) == cells


def test_the_scan_reads_workbooks():
    """A sheet named after its table is a table; empty cells are left out by the format."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as file:
        names = f'<workbook xmlns="{space}"><sheets><sheet name="t"/></sheets></workbook>'
        file.writestr("xl/workbook.xml", names)
        strings = "".join(f"<si><t>{text}</t></si>" for text in ("rij", "x", "a"))
        file.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{strings}</sst>')
        cells = '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        cells += '<row><c r="A2" t="s"><v>2</v></c><c r="C2"><v>3</v></c></row>'
        sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
        file.writestr("xl/worksheets/sheet1.xml", sheet)
    assert scan({"boek.xlsx": book.getvalue()}, HIDDEN, ROUNDED) == [
        Leak("boek.xlsx", "t.a.x", "3")
    ]


def test_a_leak_stops_the_build(tmp_path):
    """D06 names the file and the cell; a clean folder passes."""
    year = annex.prepared(annex.copy(tmp_path / "data", SUPPRESSED))
    cell = sorted(year.protected.hidden)[0]
    page = tmp_path / "site/jaarverslag/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<data value="" data-cel="{cell}">x</data>')
    refuse_leaks(year.protected, (tmp_path / "site",))
    page.write_text(f'<data value="4" data-cel="{cell}">4</data>')
    with pytest.raises(ProblemsFound) as refused:
        refuse_leaks(year.protected, (tmp_path / "site",))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("D06", "jaarverslag/index.html")
    assert cell in problem.found


def build(data: Path, output: Path) -> Path:
    """Build the annual report of 2020 of a copy of the data; return its folder."""
    done = run_build(data, output, "--print-html", str(output / "druk"))
    assert done.returncode == 0, done.stderr
    return output


def run_build(data: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run build.py and return what it printed."""
    command = ["--year", "2020", "--publication", "jaarverslag", "--data", str(data)]
    return subprocess.run(
        [sys.executable, "build.py", *command, "--output", str(output / "uit"), *more],
        cwd=annex.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Return all that a build made, but the manifest: its hashes of what went in are sealed.

    The pages for print, which are not published, name the folder of the data.
    """
    own = str(folder.parent).encode()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().replace(own, b"")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", ".slot", ".zegel")
    }


@pytest.fixture(scope="module")
def suppressed(tmp_path_factory) -> tuple[Path, Path]:
    """A copy of the data with a suppressed annex, and what was built from it."""
    folder = tmp_path_factory.mktemp("onderdrukt")
    data = annex.copy(folder / "data", SUPPRESSED)
    return data, build(data, folder / "gebouwd")


@pytest.mark.slow
def test_other_numbers_behind_the_hidden_cells_give_the_same_bytes(suppressed, tmp_path):
    """Pages, drawings, fonts and PDF do not depend on what is hidden: so they do not tell it.

    The two years differ in hidden cells only, and hide the same cells.
    """
    data, built = suppressed
    other = annex.copy(tmp_path / "data", SUPPRESSED)
    table = other / f"2020/tabellen/{annex.ANNEX}.csv"
    text = table.read_text("utf-8")
    for row, old, new in ALSO_POSSIBLE:
        assert row + old in text
        text = text.replace(row + old, row + new)
    table.write_text(text, "utf-8")
    one, two = annex.prepared(data), annex.prepared(other)
    assert one.protected.protections == two.protected.protections
    values = two.data.cells
    changed = {key for key, cell in one.data.cells.items() if cell.value != values[key].value}
    assert len(changed) >= 10
    assert changed <= one.protected.hidden == two.protected.hidden
    first, second = files(built), files(build(other, tmp_path / "gebouwd"))
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert {".pdf", ".html", ".svg"} <= {Path(name).suffix for name in first}


@pytest.mark.slow
def test_hashes_of_hidden_numbers_cannot_be_tried(suppressed):
    """The manifest has no plain hash of a file with hidden numbers, nor of all inputs together."""
    data, built = suppressed
    (path,) = built.rglob("2020/manifest.json")
    manifest = json.loads(path.read_text("utf-8"))
    assert manifest["verzegeld"]
    plain = fingerprint.inputs(annex.ROOT, data, 2020)
    assert set(manifest["invoer"]) == set(plain)
    different = {name for name, digest in manifest["invoer"].items() if plain[name] != digest}
    names = ("afwijkingen.yaml", "cijfers.yaml", f"tabellen/{annex.ANNEX}.csv")
    assert different == {f"data/2020/{name}" for name in names}
    record = manifest["publicaties"]["jaarverslag"]
    own = fingerprint.of_publication(plain, "jaarverslag")
    assert fingerprint.combined(own, fingerprint.versions()) not in (record["html"], record["pdf"])
    again = run_build(data, built)
    assert "er is niets veranderd" in again.stdout


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["onderdrukt", "afgerond5"])
def test_a_reader_sees_signs_and_notes(profile, suppressed, tmp_path):
    """The PDF explains the x of a suppressed annex, and that a rounded one need not add up."""
    built = suppressed[1]
    words = "x = niet getoond, om herkenning van kinderen te voorkomen"
    if profile == "afgerond5":
        data = annex.copy(tmp_path / "data", "openbaar: {profiel: afgerond5}\n")
        built = build(data, tmp_path / "gebouwd")
        words = "De aantallen zijn afgerond op een veelvoud van vijf"
    reader = PdfReader(next(built.rglob("*.pdf")))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert words in text
