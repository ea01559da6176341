"""Income, costs and result: bars from zero, the result in its own panel with its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _woorden
from pipeline import dutch
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("resultatenrekening",)
ROWS = ("totale_opbrengsten", "totale_kosten", "resultaat")
LEFT, RIGHT, ROW = 320, 170, 74


def gegevens(figures: Figures) -> ChartData:
    """Return income, costs and result per year, as amounts."""
    title = "Opbrengsten, kosten en resultaat (x € 1.000)"
    return _keuze.per_year(figures, title, TABELLEN[0], ROWS, money=True)


def teken(data: ChartData) -> alt.HConcatChart:
    """Draw income and costs per year at the left, the result of the same years at the right."""
    import altair as alt

    *sides, result = data.series
    height = ROW * len(data.rows)
    rows = _stijl.values(_keuze.marks(data, sides), _stijl.colors(sides))
    for row in rows:
        row["inkt"] = row["kleur"] if row["open"] else _stijl.COLORS["wit"]
    x = _stijl.x_of("waarde", _stijl.domain(rows, 1.16))
    y = _stijl.names_axis([row for row, _ in data.rows], 20, heavy=_keuze.focus(data))
    offset = alt.YOffset("reeks:N", scale=alt.Scale(domain=sides, paddingInner=0.08))
    names = (
        _stijl.source(rows)
        .mark_text(align="left", baseline="middle", dx=8)
        .encode(
            x=alt.value(0),
            y=y,
            yOffset=offset,
            text="reeks:N",
            color=alt.Color("inkt:N", scale=None),
        )
    )
    left = alt.layer(
        _stijl.bars(rows, x=x, y=y, yOffset=offset),
        _stijl.labels_after(rows, x=x, y=y, yOffset=offset),
        names,
    ).properties(width=LEFT, height=height)
    return alt.hconcat(left, _result(data, result).properties(width=RIGHT, height=height))


def _result(data: ChartData, series: str) -> alt.LayerChart:
    """Draw the result from zero to the right or, a loss, to the left, with its sign."""
    import altair as alt

    rows = [
        {**row, "tekst": f"+{row['tekst']}" if row["waarde"] > 0 else row["tekst"]}
        for row in _stijl.values(_keuze.marks(data, [series]))
    ]
    reach = max((abs(row["waarde"]) for row in rows), default=1.0) * 1.6
    x = _stijl.x_of("waarde", [-reach, reach])
    y = _stijl.names_axis([row for row, _ in data.rows], 20, labels=False)
    gain = [row for row in rows if row["waarde"] >= 0]
    loss = [row for row in rows if row["waarde"] < 0]
    zero = alt.Chart().mark_rule(color=_stijl.COLORS["grijs"]).encode(x=alt.datum(0))
    return alt.layer(
        _stijl.bars(rows, x=x, y=y),
        _stijl.labels_after(gain, x=x, y=y),
        _stijl.labels_before(loss, x=x, y=y),
        zero,
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
    for row, cell in _woorden.known(data, data.series[-1]):
        sentences.append(f"{_outcome(row, cell.value or 0)} {dutch.in_text(cell)}.")
    return _woorden.told(*sentences, _woorden.unknown(data))
