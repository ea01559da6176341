"""The four statutory measures over the years, as lines with their names at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _lijnen, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("kerncijfers_maatregelen",)
ROWS = ("ots_kort", "ots_lang", "voogdij", "jr_basis")


def gegevens(figures: Figures) -> ChartData:
    """Return the number of each measure per year."""
    return _keuze.per_year(figures, "Wettelijke maatregelen", TABELLEN[0], ROWS)


def teken(data: ChartData) -> alt.LayerChart:
    """Draw a line per measure."""
    return _lijnen.lines(data, data.series, _vormen.years_on_x(data), width=490, height=310)


def beschrijf(data: ChartData) -> str:
    """Describe how each measure changed up to the newest year, and which is largest by then."""
    return _woorden.told(
        "Lijnen per jaar: het aantal wettelijke maatregelen per soort.",
        _woorden.changes(data),
        _woorden.expectations(data),
        _woorden.unknown(data),
    )
