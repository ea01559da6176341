"""What a block of a workbook makes of the CSV of its table, or of the single figures.

A cell that says the same number keeps the way in which it was typed, and rows keep their order.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from pipeline import dutch, marks
from pipeline.model import ERROR, Cell, CodeList, Place, Problem, Row, Table
from pipeline.names import did_you_mean
from pipeline.workbook import cells
from pipeline.workbook.cells import Measured, Refused
from pipeline.workbook.lines import BookCell
from pipeline.workbook.sheet_walk import BlockRow, SheetBlock

_MOST_NAMED = 12
"""How many columns a message names."""


class Applied(Struct, frozen=True):
    """The new text of a file, and where each of its lines comes from."""

    text: str
    places: Mapping[int, Place]
    """Line of the new text -> place in the workbook."""


def apply_table(
    block: SheetBlock,
    table: Table,
    lists: Iterable[CodeList],
    old: str,
    problems: list[Problem],
) -> Applied | None:
    """Return what the CSV of a table becomes; None after problems (E01, E02).

    `old` is the text of the CSV as it is now, with line feeds only.
    """
    before = len(problems)
    order = _columns(block, table, problems)
    if order is None:
        return None
    by_line = dict(enumerate(csv.reader(old.split("\n"), delimiter=";"), 1))
    rows = {row.key: row for row in table.rows}
    names = [_spellings(table.rows, i, lists) for i in range(len(table.keys))]
    kept: dict[tuple[str, ...], tuple[list[str], Place]] = {}
    below: dict[tuple[str, ...], tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    for line in block.rows:
        given = [line.cells[i] for i in order]
        typed = _key(given[: len(table.keys)], line, problems)
        key = tuple(known.get(t.lower(), t) for known, t in zip(names, typed, strict=True))
        if key in kept:
            problems.append(double(line, key, kept[key][1]))
            continue
        row = rows.get(key)
        had = by_line[row.line] if row else None
        made = _row(table, row, given, had, line, problems)
        kept[key] = ([*(had[: len(typed)] if had else key), *made], line.place)
        if row is None:
            below[above] = key
        above = key
    if len(problems) > before:
        return None
    chosen = [key for key in _in_order(rows, below) if key in kept]
    text = _written(table, (kept[key][0] for key in chosen))
    return Applied(text, {n: kept[key][1] for n, key in enumerate(chosen, 2)})


def _in_order(
    rows: Iterable[tuple[str, ...]], below: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows as they are, and each new one under the row that is above it in the block."""
    for key in ((), *rows):
        yield key
        while key in below:
            key = below[key]
            yield key


def _written(table: Table, rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([*table.keys, *(column.id for column in table.columns)])
    writer.writerows(rows)
    return out.getvalue()


def _columns(block: SheetBlock, table: Table, problems: list[Problem]) -> list[int] | None:
    """Return where each column of the table stands in the block; None after a problem."""
    wanted = [*table.keys, *(column.id for column in table.columns)]
    headings = [*table.key_headings, *(column.heading for column in table.columns)]
    spelled = {h.lower(): w for h, w in zip(headings, wanted, strict=True) if headings.count(h) < 2}
    found = [spelled.get(name.lower(), name) for name in block.header]
    found = [f if n not in wanted else n for f, n in zip(found, block.header, strict=True)]
    absent = [name for name in wanted if name not in found]
    extra = [n for n, f in zip(block.header, found, strict=True) if f not in wanted]
    double = [name for name, count in Counter(found).items() if count > 1]
    if absent or extra or double:
        parts = (("ontbreekt", absent), ("te veel", extra), ("dubbel", double))
        told = "; ".join(f"{name}: {_listed(c)}" for name, c in parts if c)
        advice = "Neem de kolomnamen precies over, of zet haakjes om wat uitleg is."
        advice = did_you_mean(extra[0], absent, advice) if extra else advice
        what = f"De kolommen van {table.id} kloppen niet"
        problems.append(Problem("E01", ERROR, block.place, what, told, ", ".join(wanted), advice))
        return None
    return [found.index(name) for name in wanted]


def _listed(names: list[str]) -> str:
    more = f" en nog {len(names) - _MOST_NAMED}" if len(names) > _MOST_NAMED else ""
    return ", ".join(name or "(leeg)" for name in names[:_MOST_NAMED]) + more


def _spellings(rows: Iterable[Row], place: int, lists: Iterable[CodeList]) -> dict[str, str]:
    """Return every way to name a row, in lower case -> its code."""
    codes = {row.key[place]: row.labels[place] for row in rows}
    known = {label.lower(): code for code, label in codes.items()}
    for one in lists:
        known |= {said: code for said, code in one.variants.items() if code in codes}
    return known | {code.lower(): code for code in codes}


def _key(given: list[BookCell], line: BlockRow, problems: list[Problem]) -> list[str]:
    return [name_of(cell, line, problems) for cell in given]


def name_of(cell: BookCell, line: BlockRow, problems: list[Problem]) -> str:
    """Return the name of a row or figure in a cell; '' after a problem (E02)."""
    return _read(cells.name, cell, line, problems)


def _read(
    reader: Callable[[BookCell], str], cell: BookCell, line: BlockRow, problems: list[Problem]
) -> str:
    try:
        return reader(cell)
    except Refused as refused:
        problems.append(_refusal(refused, cell, line))
        return ""


def _row(
    table: Table,
    row: Row | None,
    given: list[BookCell],
    had: list[str] | None,
    line: BlockRow,
    problems: list[Problem],
) -> list[str]:
    """Return the cells of a row of the CSV, without its keys."""
    width, made = len(table.keys), []
    for place, column in enumerate(table.columns, width):
        if column.kind == "tekst":
            made.append(_read(cells.words, given[place], line, problems))
            continue
        cell = table.cells.get(f"{row.id}.{column.id}") if row else None
        measured = Measured(column.unit, column.decimals)
        if cell is not None:
            measured = Measured(cell.unit, cell.decimals)
        typed = number(given[place], measured, line, problems)
        unchanged = had is not None and cell is not None and same(typed, cell)
        made.append(had[place].strip() if unchanged and had else typed)
    return made


def number(cell: BookCell, measured: Measured, line: BlockRow, problems: list[Problem]) -> str:
    """Return the number in a cell as an editor types it; '' after a problem (E02)."""
    return _read(lambda one: cells.number(one, measured), cell, line, problems)


def same(typed: str, cell: Cell) -> bool:
    """Say whether a typed number or sign is what a cell says already."""
    if cell.missing:
        return marks.missing(typed) == cell.missing
    return marks.missing(typed) is None and dutch.parse(typed) == cell.value


def double(line: BlockRow, key: tuple[str, ...], first: Place) -> Problem:
    """Return the problem of a row that stood in the block before."""
    found = f"{'.'.join(key)} (ook op regel {first.line})"
    advice = "Verwijder een van de twee rijen."
    what = "Deze rij staat er twee keer"
    return Problem("E01", ERROR, line.place, what, found, "elke rij één keer", advice)


def _refusal(refused: Refused, cell: BookCell, line: BlockRow) -> Problem:
    return Problem(
        "E02",
        ERROR,
        line.place,
        refused.what,
        refused.found,
        refused.expected,
        refused.advice,
        (("cel", cell.address),),
    )
