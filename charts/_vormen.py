"""The marks that charts share: bars, labels, names, axes and the band behind the focus year."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from charts._keuze import focus, gaps, places
from charts._stijl import BREAK, COLORS, LINE, on_axis, wrapped
from pipeline.model import ChartData

if TYPE_CHECKING:
    import altair as alt

Rows = Sequence[Mapping[str, Any]]

GAP = 0.32
"""Share of a row's place on the axis that stays open."""


def source(rows: Rows) -> alt.Chart:
    """Return a chart that holds these rows and nothing else."""
    import altair as alt

    # As text: Altair copies lists of rows anew for every layer and panel, half of its time.
    values = json.dumps([dict(row) for row in rows], ensure_ascii=False)
    return alt.Chart(alt.InlineData(values=values, format=alt.JsonDataFormat(type="json")))


def layered(*layers: alt.Chart, **properties: Any) -> alt.LayerChart:
    """Return layers as one chart, the first at the back."""
    import altair as alt

    return alt.LayerChart(layer=list(layers)).properties(**properties)


def domain(rows: Rows, room: float = 1.0) -> list[float]:
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


def years_on_x(data: ChartData) -> alt.X:
    """Return the axis with one place per year, the focus year heavier."""
    import altair as alt

    chosen = json.dumps(on_axis(focus(data)))
    axis = alt.Axis(
        labelAngle=0,
        labelExpr=f"split(datum.label, '{BREAK}')",
        labelFontWeight=alt.condition(f"datum.value === {chosen}", alt.value(600), alt.value(400)),
        domain=True,
    )
    return alt.X("as:N", scale=_places(data), axis=axis)


def rows_on_y(data: ChartData) -> alt.Y:
    """Return a vertical axis with one place per row, a line at zero and no names."""
    import altair as alt

    return alt.Y("as:N", scale=_places(data), axis=alt.Axis(labels=False, domain=True))


def _places(data: ChartData) -> alt.Scale:
    import altair as alt

    order = [on_axis(place) for place in places(data)]
    return alt.Scale(type="band", domain=order, paddingInner=GAP, paddingOuter=GAP / 2)


def side_by_side(series: Sequence[str]) -> alt.YOffset:
    """Return the places of the series within a row."""
    import altair as alt

    return alt.YOffset("reeks:N", scale=alt.Scale(domain=list(series), paddingInner=0.14))


def as_is(field: str) -> alt.Color:
    """Return a colour that the rows name themselves."""
    import altair as alt

    return alt.Color(f"{field}:N", scale=None, legend=None)


def bars(rows: Rows, edge: str | None = None, **encoding: Any) -> list[alt.Chart]:
    """Return bars: filled for what is over, white with a dashed outline for what is expected."""
    import altair as alt

    some = [row for row in rows if row["waarde"]]
    over = [row for row in some if not row["open"]]
    ahead = [row for row in some if row["open"]]
    layers = []
    if over:
        mark = source(over).mark_bar(stroke=edge) if edge else source(over).mark_bar()
        layers.append(mark.encode(color=as_is("kleur"), **encoding))
    if ahead:
        mark = source(ahead).mark_bar(fill=COLORS["grond"], strokeDash=[4, 3])
        layers.append(mark.encode(stroke=alt.Stroke("kleur:N", scale=None), **encoding))
    return layers


def labels(rows: Rows, side: str, **encoding: Any) -> alt.Chart:
    """Return the value of each mark: 'boven', 'rechts' or 'links' of its end."""
    place: dict[str, Any] = {
        "boven": {"baseline": "bottom", "dy": -4},
        "rechts": {"align": "left", "baseline": "middle", "dx": 6},
        "links": {"align": "right", "baseline": "middle", "dx": -6},
    }[side]
    mark = source(rows).mark_text(fontWeight=weight(), **place)
    labelled: alt.Chart = mark.encode(text="tekst:N", **encoding)
    return labelled


def weight() -> Any:
    """Return the expression that makes what is `dik` heavier."""
    import altair as alt

    return alt.ExprRef("datum.dik ? 600 : 400")


def paragraphs(rows: Rows, field: str, bottom: bool = False, **mark: Any) -> list[alt.Chart]:
    """Return texts of one or more lines, around their place or with their last line on it.

    Vega hangs the further lines below the first, so each number of lines is lifted by itself.
    """
    shift = mark.pop("dy", 0)
    place = mark.pop("baseline", "middle")
    layers = []
    for count in sorted({str(row[field]).count(BREAK) for row in rows}):
        lift = count * LINE * (1 if bottom else 0.5)
        part = [row for row in rows if str(row[field]).count(BREAK) == count]
        drawn = source(part).mark_text(baseline=place, dy=shift - lift, **mark)
        layers.append(drawn.encode(text=f"{field}:N"))
    return layers


def row_names(data: ChartData, y: alt.Y) -> list[alt.Chart]:
    """Return the names of the rows, left of the axis, the focus year heavier."""
    import altair as alt

    chosen = focus(data)
    rows = [
        {"as": on_axis(row), "naam": on_axis(row), "dik": row == chosen} for row in places(data)
    ]
    names = paragraphs(rows, "naam", align="right", dx=-8, fontWeight=weight())
    return [name.encode(x=alt.value(0), y=y) for name in names]


def row_gaps(data: ChartData, y: alt.Y, series: Sequence[str] = ()) -> list[alt.Chart]:
    """Return the words in the rows that have no value."""
    import altair as alt

    rows = [{"as": on_axis(row), "tekst": why} for row, why in gaps(data, series).items()]
    words = paragraphs(rows, "tekst", align="left", dx=8, **_ASIDE)
    return [part.encode(x=alt.value(0), y=y) for part in words]


_ASIDE: dict[str, Any] = {"fontStyle": "italic", "color": COLORS["bijschrift"], "fontSize": 11}


def backdrop(
    data: ChartData, x: alt.X, series: Sequence[str] = (), letters: int = 10
) -> list[alt.Chart]:
    """Return the band behind the focus year and the words where a year has no value."""
    import altair as alt

    rows = [
        {"as": on_axis(row), "tekst": wrapped(why, letters)}
        for row, why in gaps(data, series).items()
    ]
    wide = alt.RelativeBandSize(1 / (1 - GAP))
    band = source([{"as": on_axis(focus(data))}]).mark_rect(color=COLORS["band"], width=wide)
    words = paragraphs(rows, "tekst", bottom=True, baseline="bottom", dy=-4, **_ASIDE)
    behind = [band.encode(x=x)] if focus(data) else []
    return [*behind, *(part.encode(x=x, y=alt.datum(0)) for part in words)]


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
