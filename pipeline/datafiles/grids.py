"""What is published as data: each table and chart as a grid of labels, numbers and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline import anchors, column_words, dutch
from pipeline.model import (
    HIDDEN,
    Cell,
    ChartBlock,
    Document,
    Footnote,
    Protected,
    Shown,
    Table,
    TableBlock,
)
from pipeline.tokens import INLINE

UNIT = "eenheid"
"""Name of the column that says the unit, where every row has its own."""


class GridColumn(Struct, frozen=True):
    """One column of numbers or words."""

    id: str
    heading: str
    """With its unit and a status that is not 'realisatie': 'Verzuim 2021 (%, prognose)'."""
    kind: Literal["getal", "tekst"]
    unit: str
    """One of the model's units, '' where the rows differ."""
    status: str
    year: str
    decimals: int


class GridRow(Struct, frozen=True):
    """One row: its labels and what stands in each column."""

    labels: tuple[str, ...]
    values: tuple[Cell | str, ...]
    total: bool = False


class Grid(Struct, frozen=True):
    """A table or the numbers of a chart, complete, as it may be shown beside all publications."""

    name: str
    """Of its files: 'tabel-maatregelen', 'grafiek-verzuim'."""
    title: str
    source: str
    keys: tuple[str, ...]
    """Headings of the labels."""
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """Every number."""
        return (value for row in self.rows for value in row.values if isinstance(value, Cell))


class Occasion(Struct, frozen=True):
    """Whose data these are, and of when."""

    year: int
    organisation: str
    short_name: str
    website: str
    licence: str
    """Address of the licence, '' when the organisation names none."""
    theme: str
    whom: str
    """Who may not be recognised in the numbers, in one word."""
    issued: str
    """ISO date on which the first publication of the year came out, '' while unknown."""
    modified: str
    """That of the last."""


def grids(protected: Protected, documents: Iterable[Document]) -> tuple[Grid, ...]:
    """Return every table and chart that a publication shows, once each, in order of appearance."""
    found: dict[str, Grid] = {}
    for document in documents:
        for chapter in document.chapters:
            for block in chapter.blocks:
                if isinstance(block, TableBlock):
                    grid = _of_table(block, document, protected)
                elif isinstance(block, ChartBlock):
                    grid = _of_chart(block, document, protected)
                else:
                    continue
                before = found.get(grid.name)
                notes = dict.fromkeys((*(before or grid).notes, *grid.notes))
                found[grid.name] = replace(before or grid, notes=tuple(notes))
    return tuple(found.values())


def _of_table(block: TableBlock, document: Document, protected: Protected) -> Grid:
    table = protected.everywhere.tables.get(block.table.id, block.table)
    columns = tuple(_column(table, column.id) for column in table.columns)
    rows = tuple(
        GridRow(
            row.labels,
            tuple(
                table.texts[f"{row.id}.{column.id}"]
                if column.kind == "tekst"
                else table.cells[f"{row.id}.{column.id}"]
                for column in columns
            ),
            row.total,
        )
        for row in table.rows
    )
    typed = [_words(block.note, document, protected)] if block.note else []
    notes = (*(_words(note.text, document, protected) for note in block.notes), *typed)
    grid = Grid(
        anchors.table_data(table.id),
        table.title,
        table.source,
        table.key_headings,
        columns,
        rows,
        notes,
    )
    return _with_units(grid)


def _column(table: Table, ident: str) -> GridColumn:
    column = next(column for column in table.columns if column.id == ident)
    cells = (
        [table.cells[f"{row.id}.{ident}"] for row in table.rows] if column.kind == "getal" else []
    )
    units = {cell.unit for cell in cells}
    unit = units.pop() if len(units) == 1 else ""
    heading = _heading(column.heading, unit, column.status)
    return GridColumn(
        ident, heading, column.kind, unit, column.status, column.year, column.decimals
    )


def _heading(heading: str, unit: str, status: str) -> str:
    name = dutch.column_unit(unit) if unit else ""
    extra = column_words.also_said(heading, "" if name in heading else name, status)
    return f"{heading} ({extra})" if extra else heading


def _with_units(grid: Grid) -> Grid:
    """Add a column with the unit of each row, where a column of numbers has several."""
    mixed = any(column.kind == "getal" and not column.unit for column in grid.columns)
    if not mixed:
        return grid
    unit = GridColumn(UNIT, "Eenheid", "tekst", "", "", "", 0)
    rows = tuple(replace(row, values=(_row_units(row), *row.values)) for row in grid.rows)
    return replace(grid, columns=(unit, *grid.columns), rows=rows)


def _row_units(row: GridRow) -> str:
    units = dict.fromkeys(cell.unit for cell in row.values if isinstance(cell, Cell))
    return ", ".join(dutch.column_unit(unit) or "aantal" for unit in units)


def _of_chart(block: ChartBlock, document: Document, protected: Protected) -> Grid:
    known = protected.everywhere.cells
    rows = tuple(
        GridRow((label,), tuple(_allowed(cell, known, protected) for cell in cells))
        for label, cells in block.data.rows
    )
    columns = tuple(
        _series(name, [cells[i] for _, cells in block.data.rows])
        for i, name in enumerate(block.data.series)
    )
    notes = tuple(_words(note.text, document, protected) for note in block.notes)
    sources = dict.fromkeys(cell.source for _, cells in block.data.rows for cell in cells)
    grid = Grid(
        anchors.chart_data(block.name),
        block.data.title,
        "; ".join(source for source in sources if source),
        (block.data.corner,),
        columns,
        rows,
        notes,
    )
    return _with_units(grid)


def _series(name: str, cells: list[Cell]) -> GridColumn:
    units = {cell.unit for cell in cells}
    unit = units.pop() if len(units) == 1 else ""
    decimals = max((cell.decimals for cell in cells), default=0)
    return GridColumn(name, _heading(name, unit, ""), "getal", unit, "", "", decimals)


def _allowed(cell: Cell, known: dict[str, Cell], protected: Protected) -> Cell:
    """Return a number of a chart as it may be shown beside all publications."""
    if cell.id in known:
        return known[cell.id]
    if protected.hidden & {*cell.derived_from, cell.id}:
        return replace(cell, value=None, missing=HIDDEN)
    return cell


def _words(text: str, document: Document, protected: Protected) -> str:
    """Return a note as bare words; a number that is kept somewhere is not in it."""

    def insert(number: int) -> str:
        insertion = document.insertions[number]
        if isinstance(insertion, Footnote):
            return ""
        if isinstance(insertion, Shown):
            cells = {insertion.fact.id, *insertion.fact.derived_from}
            return "x" if cells & protected.hidden else insertion.text
        return insertion.text

    return INLINE.sub(lambda found: insert(int(found[1])), text)
