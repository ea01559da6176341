"""One door for workbooks: whatever program made one, it is read whole or refused by name."""

from __future__ import annotations

import datetime
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
import workbook_xml as xml
from conftest import each
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Problem
from pipeline.workbook import formats, read_blocks
from pipeline.workbook.blocks import Found
from pipeline.workbook.cells import Refused, words
from pipeline.workbook.lines import BookCell
from pipeline.workbook.opened import sheets
from pipeline.workbook.refusals import Unreadable

ROOT = Path(__file__).parent.parent
TABLES = ("gezinnen", "verzuim")


def read(path: Path) -> tuple[Found, list[Problem]]:
    """Return what is found in a workbook, and what is reported."""
    problems: list[Problem] = []
    return read_blocks(path, TABLES, problems), problems


def values(found: Found) -> list[list[str]]:
    """Return the rows of the only block, as bare words."""
    (block,) = found.blocks
    return [[cell.text for cell in row.cells] for row in block.rows]


WHOLE = [[f"{v:.15g}" if not isinstance(v, str) else v for v in row] for row in xml.ROWS[1:]]
STRINGS = "".join(f"<si><t>{row[0]}</t></si>" for row in xml.ROWS)
SHARED = {f"A{n}": f'<c r="A{n}" t="s"><v>{n - 1}</v></c>' for n in range(1, 7)}


def strict(path: Path) -> Path:
    """Strict Open XML: the same words under other names."""
    data = xml.sheet(xml.rows(), namespace=xml.STRICT)
    return xml.book(path, {"verzuim": data}, namespace=xml.STRICT)


def prefixed(path: Path) -> Path:
    """Every element with a prefix, as some programs write."""
    data = xml.sheet(xml.rows())
    for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        data = data.replace(f"<{name}", f"<x:{name}").replace(f"</{name}>", f"</x:{name}>")
    data = data.replace("x:verzuim", "verzuim").replace("xmlns=", "xmlns:x=")
    return xml.book(path, {"verzuim": data.replace("<x:tot", "<tot")})


def without_addresses(path: Path) -> Path:
    """Rows and cells that only follow each other."""
    import re

    data = re.sub(r' r="[A-Z]*[0-9]+"', "", xml.sheet(xml.rows()))
    return xml.book(path, {"verzuim": data})


def far_format(path: Path) -> Path:
    """A cell with a format and nothing in it, at the end of the sheet."""
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    data = xml.sheet(xml.rows() + far)
    return xml.book(path, {"verzuim": data}, styles=xml.formats("0.0"))


def empty_fill(path: Path) -> Path:
    """A style sheet that openpyxl cannot read."""
    styles = f'<styleSheet xmlns="{xml.TRANSITIONAL}"><fills><fill/></fills></styleSheet>'
    return xml.book(path, {"verzuim": xml.sheet(xml.rows())}, styles=styles)


def shared_strings(path: Path) -> Path:
    """Words that cells share, of which one is in pieces and one has its pronunciation."""
    strings = STRINGS.replace("<t>kort</t>", "<r><t>ko</t></r><r><t>rt</t></r>")
    strings = strings.replace("<t>lang</t>", "<t>lang</t><rPh><t>lɑŋ</t></rPh>")
    return xml.book(
        path,
        {"verzuim": xml.sheet(xml.rows(changed=SHARED))},
        strings=f'<sst xmlns="{xml.TRANSITIONAL}">{strings}</sst>',
    )


def other_names(path: Path) -> Path:
    """Parts with capitals, backslashes and whole paths."""
    xml.book(path, {"Verzuim": xml.sheet(xml.rows())})
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    relations = content.pop("xl/_rels/workbook.xml.rels")
    content["xl/_rels/workbook.xml.rels"] = relations.replace(
        "worksheets/sheet1.xml", "\\XL\\Worksheets\\Sheet1.xml"
    )
    path.write_bytes(xml.zipped(content))
    return path


def in_utf16(path: Path) -> Path:
    """XML in another encoding that every parser knows."""
    data = '<?xml version="1.0" encoding="UTF-16"?>' + xml.sheet(xml.rows())
    return xml.book(
        path,
        {"verzuim": ""},
        parts={"xl/worksheets/sheet1.xml": data.encode("utf-16")},
    )


def empty_column(path: Path) -> Path:
    """A column between the others in which nothing stands."""
    cells = [(row[0], "", *row[1:]) for row in xml.ROWS]
    return xml.book(path, {"verzuim": xml.sheet(xml.rows(cells))})


