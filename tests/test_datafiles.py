"""The tables and charts of a year as data: complete, exact, described, and the same every time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pandas
import pytest
from annex import copy
from annex import prepared as prepared_from
from conftest import HERE, each

from pipeline import arguments, datafiles
from pipeline.commands.data_of_year import occasion_of, write_data
from pipeline.commands.prepare import Prepared, prepare
from pipeline.datafiles.csv_files import ABSENT, headings
from pipeline.datafiles.workbook import HEADER
from pipeline.model import NIHIL, Cell, ChartBlock, TableBlock
from pipeline.signs import SIGNS

ROOT = HERE.parent
YEARS = (2020, 2021, 2024)
each_year = pytest.mark.parametrize("year", YEARS)
each_year_with_tables = pytest.mark.parametrize("year", YEARS[:2])


@cache
def prepared(year: int) -> Prepared:
    """Return a shipped year as far as it goes without rendering."""
    return prepare(ROOT, arguments.parse(["check", "--all-years"], ROOT), year)


@cache
def files(year: int) -> dict[str, bytes]:
    """Return every file of data/ of a year, by name."""
    found = write_data(prepared(year), prepared(year).documents)
    return {path.removeprefix("data/"): content for path, content in found.items()}


@cache
def grids(year: int) -> tuple[datafiles.Grid, ...]:
    """Return what a year publishes as data."""
    return datafiles.grids(prepared(year).protected, prepared(year).documents)


def blocks(year: int, kind: type) -> list:
    """Return every table or chart of a year's publications."""
    chapters = [c for document in prepared(year).documents for c in document.chapters]
    return [block for chapter in chapters for block in chapter.blocks if isinstance(block, kind)]


@each_year
def test_every_table_and_chart_is_there(year: int) -> None:
    """Whatever a publication shows can be taken along, and the links of the pages arrive."""
    names = {f"tabel-{block.table.id}" for block in blocks(year, TableBlock)}
    names |= {f"grafiek-{block.name}" for block in blocks(year, ChartBlock)}
    assert {grid.name for grid in grids(year)} == names
    kinds = (".csv", ".xlsx", ".csv-metadata.json")
    assert {f"{name}{kind}" for name in names for kind in kinds} <= files(year).keys()
    assert names or year == 2024  # which has no table


@each_year_with_tables
def test_every_cell_of_a_csv_is_that_of_the_year(year: int) -> None:
    """Each number has all its digits, each sign stands where there is no number."""
    for grid in each(grids(year)):
        content = files(year)[f"{grid.name}.csv"]
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
        assert head == headings(grid)
        assert len(set(head)) == len(head)
        assert len(rows) == len(grid.rows)
        for row, found in each(zip(grid.rows, rows, strict=True)):
            assert tuple(found[: len(row.labels)]) == row.labels
            for value, text in each(zip(row.values, found[len(row.labels) :], strict=True)):
                assert text == expected_text(value)


def expected_text(value: Cell | str) -> str:
    """Return what a cell of a CSV holds."""
    if isinstance(value, str):
        return value
    if value.value is None:
        return SIGNS[value.missing]
    return "0" if value.missing == NIHIL else str(value.value)


@each_year_with_tables
def test_numbers_of_tables_are_those_that_readers_see(year: int) -> None:
    """A whole table of the year stands in its file, in the order of its YAML."""
    tables = prepared(year).protected.everywhere.tables
    for block in each(blocks(year, TableBlock)):
        table = tables.get(block.table.id, block.table)
        grid = next(g for g in grids(year) if g.name == f"tabel-{table.id}")
        cells = [
            table.cells[f"{row.id}.{column.id}"]
            for row in table.rows
            for column in table.columns
            if column.kind == "getal"
        ]
        assert list(grid.cells) == cells


@each_year_with_tables
def test_a_csv_is_read_by_programs(year: int) -> None:
    """Pandas reads every number of every column as a number, with the signs as no value."""
    for grid in each(grids(year)):
        content = io.BytesIO(files(year)[f"{grid.name}.csv"])
        frame = pandas.read_csv(content, na_values=list(ABSENT), keep_default_na=False)
        for place, column in each(enumerate(grid.columns, len(grid.keys))):
            if column.kind == "getal" and any(
                isinstance(row.values[place - len(grid.keys)], Cell)
                and row.values[place - len(grid.keys)].value is not None
                for row in grid.rows
            ):
                assert frame.dtypes.iloc[place].kind in "if", (grid.name, column.heading)


