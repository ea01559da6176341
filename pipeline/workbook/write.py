"""Write the controller's workbook of a year."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import dutch
from pipeline.marks import TYPED
from pipeline.model import Cell, Column, Table, YearData
from pipeline.workbook.names import BLOCK, SINGLE, SINGLES, VALUE

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

_LONGEST_NAME = 31
"""What Excel allows for the name of a sheet."""
_WIDEST = 48
_EXPLANATION = (
    "Elke tabel staat op een eigen blad. Verander alleen getallen, of voeg rijen toe.",
    "Wat tussen haakjes staat, is uitleg. Het programma leest dat niet.",
    "Geen getal? Typ - (nihil), nvt (niet van toepassing), . (niet gepubliceerd) of nnb "
    "(nog niet bekend). Laat geen cel leeg.",
    "Een formule mag: haar uitkomst telt. Sla het werkboek op in Excel voor u het aanlevert.",
    "Wat mag niet: samengevoegde cellen, verborgen bladen, rijen of kolommen, en datums waar een "
    "getal hoort.",
    "Percentages staan er als 24,5 (niet als 0,245), bedragen in de eenheid die erbij staat.",
    "Op het blad Definities staat wat elke kolom betekent, op het blad Regels wat er moet kloppen.",
)


class _Book:
    """A workbook being made, with its formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.code = book.add_format({"bold": True, "bottom": 1})
        self.told = book.add_format(
            {"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top"}
        )
        self._numbers: dict[int, Any] = {}
        self._names: set[str] = set()

    def number(self, decimals: int) -> Any:
        """Return the format of numbers with so many decimals."""
        if decimals not in self._numbers:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            look = {"num_format": pattern, "align": "right"}
            self._numbers[decimals] = self.book.add_format(look)
        return self._numbers[decimals]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet; the name is cut off where Excel wants that, and unique."""
        short, number = name[:_LONGEST_NAME], 2
        while short.lower() in self._names:
            short, number = f"{name[: _LONGEST_NAME - 3]} {number}", number + 1
        self._names.add(short.lower())
        return self.book.add_worksheet(short)


def controllers_workbook(data: YearData) -> bytes:
    """Return the bytes of a workbook with every table and single figure of a year."""
    import xlsxwriter  # only who writes one pays for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"Cijfers {data.year} van {data.organisation.name}",
            "created": datetime.datetime(data.year, 12, 31),  # same numbers, same bytes
        }
    )
    made = _Book(book)
    _told_first(made, data)
    for table in data.tables.values():
        _table(made, table)
    if data.figures:
        _singles(made, data.figures.values())
    _definitions(made, data)
    _rules(made, data)
    book.close()
    return out.getvalue()


def _told_first(made: _Book, data: YearData) -> None:
    sheet = made.sheet("Uitleg")
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, f"(Cijfers {data.year} van {data.organisation.name})", made.title)
    for number, line in enumerate(_EXPLANATION, 2):
        sheet.write_string(number, 0, line, made.text)


def _head(
    made: _Book, sheet: Worksheet, name: str, title: str, codes: Sequence[str], told: Sequence[str]
) -> None:
    """Write the three lines above the rows of a block: its name, its columns, their headings."""
    sheet.write_string(0, 0, BLOCK, made.code)
    sheet.write_string(0, 1, name, made.code)
    sheet.write_string(0, 2, f"({title})", made.told)
    for place, code in enumerate(codes):
        sheet.write_string(1, place, code, made.code)
    for place, text in enumerate(told):
        sheet.write_string(2, place, f"({text})", made.told)
        widest = max(len(word) for word in (*text.split(), codes[place], name)) + 3
        sheet.set_column(place, place, min(_WIDEST, max(12, widest)))
    sheet.freeze_panes(3, 1)


def _table(made: _Book, table: Table) -> None:
    sheet = made.sheet(table.id)
    width = len(table.keys)
    codes = [*table.keys, *(column.id for column in table.columns), "(betekent)"]
    told = [*table.key_headings, *(_heading(column) for column in table.columns), "Rij"]
    _head(made, sheet, table.id, table.title, codes, told)
    for number, row in enumerate(table.rows, 3):
        for place, code in enumerate(row.key):
            sheet.write_string(number, place, code)
        for place, column in enumerate(table.columns, width):
            key = f"{row.id}.{column.id}"
            if column.kind == "tekst":
                sheet.write_string(number, place, table.texts[key], made.text)
            else:
                _number(made, sheet, number, place, table.cells[key])
        unit = f" ({dutch.UNIT_NAMES[row.unit]})" if row.unit else ""
        sheet.write_string(number, width + len(table.columns), ", ".join(row.labels) + unit)
    sheet.set_column(len(codes) - 1, len(codes) - 1, _WIDEST)


def _heading(column: Column) -> str:
    unit = dutch.UNIT_NAMES.get(column.unit, "")
    return f"{column.heading}, {unit}" if unit else column.heading


def _number(made: _Book, sheet: Worksheet, row: int, place: int, cell: Cell) -> None:
    look = made.number(cell.decimals)
    if cell.missing or cell.value is None:
        sheet.write_string(row, place, TYPED[cell.missing], look)
    else:
        sheet.write_number(row, place, float(cell.value), look)


def _singles(made: _Book, figures: Iterable[Cell]) -> None:
    sheet = made.sheet(SINGLES)
    codes = [SINGLE, VALUE, "(omschrijving)", "(eenheid)", "(jaar)", "(status)", "(bron)"]
    told = ["Naam", "Waarde", "Omschrijving", "Eenheid", "Jaar", "Status", "Bron"]
    _head(made, sheet, SINGLES, "Losse cijfers", codes, told)
    for number, cell in enumerate(figures, 3):
        sheet.write_string(number, 0, cell.id.partition(".")[2])
        _number(made, sheet, number, 1, cell)
        told = [cell.label, dutch.UNIT_NAMES[cell.unit], cell.year, cell.status, cell.source]
        for place, text in enumerate(told, 2):
            sheet.write_string(number, place, text)
    for place, wide in ((0, 32), (2, _WIDEST), (6, _WIDEST)):
        sheet.set_column(place, place, wide)


def _definitions(made: _Book, data: YearData) -> None:
    heads = ["(tabel)", "kolom", "kop", "eenheid", "decimalen", "status", "jaar", "bron"]
    rows = [
        [
            table.id,
            column.id,
            column.heading,
            dutch.UNIT_NAMES.get(column.unit, "") or "per rij of zonder",
            str(column.decimals),
            column.status,
            column.year,
            table.source,
        ]
        for table in data.tables.values()
        for column in table.columns
    ]
    _listed(made, "Definities", heads, rows)


def _rules(made: _Book, data: YearData) -> None:
    heads = ["(tabel)", "regel", "voor elke", "wat moet kloppen"]
    rules = [rule for table in data.tables.values() for rule in table.rules]
    rows = [[r.table, r.name, r.each, r.formula] for r in (*rules, *data.figure_rules)]
    _listed(made, "Regels", heads, rows)


def _listed(made: _Book, name: str, heads: list[str], rows: list[list[str]]) -> None:
    sheet = made.sheet(name)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, made.code)
        widest = max(len(text) for text in (head, *(row[place] for row in rows)))
        sheet.set_column(place, place, min(_WIDEST, widest + 2))
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, made.text)
    sheet.freeze_panes(1, 0)
