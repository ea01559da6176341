"""Lines over the years with a value at every point and the name of each series at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from charts import _keuze, _stijl, _vormen
from pipeline.model import ChartData

if TYPE_CHECKING:
    import altair as alt

CLOSE = 44
"""Points nearer than this many pixels get their labels on either side."""
LINE = 15
"""Height of a label in pixels."""

Rows = list[dict[str, Any]]


def lines(
    data: ChartData, series: Sequence[str], x: alt.X, width: int, height: int
) -> alt.LayerChart:
    """Return the lines of some series on a scale from zero."""
    rows = _stijl.values(_keuze.marks(data, series), _stijl.colors(series))
    span = _vormen.domain(rows, 1.1)
    y = _vormen.y_of("waarde", span)
    color = _vormen.as_is("kleur")
    pixel = (span[1] - span[0]) / height
    texts = [
        _vormen.source(part)
        .mark_text(fontWeight=_vormen.weight(), **place)
        .encode(x=x, y=_vormen.y_of("plek", span), text=f"{field}:N", color=color)
        for part, field, place in _labels(rows, series, pixel)
        if part
    ]
    return _vormen.layered(
        *_vormen.backdrop(data, x, series),
        *_paths(rows, _keuze.places(data), series, x, y),
        _points(rows, series, x, y),
        *texts,
    ).properties(width=width, height=height)


def _paths(
    rows: Rows, places: Sequence[str], series: Sequence[str], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """Return the paths of each series: whole where it is over, dashed towards what is expected.

    A path ends where the next place has no value: nothing is drawn of what nobody knows.
    """
    import altair as alt

    order = alt.Order("plaats:Q")
    color = _vormen.as_is("kleur")
    paths = []
    for name in series:
        for run in _runs([row for row in rows if row["reeks"] == name], places):
            over = [row for row in run if not row["open"]]
            ahead = [*over[-1:], *(row for row in run if row["open"])]
            paths += [
                _vormen.source(part)
                .mark_line(strokeWidth=2.5, strokeDash=dash)
                .encode(x=x, y=y, color=color, order=order)
                for part, dash in ((over, alt.Undefined), (ahead, [5, 4]))
                if len(part) > 1
            ]
    return paths


def _runs(rows: Rows, places: Sequence[str]) -> list[Rows]:
    """Return the rows of one series in groups that stand side by side on the axis."""
    runs: list[Rows] = []
    for row in rows:
        here = {**row, "plaats": places.index(row["rij"])}
        if runs and runs[-1][-1]["plaats"] == here["plaats"] - 1:
            runs[-1].append(here)
        else:
            runs.append([here])
    return runs


def _points(rows: Rows, series: Sequence[str], x: alt.X, y: alt.Y) -> alt.Chart:
    """Return a point per value, with a shape per series, white inside where it is expected."""
    import altair as alt

    shapes = alt.Scale(domain=list(series), range=_stijl.SHAPES[: len(series)])
    shape = alt.Shape("reeks:N", scale=shapes, legend=None)
    stroke = alt.Stroke("kleur:N", scale=None, legend=None)
    filled = [
        {**row, "vulling": _stijl.COLORS["grond"] if row["open"] else row["kleur"]} for row in rows
    ]
    fill = alt.Fill("vulling:N", scale=None, legend=None)
    mark = _vormen.source(filled).mark_point(size=70, opacity=1, strokeWidth=2)
    points: alt.Chart = mark.encode(x=x, y=y, shape=shape, stroke=stroke, fill=fill)
    return points


def _labels(
    rows: Rows, series: Sequence[str], pixel: float
) -> list[tuple[Rows, str, Mapping[str, Any]]]:
    """Return groups of labels: rows with `plek`, the field to show, and how to place it.

    The first year has its labels to the left, the last to the right with the names; in between
    they stand above the points, or below where another point is near.
    """
    years = list(dict.fromkeys(row["rij"] for row in rows))
    left: Rows = []
    right: Rows = []
    above: Rows = []
    below: Rows = []
    for year in years:
        own = [row for row in rows if row["rij"] == year]
        if year == years[-1]:
            right += _apart(own, pixel)
        elif year == years[0]:
            left += _apart(own, pixel)
        else:
            for row in own:
                over = [o["waarde"] - row["waarde"] for o in own if o["waarde"] > row["waarde"]]
                near = bool(over) and min(over) < CLOSE * pixel
                (below if near else above).append({**row, "plek": row["waarde"]})
    middle = {"baseline": "middle"}
    beside = 16 + 7 * max((len(row["tekst"]) for row in right), default=0)
    names = [{**row, "dik": True} for row in right if len(series) > 1]
    return [
        (left, "tekst", {**middle, "align": "right", "dx": -11}),
        (right, "tekst", {**middle, "align": "left", "dx": 11}),
        (names, "reeks", {**middle, "align": "left", "dx": beside}),
        (above, "tekst", {"baseline": "bottom", "dy": -8}),
        (below, "tekst", {"baseline": "top", "dy": 8}),
    ]


def _apart(rows: Rows, pixel: float) -> Rows:
    places = _vormen.spread([row["waarde"] for row in rows], LINE * pixel)
    return [{**row, "plek": place} for row, place in zip(rows, places, strict=True)]