@each_year_with_tables
def test_every_cell_of_a_workbook_is_that_of_the_year(year: int) -> None:
    """Numbers are numbers, also in the workbook of the whole year; nothing is a formula."""
    whole = openpyxl.load_workbook(io.BytesIO(book_of(year))) if grids(year) else None
    sheets = iter(whole.worksheets[1:-1] if whole else ())
    for grid in each(grids(year)):
        own = openpyxl.load_workbook(io.BytesIO(files(year)[f"{grid.name}.xlsx"]))
        assert own.sheetnames[0] == "Inhoud"
        assert own.sheetnames[-1] == "Toelichting"
        for sheet in (own.worksheets[1], next(sheets)):
            assert_is_grid(sheet, grid)


def book_of(year: int) -> bytes:
    """Return the workbook of a whole year."""
    return files(year)[f"jaarcijfers-{year}.xlsx"]


def assert_is_grid(sheet, grid: datafiles.Grid) -> None:
    """Hold a sheet against a grid, cell by cell, and against what a screen reader needs."""
    assert sheet["A1"].value == grid.title
    assert not sheet.merged_cells.ranges
    rows = list(sheet.iter_rows(min_row=HEADER + 1, values_only=True))
    assert list(rows[0]) == headings(grid)
    assert len(rows) == len(grid.rows) + 1
    (table,) = sheet.tables.values()
    assert table.ref.startswith(f"A{HEADER + 1}:")
    assert sheet.freeze_panes == f"B{HEADER + 2}"
    for row, found in each(zip(grid.rows, rows[1:], strict=True)):
        assert found[: len(row.labels)] == row.labels
        for value, shown in each(zip(row.values, found[len(row.labels) :], strict=True)):
            if isinstance(value, Cell) and value.value is not None:
                assert isinstance(shown, int | float)
                assert Decimal(str(shown)) == value.value
            else:
                assert shown == (expected_text(value) or None)


def test_notes_and_signs_are_explained_in_the_workbook() -> None:
    """The sheet Toelichting has every note of the tables, and the signs that occur."""
    book = openpyxl.load_workbook(io.BytesIO(book_of(2021)))
    told = list(book["Toelichting"].iter_rows(min_row=HEADER + 2, values_only=True))
    assert ("Teken n.n.b.", "nog niet bekend") in told
    for grid in each(grids(2021)):
        for note in each(grid.notes):
            assert (grid.title, note) in told
            assert "\ue000" not in note
            assert "{{" not in note


def test_workbook_says_what_it_is() -> None:
    """Title, author, subject and date are those of the year; every sheet is listed and linked."""
    book = openpyxl.load_workbook(io.BytesIO(book_of(2020)))
    assert book.properties.title == "Jaarcijfers 2020 van Jeugdbescherming west"
    assert book.properties.creator == "Jeugdbescherming west"
    assert book.properties.created.date().isoformat() == "2021-05-25"
    contents = book["Inhoud"]
    listed = [row[1] for row in contents.iter_rows(min_row=HEADER + 2, values_only=True)]
    assert listed == book.sheetnames[1:]
    links = {
        cell.hyperlink.location
        for row in contents.iter_rows(min_row=HEADER + 2)
        for cell in row
        if cell.hyperlink
    }
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:]}


