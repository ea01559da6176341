"""Read one sheet that was saved as CSV, as Dutch Excel and LibreOffice do."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import PurePath

from pipeline.characters import excerpt
from pipeline.workbook.excel_cells import settled
from pipeline.workbook.lines import LAST_COLUMN, BookCell, Line, Sheet
from pipeline.workbook.package import MOST_BYTES, Budget
from pipeline.workbook.refusals import Unreadable, too_large

_FEW = 20
"""How many lines show what stands between the columns."""
_SEP = "sep="
"""How the first line starts with which Excel tells itself the separator."""


def read_csv(name: str, data: bytes, budget: Budget) -> Sheet:
    """Return the sheet in a CSV file; its title is the name of the file without its ending."""
    if len(data) > MOST_BYTES:
        raise too_large(f"meer dan {MOST_BYTES >> 20} MiB")
    text = _decoded(data)
    budget.characters(len(text))
    lines = []
    rows = (f"{line}\n" for line in text.split("\n"))
    reader = csv.reader(rows, delimiter=_separator(text), strict=True)
    try:
        for cells in reader:
            filled = tuple(_filled(reader.line_num, cells, budget))
            if filled and not (reader.line_num == 1 and filled[0].text == _SEP):
                lines.append(Line(reader.line_num, filled))
    except csv.Error as error:
        found = f"aanhalingstekens die niet kloppen, op regel {reader.line_num}"
        raise Unreadable(
            found, "Verwijder de aanhalingstekens, of sla het op als .xlsx."
        ) from error
    return Sheet(PurePath(name).stem, tuple(lines))


def _filled(line: int, cells: list[str], budget: Budget) -> Iterator[BookCell]:
    for column, raw in enumerate(cells):
        plain, strange = settled(raw)
        if plain:
            if column >= LAST_COLUMN:
                raise too_large("meer dan 16.384 kolommen")
            budget.cells()
            yield BookCell(line, column, "tekst", plain, "", strange)


def _decoded(data: bytes) -> str:
    """Return the text, in the encoding that Excel chose: UTF-8, UTF-16 or that of Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable("geen tekst", "Kijk of dit het goede bestand is.")


def _separator(text: str) -> str:
    """Return what stands between the columns: a semicolon, or a tab where there is none.

    Commas are not taken for separators: they stand in numbers.
    """
    lines = [line for line in text.split("\n")[:_FEW] if line.strip()]
    if ";" not in text and "\t" not in text and lines and all("," in line for line in lines):
        found = f"komma's tussen de kolommen: {excerpt(lines[0])}"
        advice = "Sla het op met puntkomma's, zoals de Nederlandse Excel doet, of als .xlsx."
        raise Unreadable(found, advice, "puntkomma's tussen de kolommen")
    return "\t" if ";" not in text and "\t" in text else ";"
