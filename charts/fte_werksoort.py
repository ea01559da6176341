"""Staff per kind of work: the newest year that is over beside the budget of the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import FORESEEN, ChartData, Column, Figures, Table

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("fte_werksoort",)
WIDTH = 310
ROWS = {1: 42, 2: 56}
"""Height of a row by number of bars in it."""


def gegevens(figures: Figures) -> ChartData:
    """Return the fte per kind of work in the newest year with values, and what is budgeted."""
    table = figures.tables[TABELLEN[0]]
    chosen = _columns(table)
    rows = tuple(
        (row.labels[-1], tuple(table.cell(row.id, column.id) for column in chosen))
        for row in table.rows
        if not row.total
    )
    years = _woorden.listed([_keuze.period(column) for column in chosen])
    shown = max((column.year for column in chosen), default="")
    title = f"Formatie in fte per werksoort, {years}{_keuze.pending(figures, shown)}"
    return ChartData(title, "Werksoort", tuple(_keuze.period(c) for c in chosen), rows)


def _columns(table: Table) -> list[Column]:
    """Return the newest columns with values: one that is over, and an expected one after it."""
    numbers = [column for column in table.columns if column.kind == "getal"]
    numbers.sort(key=lambda column: column.year)
    known = _keuze.with_values(table, numbers) or numbers[-1:]
    over = [column for column in known if column.status not in FORESEEN][-1:]
    ahead = [column for column in known if column.status in FORESEEN][-1:]
    return over + [column for column in ahead if not over or column.year > over[0].year]


def teken(data: ChartData) -> alt.LayerChart:
    """Draw one or two bars per kind of work; the first pair carries the years."""
    rows = _stijl.values(_keuze.marks(data), dict.fromkeys(data.series, _stijl.COLORS["nadruk"]))
    first = data.rows[0][0] if data.rows else ""
    for row in rows:
        row["dik"] = row["rij"] == first
        if row["dik"]:
            row["tekst"] = f"{row['tekst']} in {row['reeks']}"
    x = _vormen.x_of("waarde", _vormen.domain(rows, 1.02))
    y, offset = _vormen.rows_on_y(data), _vormen.side_by_side(data.series)
    return _vormen.layered(
        *_vormen.bars(rows, x=x, y=y, yOffset=offset),
        _vormen.labels(rows, "rechts", x=x, y=y, yOffset=offset),
        *_vormen.row_gaps(data, y),
        *_vormen.row_names(data, y),
    ).properties(width=WIDTH, height=len(data.rows) * ROWS[len(data.series)])


def _with_staff(points: Sequence[_woorden.Point]) -> str:
    """Return 'beheer met 12 fte'; of more than one of that size 'beheer en zorg met 12 fte'."""
    return f"{_woorden.names(points)} met {_woorden.number(points[0][1])} fte"


def beschrijf(data: ChartData) -> str:
    """Describe the largest and smallest kind of work and how the budget differs from the year."""
    sentences = ["Liggende staven per werksoort: de formatie in fte."]
    for series in data.series:
        points = [p for p in _woorden.known(data, series) if p[1].value]
        if _woorden.differ(points):
            most, least = _woorden.largest(points), _woorden.smallest(points)
            kinds = "is de grootste werksoort" if len(most) == 1 else "zijn de grootste werksoorten"
            sentences.append(
                f"In {series} {kinds} {_with_staff(most)} en de kleinste {_with_staff(least)}."
            )
        elif points:
            amount = f"{_woorden.number(points[0][1])} fte"
            each = f"{amount} voor elk van" if len(points) > 1 else f"{amount} voor"
            sentences.append(f"In {series} is er {each} {_woorden.names(points)}.")
    nil = [_woorden.lower(row) for row, cells in data.rows if all(c.value == 0 for c in cells)]
    if nil:
        sentences.append(f"Voor {_woorden.listed(nil)} is er geen formatie.")
    return _woorden.told(*sentences, _woorden.unknown(data), _woorden.pending(data.title))