@each_year_with_tables
def test_csv_on_the_web_describes_each_file(year: int) -> None:
    """Columns are those of the CSV, names are different, keys unique, values of the named type."""
    for grid in each(grids(year)):
        meta = json.loads(files(year)[f"{grid.name}.csv-metadata.json"])
        head, *rows = csv.reader(io.StringIO(files(year)[meta["url"]].decode("utf-8")))
        columns = meta["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == head
        names = [column["name"] for column in columns]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
        for column, texts in each(zip(columns, zip(*rows, strict=True), strict=True)):
            for text in each(texts):
                if column["datatype"] != "string" and text not in column["null"]:
                    Decimal(text)
                assert text or not column.get("required")
        keys = meta["tableSchema"].get("primaryKey", [])
        places = [names.index(key) for key in ([keys] if isinstance(keys, str) else keys)]
        assert places, "every table of ours has a key"
        assert len({tuple(row[place] for place in places) for row in rows}) == len(rows)
        assert meta["@context"][0] == "http://www.w3.org/ns/csvw"
        assert meta["dc:language"] == "nl"


ONCE = ("dct:identifier", "dct:accessRights", "dcat:contactPoint", "dct:publisher")
AT_LEAST_ONCE = ("dct:title", "dct:description", "dcat:theme", "dct:creator")


@pytest.mark.parametrize("year", [2020, 2021])
def test_catalogue_has_what_dcat_ap_nl_asks(year: int) -> None:
    """Cardinalities of DCAT-AP-NL 3.0: once, at least once, and no address twice."""
    content = json.loads(files(year)["catalogus.jsonld"])
    assert content["@type"] == "dcat:Catalog"
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint"):
        assert content[name]
    datasets = content["dcat:dataset"]
    assert len(datasets) == len(grids(year))
    assert len({dataset["dct:identifier"] for dataset in datasets}) == len(datasets)
    for dataset in each(datasets):
        assert all(dataset[name] and not isinstance(dataset[name], list) for name in ONCE)
        assert all(dataset[name] for name in AT_LEAST_ONCE)
        assert {
            d["dct:format"]["@id"].rpartition("/")[2] for d in dataset["dcat:distribution"]
        } == {
            "CSV",
            "XLSX",
        }
        for distribution in each(dataset["dcat:distribution"]):
            name = distribution["dcat:accessURL"]["@id"]
            assert int(distribution["dcat:byteSize"]["@value"]) == len(files(year)[name])
            assert distribution["dct:license"]["@id"].startswith("http")


def test_a_licence_is_never_invented() -> None:
    """An organisation that names no licence is listed as such."""
    assert occasion_of(prepared(2020), prepared(2020).documents).licence == ""
    text = files(2020)["catalogus.jsonld"].decode()
    assert "creativecommons" not in text
    assert "licentieonbekend" in text


def test_a_year_without_numbers_has_a_page_that_says_so() -> None:
    """No empty workbook and no empty catalogue."""
    assert set(files(2024)) == {"gegevens.html"}
    assert "geen tabellen of grafieken" in files(2024)["gegevens.html"].decode()


def test_workbooks_are_the_same_in_another_process(tmp_path: Path) -> None:
    """Another process with another hash seed and another time zone writes the same bytes."""
    program = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.']\n"
        "from test_datafiles import files\n"
        "for name, content in sorted(files(2020).items()):\n"
        "    print(name, hashlib.sha256(content).hexdigest())\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert said[0]
    assert said[0] == said[1]


def test_workbook_holds_no_time_of_making() -> None:
    """The files inside have the fixed date of their maker, not that of today."""
    with zipfile.ZipFile(io.BytesIO(book_of(2020))) as book:
        assert {item.date_time[0] for item in book.infolist()} == {1980}


SUPPRESSED = "openbaar: {profiel: onderdrukt}\n"
ROUNDED = "openbaar: {profiel: afgerond5}\n"


@pytest.mark.parametrize("said", [SUPPRESSED, ROUNDED])
def test_what_is_hidden_is_hidden_in_all_of_it(tmp_path: Path, said: str) -> None:
    """No small number of the annex stands in a CSV, a workbook or a description."""
    year = prepared_from(copy(tmp_path / "data", said))
    made = {p.removeprefix("data/"): c for p, c in write_data(year, year.documents).items()}
    name = "tabel-maatregelen_per_regio"
    text = made[f"{name}.csv"].decode()
    assert text != files(2020)[f"{name}.csv"].decode()
    grid = next(g for g in datafiles.grids(year.protected, year.documents) if g.name == name)
    assert year.protected.hidden
    hidden = [cell for cell in grid.cells if cell.id in year.protected.hidden]
    assert hidden
    for cell in each(hidden):
        assert cell.value is None or cell.value % 5 == 0
    if said == SUPPRESSED:
        assert text.count(",x") == len(hidden)
        for workbook in (f"{name}.xlsx", "jaarcijfers-2020.xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(made[workbook]))
            sheet = next(s for s in book.worksheets[1:] if s["A1"].value == grid.title)
            shown = [
                v for row in sheet.iter_rows(min_row=HEADER + 2, values_only=True) for v in row
            ]
            assert shown.count("x") == len(hidden)
            assert ("Teken x", "niet getoond, om herkenning van kinderen te voorkomen") in list(
                book["Toelichting"].iter_rows(values_only=True)
            )


def test_what_one_publication_hides_is_hidden_in_the_data(mini) -> None:
    """Data lies beside all publications: it shows the least that any of them shows."""
    mini.write(
        "2022/tabellen/gezinnen.csv",
        "regio;soort;stand_2022;stand_2021\nnoord;thuis;1.100;1.040\nnoord;verblijf;15;12\n"
        "noord;totaal;1.115;1.052\nzuid;thuis;26;28\nzuid;verblijf;4;3\nzuid;totaal;30;31\n",
    )
    mini.change(
        "2022/tabellen/gezinnen.yaml",
        "telt: gezinnen\n",
        "telt: kinderen\nopenbaar:\n  profiel: exact\n  reden: het origineel\n"
        "  publicaties:\n    publieksversie: {profiel: onderdrukt}\n",
    )
    year = mini.prepare(2022)
    assert year.protected.hidden
    for grid in each(datafiles.grids(year.protected, year.documents)):
        for cell in each(grid.cells):
            if cell.id in year.protected.hidden:
                assert cell.value is None, cell.id