def strange_noise(path: Path) -> Path:
    """Hard spaces, soft hyphens and letters in pieces change nothing."""
    changed = {"A2": "\u00a0ko\u00adrt ", "A1": "du\u200bur"}
    return xml.book(path, {"verzuim": xml.sheet(xml.rows(changed=changed))})


@pytest.mark.parametrize(
    "make",
    [
        strict,
        prefixed,
        without_addresses,
        far_format,
        empty_fill,
        shared_strings,
        other_names,
        in_utf16,
        empty_column,
        strange_noise,
    ],
    ids=lambda make: make.__name__,
)
def test_other_programs_are_read(make, tmp_path):
    """All cells, whatever form the file has."""
    found, problems = read(make(tmp_path / "boek.xlsx"))
    assert not problems
    assert values(found) == WHOLE
    (seen,) = found.account.read
    assert (seen.table, seen.first_line, seen.rows) == ("verzuim", 1, 5)


@pytest.mark.parametrize(
    ("options", "place", "told"),
    [
        ({"attributes": {3: 'ht="0" customHeight="1"'}}, 3, "Deze rij is verborgen"),
        ({"attributes": {3: 'customHeight="1"'}}, 3, "Deze rij is verborgen"),
        ({"attributes": {3: 'hidden="true"'}}, 3, "Deze rij is verborgen"),
        ({"attributes": {1: 'hidden="1"'}}, 1, "Deze rij is verborgen"),
        ({"before": '<cols><col min="2" max="2" width="0"/></cols>'}, 1, "Kolom B is verborgen"),
        ({"before": '<cols><col min="1" max="9" hidden="true"/></cols>'}, 1, "Kolom A is verb"),
        ({"before": '<sheetFormatPr zeroHeight="1"/>'}, 1, "Deze rij is verborgen"),
        ({"before": '<sheetFormatPr defaultColWidth="0"/>'}, 1, "Kolom A is verborgen"),
        ({"after": '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>'}, 3, "In de tabel zijn"),
        ({"changed": {"B3": '<c r="B3" s="1"><v>1</v></c>'}}, 3, "De opmaak van cel B3 verbergt"),
        ({"changed": {"B3": '<c r="B3" s="2"><v>1</v></c>'}}, 3, "De opmaak van cel B3 verbergt"),
        ({"changed": {"B3": '<c r="B3" s="3"><v>1</v></c>'}}, 3, "De opmaak van cel B3 verbergt"),
        ({"changed": {"A3": '<c r="A3" s="3" t="str"><v>lang</v></c>'}}, 3, "De opmaak van cel A3"),
    ],
)
def test_what_nobody_sees_is_refused(options, place, told, tmp_path):
    """A row, a column, a cell: hidden, without a size, or white on white."""
    around = {name: options[name] for name in ("before", "after") if name in options}
    inside = {name: options[name] for name in ("changed", "attributes") if name in options}
    data = xml.sheet(xml.rows(**inside), **around)
    styles = xml.formats(";;;", '"geheim"')
    _, problems = read(xml.book(tmp_path / "boek.xlsx", {"verzuim": data}, styles=styles))
    assert problems
    assert problems[0].code == "E01"
    assert problems[0].place.line == place
    assert problems[0].what.startswith(told)


def test_white_letters_on_a_dark_cell_are_seen(tmp_path):
    """As many headers are."""
    data = xml.sheet(xml.rows(changed={"B3": '<c r="B3" s="2"><v>0.8</v></c>'}))
    book = xml.book(tmp_path / "boek.xlsx", {"verzuim": data}, styles=xml.formats())
    assert read(book)[1] == []


def test_nothing_of_a_workbook_goes_without_a_word(tmp_path):
    """Sheets of others, hidden ones, explanations and comments are named."""
    parts = xml.comments(("B3", "klopt dit?\nvraag het na"), ("A9", "x" * 90))
    book = xml.book(
        tmp_path / "boek.xlsx",
        {
            "verzuim": xml.sheet(xml.rows((*xml.ROWS, (), ("(bron: HR)",)))),
            "Kladblok": xml.sheet(xml.rows((("iets", 3),))),
            "verzuin": xml.sheet(xml.rows(xml.ROWS)),
            "Toelichting": xml.sheet(xml.rows((("(Let op)",), ("alles",)))),
            "geheim": xml.sheet(xml.rows((("meer", 4),))),
            "leeg": xml.sheet(""),
        },
        parts=parts,
        states={"geheim": "veryHidden"},
    )
    found, problems = read(book)
    assert not problems
    account = found.account
    assert [(one.where, one.why) for one in account.ignored] == [
        ("verzuim B3", "een opmerking: “klopt dit? vraag het na”"),
        ("verzuim A9", f"een opmerking: “{'x' * 60}…”"),
        ("blad Kladblok", "geen tabel van dit jaar: 2 gevulde cellen"),
        ("blad verzuin", "geen tabel van dit jaar, maar lijkt op verzuim: 18 gevulde cellen"),
        ("blad geheim", "verborgen, geen tabel van dit jaar: 2 gevulde cellen"),
    ]
    assert (account.explaining, account.explained) == (("Toelichting",), 1)


