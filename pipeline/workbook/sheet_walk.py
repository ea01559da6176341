"""Walk a sheet from top to bottom and find its blocks; what is not certain is reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.names import did_you_mean
from pipeline.workbook.doubts import doubts
from pipeline.workbook.lines import BookCell, Line, Sheet
from pipeline.workbook.names import BLOCK, explains

_MOST_BLOCKS, _MOST_ROWS = 200, 2_000
"""What a sheet and a table can have; more than that is not what anybody meant."""
_MOST_PROBLEMS = 20
"""How many are reported of one sheet or table: what follows is mostly the same."""


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
    named: int
    """How many cells say which table it is."""


def _table(name: str, known: tuple[str, ...]) -> str:
    """Return the table that goes by a name, whatever its capitals; else the name itself."""
    return {one.lower(): one for one in known}.get(name.lower(), name)


def is_ours(sheet: Sheet, known: tuple[str, ...]) -> bool:
    """Say whether a sheet holds a block, or is called after a table."""
    starts = any(line.first.text.lower() == BLOCK for line in sheet.lines)
    return starts or (bool(sheet.lines) and _table(sheet.title, known) in known)


class SheetWalk:
    """Walks the lines of one sheet from top to bottom."""

    def __init__(
        self, sheet: Sheet, place: Place, known: tuple[str, ...], problems: list[Problem]
    ) -> None:
        self._sheet = sheet
        self._file, self._known, self._problems = place.file, known, problems

    def blocks(self) -> Iterator[SheetBlock]:
        """Yield every block of the sheet."""
        if self._sheet.other or not is_ours(self._sheet, self._known):
            return
        if self._sheet.hidden:
            self._report(
                0,
                "Dit blad is verborgen",
                "een verborgen blad met een tabel",
                "alleen bladen die u ziet",
                "Maak het blad zichtbaar (rechtermuisknop, Zichtbaar maken), of verwijder het.",
            )
            return
        lines, at, before = self._sheet.lines, 0, len(self._problems)
        top = next((n for n, line in enumerate(lines) if not explains(line.first.text)), -1)
        for _ in range(_MOST_BLOCKS):
            at = self._next(at, only_blocks=False)
            if at >= len(lines) or len(self._problems) - before > _MOST_PROBLEMS:
                return
            block, at = self._block(at, at == top)
            if block is not None:
                yield block
        self._report(lines[at - 1].number, *_too_many())

    def _next(self, at: int, *, only_blocks: bool) -> int:
        """Return where the next line stands that is read; or, after what is not, starts a block."""
        for place in range(at, len(self._sheet.lines)):
            text = self._sheet.lines[place].first.text
            if text.lower() == BLOCK or not (only_blocks or explains(text)):
                return place
        return len(self._sheet.lines)

    def _block(self, at: int, top: bool) -> tuple[SheetBlock | None, int]:
        """Return the block that starts at a line, and where the lines under it start.

        Without a line that names the table, the name of the sheet counts, for what is at the `top`.
        """
        lines, first = self._sheet.lines, self._sheet.lines[at]
        starts = first.first.text.lower() == BLOCK
        name = self._sheet.title if top and not starts else ""
        if starts and len(first.filled) > 1:
            name = first.filled[1].text
        table = _table(name, self._known)
        if table not in self._known:
            self._unknown(first, name if starts else "")
            return None, self._next(at + 1, only_blocks=True)
        under = at + starts
        if under >= len(lines):
            self._report(first.number, *_without_rows(table))
            return None, under
        end = next(
            (n for n in range(under + 1, len(lines)) if lines[n].number != lines[n - 1].number + 1),
            len(lines),
        )
        return self._read(table, lines[under], lines[under + 1 : end], starts), end

    def _read(self, table: str, header: Line, body: tuple[Line, ...], starts: bool) -> SheetBlock:
        """Return a block; a column without a name and without anything in it is none."""
        rows = [line for line in body if not explains(line.at(header.start).text)]
        used = {cell.column for line in (header, *rows) for cell in line.filled}
        columns = [
            cell.column
            for cell in header.across(range(header.start, header.end))
            if cell.column in used and not explains(cell.text)
        ]
        for told in islice(doubts(self._sheet, header, rows, columns), _MOST_PROBLEMS):
            self._report(*told)
        if len(rows) > _MOST_ROWS:
            self._report(header.number, *_too_many(f"{len(rows)} rijen"))
            rows = []
        return SheetBlock(
            table,
            tuple(cell.text for cell in header.across(columns)),
            tuple(BlockRow(line.across(columns), Place(self._file, line.number)) for line in rows),
            Place(self._file, header.number),
            2 if starts else 0,
        )

    def _unknown(self, line: Line, name: str) -> None:
        found = f"{line.first.address}: {line.first.text} {name}".strip()
        expected = f"een regel met {BLOCK} en daarachter de naam van een tabel"
        advice = (
            "Is het een rij van de tabel erboven, haal dan de lege regel weg. "
            "Is het uitleg, zet er haakjes omheen."
        )
        advice = did_you_mean(name, self._known, advice)
        self._report(line.number, "Dit leest het programma niet", found, expected, advice)

    def _report(self, line: int, what: str, found: str, expected: str, advice: str) -> None:
        place = Place(self._file, line)
        self._problems.append(Problem("E01", ERROR, place, what, found, expected, advice))


def _too_many(found: str = f"meer dan {_MOST_BLOCKS} tabellen") -> tuple[str, str, str, str]:
    return (
        "Dit is meer dan de cijfers van een jaar",
        found,
        f"hoogstens {_MOST_BLOCKS} tabellen van hoogstens {_MOST_ROWS} rijen",
        "Kopieer alleen de tabellen van dit jaar naar een nieuw werkboek.",
    )


def _without_rows(name: str) -> tuple[str, str, str, str]:
    return (
        "Deze tabel heeft geen rijen",
        f"{BLOCK} {name}",
        "een regel met kolomnamen en de rijen daaronder",
        "Vul de tabel aan, of haal de regel weg.",
    )
