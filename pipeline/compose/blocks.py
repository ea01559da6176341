"""Make the tables that a text asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from pipeline import dutch
from pipeline.compose.labels import Labels
from pipeline.compose.requests import TableRequest
from pipeline.model import (
    ERROR,
    MONEY_UNITS,
    Column,
    Figures,
    Note,
    Place,
    Problem,
    Row,
    Table,
    TableBlock,
)
from pipeline.names import FORECASTS, did_you_mean


class CannotPlace(Exception):
    """What was asked for cannot be placed; `problem` is None when that was reported already."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__(problem.what if problem else "broken source")
        self.problem = problem


Bind = Callable[[str, Place], str]
"""Puts tokens in the place of the numbers that a note names."""


def table_block(
    request: TableRequest, figures: Figures, labels: Labels, place: Place, bind: Bind
) -> TableBlock:
    """Return the table, or the selection, that a text asks for."""
    target = ".".join((request.table, *(value for _, value in request.keys)))
    labels.absent.add(f"tabel:{target}")
    table = table_of(request.table, figures, place)
    rows, drop, suffix = _rows(table, request, figures, place)
    columns = _columns(table, request, place)
    ids = [f"{row.id}.{column.id}" for row in rows for column in columns]
    shown = [table.cells[cell_id] for cell_id in ids if cell_id in table.cells]
    unit = _shared_unit({cell.unit for cell in shown})
    number = f"Tabel {labels.next('Tabel')}"
    html_id = labels.block_id("tabel", target)
    problem = labels.add(f"tabel:{target}", html_id, number.lower(), place)
    if problem:
        raise CannotPlace(problem)
    return TableBlock(
        html_id,
        number,
        table.title + suffix,
        unit,
        tuple(h for i, h in enumerate(table.key_headings) if i not in drop),
        columns,
        tuple(_without_keys(r, drop) for r in rows),
        table,
        bound_notes(notes_of(figures, {cell.id for cell in shown}), bind),
        bind(table.note, table.note_place),
        place,
    )


def table_of(name: str, figures: Figures, place: Place, chart: str = "") -> Table:
    """Return a table of the year by name, for the chart that needs it; raises CannotPlace."""
    if name in figures.tables:
        return figures.tables[name]
    if name in figures.broken:
        raise CannotPlace(None)
    if name == FORECASTS:
        raise CannotPlace(_nothing_expected(place, figures.year))
    raise CannotPlace(
        Problem(
            "X07",
            ERROR,
            place,
            "Deze tabel bestaat niet in dit jaar",
            name,
            ", ".join(figures.tables),
            did_you_mean(name, figures.tables, "Kies een van de genoemde tabellen.")
            if not chart
            else "Voeg de tabel toe, of haal de grafiek uit de tekst.",
            (("grafiek", chart),) if chart else (),
            name,
        )
    )


def _nothing_expected(place: Place, year: int) -> Problem:
    return Problem(
        "X07",
        ERROR,
        place,
        "Er zijn geen verwachtingen om naast de uitkomst te zetten",
        FORECASTS,
        f"een prognose of begroting in een eerdere jaarmap, en dat cijfer van {year} hier bekend",
        "Haal de tabel uit de tekst tot er uitkomsten zijn.",
    )


def _rows(
    table: Table, request: TableRequest, figures: Figures, place: Place
) -> tuple[tuple[Row, ...], set[int], str]:
    """Return the rows, the key columns that the choice makes superfluous, and the title's end."""
    rows = table.rows
    drop = set()
    suffix = ""
    for key, value in request.keys:
        if key not in table.keys:
            raise CannotPlace(_no_choice(place, key, list(table.keys)))
        i = table.keys.index(key)
        values = list(dict.fromkeys(row.key[i] for row in table.rows))
        if value not in values:
            lacks = ".".join([table.id, *["*"] * i, value])
            raise CannotPlace(_no_choice(place, value, values, lacks))
        rows = tuple(row for row in rows if row.key[i] == value)
        drop.add(i)
        suffix = f": {rows[0].labels[i]}"
    for name in request.rows:
        if name not in {row.key[-1] for row in table.rows} | {row.id for row in table.rows}:
            lacks = f"{table.id}.{name}"
            raise CannotPlace(_no_choice(place, name, [row.id for row in table.rows], lacks))
    if request.rows:
        rows = tuple(r for r in rows if r.id in request.rows or r.key[-1] in request.rows)
    if not rows:
        raise CannotPlace(_no_rows(place, request))
    return rows, drop, suffix


def _columns(table: Table, request: TableRequest, place: Place) -> tuple[Column, ...]:
    by_id = {column.id: column for column in table.columns}
    for name in request.columns:
        if name not in by_id:
            raise CannotPlace(_no_choice(place, name, list(by_id), f"{table.id}.*.{name}"))
    return tuple(by_id[name] for name in request.columns) or table.columns


def _no_choice(place: Place, found: str, known: list[str], lacks: str = "") -> Problem:
    return Problem(
        "X07",
        ERROR,
        place,
        "Deze keuze uit de tabel bestaat niet",
        found,
        ", ".join(known),
        did_you_mean(found, known, "Kies een van de genoemde namen."),
        lacks=lacks,
    )


def _no_rows(place: Place, request: TableRequest) -> Problem:
    chosen = [f"{key}='{value}'" for key, value in request.keys]
    return Problem(
        "X07",
        ERROR,
        place,
        "Deze keuze laat geen enkele rij over",
        ", ".join([*chosen, f"rijen='{' '.join(request.rows)}'"]),
        "namen die in dezelfde rij staan",
        "Verander een van de keuzes.",
    )


def _shared_unit(units: set[str]) -> str:
    if len(units) != 1:
        return ""
    unit = units.pop()
    name = dutch.column_unit(unit)
    return name.replace("€ x", "x €") if unit in MONEY_UNITS else f"in {name}" if name else ""


def _without_keys(row: Row, drop: set[int]) -> Row:
    return replace(row, labels=tuple(x for i, x in enumerate(row.labels) if i not in drop))


def notes_of(figures: Figures, ids: set[str]) -> tuple[Note, ...]:
    """Return the notes to any of these cells."""
    return tuple(note for note in figures.notes if ids & set(note.cells))


def bound_notes(notes: Iterable[Note], bind: Bind) -> tuple[Note, ...]:
    """Return notes with tokens in the place of the numbers that they name."""
    return tuple(replace(note, text=bind(note.text, note.place)) for note in notes)
