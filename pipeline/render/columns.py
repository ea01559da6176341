"""How a table is divided over the width of a page: how wide its columns are, in which parts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from pipeline import dutch
from pipeline.model import Column, Document, TableBlock
from pipeline.render import fitting, tables
from pipeline.render.bound import Medium

KEY_WEIGHTS = {1: (1.5, 3.0), 2: (1.2, 2.0)}
"""How many number columns wide a key column is, least and most, by the number of key columns."""
TEXT_WEIGHT = 3.0
NARROW = 6
"""A table up to this weight stands in the text column; a heavier one takes the whole page width."""
LONG = 24
"""A table with more rows may break over pages."""
NUMBER = 10
"""How many letters a column of numbers takes in a table of words."""
SHORT = 22
"""Words of a cell up to this length stay on one line, such as a name or a date."""
WORD = 20
"""A longer word in a cell may be divided."""
STEP = 2.0
"""How many letters a column grows at a time, while there is room."""
MARKS = 0.5
"""The room of the letters of notes behind a number, in the size of its letters."""


class Part(Struct, frozen=True):
    """One of the tables that a table becomes: mostly the only one."""

    columns: tuple[Column, ...]
    """Without those that name the rows, which stand in each part."""
    widths: list[str]
    """The class of each column for its width, with those that name the rows."""


class Layout(Struct, frozen=True):
    """How a table stands on a page."""

    classes: str
    parts: tuple[Part, ...]
    tall: frozenset[str]
    """The ids of rows that may be divided over pages."""


def layout(block: TableBlock, form: str, medium: Medium) -> Layout:
    """Return how a table stands on paper, or on the web, where it scrolls when it is wide.

    Columns of words follow their amount of text. `form` is that of the publication.
    """
    weights = _letters(block) if wordy(block) else _weights(block)
    wide = sum(_weights(block)) > NARROW
    keys = len(block.key_headings)
    fit = (
        fitting.fit(_needs(block), keys, form, weights, wide)
        if medium == "print"
        else fitting.unchanged(len(weights), wide)
    )
    kinds = {"lang": len(block.rows) > LONG, "woordig": wordy(block)}
    classes = ["tabel", *fit.classes, *(name for name, so in kinds.items() if so)]
    parts = tuple(
        Part(
            tuple(block.columns[number - keys] for number in part[keys:]),
            _width_classes(shares or [weights[number] for number in part]),
        )
        for part, shares in zip(fit.parts, fit.shares, strict=True)
    )
    tall = {row.id for row in block.rows if fitting.is_tall(_row(block, row.id), weights)}
    return Layout(" ".join(classes), parts, frozenset(tall))


def wordy(block: TableBlock) -> bool:
    """Tell whether a table has columns of words."""
    return any(column.kind == "tekst" for column in block.columns)


def _width_classes(shares: Sequence[float]) -> list[str]:
    """Return the class of each column, in tenths of a percent.

    A page under a strict policy has no style of its own; `width_rules` are in its style sheet.
    """
    return [f"breed-{round(1000 * share / sum(shares))}" for share in shares]


def width_rules(document: Document, medium: Medium) -> str:
    """Return the CSS of all widths of columns in a publication."""
    form = document.publication.form
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    names = {
        name
        for block in blocks
        if isinstance(block, TableBlock)
        for part in layout(block, form, medium).parts
        for name in part.widths
    }
    tenths = sorted(int(name.removeprefix("breed-")) for name in names)
    return "".join(f".breed-{width} {{ width: {width / 10}%; }}\n" for width in tenths)


def _needs(block: TableBlock) -> list[float]:
    """Return the room that each column needs, in the size of the letters of the table."""
    labels = [[row.labels[key] for row in block.rows] for key in range(len(block.key_headings))]
    keys = [[head, *texts] for head, texts in zip(block.key_headings, labels, strict=True)]
    needs = [fitting.breakable(texts) for texts in keys]
    for column in block.columns:
        words = [column.heading, column.unit]
        if column.kind == "tekst":
            words += _texts(block, column)
        cells = [
            block.table.cells[f"{row.id}.{column.id}"]
            for row in block.rows
            if column.kind == "getal"
        ]
        numbers = [fitting.width(tables.sign(cell) or dutch.in_table(cell)) for cell in cells]
        marks = MARKS if block.notes and numbers else 0.0
        needs.append(max(fitting.breakable(words), max(numbers, default=0.0) + marks))
    return needs


def _row(block: TableBlock, row: str) -> list[str]:
    """Return the texts of a row, with its names."""
    labels = next(other.labels for other in block.rows if other.id == row)
    return [*labels, *(block.table.texts.get(f"{row}.{column.id}", "") for column in block.columns)]


def _weights(block: TableBlock) -> list[float]:
    least, most = KEY_WEIGHTS[len(block.key_headings)]
    labels = [
        max(map(len, texts)) for texts in zip(*(row.labels for row in block.rows), strict=True)
    ]
    keys = [min(most, max(least, length / NUMBER)) for length in labels]
    return keys + [TEXT_WEIGHT if column.kind == "tekst" else 1.0 for column in block.columns]


def _letters(block: TableBlock) -> list[float]:
    """Return the letters beside each other per column that make a table of words lowest.

    Every column starts with its least; each next step goes where the table shrinks most.
    """
    columns = [[row.labels[key] for row in block.rows] for key in range(len(block.key_headings))]
    columns += [_texts(block, column) for column in block.columns]
    headings = [*block.key_headings, *(column.heading for column in block.columns)]
    columns = [[head, *texts] for head, texts in zip(headings, columns, strict=True)]
    room = [_least(texts) for texts in columns]
    while sum(room) < fitting.LINE:
        grown = [[*room[:i], wide + STEP, *room[i + 1 :]] for i, wide in enumerate(room)]
        room = min(grown, key=lambda wider: _height(columns, wider))
    return room


def _height(columns: list[list[str]], room: list[float]) -> float:
    """Return the lines that all rows need together; a smooth maximum, so that any gain counts."""
    return sum(
        math.sqrt(math.hypot(*((len(text) / x) ** 2 for text, x in zip(row, room, strict=True))))
        for row in zip(*columns, strict=True)
    )


def _texts(block: TableBlock, column: Column) -> list[str]:
    if column.kind == "getal":
        return ["0" * NUMBER] * len(block.rows)
    return [block.table.texts[f"{row.id}.{column.id}"] for row in block.rows]


def _least(texts: Sequence[str]) -> float:
    """Return the room for a whole text that is short, and for the longest word or a number."""
    words = [min(WORD, len(word)) for text in texts for word in text.split()]
    short = [len(text) for text in texts[1:] if len(text) <= SHORT]
    return 2.0 + max([*words, *short])
