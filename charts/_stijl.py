"""How all charts look: palette, letters, sizes and the marks they share.

A chart is a picture of about 620 pixels wide with letters of 11 pixels or more, so that it can be
read in an A4 column. Colour never works alone: marks have labels, series have names and shapes,
what still has to come true has a dashed outline, and the newest year that is over stands in a band.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from charts._keuze import Mark
from pipeline.css_names import named

WIDTH = 620
"""Width of a whole chart in pixels."""


COLORS = {
    "nadruk": named("jaarverslag.chart.focus-color"),
    "zacht": named("jaarverslag.chart.muted-color"),
    "tekst": named("basis.color.default.color-document"),
    "bijschrift": named("basis.color.default.color-subtle"),
    "lijn": named("jaarverslag.chart.line-color"),
    "band": named("jaarverslag.chart.band-color"),
    "grond": named("basis.color.default.bg-document"),
    "as": named("basis.dataset.neutral"),
}
"""What a colour is for -> the token of the house style (docs/huisstijl.md), as CSS names it."""

SERIES = tuple(named(f"jaarverslag.chart.series.{n}") for n in range(1, 6))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
LINE = 14
"""Height of a line of text in pixels."""
BREAK = "|"
"""Where a label goes on to its next line."""

CONFIG: dict[str, Any] = {
    "background": None,
    "padding": 4,
    "view": {"stroke": None},
    "concat": {"spacing": 24},
    "axis": {
        "domain": False,
        "domainColor": COLORS["as"],
        "ticks": False,
        "grid": False,
        "labelFontSize": 12,
        "labelColor": COLORS["tekst"],
        "labelPadding": 6,
        "labelLimit": 0,
        "labelLineHeight": LINE,
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
    "text": {"fontSize": 12, "color": COLORS["tekst"], "lineBreak": BREAK, "lineHeight": LINE},
    "bar": {"strokeWidth": 1.5},
}
"""The theme; `pipeline/render/charts.py` gives it to every chart."""


def wrapped(label: str, width: int) -> str:
    """Return a label in lines of at most `width` characters."""
    return BREAK.join(textwrap.wrap(label, width, break_long_words=False))


def on_axis(row: str) -> str:
    """Return the lines of a label on an axis: a status, '(prognose)', gets a line of its own."""
    year, _, status = row.partition(" (")
    if year.isdigit() and status:
        return f"{year}{BREAK}{status.rstrip(')')}"
    return wrapped(row, 28)


def colors(series: Sequence[str]) -> dict[str, str]:
    """Return the colour of each series, in order of the palette."""
    return {name: SERIES[i % len(SERIES)] for i, name in enumerate(series)}


def values(marks: Sequence[Mark], fill: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return marks as rows for Vega: colour per series, or else by focus."""
    return [
        {
            "rij": mark.row,
            "as": on_axis(mark.row),
            "reeks": mark.series,
            "waarde": float(mark.value),
            "tekst": mark.text,
            "dik": mark.focus,
            "open": mark.expected,
            "kleur": fill[mark.series] if fill else COLORS["nadruk" if mark.focus else "zacht"],
        }
        for mark in marks
    ]
