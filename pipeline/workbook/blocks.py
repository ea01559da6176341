"""Find the blocks of a workbook; nothing may be overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.names import did_you_mean
from pipeline.paths import shown
from pipeline.workbook.accounting import Account, Seen, Unread, cells, comment
from pipeline.workbook.doubts import doubts
from pipeline.workbook.lines import BookCell, Line, Sheet
from pipeline.workbook.names import BLOCK, explains
from pipeline.workbook.opened import sheets
from pipeline.workbook.refusals import Unreadable, nothing_of_ours


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


class Found(Struct, frozen=True):
    """What a workbook holds of ours, and what became of the rest."""

    blocks: tuple[SheetBlock, ...] = ()
    account: Account = Account()


def read_blocks(path: Path, known: Iterable[str], problems: list[Problem]) -> Found:
    """Return every block of a workbook, in order; `known` are the names of the tables.

    Whatever is not certain is reported (E01) and left out; so is a file that cannot be read (E01,
    E04) or holds no block of ours (E03).
    """
    before = len(problems)
    try:
        found = sheets(path)
    except Unreadable as error:
        problems.append(error.problem(shown(path)))
        return Found()
    names = tuple(known)
    blocks: list[SheetBlock] = []
    ignored: list[Unread] = []
    read: list[Seen] = []
    for sheet in found:
        own = list(_Sheet(sheet, Place(f"{shown(path)} [{sheet.title}]"), names, problems).blocks())
        blocks += own
        read += [Seen(sheet.title, b.table, b.place.line, len(b.rows)) for b in own]
        ignored += _unread(sheet, names, own)
    blocks = list(_each_once(blocks, problems))
    if not blocks and len(problems) == before:
        problems.append(nothing_of_ours(shown(path), ignored, names))
    return Found(tuple(blocks), Account(tuple(read), tuple(ignored)))


def _unread(sheet: Sheet, known: tuple[str, ...], own: list[SheetBlock]) -> Iterator[Unread]:
    """Yield what of a sheet is not read, and why."""
    where, count = f"blad {sheet.title}", sum(len(line.filled) for line in sheet.lines)
    if sheet.other:
        yield Unread(where, sheet.other)
    elif not _is_ours(sheet, known) and count:
        first = sheet.lines[0].first
        hidden = "verborgen, " if sheet.hidden else ""
        why = (
            "uitleg"
            if explains(first.text)
            else did_you_mean(sheet.title.lower(), known, "geen tabel van dit jaar")
        )
        yield Unread(where, f"{hidden}{why}: {cells(count)}")
    elif own:
        told = count - sum(_size(block) for block in own)
        if told:
            yield Unread(where, f"uitleg tussen haakjes: {cells(told)}")
    for address, words in sheet.comments:
        yield comment(sheet.title, address, words)


def _size(block: SheetBlock) -> int:
    """Return how many filled cells were read of a block, its header and name included."""
    filled = sum(cell.kind != "leeg" for row in block.rows for cell in row.cells)
    return filled + len(block.header) + block.named


def _table(name: str, known: tuple[str, ...]) -> str:
    """Return the table that goes by a name, whatever its capitals; else the name itself."""
    return {one.lower(): one for one in known}.get(name.lower(), name)


def _is_ours(sheet: Sheet, known: tuple[str, ...]) -> bool:
    """Say whether a sheet holds a block, or is called after a table."""
    starts = any(line.first.text.lower() == BLOCK for line in sheet.lines)
    return starts or (bool(sheet.lines) and _table(sheet.title, known) in known)


class _Sheet:
    """Walks the lines of one sheet from top to bottom."""

    def __init__(
        self, sheet: Sheet, place: Place, known: tuple[str, ...], problems: list[Problem]
    ) -> None:
        self._sheet = sheet
        self._file, self._known, self._problems = place.file, known, problems

    def blocks(self) -> Iterator[SheetBlock]:
        if self._sheet.other or not _is_ours(self._sheet, self._known):
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
        lines = [line for line in self._sheet.lines if not explains(line.first.text)]
        top = lines[0] if lines else None
        lines = list(self._sheet.lines)
        while lines:
            if explains(lines[0].first.text):
                lines = lines[1:]
                continue
            block, lines = self._block(lines, lines[0] is top)
            if block is not None:
                yield block

    def _block(self, lines: list[Line], top: bool) -> tuple[SheetBlock | None, list[Line]]:
        """Return the block that starts at the first line, and the lines that are left.

        Without a line that names the table, the name of the sheet counts, for what is at the `top`.
        """
        first, rest = lines[0], lines[1:]
        starts = first.first.text.lower() == BLOCK
        if starts:
            name = _table(first.filled[1].text if len(first.filled) > 1 else "", self._known)
        else:
            name, rest = (_table(self._sheet.title, self._known) if top else ""), lines
        if name not in self._known:
            self._unknown(first, name if starts else "")
            return None, self._after(lines[1:])
        if not rest:
            self._report(first.number, *_without_rows(name))
            return None, []
        header, body = rest[0], self._connected(rest)
        columns = [i for i in range(header.start, header.end) if not explains(header.at(i).text)]
        rows = [line for line in body if not explains(line.at(header.start).text)]
        for told in doubts(self._sheet, header, body, columns):
            self._report(*told)
        block = SheetBlock(
            name,
            tuple(header.at(i).text for i in columns),
            tuple(
                BlockRow(tuple(line.at(i) for i in columns), Place(self._file, line.number))
                for line in rows
            ),
            Place(self._file, header.number),
            2 if starts else 0,
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
            if line.first.text.lower() == BLOCK:
                return lines[i:]
        return []

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
