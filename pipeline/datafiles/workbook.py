"""Grids as a workbook that a screen reader can read.

As gptables advises: one table on a sheet, its title in A1, no merged cells, no empty rows or
columns in the table, headings that say the unit, words instead of colours, a sheet that lists all
sheets and one that explains. Dates are those of the data, so the same data gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.datafiles.csv_files import headings, typed
from pipeline.datafiles.grids import Grid, GridColumn, GridRow, Occasion
from pipeline.model import NIHIL, Cell
from pipeline.signs import SIGNS, meanings

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

CONTENTS, NOTES = "Inhoud", "Toelichting"
WIDEST = 60
"""The most letters that a column is wide."""
HEADER = 2
"""The row of the headings of a table, counted from 0; above it the title and where to read more."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook(grids: Iterable[Grid], occasion: Occasion, title: str) -> bytes:
    """Return the bytes of a workbook with these grids, each on a sheet of its own."""
    import xlsxwriter  # only who writes one pays for it

    chosen = tuple(grids)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    _describe(book, occasion, title)
    formats = _formats(book, chosen)
    names = _sheet_names(chosen)
    _contents(book.add_worksheet(CONTENTS), chosen, names, occasion, title, formats)
    for grid, name in zip(chosen, names, strict=True):
        _sheet(book.add_worksheet(name), grid, formats)
    _notes(book.add_worksheet(NOTES), chosen, meanings(occasion.whom), formats)
    book.close()
    return out.getvalue()


def _describe(book: xlsxwriter.Workbook, occasion: Occasion, title: str) -> None:
    day = occasion.modified or f"{occasion.year}-12-31"
    book.set_properties(
        {
            "title": title,
            "author": occasion.organisation,
            "company": occasion.organisation,
            "subject": f"Jaarcijfers {occasion.year}",
            "created": datetime.datetime.fromisoformat(f"{day}T00:00:00"),
        }
    )
    book.set_custom_property("Taal", "nl-NL")


def _formats(book: xlsxwriter.Workbook, grids: tuple[Grid, ...]) -> dict[Any, Any]:
    """Return the formats: by name, and for numbers by decimals and whether they are a total."""
    made: dict[Any, Any] = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"}),
        "number head": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "align": "right"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "total": book.add_format({"text_wrap": True, "valign": "top", "bold": True}),
        "link": book.get_default_url_format(),
    }
    for decimals in {cell.decimals for grid in grids for cell in grid.cells}:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        for bold in (False, True):
            look = {"num_format": pattern, "valign": "top", "align": "right", "bold": bold}
            made[decimals, bold] = book.add_format(look)
    return made


def _sheet_names(grids: tuple[Grid, ...]) -> list[str]:
    names: list[str] = []
    for grid in grids:
        whole = _FORBIDDEN.sub(" ", grid.name.replace("-", " ").replace("_", " ")).capitalize()
        name, number = whole[:31], 2
        while name in names:
            name, number = f"{whole[:28]} {number}", number + 1
        names.append(name)
    return names


def _contents(
    sheet: Worksheet,
    grids: tuple[Grid, ...],
    names: list[str],
    occasion: Occasion,
    title: str,
    formats: dict[Any, Any],
) -> None:
    sheet.write_string(0, 0, title, formats["title"])
    told = (
        f"{occasion.organisation}, verslagjaar {occasion.year}. Elke tabel staat op een eigen blad."
    )
    sheet.write_string(1, 0, told)
    rows = [[grid.title, name, grid.source] for grid, name in zip(grids, names, strict=True)]
    rows.append(["Wat de tekens betekenen, en noten", NOTES, ""])
    _table(sheet, "inhoud", ["Wat", "Blad", "Bron"], rows, formats)
    for number, (words, name, _) in enumerate(rows, HEADER + 1):
        sheet.write_url(number, 0, f"internal:'{name}'!A1", formats["link"], words)


