"""How a table stands on the page: where its units are said, how wide its columns are, its signs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from pipeline import column_words, dutch
from pipeline.model import (
    MONEY_UNITS,
    Cell,
    ChartBlock,
    Column,
    Document,
    Row,
    TableBlock,
)
from pipeline.signs import SIGNS, meanings

KEY_WEIGHTS = {1: (1.5, 3.0), 2: (1.2, 2.0)}
"""How many number columns wide a key column is, least and most, by the number of key columns."""
TEXT_WEIGHT = 3.0
NARROW = 6
"""A table up to this weight stands in the text column; a heavier one takes the whole page width."""
LONG = 24
"""A table with more rows may break over pages."""
LINE = 116
"""How many letters stand beside each other in a table as wide as the page."""
NUMBER = 10
"""How many of those a column of numbers takes."""
SHORT = 22
"""Words of a cell up to this length stay on one line, such as a name or a date."""
WORD = 20
"""A longer word in a cell may be divided."""
STEP = 2.0
"""How many letters a column grows at a time, while there is room."""

_WHOLE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\([^()]{1,24}\)$")
"""What stays in one piece in a heading: a date, and a short remark at the end."""


# --- units ---------------------------------------------------------------------------------------


def caption_unit(block: TableBlock) -> str:
    """Return the unit that all numbers share, '' where columns or rows say it themselves."""
    if block.unit:
        return block.unit
    return "aantallen" if _units(_cells(block)) == {"aantal"} else ""


def heading(column: Column, block: TableBlock) -> Markup:
    """Return a column's heading with the unit where columns differ and a status that differs."""
    unit = column.unit if column.kind == "getal" and _said_by(block) != "rij" else ""
    name = "" if block.unit or not unit else dutch.column_unit(unit)
    extra = column_words.also_said(column.heading, name, column.status)
    own = column.heading
    if column.group and own != column.group:  # the group says that already
        own = own.removesuffix(f" {column.group}")
    text = f"{own} ({extra})" if extra else own
    whole = _WHOLE.sub(r'<span class="heel">\g<0></span>', str(escape(text)))
    return Markup(whole)  # noqa: S704  (escaped on the line above)


def groups(block: TableBlock) -> list[tuple[str, list[Column]]]:
    """Return the columns by the group that stands above them; [] when no column has one.

    A column without a group is one by itself.
    """
    found = [(group, list(columns)) for group, columns in groupby(block.columns, lambda c: c.group)]
    if not any(group for group, _ in found):
        return []
    return [
        (group, part)
        for group, columns in found
        for part in ([columns] if group else [[column] for column in columns])
    ]


def row_unit(row: Row, block: TableBlock) -> str:
    """Return the unit beside a row's label, where rows differ from each other or from columns."""
    said_by = _said_by(block)
    units = _units(_cells(block, row)) if said_by == "rij" else {row.unit} - {""}
    if said_by in ("titel", "kolom") or len(units) != 1:
        return ""
    unit = units.pop()
    return "aantal" if unit == "aantal" else dutch.column_unit(unit)


def _said_by(block: TableBlock) -> Literal["titel", "kolom", "rij", "beide"]:
    """Tell what names the unit: the title when shared, else columns or rows, whichever have one.

    With 'beide' the columns do, except for rows with a unit of their own.
    """
    if len(_units(_cells(block))) < 2:
        return "titel"
    if all(len(_units(_cells(block, column=column))) < 2 for column in block.columns):
        return "kolom"
    return "rij" if all(len(_units(_cells(block, row))) < 2 for row in block.rows) else "beide"


def chart_unit(block: ChartBlock) -> str:
    """Return the unit that the numbers of a chart share, unless its title says so already."""
    units = _units(cell for _, cells in block.data.rows for cell in cells)
    if len(units) != 1:
        return ""
    unit = units.pop()
    name = "aantallen" if unit == "aantal" else dutch.column_unit(unit)
    if unit in MONEY_UNITS:
        name = name.replace("€ x", "x €")
    return "" if name in block.data.title else name


def series_unit(index: int, block: ChartBlock) -> str:
    """Return the unit of one series of a chart whose series differ."""
    if len(_units(cell for _, cells in block.data.rows for cell in cells)) < 2:
        return ""
    units = _units(cells[index] for _, cells in block.data.rows)
    name = dutch.column_unit(units.pop()) if len(units) == 1 else ""
    return "" if name in block.data.series[index] else name


def _cells(block: TableBlock, row: Row | None = None, column: Column | None = None) -> list[Cell]:
    """Return the numbers of a table as shown: all, or those of one row or column."""
    return [
        block.table.cells[f"{r.id}.{c.id}"]
        for r in ([row] if row else block.rows)
        for c in ([column] if column else block.columns)
        if c.kind == "getal"
    ]


def _units(cells: Iterable[Cell]) -> set[str]:
    return {cell.unit for cell in cells}


# --- signs ---------------------------------------------------------------------------------------


def sign(cell: Cell) -> str:
    """Return the sign that stands in a cell instead of a number, '' for a number."""
    return SIGNS.get(cell.missing, "")


def signs(block: TableBlock | ChartBlock, whom: str) -> list[tuple[str, str]]:
    """Return each sign that a table, or the table of a chart, shows and what it means.

    `whom` is who may not be recognised.
    """
    told = meanings(whom)
    if isinstance(block, TableBlock):
        cells = _cells(block)
    else:
        cells = [cell for _, row in block.data.rows for cell in row]
    found = {cell.missing for cell in cells}
    return [(s, told[missing]) for missing, s in SIGNS.items() if missing in found]


# --- widths --------------------------------------------------------------------------------------


def wide(block: TableBlock) -> bool:
    """Tell whether a table takes the whole width of the page."""
    return sum(_weights(block)) > NARROW


def long(block: TableBlock) -> bool:
    """Tell whether a table may break over pages."""
    return len(block.rows) > LONG


def wordy(block: TableBlock) -> bool:
    """Tell whether a table has columns of words."""
    return any(column.kind == "tekst" for column in block.columns)


def widths(block: TableBlock) -> list[str]:
    """Return the class of each column for its width, in tenths of a percent.

    Columns of words follow their amount of text. A page under a strict policy has no style of its
    own; `width_rules` are in its style sheet.
    """
    weights = _letters(block) if wordy(block) else _weights(block)
    return [f"breed-{round(1000 * weight / sum(weights))}" for weight in weights]


def width_rules(document: Document) -> str:
    """Return the CSS of all widths of columns in a publication."""
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    names = {name for block in blocks if isinstance(block, TableBlock) for name in widths(block)}
    tenths = sorted(int(name.removeprefix("breed-")) for name in names)
    return "".join(f".breed-{width} {{ width: {width / 10}%; }}\n" for width in tenths)


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
    while sum(room) < LINE:
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
