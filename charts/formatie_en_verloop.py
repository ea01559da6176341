"""Staff in fte and turnover in percent: two panels over the same years, never a double axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _lijnen, _stijl, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("kerncijfers_formatie",)
ROWS = ("formatie", "verloop")
WIDTH = 606


def gegevens(figures: Figures) -> ChartData:
    """Return the staff and the turnover per year."""
    return _keuze.per_year(figures, "Formatie (fte) en verloop (%)", TABELLEN[0], ROWS)


def teken(data: ChartData) -> alt.VConcatChart:
    """Draw bars for the staff above a line for the turnover."""
    import altair as alt

    staff, turnover = data.series
    rows = _stijl.values(_keuze.marks(data, [staff]))
    y = _vormen.y_of("waarde", _vormen.domain(rows, 1.12))
    x = _vormen.years_on_x(data)
    upper = _vormen.layered(
        *_vormen.backdrop(data, x, [staff]),
        *_vormen.bars(rows, x=x, y=y),
        _vormen.labels(rows, "boven", x=x, y=y),
    ).properties(width=WIDTH, height=96, title=f"{staff} in fte")
    lower = _lijnen.lines(data, [turnover], x, WIDTH, 96).properties(title=f"{turnover} in %")
    return alt.vconcat(upper, lower)


def beschrijf(data: ChartData) -> str:
    """Describe both series up to the newest year and what is expected after it."""
    sentences = [
        "Vakken onder elkaar: staven voor de formatie in fte en een lijn voor het verloop in "
        "procenten."
    ]
    for series, article in zip(data.series, ("De", "Het"), strict=True):
        points = _woorden.known(data, series, expected=False)
        if points:
            told = _woorden.change(points) + _woorden.extremes(points)
            sentences.append(f"{article} {_woorden.lower(series)} {told}.")
    return _woorden.told(*sentences, _woorden.expectations(data), _woorden.unknown(data))