def _table(
    sheet: Worksheet, name: str, heads: list[str], rows: list[list[str]], formats: dict[Any, Any]
) -> None:
    """Write a table of words and name it."""
    for number, row in enumerate(rows, HEADER + 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, formats["text"])
    columns = [{"header": head, "header_format": formats["head"]} for head in heads]
    _mark(sheet, name, columns, len(rows))
    for place, head in enumerate(heads):
        widest = max(len(text) for text in (head, *(row[place] for row in rows)))
        sheet.set_column(place, place, min(WIDEST, widest + 2))


def _mark(sheet: Worksheet, name: str, columns: list[dict[str, Any]], rows: int) -> None:
    """Tell Excel that this is a table, with its headings; they stay in sight."""
    options = {
        "name": name,
        "columns": columns,
        "autofilter": False,
        "style": "Table Style Light 1",
    }
    sheet.add_table(HEADER, 0, HEADER + rows, len(columns) - 1, options)
    sheet.freeze_panes(HEADER + 1, 1)


def _sheet(sheet: Worksheet, grid: Grid, formats: dict[Any, Any]) -> None:
    """Write a grid: its title, where to read more, and the table."""
    sheet.write_string(0, 0, grid.title, formats["title"])
    source = f"Bron: {grid.source}. " if grid.source else ""
    sheet.write_string(1, 0, f"{source}Noten en tekens staan op het blad {NOTES}.")
    for number, row in enumerate(grid.rows, HEADER + 1):
        _row(sheet, number, row, formats)
    kinds = ["tekst"] * len(grid.keys) + [column.kind for column in grid.columns]
    heads = headings(grid)
    columns = [
        {"header": head, "header_format": formats["number head" if kind == "getal" else "head"]}
        for head, kind in zip(heads, kinds, strict=True)
    ]
    _mark(sheet, re.sub(r"\W", "_", grid.name), columns, len(grid.rows))
    for place in range(len(grid.keys)):
        widest = max(
            len(text) for text in (heads[place], *(row.labels[place] for row in grid.rows))
        )
        sheet.set_column(place, place, min(WIDEST, widest + 2))
    for place, column in enumerate(grid.columns):
        at = len(grid.keys) + place
        sheet.set_column(at, at, _width(column, [row.values[place] for row in grid.rows]))


def _row(sheet: Worksheet, number: int, row: GridRow, formats: dict[Any, Any]) -> None:
    words = formats["total" if row.total else "text"]
    for place, label in enumerate(row.labels):
        sheet.write_string(number, place, label, words)
    for place, value in enumerate(row.values, len(row.labels)):
        if isinstance(value, str):
            sheet.write_string(number, place, value, words)
        elif value.value is None:
            sheet.write_string(number, place, typed(value), formats[value.decimals, row.total])
        else:
            look = formats[value.decimals, row.total]
            sheet.write_number(number, place, float(value.value), look)


def _width(column: GridColumn, values: list[Cell | str]) -> int:
    texts = [value for value in values if isinstance(value, str)]
    widest = max((len(text) for text in texts), default=10)
    return min(WIDEST, max(12, widest + 2, max(len(word) for word in column.heading.split()) + 2))


def _notes(
    sheet: Worksheet, grids: tuple[Grid, ...], told: Mapping[str, str], formats: dict[Any, Any]
) -> None:
    """Write what signs mean, and every note of every grid."""
    sheet.write_string(0, 0, "Toelichting", formats["title"])
    sheet.write_string(1, 0, "Eerst de tekens die in plaats van een getal staan, dan de noten.")
    present = {cell.missing for grid in grids for cell in grid.cells} - {""}
    absent = [missing for missing in SIGNS if missing in present and missing != NIHIL]
    rows = [[f"Teken {SIGNS[missing]}", told[missing]] for missing in absent]
    if NIHIL in present:
        rows.append(["Getal 0", "ook waar de bron een streepje heeft: nihil"])
    rows += [[grid.title, note] for grid in grids for note in grid.notes]
    _table(
        sheet, "toelichting", ["Waarbij", "Wat"], rows or [["Alle tabellen", "geen noten"]], formats
    )
