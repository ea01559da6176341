"""What makes a block uncertain: something beside it, merged cells, hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.workbook.lines import Line
from pipeline.workbook.names import explains

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Doubt = tuple[int, str, str, str, str]
"""Line, what, found, expected, advice."""


def doubts(sheet: Worksheet, header: Line, body: list[Line], columns: list[int]) -> Iterator[Doubt]:
    """Yield what stands in the way of reading a block; `columns` are those that are read."""
    for line in body:
        if not explains(line.cells[header.start].text):
            yield from _beside(line, header)
    yield from _merged(sheet, header.number, body[-1].number if body else header.number)
    for line in body:
        if sheet.row_dimensions[line.number].hidden:
            yield line.number, *_hidden("Deze rij is verborgen", "Maak de rij zichtbaar.")
    for dimension in sheet.column_dimensions.values():
        covered = range((dimension.min or 1) - 1, dimension.max or 0)
        if dimension.hidden and set(covered) & set(columns):
            what = f"Kolom {dimension.index} is verborgen"
            yield header.number, *_hidden(what, "Maak de kolom zichtbaar.")


def _beside(line: Line, header: Line) -> Iterator[Doubt]:
    for i, cell in enumerate(line.cells):
        if cell.text and not header.start <= i < header.end and not explains(cell.text):
            yield (
                line.number,
                "Naast de tabel staat iets",
                f"{cell.address}: {cell.text}",
                "niets, of uitleg tussen haakjes",
                "Haal het weg, of geef de kolom een naam in de kopregel.",
            )


def _merged(sheet: Worksheet, first: int, last: int) -> Iterator[Doubt]:
    for area in sheet.merged_cells.ranges:
        if area.min_row <= last and area.max_row >= first:
            yield (
                area.min_row,
                "In de tabel zijn cellen samengevoegd",
                str(area),
                "één waarde per cel",
                "Splits de cellen en vul elke cel in.",
            )


def _hidden(what: str, advice: str) -> tuple[str, str, str, str]:
    return what, "verborgen getallen", "alleen wat u ziet", f"{advice} Of verwijder haar."
