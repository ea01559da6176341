"""How all charts look: palette, letters, sizes and the marks they share.

A chart is a picture of about 620 pixels wide with letters of 11 pixels or more, so that it can be
read in an A4 column. Colour never works alone: marks have labels, series have names and shapes,
what still has to come true has a dashed outline, and the newest year that is over stands in a band.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from charts._keuze import Mark, focus, gaps
from pipeline.model import ChartData

if TYPE_CHECKING:
    import altair as alt

    Panel = alt.Chart | alt.LayerChart

FONT = "Source Sans Pro"
WIDTH = 620
"""Width of a whole chart in pixels."""

COLORS = {
    "blauw": "#1d3557",
    "teal": "#1b7f79",
    "amber": "#b45f06",
    "paars": "#7a4b94",
    "grijs": "#5f6b7a",
    "zacht": "#6d8bb0",
    "tekst": "#1f2933",
    "bijschrift": "#4b5763",
    "lijn": "#dfe4ea",
    "band": "#eef2f7",
    "wit": "#ffffff",
}
"""Marks have 3:1 or more on white and on the band; `lijn` and `band` only decorate."""

SERIES = ("blauw", "amber", "teal", "paars", "grijs")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
GAP = 0.32
"""Share of a year's place on the axis that stays open."""
BREAK = "|"
"""Where a label goes on to its next line."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": None,
    "padding": 4,
    "view": {"stroke": None},
    "concat": {"spacing": 24},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelFontSize": 12,
        "labelColor": COLORS["tekst"],
        "labelPadding": 6,
        "labelLimit": 0,
        "labelLineHeight": 14,
        "title": None,
    },
    "title": {
        "anchor": "start",
        "frame": "group",
        "fontSize": 13,
        "fontWeight": 600,
        "color": COLORS["tekst"],
        "offset": 10,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": 600, "labelColor": COLORS["tekst"]},
    "text": {"fontSize": 12, "color": COLORS["tekst"], "lineBreak": BREAK, "lineHeight": 14},
    "bar": {"strokeWidth": 1.5},
}
"""The theme; `pipeline/render/charts.py` gives it to every chart."""


def wrapped(label: str, width: int) -> str:
    """Return a label in lines of at most `width` characters."""
    return BREAK.join(textwrap.wrap(label, width, break_long_words=False))


def two_lines(row: str) -> str:
    """Return '2021 (prognose)' with its status on a second line."""
    year, found, status = row.partition(" (")
    return f"{year}{BREAK}{status.rstrip(')')}" if found else row


def colors(series: Sequence[str]) -> dict[str, str]:
    """Return the colour of each series, in order of the palette."""
    return {name: COLORS[SERIES[i % len(SERIES)]] for i, name in enumerate(series)}


def values(marks: Sequence[Mark], fill: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return marks as rows for Vega: colour per series, or else by focus."""
    return [
        {
            "rij": mark.row,
            "as": two_lines(mark.row),
            "reeks": mark.series,
            "waarde": float(mark.value),
            "tekst": mark.text,
            "dik": mark.focus,
            "open": mark.expected,
            "kleur": fill[mark.series] if fill else COLORS["blauw" if mark.focus else "zacht"],
        }
        for mark in marks
    ]


