"""Numbers that are the same as other numbers, though no rule says so.

A reader needs no rule: a figure that is described as 'leerlingen met een tweede advies in Noord in
2022' and has the size of that cell is that cell. So is one that has the size of several cells
together, of all but the ones it names, or of the difference between two years. A percentage that is
described so is a share of a total. And what was read from the folder of an earlier year
(`uit 2021`) is the number there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import Cell, Table, Whom, YearData
from pipeline.protect.counted import is_thing
from pipeline.protect.naming import Key, Words, keys
from pipeline.protect.nouns import alike, heads

_COUNTS = ("aantal", "getal")
"""Units in which something may be counted."""
_WHOLE = {"procent": Decimal(100), "getal": Decimal(1)}
"""What all of something is, in the units in which a share may be given."""
_WITHOUT = re.compile(
    r"\b(?:zonder|behalve|exclusief|buiten|niet|geen|overige?|andere?|uitgezonderd)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"toename|afname|verschil|groei|stijging|daling|krimp|\bmeer\b|\bminder\b|\berbij\b",
    re.IGNORECASE,
)
_TELLING = 5
"""A figure that is rounded to this or more tells nothing of a count of 1 to 4."""

Terms = Mapping[str, Decimal]
"""Cell id -> how often it counts."""


class Described(Struct, frozen=True):
    """A number of a year folder that is a sum of numbers of a year folder."""

    how: str
    """By what a reader knows, as a message says it."""
    figure: str
    """Its id, `cijfers.naam` for a single figure."""
    year: int
    """Of the folder of the figure."""
    terms: Terms
    of: int
    """The year of the folder of those."""
    slack: Decimal
    """How far the two may lie apart because the figure is rounded."""
    share: bool = False
    """Whether the figure is in the terms already, as the factor of a total: the sum is 0."""


def described(vintages: tuple[YearData, ...]) -> Iterator[Described]:
    """Yield each way in which a number of any of these years is a sum of others."""
    for data in vintages:
        yield from _referring(data, vintages)
        tables = [
            (t, table, keys(table, t.code_lists)) for t in vintages for table in t.tables.values()
        ]
        for cell in data.figures.values():
            if not _of_persons(cell, data.organisation.whom):
                continue
            text = f"{cell.label} {cell.id.partition('.')[2].replace('_', ' ')}"
            said = Words.of(text, data.year)
            slack = cell.rounded_to / 2
            for owner, table, names in tables:
                sums = list(_sums(table, names, said, text, cell))
                one = Described("omschrijving", cell.id, data.year, {}, owner.year, slack)
                for terms in sums if _is_count(cell) else ():
                    if abs(_value(table, terms) - (cell.value or 0)) <= slack:
                        yield replace(one, terms=terms)
                for terms, room in _shares(table, sums, cell):
                    if abs(_value(table, terms)) <= room:
                        yield replace(one, terms=terms, slack=room, share=True)


def _referring(data: YearData, vintages: tuple[YearData, ...]) -> Iterator[Described]:
    """Yield the numbers that stand in the folder of an earlier year, where each was typed."""
    for cell in data.cells.values():
        if cell.origin is None or cell.value is None:
            continue
        for earlier in (vintage for vintage in vintages if vintage.year < data.year):
            for there in earlier.cells.values():
                if there.place == cell.origin and _kind(there) == _kind(cell):
                    one = {there.id: Decimal(1)}
                    yield Described("verwijzing", cell.id, data.year, one, earlier.year, Decimal(0))


def _kind(cell: Cell) -> tuple[object, ...]:
    """Return what a number has in common with the one that it was read from."""
    return cell.year, cell.status, cell.unit, cell.value


def _of_persons(cell: Cell, whom: Whom) -> bool:
    """Say whether a figure may be a number or a share of persons."""
    found = heads(cell.label)
    told = cell.value is not None and (_is_count(cell) or cell.unit in _WHOLE)
    return told and not (found and all(is_thing(head, whom) for head in found))


def _is_count(cell: Cell) -> bool:
    return cell.unit in _COUNTS and cell.rounded_to < _TELLING


def _shares(table: Table, sums: Iterable[Terms], figure: Cell) -> Iterator[tuple[Terms, Decimal]]:
    """Yield the same sums of cells less their share of each total, and how far that may be from 0.

    A percentage of 10 says of a part and its total that part - 0.1 x total is about 0.
    """
    whole = _WHOLE.get(figure.unit)
    if whole is None or not 0 < (figure.value or 0) < whole:
        return
    share = (figure.value or Decimal(0)) / whole
    for parts in sums:
        for total in _totals(table, parts):
            terms = dict(parts)
            for name in total:
                terms[name] = terms.get(name, Decimal(0)) - share
            room = figure.rounded_to / 2 / whole * _value(table, dict.fromkeys(total, Decimal(1)))
            yield terms, room


def _totals(table: Table, parts: Iterable[str]) -> set[frozenset[str]]:
    """Return the cells of each total of which these cells of one column can be a part."""
    rows = {row.id: row for row in table.rows}
    every = {cell.id: rows[at.rpartition(".")[0]] for at, cell in table.cells.items()}
    columns = {part.rpartition(".")[2] for part in parts}
    keys = {every[part].key for part in parts}
    column = {name: row for name, row in every.items() if name.rpartition(".")[2] in columns}
    found = [{name} for name, row in column.items() if row.total]
    apart = {name: row.key for name, row in column.items() if not row.total}
    found.append({*apart})
    for at in range(len(table.keys)):
        codes = {key[at] for key in keys}
        found.append({name for name, key in apart.items() if key[at] in codes})
    return {frozenset(names) for names in found if names}


def _value(table: Table, terms: Terms) -> Decimal:
    cells = {cell.id: cell.value or Decimal(0) for cell in table.cells.values()}
    return sum((cells[name] * factor for name, factor in terms.items()), Decimal(0))


def _sums(
    table: Table, names: tuple[Key, ...], said: Words, text: str, figure: Cell
) -> Iterator[Terms]:
    """Yield the sums of cells that the description of a figure may mean."""
    named = [said.named(key) for key in names]
    if not any(named) and not _counts_alike(table, figure):
        return
    years = said.years | {figure.year}
    columns = [c for c in table.columns if c.unit == "aantal" and c.kind == "getal"]
    for choice in itertools.product(
        *(_choices(k, n, text) for k, n in zip(names, named, strict=True))
    ):
        rows = [".".join(codes) for codes in itertools.product(*choice)]
        sums = {}
        for column in columns:
            cells = [table.cells.get(f"{row}.{column.id}") for row in rows]
            found = [cell for cell in cells if cell is not None]
            if found and all(cell.value is not None for cell in found):
                sums[column.id] = {cell.id: Decimal(1) for cell in found}
        dated = [c for c in columns if c.id in sums and c.year in years]
        yield from (sums[column.id] for column in dated)
        if _CHANGE.search(text):
            for new, old in itertools.permutations([c.id for c in columns if c.id in sums], 2):
                if any(new == column.id or old == column.id for column in dated):
                    yield {**sums[new], **{name: Decimal(-1) for name in sums[old]}}


def _counts_alike(table: Table, figure: Cell) -> bool:
    """Say whether a figure counts what a table counts, by the same word."""
    counted = heads(table.openness.counts, listed=True)
    return any(alike(one, other) for one in heads(figure.label) for other in counted)


def _choices(key: Key, named: frozenset[str], text: str) -> Iterator[list[str]]:
    """Yield the codes that may be meant: those named, all when none is, or all but those."""
    every = [code for code in key.names if code not in key.totals]
    yield [code for code in every if code in named] or every
    if named and _WITHOUT.search(text):
        yield [code for code in every if code not in named]
    elif not named:
        yield from ([total] for total in sorted(key.totals))
