"""The controller's workbook: what goes out comes back, and what is not certain is refused."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from conftest import Project, each
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from pipeline import arguments, dutch
from pipeline.commands import exporteer, importeer
from pipeline.load import years
from pipeline.model import ProblemsFound
from pipeline.workbook.cells import Measured, Refused, number
from pipeline.workbook.lines import BookCell

ROOT = Path(__file__).parent.parent
Edit = Callable[[openpyxl.Workbook], None]


class Desk:
    """The fictional year with its workbook, which a test may change in between."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str], tmp: Path) -> None:
        self.project, self._capsys, self.book = project, capsys, tmp / "cijfers.xlsx"
        self.run("exporteer", "--naar", str(self.book))

    def run(self, command: str, *words: str) -> tuple[int, str]:
        """Run a command on 2022; return its exit code and all that it printed."""
        options = arguments.parse([command, "--year", "2022", *words], self.project.root)
        code = {"exporteer": exporteer, "importeer": importeer}[command].run(
            self.project.root, options
        )
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err

    def change(self, edit: Edit) -> None:
        """Change the workbook and save it, as Excel would."""
        book = openpyxl.load_workbook(self.book)
        edit(book)
        book.save(self.book)

    def imported(self, *words: str) -> tuple[int, str]:
        """Return what `importeer` says of the workbook."""
        return self.run("importeer", str(self.book), *words)

    def refusal(self) -> list[tuple[str, str, str]]:
        """Return code, place and first words of each reason why the workbook is refused."""
        with pytest.raises(ProblemsFound) as found:
            self.imported()
        return [
            (p.code, f"{p.place.file.rpartition('/')[2]}:{p.place.line}", p.what)
            for p in found.value.problems
        ]

    def bytes(self) -> dict[str, bytes]:
        """Return every file of the data."""
        return {
            path.relative_to(self.project.data).as_posix(): path.read_bytes()
            for path in sorted(self.project.data.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def desk(mini: Project, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    """A workbook of the fictional year."""
    return Desk(mini, capsys, tmp_path)


@pytest.mark.parametrize("year", years(ROOT / "data"))
def test_what_goes_out_comes_back_unchanged(
    year: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every shipped year, also after Excel-like saving, with --schrijf; byte for byte."""
    data, book = tmp_path / "data", tmp_path / "alles.xlsx"
    shutil.copytree(ROOT / "data", data)
    before = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    where = ["--year", str(year), "--data", str(data)]
    exporteer.run(ROOT, arguments.parse(["exporteer", *where, "--naar", str(book)], ROOT))
    openpyxl.load_workbook(book).save(book)
    options = arguments.parse(["importeer", str(book), *where, "--schrijf"], ROOT)
    assert importeer.run(ROOT, options) == 0
    assert "er verandert niets" in capsys.readouterr().out
    assert {p: p.read_bytes() for p in data.rglob("*") if p.is_file()} == before


def test_every_number_of_a_year_stands_in_the_workbook(desk: Desk) -> None:
    """As a number where it is one, as the sign that an editor types where it is not."""
    book = openpyxl.load_workbook(desk.book)
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    data = desk.project.prepare().data
    assert len(data.cells) > 20
    for cell in each(data.cells.values()):
        wanted = {"nihil": "-", "nog niet bekend": "nnb"}.get(cell.missing)
        assert (wanted or f"{float(cell.value):g}") in values, cell.id
    assert {"Uitleg", "gezinnen", "verzuim", "cijfers", "Definities", "Regels"} == set(
        book.sheetnames
    )


def test_the_same_year_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """Nothing of the moment of making is in it."""
    other = tmp_path / "nog-eens.xlsx"
    desk.run("exporteer", "--naar", str(other))
    assert other.read_bytes() == desk.book.read_bytes()


def set_cell(sheet: str, address: str, value: object, shown_as: str = "") -> Edit:
    """Return the change of one cell."""

    def edit(book: openpyxl.Workbook) -> None:
        cell = book[sheet][address]
        cell.value = value
        if shown_as:
            cell.number_format = shown_as

    return edit


def test_a_changed_number_is_shown_with_the_rule_that_it_breaks(desk: Desk) -> None:
    """Old, new, difference and the rule; nothing is written."""
    before = desk.bytes()
    desk.change(set_cell("gezinnen", "C4", 1130))
    code, printed = desk.imported()
    assert code == 1
    assert "1.100 → 1.130   (+30)" in printed
    assert "breekt de regel totaal van noord: 1.115 = 1.130 + 15" in printed
    assert "FOUT T01" in printed
    assert "Er is niets geschreven" in printed
    assert desk.bytes() == before


def test_what_is_taken_over_is_what_was_shown(desk: Desk) -> None:
    """Only the cells that differ change; the rest of the file keeps its way of typing."""
    desk.project.change("2022/tabellen/gezinnen.csv", "1.115;1.052", "1115;1052")
    desk.change(set_cell("gezinnen", "D7", 30))
    desk.change(set_cell("gezinnen", "D9", 30))
    code, printed = desk.imported("--schrijf")
    assert "31 → 30   (−1)" in printed
    text = (desk.project.data / "2022/tabellen/gezinnen.csv").read_text("utf-8")
    assert "zuid;thuis;28;30\n" in text
    assert "noord;totaal;1115;1052\n" in text
    assert "Geschreven: " in printed
    assert code == 0 or "FOUT" in printed


def test_single_figures_change_on_their_line_and_keep_their_comment(desk: Desk) -> None:
    """cijfers.yaml stays as it was around the value."""
    old = (desk.project.data / "2022/cijfers.yaml").read_text("utf-8")
    desk.project.change("2022/cijfers.yaml", "waarde: nnb", "waarde: nnb  # volgt in maart")
    desk.change(set_cell("cijfers", "B6", 41))
    _, printed = desk.imported("--schrijf")
    assert "nog niet bekend → 41" in printed
    new = (desk.project.data / "2022/cijfers.yaml").read_text("utf-8")
    assert new == old.replace("waarde: nnb", "waarde: 41  # volgt in maart")


def test_line_ends_and_mark_of_a_file_stay(desk: Desk) -> None:
    """What Excel wrote as CSV UTF-8 goes back in the same form."""
    path = desk.project.data / "2022/tabellen/verzuim.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    desk.change(set_cell("verzuim", "B4", 1.2))
    desk.imported("--schrijf")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfduur")
    assert b"kort;1,2;1,3\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_sorting_the_rows_in_excel_changes_nothing(desk: Desk) -> None:
    """Rows are found by their names."""

    def upside_down(book: openpyxl.Workbook) -> None:
        sheet = book["gezinnen"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for number_, row in enumerate(reversed(rows), 4):
            for place, value in enumerate(row, 1):
                sheet.cell(number_, place, value)

    desk.change(upside_down)
    assert "er verandert niets" in desk.imported()[1]


def test_labels_and_headings_are_understood(desk: Desk) -> None:
    """A controller may use the words that a reader sees."""

    def relabel(book: openpyxl.Workbook) -> None:
        sheet = book["gezinnen"]
        sheet["A2"], sheet["C2"] = "Regio", "Stand 31-12-2022"
        sheet["A4"], sheet["B5"] = "regio Noord", "Logeren"

    desk.change(relabel)
    assert "er verandert niets" in desk.imported()[1]


def test_a_row_that_is_left_out_is_shown_as_gone(desk: Desk) -> None:
    """Never silently."""
    desk.change(lambda book: book["gezinnen"].delete_rows(8))
    printed = desk.imported()[1]
    assert "vervalt (was 2)" in printed


def test_a_new_row_stands_where_the_workbook_has_it(desk: Desk) -> None:
    """After the row that is above it in the workbook."""
    desk.project.change(
        "codelijsten.yaml", "zuid: {label: Zuid}", "zuid: {label: Zuid}\n  west: {label: West}"
    )

    def add(book: openpyxl.Workbook) -> None:
        sheet = book["gezinnen"]
        sheet.insert_rows(7)
        for place, value in enumerate(("west", "thuis", 4, 5), 1):
            sheet.cell(7, place, value)

    desk.change(add)
    desk.imported("--schrijf")
    lines = (desk.project.data / "2022/tabellen/gezinnen.csv").read_text("utf-8").split("\n")
    assert lines[3:5] == ["noord;totaal;1.115;1.052", "west;thuis;4;5"]


def test_several_blocks_on_one_sheet(desk: Desk) -> None:
    """Named blocks with an empty line between them, anywhere on the sheet."""

    def one_sheet(book: openpyxl.Workbook) -> None:
        for name in book.sheetnames:
            del book[name]
        sheet = book.create_sheet("Alles van 2022")
        for row in (
            ["Tabel", "verzuim"],
            ["duur", "2022", 2021],
            ["kort", 1.3, 1.1],
            ["middellang", 0.9, 0.8],
            ["lang", 1.5, 1.5],
            ["zeer_lang", 0.9, 1],
            ["totaal", 5, 4.5],
            [],
            ["(Hieronder de gezinnen)"],
            [],
            ["tabel", "gezinnen"],
            ["regio", "soort", "stand_2021", "stand_2022"],
            ["noord", "thuis", 1040, 1100],
            ["noord", "verblijf", 12, 15],
            ["noord", "totaal", 1052, 1115],
            ["zuid", "thuis", 31, 28],
            ["zuid", "verblijf", "-", 2],
            ["zuid", "totaal", 31, 30],
        ):
            sheet.append(row)

    desk.change(one_sheet)
    printed = desk.imported()[1]
    assert "1,4% → 1,5%" in printed
    assert "2 cellen anders, in 1 tabel" in printed
    assert "Niet in het werkboek, en dus onveranderd: cijfers." in printed


@pytest.mark.parametrize(
    ("sheet", "address", "value", "shown_as", "told"),
    [
        ("verzuim", "B4", datetime.date(2022, 1, 3), "dd-mm-yyyy", "Dit is geen getal"),
        ("verzuim", "B4", True, "", "Dit is geen getal"),
        ("verzuim", "B4", 1.23, "General", "Dit getal heeft te veel decimalen"),
        ("verzuim", "B4", 1.23, "0.00", "Dit getal heeft te veel decimalen"),
        ("verzuim", "B4", "=SUM(B5:B7)", "", "Deze formule heeft geen uitkomst"),
        ("gezinnen", "C4", 0.25, "0%", "Dit is geen getal"),
        ("gezinnen", "C4", 1100000, "#,##0,", "De opmaak van deze cel toont een ander getal"),
        ("gezinnen", "A4", datetime.date(2022, 1, 3), "", "Hier hoort tekst te staan"),
    ],
)
def test_what_is_not_certain_is_refused(
    desk: Desk, sheet: str, address: str, value: object, shown_as: str, told: str
) -> None:
    """Each at its sheet and line, and nothing is written."""
    before = desk.bytes()
    desk.change(set_cell(sheet, address, value, shown_as))
    ((code, place, what),) = desk.refusal()
    assert code == "E02"
    assert place == f"cijfers.xlsx [{sheet}]:{address[1:]}"
    assert what.startswith(told)
    assert desk.bytes() == before


@pytest.mark.parametrize(
    ("sheet", "address", "value", "advice"),
    [
        ("verzuim", "B4", 0.012, "Bedoelt u 1,2? Typ het zo in Excel."),
        ("gezinnen", "C4", 1.138, "Bedoelt u 1.138? Typ het zo in Excel."),
        ("gezinnen", "C4", 1.5, "Rond af in Excel: =AFRONDEN(…;0)."),
    ],
)
def test_a_slip_is_recognised(
    desk: Desk, sheet: str, address: str, value: float, advice: str
) -> None:
    """A share where a percentage belongs, a thousand that Excel took for a fraction."""
    desk.change(set_cell(sheet, address, value, "General"))
    with pytest.raises(ProblemsFound) as found:
        desk.imported()
    assert [problem.advice for problem in found.value.problems] == [advice]


def merged(book: openpyxl.Workbook) -> None:
    """Merge two cells of a table."""
    book["gezinnen"].merge_cells("A4:A5")


def hidden_sheet(book: openpyxl.Workbook) -> None:
    """Hide a sheet."""
    book["verzuim"].sheet_state = "hidden"


def hidden_row(book: openpyxl.Workbook) -> None:
    """Hide a row."""
    book["verzuim"].row_dimensions[5].hidden = True


def hidden_column(book: openpyxl.Workbook) -> None:
    """Hide a column."""
    book["verzuim"].column_dimensions["B"].hidden = True


def other_column(book: openpyxl.Workbook) -> None:
    """Misspell a column."""
    book["verzuim"]["B2"] = "2020"


def twice(book: openpyxl.Workbook) -> None:
    """Have a row twice."""
    book["verzuim"]["A5"] = "kort"


def stranger(book: openpyxl.Workbook) -> None:
    """Add a sheet that is no table."""
    book.create_sheet("Kladblok").append(["iets", 3])


def remarked(book: openpyxl.Workbook) -> None:
    """Put a comment on a cell, and a sheet that is no table in the book."""
    stranger(book)
    book["verzuim"]["B4"].comment = Comment("Klopt dit?", "Jan")


def test_what_is_not_read_is_printed(desk: Desk) -> None:
    """Sheets, explanations and comments; nothing goes without a word."""
    desk.change(remarked)
    printed = desk.imported()[1]
    assert printed.startswith("Gelezen: gezinnen (6 rijen), verzuim (5 rijen), cijfers (4 rijen).")
    assert ", en de bladen Uitleg, Definities, Regels.\n" in printed
    assert "    blad Kladblok   geen tabel van dit jaar: 2 gevulde cellen\n" in printed
    assert "    verzuim B4      een opmerking: “Klopt dit?”\n" in printed
    told = json.loads(desk.imported("--format", "json")[1])
    assert [one["waar"] for one in told["niet_gelezen"]] == ["verzuim B4", "blad Kladblok"]
    assert [one["tabel"] for one in told["gelezen"]] == ["gezinnen", "verzuim", "cijfers"]


def test_nothing_of_ours_is_not_the_same(desk: Desk) -> None:
    """A workbook in which nothing was compared is refused."""
    book = openpyxl.Workbook()
    book.active.append(["iets", 3])
    book.save(desk.book)
    assert desk.refusal() == [
        ("E03", "cijfers.xlsx:0", "In dit werkboek staat geen tabel van dit jaar")
    ]


def beside(book: openpyxl.Workbook) -> None:
    """Put a number beside a table."""
    book["verzuim"]["H5"] = 12


def lacking(book: openpyxl.Workbook) -> None:
    """Leave out a single figure."""
    book["cijfers"].delete_rows(4)


@pytest.mark.parametrize(
    ("edit", "place", "told"),
    [
        (merged, "[gezinnen]:4", "In de tabel zijn cellen samengevoegd"),
        (hidden_sheet, "[verzuim]:0", "Dit blad is verborgen"),
        (hidden_row, "[verzuim]:5", "Deze rij is verborgen"),
        (hidden_column, "[verzuim]:2", "Kolom B is verborgen"),
        (other_column, "[verzuim]:2", "De kolommen van verzuim kloppen niet"),
        (twice, "[verzuim]:5", "Deze rij staat er twee keer"),
        (beside, "[verzuim]:5", "Naast de tabel staat iets"),
        (lacking, "[cijfers]:2", "Een los cijfer ontbreekt"),
    ],
)
def test_a_doubtful_shape_is_refused(desk: Desk, edit: Edit, place: str, told: str) -> None:
    """The message names the sheet and the line."""
    desk.change(edit)
    assert ("E01", f"cijfers.xlsx {place}", told) in desk.refusal()


def test_words_where_a_number_belongs_are_told_of_the_workbook(desk: Desk) -> None:
    """The checks of the CSV speak of the sheet that the controller has."""
    desk.change(set_cell("verzuim", "B5", "veel"))
    assert ("C03", "cijfers.xlsx [verzuim]:5", "Dit is geen getal") in desk.refusal()


def test_whatever_cannot_be_loaded_is_told(desk: Desk) -> None:
    """Also where a problem has a code of another stage: a sign that no font has."""
    desk.change(set_cell("verzuim", "B5", "\U0001f600"))
    ((code, place, _),) = desk.refusal()
    assert (code[0] in "CW", place) == (True, "cijfers.xlsx [verzuim]:5")


def test_an_empty_cell_is_refused(desk: Desk) -> None:
    """Nothing is no number: nnb says that it is not known."""
    desk.change(set_cell("verzuim", "B5", None))
    assert ("C05", "cijfers.xlsx [verzuim]:5", "Hier staat niets") in desk.refusal()


@pytest.mark.parametrize("content", [b"", b"geen werkboek", b"PK\x03\x04kapot"])
def test_what_is_no_workbook_is_refused(desk: Desk, content: bytes) -> None:
    """Also a damaged one."""
    desk.book.write_bytes(content)
    ((code, _, what),) = desk.refusal()
    assert (code, what) == ("E01", "Dit werkboek is niet te lezen")


def test_an_archive_that_is_no_workbook_is_refused(desk: Desk) -> None:
    """A zip of something else."""
    with zipfile.ZipFile(desk.book, "w") as archive:
        archive.writestr("hallo.txt", "hallo")
    assert desk.refusal()[0][0] == "E01"


def test_a_formula_counts_by_its_outcome(desk: Desk) -> None:
    """What Excel saved beside the formula; shown with the decimals of its column, it is rounded."""
    book = xlsxwriter.Workbook(desk.book)
    sheet = book.add_worksheet("verzuim")
    for line, row in enumerate(
        (("duur", "2021", "2022"), ("kort", 1.1, 1.3), ("middellang", 0.8, 0.9), ("lang", 1.5, 1.4))
    ):
        sheet.write_row(line, 0, row)
    sheet.write_row(4, 0, ("zeer_lang", 1.0))
    sheet.write_formula("C5", "=0.4+0.5", value=0.9)
    sheet.write_string("A6", "totaal")
    sheet.write_formula("B6", "=SUM(B2:B5)", value=4.4)
    sheet.write_formula("C6", "=SUM(C2:C5)", book.add_format({"num_format": "0.0"}), 4.5000000004)
    book.close()
    printed = desk.imported()[1]
    assert "2 cellen anders" in printed
    assert "4,5% → 4,4%" in printed
    assert "4,9% → 4,5%" in printed


def test_percent_format_is_understood(desk: Desk) -> None:
    """24,5% in Excel is 0.245 with a format; the CSV has 24,5."""
    desk.change(set_cell("verzuim", "B4", 0.012, "0.0%"))
    assert "1,1% → 1,2%" in desk.imported()[1]


def test_as_json_it_says_the_same(desk: Desk) -> None:
    """For who builds on it."""
    desk.change(set_cell("gezinnen", "C4", 1130))
    told = json.loads(desk.imported("--format", "json")[1])
    (change,) = told["veranderingen"]
    assert change["cijfer"] == "gezinnen.noord.thuis.stand_2022"
    assert (change["oud"], change["nieuw"], change["verschil"]) == ("1.100", "1.130", "+30")
    assert change["breekt"]
    assert {m["code"] for m in told["meldingen"]} >= {"T01"}


def test_a_year_with_faults_is_not_exported(desk: Desk) -> None:
    """A table that cannot be read would be missing from the workbook."""
    desk.project.change("2022/tabellen/verzuim.csv", "1,3", "veel")
    with pytest.raises(ProblemsFound):
        desk.run("exporteer", "--naar", str(desk.book.with_name("x.xlsx")))


def test_a_workbook_is_never_overwritten(desk: Desk) -> None:
    """It may hold work."""
    with pytest.raises(arguments.WrongCommand, match="bestaat al"):
        desk.run("exporteer", "--naar", str(desk.book))


def cell(value: Decimal, shown_as: str = "General") -> BookCell:
    """Return a number as Excel keeps it."""
    return BookCell(4, 1, "getal", float(value), shown_as)


@given(st.integers(-(10**11), 10**11), st.integers(0, 3))
def test_any_number_survives_the_way_through_a_double(whole: int, decimals: int) -> None:
    """What Excel keeps of a number with at most 14 digits is that number."""
    value = Decimal(whole).scaleb(-decimals)
    typed = number(cell(value), Measured("getal", decimals))
    assert dutch.parse(typed) == value


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_no_digit_is_dropped_unseen(value: Decimal, decimals: int) -> None:
    """A number with more decimals than its column is refused, unless it is shown with as many."""
    more = dutch.rounded(value, decimals) != value
    try:
        number(cell(value), Measured("getal", decimals))
        refused = False
    except Refused:
        refused = True
    assert refused == more
    shown_as = "0" + ("." + "0" * decimals if decimals else "")
    shown = number(cell(value, shown_as), Measured("getal", decimals))
    assert dutch.parse(shown) == dutch.rounded(value, decimals)


def test_as_a_command(tmp_path: Path) -> None:
    """From the shell, on the shipped year."""
    book = tmp_path / "uit.xlsx"
    command = [sys.executable, "build.py"]
    made = subprocess.run(
        [*command, "exporteer", "--year", "2020", "--naar", str(book)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    read = subprocess.run(
        [*command, "importeer", str(book), "--year", "2020"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert read.returncode == 0
    assert read.stdout.strip().endswith("er verandert niets.")
