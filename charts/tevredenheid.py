"""What employees scored their work in each short survey, on a scale to ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("tevredenheid",)
SCORE = "tevredenheidscijfer"
HIGHEST = 10
WIDTH, ROW = 530, 40


def gegevens(figures: Figures) -> ChartData:
    """Return the score of each survey."""
    table = figures.tables[TABELLEN[0]]
    columns = [column for column in table.columns if column.kind == "getal"]
    rows = tuple((column.heading, (table.cell(SCORE, column.id),)) for column in columns)
    years = _keuze.span({column.year for column in columns})
    title = f"Tevredenheid van medewerkers in korte enquêtes, {years}"
    return ChartData(title, "Enquête", (_keuze.labels(table)[SCORE],), rows)


def teken(data: ChartData) -> alt.LayerChart:
    """Draw a bar per survey on a track that ends at the highest score."""
    import altair as alt

    rows = _stijl.values(_keuze.marks(data), dict.fromkeys(data.series, _stijl.COLORS["nadruk"]))
    for row in rows:
        row["dik"] = True
    axis = alt.Axis(values=[0, HIGHEST], labelColor=_stijl.COLORS["bijschrift"])
    x = alt.X("waarde:Q", scale=alt.Scale(domain=[0, HIGHEST]), axis=axis)
    y = _vormen.rows_on_y(data)
    ends = [{"as": _stijl.on_axis(row), "waarde": HIGHEST} for row, _ in data.rows]
    track = _vormen.source(ends).mark_bar(color=_stijl.COLORS["band"])
    return _vormen.layered(
        track.encode(x=x, y=y),
        *_vormen.bars(rows, x=x, y=y),
        _vormen.labels(rows, "rechts", x=x, y=y),
        *_vormen.row_gaps(data, y),
        *_vormen.row_names(data, y),
    ).properties(width=WIDTH, height=ROW * len(data.rows))


def beschrijf(data: ChartData) -> str:
    """Describe the score over the surveys."""
    (score,) = data.series
    points = [(_woorden.lower(row), cell) for row, cell in _woorden.known(data, score)]
    sentences = [
        f"Een liggende staaf per enquête: het {_woorden.lower(score)}, op een schaal met de hoogst "
        "mogelijke waarde rechts."
    ]
    if points:
        each = [f"{_woorden.number(cell)} in {row}" for row, cell in points]
        sentences.append(f"Het was {_woorden.listed(each)}{_woorden.extremes(points)}.")
    return _woorden.told(*sentences, _woorden.unknown(data))
