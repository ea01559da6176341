"""What a table says on the page beside its cells: where its units are said, and its signs."""

from __future__ import annotations

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
    Row,
    TableBlock,
)
from pipeline.signs import SIGNS, meanings

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


def groups(shown: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """Return the columns by the group that stands above them; [] when no column has one.

    A column without a group is one by itself.
    """
    found = [(group, list(columns)) for group, columns in groupby(shown, lambda c: c.group)]
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
