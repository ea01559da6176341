"""How many measures began and ended per kind in the newest year that has values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("maatregelen",)
STEMS = ("instroom", "uitstroom")
WIDTH, ROW = 440, 46


def gegevens(figures: Figures) -> ChartData:
    """Return inflow and outflow per measure; totals would dwarf the measures and stay out."""
    table = figures.tables[TABELLEN[0]]
    year = _keuze.newest(table, STEMS[0])
    rows = tuple(
        (row.labels[-1], tuple(table.cell(row.id, f"{stem}_{year}") for stem in STEMS))
        for row in table.rows
        if not row.total
    )
    title = f"In- en uitstroom per maatregel in {year}{_keuze.pending(figures, year)}"
    return ChartData(title, "Maatregel", ("Instroom", "Uitstroom"), rows)


def teken(data: ChartData) -> alt.LayerChart:
    """Draw two bars per measure; the first pair carries the names."""
    rows = _stijl.values(_keuze.marks(data), _stijl.colors(data.series))
    first = rows[0]["rij"] if rows else ""
    for row in rows:
        row["dik"] = row["rij"] == first
        if row["dik"]:
            row["tekst"] = f"{row['tekst']} {_woorden.lower(row['reeks'])}"
    x = _vormen.x_of("waarde", _vormen.domain(rows, 1.02))
    y, offset = _vormen.rows_on_y(data), _vormen.side_by_side(data.series)
    return _vormen.layered(
        *_vormen.bars(rows, x=x, y=y, yOffset=offset),
        _vormen.labels(rows, "rechts", x=x, y=y, yOffset=offset),
        *_vormen.row_gaps(data, y),
        *_vormen.row_names(data, y),
    ).properties(width=WIDTH, height=ROW * len(data.rows))


def beschrijf(data: ChartData) -> str:
    """Describe where most measures began and ended, and where more ended than began."""
    year = next((cell.year for _, cells in data.rows for cell in cells), "")
    sentences = [f"Liggende staven per maatregel, de instroom naast de uitstroom in {year}."]
    for series in data.series:
        points = _woorden.known(data, series)
        if _woorden.differ(points):
            most, least = _woorden.largest(points), _woorden.smallest(points)
            sentences.append(
                f"De {_woorden.lower(series)} is het grootst bij {_woorden.names(most)} "
                f"({_woorden.number(most[0][1])}) en het kleinst bij {_woorden.names(least)} "
                f"({_woorden.number(least[0][1])})."
            )
        elif points:
            sentences.append(
                f"De {_woorden.lower(series)} is bij {_woorden.names(points)}"
                f"{' even groot' if len(points) > 1 else ''}: {_woorden.number(points[0][1])}."
            )
    shrinking = [
        _woorden.lower(row)
        for row, (came, left) in data.rows
        if came.value is not None and left.value is not None and left.value > came.value
    ]
    if shrinking:
        sentences.append(
            f"De uitstroom is groter dan de instroom bij {_woorden.listed(shrinking)}."
        )
    return _woorden.told(*sentences, _woorden.unknown(data), _woorden.pending(data.title))