def source(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Return a chart that holds these rows and nothing else."""
    import altair as alt

    return alt.Chart(alt.Data(values=[dict(row) for row in rows]))


def domain(rows: Sequence[Mapping[str, Any]], room: float = 1.0) -> list[float]:
    """Return a domain that holds zero and all values, with room for labels."""
    found = [row["waarde"] for row in rows]
    return [min([0.0, *found]) * room, max([0.0, *found]) * room or 1.0]


def y_of(field: str, span: Sequence[float]) -> alt.Y:
    """Return a vertical scale without an axis: every mark has its own label."""
    import altair as alt

    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=list(span), nice=False), axis=None)


def x_of(field: str, span: Sequence[float]) -> alt.X:
    """Return a horizontal scale without an axis: every mark has its own label."""
    import altair as alt

    return alt.X(f"{field}:Q", scale=alt.Scale(domain=list(span), nice=False), axis=None)


def bars(rows: Sequence[Mapping[str, Any]], **encoding: Any) -> alt.LayerChart:
    """Return bars: filled for what is over, white with a dashed outline for what is expected."""
    import altair as alt

    color = alt.Color("kleur:N", scale=None, legend=None)
    stroke = alt.Stroke("kleur:N", scale=None, legend=None)
    over = source([row for row in rows if not row["open"]])
    ahead = source([row for row in rows if row["open"]])
    return alt.layer(
        over.mark_bar(stroke=COLORS["wit"]).encode(color=color, **encoding),
        ahead.mark_bar(fill=COLORS["wit"], strokeDash=[4, 3]).encode(stroke=stroke, **encoding),
    )


def labels_above(rows: Sequence[Mapping[str, Any]], dy: int = -4, **encoding: Any) -> alt.Chart:
    """Return the value above each mark, heavier in the focus year."""
    mark = source(rows).mark_text(baseline="bottom", dy=dy, fontWeight=weight())
    return mark.encode(text="tekst:N", **encoding)


def labels_after(rows: Sequence[Mapping[str, Any]], dx: int = 6, **encoding: Any) -> alt.Chart:
    """Return the value to the right of each mark, heavier in the focus year."""
    mark = source(rows).mark_text(align="left", baseline="middle", dx=dx, fontWeight=weight())
    return mark.encode(text="tekst:N", **encoding)


def weight() -> Any:
    """Return the condition that makes the focus year heavier."""
    import altair as alt

    return alt.ExprRef("datum.dik ? 600 : 400")


def year_axis(data: ChartData, labels: bool = True) -> alt.X:
    """Return the axis with one place per row of the data, the focus year heavier."""
    import altair as alt

    heavy = alt.condition(f"datum.value === '{two_lines(focus(data))}'", alt.value(600), alt.value(400))
    axis = alt.Axis(
        labels=labels,
        labelAngle=0,
        labelExpr=f"split(datum.label, '{BREAK}')",
        labelFontWeight=heavy,
        domain=True,
        domainColor=COLORS["grijs"],
    )
    order = [two_lines(row) for row, _ in data.rows]
    scale = alt.Scale(type="band", domain=order, paddingInner=GAP, paddingOuter=GAP / 2)
    return alt.X("as:N", scale=scale, axis=axis)


def backdrop(data: ChartData, x: Any, series: Sequence[str] = ()) -> alt.LayerChart:
    """Return the band behind the focus year and the words where a year has no value."""
    import altair as alt

    empty = [
        {"as": two_lines(row), "tekst": wrapped(why, 10)}
        for row, why in gaps(data, series).items()
    ]
    wide = alt.RelativeBandSize(1 / (1 - GAP))
    band = source([{"as": two_lines(focus(data))}]).mark_rect(color=COLORS["band"], width=wide)
    words = (
        source(empty)
        .mark_text(baseline="bottom", dy=-20, fontStyle="italic", color=COLORS["bijschrift"])
        .encode(x=x, y=alt.datum(0), text="tekst:N")
    )
    return alt.layer(band.encode(x=x), words)


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Return the positions at least `gap` apart, in the same order, each near where it was."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    groups: list[list[int]] = []
    middles: list[float] = []
    for i in order:
        groups.append([i])
        middles.append(wanted[i])
        while len(groups) > 1:
            reach = gap * (len(groups[-1]) + len(groups[-2])) / 2
            if middles[-1] - middles[-2] >= reach:
                break
            members = groups.pop(-2) + groups.pop()
            middles[-2:] = [sum(wanted[m] for m in members) / len(members)]
            groups.append(members)
    placed = [0.0] * len(wanted)
    for members, middle in zip(groups, middles, strict=True):
        for rank, i in enumerate(members):
            placed[i] = middle + gap * (rank - (len(members) - 1) / 2)
    return placed
