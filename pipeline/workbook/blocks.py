"""Find the blocks of a workbook; nothing may be overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import ERROR, Place, Problem
from pipeline.names import nearest
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
    account = Account()
    for sheet in found:
        place = Place(f"{shown(path)} [{sheet.title}]")
        own = tuple(SheetWalk(sheet, place, names, problems).blocks())
        blocks += own
        account = _with_sheet(account, sheet, names, own)
    blocks = list(_each_once(blocks, problems))
    if not blocks and len(problems) == before:
        problems.append(nothing_of_ours(shown(path), account, names))
    return Found(tuple(blocks), account)


def _with_sheet(
    account: Account, sheet: Sheet, known: tuple[str, ...], own: tuple[SheetBlock, ...]
) -> Account:
    """Return the account with a sheet: what of it was read, what not, and why."""
    count = sum(len(line.filled) for line in sheet.lines)
    read = tuple(Seen(sheet.title, b.table, b.place.line, len(b.rows)) for b in own)
    comments = tuple(comment(sheet.title, address, words) for address, words in sheet.comments)
    account = replace(account, read=account.read + read, ignored=account.ignored + comments)
    if own:
        explained = account.explained + count - sum(_size(block) for block in own)
        return replace(account, explained=explained)
    if is_ours(sheet, known) and not all(explains(line.first.text) for line in sheet.lines):
        return account  # why it is not read was reported
    if count and explains(sheet.lines[0].first.text) and not sheet.hidden:
        return replace(account, explaining=(*account.explaining, sheet.title))
    if not count and not sheet.other:
        return account
    like = nearest(sheet.title.lower(), known)
    why = f"geen tabel van dit jaar{f', maar lijkt op {like}' if like else ''}: {cells(count)}"
    why = sheet.other or f"{'verborgen, ' if sheet.hidden else ''}{why}"
    return replace(account, ignored=(*account.ignored, Unread(f"blad {sheet.title}", why)))


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