@pytest.mark.parametrize(
    "content",
    [{"Blad1": ""}, {"Blad1": xml.rows((("iets", 3),))}, {"Uitleg": xml.rows((("(x)",),))}],
)
def test_a_workbook_without_a_table_of_ours_is_refused(content, tmp_path):
    """Nothing was compared, so nothing is the same."""
    made = {name: xml.sheet(data) for name, data in content.items()}
    ((problem,), found) = read(xml.book(tmp_path / "boek.xlsx", made))[::-1]
    assert (problem.code, found.blocks) == ("E03", ())


def refused(path: Path) -> str:
    """Return code and reason why a file cannot be read."""
    with pytest.raises(Unreadable) as error:
        sheets(path)
    return f"{error.value.code} {error.value.found}"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"", "E01 een leeg bestand"),
        ("a.xlsx", b"hallo", "E01 geen werkboek"),
        ("a.xlsx", b"PK\x03\x04kapot", "E01 geen werkboek"),
        ("a.xlsx", xml.zipped({"hallo.txt": "x"}), "E01 een beschadigd onderdeel"),
        ("a.docx", xml.zipped({"word/document.xml": "<x/>"}), "E01 een document"),
        ("a.xlsb", xml.zipped({"xl/workbook.bin": "x"}), "E01 een binair werkboek"),
        ("a.numbers", xml.zipped({"Index/Document.iwa": "x"}), "E01 een werkboek van Numbers"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "E01 een werkboek in een oude vorm"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "E01 een werkboek met een wacht"),
        ("a.pdf", b"%PDF-1.7", "E01 een PDF"),
        ("a.xls", b"<html><table></table>", "E01 een webpagina"),
        ("a.csv", b"\x00\x01\x02", "E01 geen tekst"),
        ("a.csv", b"a,b\n1,2\n", "E01 komma's tussen de kolommen"),
        ("a.csv", b'a;"b\n1;2\n', "E01 aanhalingstekens"),
        (
            "a.ods",
            xml.zipped({"content.xml": "<x/>", "META-INF/manifest.xml": "<m:encryption-data/>"}),
            "E01 een werkboek met een wachtwoord",
        ),
    ],
)
def test_what_is_no_workbook_is_named(name, content, told, tmp_path):
    """By what it is, whatever its name says."""
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).startswith(told)


def test_an_encrypted_zip_is_named(tmp_path):
    """Not by what the library says of it."""
    path = xml.book(tmp_path / "boek.xlsx", {"verzuim": xml.sheet(xml.rows())})
    data = bytearray(path.read_bytes())
    start = 0
    while (start := data.find(b"PK\x01\x02", start)) >= 0:
        data[start + 8] |= 1
        start += 4
    path.write_bytes(data)
    assert refused(path) == "E01 een werkboek met een wachtwoord"


@pytest.mark.parametrize(("kind", "told"), [("chartsheet", "een grafiek"), ("xlMacrosheet", "mac")])
def test_sheets_without_cells_are_named(kind, told, tmp_path):
    """A chart, a macro."""
    path = xml.book(
        tmp_path / "boek.xlsx", {"verzuim": xml.sheet(xml.rows()), "ander": "<chartsheet/>"}
    )
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    before, after = content[name].rsplit("/worksheet", 1)
    content[name] = f"{before}/{kind}{after}"
    path.write_bytes(xml.zipped(content))
    found, problems = read(path)
    assert not problems
    assert [(one.where, told in one.why) for one in found.account.ignored] == [("blad ander", True)]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20, 400 * 2**20))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from pathlib import Path
from pipeline.workbook.opened import sheets
from pipeline.workbook.refusals import Unreadable
try:
    found = sheets(Path(sys.argv[1]))
    print("read", sum(len(sheet.lines) for sheet in found))
except Unreadable as error:
    print(error.code)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
