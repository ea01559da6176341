"""Find the blocks of a workbook; nothing may be overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.names import did_you_mean
from pipeline.paths import shown
from pipeline.workbook.accounting import Account, Seen, Unread, cells, comment
from pipeline.workbook.lines import Sheet
from pipeline.workbook.names import explains
from pipeline.workbook.opened import sheets
from pipeline.workbook.refusals import Unreadable, nothing_of_ours
from pipeline.workbook.sheet_walk import SheetBlock, SheetWalk, is_ours


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
        own = list(
            SheetWalk(sheet, Place(f"{shown(path)} [{sheet.title}]"), names, problems).blocks()
        )
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
    elif not is_ours(sheet, known) and count:
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
