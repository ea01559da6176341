"""What makes a block uncertain: something beside it, merged cells, what nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.workbook.formats import hides
from pipeline.workbook.lines import Line, Sheet, letters
from pipeline.workbook.names import explains

Doubt = tuple[int, str, str, str, str]
"""Line, what, found, expected, advice."""


def doubts(sheet: Sheet, header: Line, rows: list[Line], columns: list[int]) -> Iterator[Doubt]:
    """Yield what stands in the way of reading a block; `columns` are those that are read."""
    for line in rows:
        yield from _beside(line, header)
    yield from _merged(sheet, header, rows)
    for line in (header, *rows):
        if line.number in sheet.hidden_lines:
            yield line.number, *_hidden("Deze rij is verborgen", "Maak de rij zichtbaar.")
    for column in columns:
        if column in sheet.hidden_columns:
            what = f"Kolom {letters(column)} is verborgen"
            yield header.number, *_hidden(what, "Maak de kolom zichtbaar.")
    for line in (header, *rows):
        yield from _unseen(line, frozenset(columns))


def _beside(line: Line, header: Line) -> Iterator[Doubt]:
    for cell in line.filled:
        if not header.start <= cell.column < header.end and not explains(cell.text):
            yield (
                line.number,
                "Naast de tabel staat iets",
                f"{cell.address}: {cell.text}",
                "niets, of uitleg tussen haakjes",
                "Haal het weg, of geef de kolom een naam in de kopregel.",
            )


def _merged(sheet: Sheet, header: Line, rows: list[Line]) -> Iterator[Doubt]:
    last = rows[-1].number if rows else header.number
    for area in sheet.merged:
        beside = area.last_column < header.start or area.first_column >= header.end
        if area.first_line <= last and area.last_line >= header.number and not beside:
            yield (
                area.first_line,
                "In de tabel zijn cellen samengevoegd",
                area.address,
                "één waarde per cel",
                "Splits de cellen en vul elke cel in.",
            )


def _unseen(line: Line, columns: frozenset[int]) -> Iterator[Doubt]:
    for cell in line.filled:
        if cell.column in columns and hides(cell.shown_as, cell.value):
            what = f"De opmaak van cel {cell.address} verbergt wat erin staat"
            yield line.number, *_hidden(what, "Kies een andere opmaak of kleur.")


def _hidden(what: str, advice: str) -> tuple[str, str, str, str]:
    return what, "verborgen inhoud", "alleen wat u ziet", f"{advice} Of verwijder wat er staat."