assert int(status["VmHWM"].split()[0]) < 150 * 1024, status["VmHWM"]
"""


def many(count: int, one: str) -> str:
    """Return so many rows with a cell, each with its own number."""
    return "".join(f'<row r="{n}"><c r="A{n}" {one}</row>' for n in range(1, count + 1))


HEAVY = {
    "far": ("read 1", lambda: xml.sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "most": ("read 199000", lambda: xml.sheet(many(199_000, "><v>1</v></c>"))),
    "more": ("E04", lambda: xml.sheet(many(201_000, "><v>1</v></c>"))),
    "formats": ("E04", lambda: xml.sheet("<row>" + '<c r="A1" s="1"/>' * 2_200_000 + "</row>")),
    "deep": ("E01", lambda: "<a>" * 300_000 + "</a>" * 300_000),
    "entities": ("E01", lambda: '<!DOCTYPE x [<!ENTITY a "b">]>' + xml.sheet("")),
    "text": ("E04", lambda: xml.sheet(f'<row r="1"><c r="A1"><v>{"x" * 9_000_000}</v></c></row>')),
    "attributes": ("E04", lambda: "<x " + " ".join(f"a{n}='1'" for n in range(200_000)) + "/>"),
    "zeros": ("E04", lambda: xml.sheet("") + " " * 70_000_000),
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_workbook_takes_more_than_its_cells(name, tmp_path):
    """Read, or refused by name, with less than 150 MiB."""
    expected, made = HEAVY[name]
    path = xml.book(tmp_path / "boek.xlsx", {"verzuim": made()}, styles=xml.formats("0"))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == (expected, "")


@pytest.mark.parametrize(
    ("xml_of_cell", "kind", "text"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "getal", "2"),
        ('<c r="A1"><f>1+1</f><v/></c>', "zonder uitkomst", ""),
        ('<c r="A1"><f>1+1</f></c>', "zonder uitkomst", ""),
        ('<c r="A1" t="str"><f>x</f><v>ja</v></c>', "tekst", "ja"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "fout", "#DIV/0!"),
        ('<c r="A1" t="b"><v>1</v></c>', "waar of onwaar", "1"),
        ('<c r="A1" t="d"><v>2022-01-03</v></c>', "datum", "2022-01-03"),
        ('<c r="A1" s="1"><v>44564</v></c>', "datum", "2022-01-03"),
        ('<c r="A1" t="str"><v>a_x000D_b</v></c>', "tekst", "a\nb"),
    ],
)
def test_each_kind_of_cell(xml_of_cell, kind, text, tmp_path):
    """A formula counts by its outcome; one that was never computed has none."""
    data = xml.sheet(f'<row r="1">{xml_of_cell}</row>')
    book = xml.book(tmp_path / "b.xlsx", {"x": data}, styles=xml.formats("d-m-yyyy"))
    (found,) = sheets(book)[0].lines[0].filled
    assert (found.kind, found.text) == (kind, text)


def test_a_program_that_computes_nothing_leaves_no_outcome(tmp_path):
    """It writes 0 beside every formula, and asks Excel to compute when the workbook is opened."""
    data = xml.sheet('<row r="1"><c r="A1"><f>1+1</f><v>0</v></c></row>')
    calc = '<calcPr fullCalcOnLoad="1"/>'
    (told,) = sheets(xml.book(tmp_path / "b.xlsx", {"x": data}, calc=calc))
    (plain,) = sheets(xml.book(tmp_path / "c.xlsx", {"x": data}))
    kinds = [sheet.lines[0].first.kind for sheet in (told, plain)]
    assert kinds == ["zonder uitkomst", "getal"]


@pytest.mark.parametrize(
    ("value", "shown_as", "said"),
    [
        (4.5, "General", "4,5"),
        (0.25, "0%", "25%"),
        (0.255, "0.0%", "25,5%"),
        (1234.5, "#,##0.00", "1.234,50"),
        (1234.5, "0.00", "1234,50"),
        (7, "0000", "0007"),
        (-3.25, "0.0", "-3,3"),
        (2021, "General", "2021"),
        (1 / 3, "General", None),
        (1234.5, "0.00E+00", None),
        (0.5, "# ?/?", None),
        (1234567, "#,##0,", None),
        (5, '0 "stuks"', None),
    ],
)
def test_a_number_among_words_is_what_excel_shows(value, shown_as, said):
    """Never 0.25 for 25%; what is not certain is refused."""
    one = BookCell(1, 0, "getal", float(value), shown_as)
    if said is not None:
        assert words(one) == said
    else:
        with pytest.raises(Refused):
            words(one)


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 4), st.booleans())
def test_what_is_shown_has_the_decimals_of_the_format(value, places, grouped):
    """And is that number, rounded."""
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    said = formats.shown(value, code)
    assert said is not None
    back = Decimal(said.replace(".", "").replace(",", "."))
    assert abs(back - value) <= Decimal(1).scaleb(-places) / 2
    assert len(said.partition(",")[2]) == places


@pytest.mark.parametrize(
    "saved",
    [
        "duur;2021;2022\r\nkort;1,1;1,3\r\n",
        "tabel;verzuim;;\r\nduur;2021;2022;\r\n(Duur);(x);(y);(z)\r\nkort;1,1;1,3;(Kort)\r\n;;;\r\n",
        "sep=;\nduur;2021;2022\nkort;1,1;1,3\n",
        "duur\t2021\t2022\nkort\t1,1\t1,3\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_one_table_saved_as_csv(saved, encoding, tmp_path):
    """As Dutch Excel writes it, in any of its encodings, with what it leaves behind."""
    path = tmp_path / "Verzuim.csv"
    path.write_bytes(saved.encode(encoding))
    found, problems = read(path)
    assert not problems
    assert values(found) == [["kort", "1,1", "1,3"]]


FLOAT = 'office:value-type="float" office:value='


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        ({"cell": f'{FLOAT}"1.3"><text:p>1,3</text:p>'}, ("1.3", "0.0")),
        ({"cell": f'{FLOAT}"1234.5"><text:p>1.234,50</text:p>'}, ("1234.5", "#,##0.00")),
        (
            {"cell": 'office:value-type="percentage" office:value="0.25"><text:p>25%</text:p>'},
            ("0.25", "0%"),
        ),
        ({"cell": f'{FLOAT}"1234567"><text:p>1.235</text:p>'}, ("1234567", "0,")),
        ({"cell": f'{FLOAT}"1.3"><text:p/>'}, "De opmaak van cel B2 verbergt wat erin staat"),
        (
            {"cell": f'{FLOAT}"1.3"><text:p>1,3</text:p>', "row": 'table:style-name="r0"'},
            "Deze rij",
        ),
        (
            {"cell": f'{FLOAT}"1"><text:p>1</text:p>', "row": 'table:visibility="filter"'},
            "Deze rij is verborgen",
        ),
        (
            {
                "cell": f'{FLOAT}"1"><text:p>1</text:p>',
                "columns": '<table:table-column table:number-columns-repeated="2" '
                'table:visibility="collapse"/>',
            },
            "Kolom A is verborgen",
        ),
        (
            {"cell": f'table:number-columns-spanned="2" {FLOAT}"1"><text:p>1</text:p>'},
            "In de tabel zijn cellen samengevoegd",
        ),
        ({"cell": 'table:formula="of:=1">'}, ("", "")),
    ],
)
def test_a_spreadsheet_of_libreoffice(parts, outcome, tmp_path):
    """Values, what is shown of them, and what hides or joins them."""
    content = xml.opendocument(
        changed={"B2": parts["cell"]},
        attributes={2: parts.get("row", "")},
        columns=parts.get("columns", ""),
    )
    path = tmp_path / "boek.ods"
    path.write_bytes(xml.zipped({"content.xml": content}))
    found, problems = read(path)
    if isinstance(outcome, str):
        assert problems[0].what.startswith(outcome)
    else:
        assert not problems
        cell = found.blocks[0].rows[0].cells[1]
        assert (cell.text, cell.shown_as) == outcome


def test_a_second_reader_sees_the_same(tmp_path):
    """Of a workbook of every kind of value, calamine reads the same numbers and words."""
    import xlsxwriter

    path = tmp_path / "boek.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("alles")
    day = book.add_format({"num_format": "d mmm yyyy"})
    written = [1.5, -3, 1e-7, 123456789.12, "woorden", "é", "  spatie ", "<&>", 0.1 + 0.2, 2**40]
    for line, value in enumerate(written):
        sheet.write(line, line % 4, value)
    sheet.write_datetime(len(written), 2, datetime.datetime(2022, 1, 3), day)
    book.close()
    other = (
        python_calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    ours = sheets(path)[0].lines
    assert len(ours) == len(other) == len(written) + 1
    for line in each(ours):
        (cell,) = line.filled
        value = other[line.number - 1][cell.column]
        if cell.kind == "getal":
            assert float(cell.value) == pytest.approx(float(value), rel=1e-15)
        else:
            assert cell.text == str(value).strip()
