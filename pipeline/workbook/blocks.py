"""Find the blocks of a workbook, with every cell as Excel keeps it; nothing may be overlooked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.names import did_you_mean
from pipeline.paths import shown
from pipeline.workbook.doubts import doubts
from pipeline.workbook.lines import BookCell, Line
from pipeline.workbook.names import BLOCK, explains

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


class BlockRow(Struct, frozen=True):
    """A row of a block: one cell per column of its header."""

    cells: tuple[BookCell, ...]
    place: Place


class SheetBlock(Struct, frozen=True):
    """A table in a workbook."""

    table: str
    header: tuple[str, ...]
    rows: tuple[BlockRow, ...]
    place: Place
    """Of its header."""


def read_blocks(
    path: Path, known: Iterable[str], problems: list[Problem]
) -> tuple[SheetBlock, ...]:
    """Return every block of a workbook, in order; `known` are the names of the tables.

    Whatever is not certain is reported (E01) and left out.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        values = load_workbook(path, data_only=True)
        formulas = load_workbook(path)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        problems.append(_unreadable(path, error))
        return ()
    blocks: list[SheetBlock] = []
    names = tuple(known)
    for sheet in values.worksheets:
        place = Place(f"{shown(path)} [{sheet.title}]")
        blocks += _Sheet(sheet, formulas[sheet.title], place, names, problems).blocks()
    return tuple(_each_once(blocks, problems))


class _Sheet:
    """Walks the lines of one sheet from top to bottom."""

    def __init__(
        self,
        sheet: Worksheet,
        formulas: Worksheet,
        place: Place,
        known: tuple[str, ...],
        problems: list[Problem],
    ) -> None:
        self._sheet, self._formulas = sheet, formulas
        self._file, self._known, self._problems = place.file, known, problems

    def blocks(self) -> Iterator[SheetBlock]:
        lines = list(self._lines())
        if not lines or explains(lines[0].cells[lines[0].start].text):
            return
        if self._sheet.sheet_state != "visible":
            self._report(
                0,
                "Dit blad is verborgen",
                "een verborgen blad met inhoud",
                "alleen bladen die u ziet",
                "Maak het blad zichtbaar (rechtermuisknop, Zichtbaar maken), of verwijder het.",
            )
            return
        while lines:
            if explains(lines[0].cells[lines[0].start].text):
                lines = lines[1:]
                continue
            block, lines = self._block(lines)
            if block is not None:
                yield block

    def _lines(self) -> Iterator[Line]:
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            cells = tuple(self._cell(cell) for cell in row)
            if any(cell.text or cell.without_outcome for cell in cells):
                yield Line(number, cells)

    def _cell(self, cell: Any) -> BookCell:
        formula = self._formulas[cell.coordinate]
        lost = cell.value is None and formula.data_type == "f"
        value = "?" if lost else cell.value
        if cell.data_type == "e":
            value, lost = cell.value, True
        return BookCell(value, cell.number_format or "", cell.coordinate, lost)

    def _block(self, lines: list[Line]) -> tuple[SheetBlock | None, list[Line]]:
        """Return the block that starts at the first line, and the lines that are left."""
        first, rest = lines[0], lines[1:]
        name = self._sheet.title
        if first.cells[first.start].text.lower() == BLOCK:
            words = [cell.text for cell in first.cells[first.start + 1 :] if cell.text]
            name = words[0] if words else ""
        elif name in self._known:
            rest = lines
        if name not in self._known:
            self._unknown(first, name)
            return None, self._after(rest)
        if not rest:
            self._report(first.number, *_without_rows(name))
            return None, []
        header, body = rest[0], self._connected(rest)
        columns = [i for i in range(header.start, header.end) if not explains(header.cells[i].text)]
        rows = [line for line in body if not explains(line.cells[header.start].text)]
        for told in doubts(self._sheet, header, body, columns):
            self._report(*told)
        block = SheetBlock(
            name,
            tuple(header.cells[i].text for i in columns),
            tuple(
                BlockRow(tuple(line.cells[i] for i in columns), Place(self._file, line.number))
                for line in rows
            ),
            Place(self._file, header.number),
        )
        return block, rest[1 + len(body) :]

    def _connected(self, lines: list[Line]) -> list[Line]:
        """Return the lines under a header up to an empty one."""
        above = lines[0].number
        body = []
        for line in lines[1:]:
            if line.number != above + 1:
                break
            body.append(line)
            above = line.number
        return body

    def _after(self, lines: list[Line]) -> list[Line]:
        """Return the lines from the next one that starts a block."""
        for i, line in enumerate(lines):
            if line.cells[line.start].text.lower() == BLOCK:
                return lines[i:]
        return []

    def _unknown(self, line: Line, name: str) -> None:
        self._report(
            line.number,
            "Dit leest het programma niet",
            f"{BLOCK} {name}".strip()
            if line.cells[line.start].text.lower() == BLOCK
            else line.cells[line.start].text,
            f"een regel met {BLOCK} en daarachter de naam van een tabel",
            did_you_mean(
                name, self._known, "Zet er een regel boven met tabel en de naam, of haakjes omheen."
            ),
        )

    def _report(self, line: int, what: str, found: str, expected: str, advice: str) -> None:
        place = Place(self._file, line)
        self._problems.append(Problem("E01", ERROR, place, what, found, expected, advice))


def _without_rows(name: str) -> tuple[str, str, str, str]:
    return (
        "Deze tabel heeft geen rijen",
        f"{BLOCK} {name}",
        "een regel met kolomnamen en de rijen daaronder",
        "Vul de tabel aan, of haal de regel weg.",
    )


def _each_once(blocks: list[SheetBlock], problems: list[Problem]) -> Iterator[SheetBlock]:
    seen: dict[str, Place] = {}
    for block in blocks:
        if block.table in seen:
            first = seen[block.table]
            problems.append(
                Problem(
                    "E01",
                    ERROR,
                    block.place,
                    "Deze tabel staat er twee keer",
                    f"{block.table} (ook in {first.file}:{first.line})",
                    "elke tabel één keer",
                    "Verwijder een van de twee.",
                )
            )
        else:
            seen[block.table] = block.place
            yield block


def _unreadable(path: Path, error: Exception) -> Problem:
    found = "geen bestand" if isinstance(error, FileNotFoundError) else "geen werkboek van Excel"
    return Problem(
        "E01",
        ERROR,
        Place(shown(path)),
        "Dit werkboek is niet te lezen",
        found,
        "een werkboek dat eindigt op .xlsx",
        "Kijk of de naam klopt; sla een ouder werkboek (.xls) op als .xlsx.",
    )
