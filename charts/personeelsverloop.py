"""How many employees came and went per year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _lijnen, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("personeelsverloop",)
ROWS = ("instroom", "uitstroom")


def gegevens(figures: Figures) -> ChartData:
    """Return the number of employees that came and that left per year."""
    return _keuze.per_year(figures, "In- en uitstroom van medewerkers", TABELLEN[0], ROWS)


def teken(data: ChartData) -> alt.LayerChart:
    """Draw a line for those who came and one for those who left."""
    return _lijnen.lines(data, data.series, _vormen.years_on_x(data), width=540, height=260)


def beschrijf(data: ChartData) -> str:
    """Describe both lines, and which of the two was larger in the newest year."""
    return _woorden.told(
        "Lijnen per jaar: hoeveel medewerkers er kwamen en hoeveel er vertrokken.",
        _woorden.changes(data, "de "),
        _larger(data),
        _woorden.expectations(data),
        _woorden.unknown(data),
    )


def _larger(data: ChartData) -> str:
    year = _keuze.focus(data)
    points = _woorden.of_row(data, year)
    if len(points) < 2:
        return ""
    (came, arrived), (left, gone) = points
    if arrived.value == gone.value:
        return f"In {year} waren {_woorden.lower(came)} en {_woorden.lower(left)} gelijk."
    most, least = _woorden.largest_first(points)
    return f"In {year} was de {_woorden.lower(most[0])} groter dan de {_woorden.lower(least[0])}."
