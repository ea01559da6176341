"""Income, costs and result: bars from zero, the result in its own panel with its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("resultatenrekening",)
ROWS = ("totale_opbrengsten", "totale_kosten", "resultaat")
LEFT, RIGHT, ROW = 340, 190, 74


def gegevens(figures: Figures) -> ChartData:
    """Return income, costs and result per year, as amounts."""
    title = "Opbrengsten, kosten en resultaat (x € 1.000)"
    return _keuze.per_year(figures, title, TABELLEN[0], ROWS, money=True)


def teken(data: ChartData) -> alt.HConcatChart:
    """Draw income and costs per year at the left, the result of the same years at the right."""
    import altair as alt

    *sides, result = data.series
    height = ROW * len(_keuze.places(data))
    return alt.hconcat(
        _sides(data, sides).properties(width=LEFT, height=height),
        _result(data, result).properties(width=RIGHT, height=height),
    )


def _sides(data: ChartData, sides: list[str]) -> alt.LayerChart:
    """Draw income and costs, named inside the bars."""
    import altair as alt

    rows = _stijl.values(_keuze.marks(data, sides), _stijl.colors(sides))
    for row in rows:
        row["inkt"] = row["kleur"] if row["open"] else _stijl.COLORS["grond"]
    x = _vormen.x_of("waarde", _vormen.domain(rows, 1.16))
    y, offset = _vormen.rows_on_y(data), _vormen.side_by_side(sides)
    ink = _vormen.as_is("inkt")
    names = _vormen.source(rows).mark_text(align="left", baseline="middle", dx=8)
    return _vormen.layered(
        *_vormen.bars(rows, x=x, y=y, yOffset=offset),
        _vormen.labels(rows, "rechts", x=x, y=y, yOffset=offset),
        names.encode(x=alt.value(0), y=y, yOffset=offset, text="reeks:N", color=ink),
        *_vormen.row_gaps(data, y),
        *_vormen.row_names(data, y),
    ).properties(title="Opbrengsten en kosten")


def _result(data: ChartData, series: str) -> alt.LayerChart:
    """Draw the result from zero to the right or, a loss, to the left, with its sign."""
    rows = [
        {**row, "tekst": f"+{row['tekst']}" if row["waarde"] > 0 else row["tekst"]}
        for row in _stijl.values(_keuze.marks(data, [series]))
    ]
    reach = max((abs(row["waarde"]) for row in rows), default=1.0) * 1.6
    x = _vormen.x_of("waarde", [-reach, reach])
    y = _vormen.rows_on_y(data).axis(None)
    gain = [row for row in rows if row["waarde"] >= 0]
    loss = [row for row in rows if row["waarde"] < 0]
    zero = _vormen.source([{"waarde": 0}]).mark_rule(color=_stijl.COLORS["as"])
    return _vormen.layered(
        *_vormen.bars(rows, x=x, y=y),
        _vormen.labels(gain, "rechts", x=x, y=y),
        _vormen.labels(loss, "links", x=x, y=y),
        zero.encode(x=x),
    ).properties(title=series)


def beschrijf(data: ChartData) -> str:
    """Describe income against costs of the newest year and the sign of the result."""
    sentences = [
        "Liggende staven per jaar voor de opbrengsten en de kosten, met daarnaast het resultaat: "
        "naar rechts is een overschot, naar links een tekort."
    ]
    for series in data.series[:2]:
        if points := _woorden.known(data, series, expected=False):
            verb = _woorden.change(points, plural=True)
            sentences.append(f"De {_woorden.lower(series)} {verb}.")
    results = _woorden.known(data, data.series[-1], expected=False)
    if results:
        each = [f"{_woorden.number(cell)} in {row}" for row, cell in results]
        sentences.append(f"Het {_woorden.lower(data.series[-1])} was {_woorden.listed(each)}.")
    return _woorden.told(*sentences, _woorden.expectations(data), _woorden.unknown(data))
