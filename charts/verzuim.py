"""Sick leave per year by duration, stacked to the total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("verzuim",)
PARTS = ("kort", "middellang", "lang", "zeer_lang")
TOTAL = "totaal"
WIDTH, HEIGHT = 470, 290


def gegevens(figures: Figures) -> ChartData:
    """Return the percentages by duration and their total per year."""
    return _keuze.per_year(figures, "Ziekteverzuim naar duur", "verzuim", (*PARTS, TOTAL))


def teken(data: ChartData) -> alt.LayerChart:
    """Draw one stacked bar per year, its parts named at the right."""
    *parts, total = data.series
    stacked = _stack(_stijl.values(_keuze.marks(data, parts), _stijl.colors(parts)))
    tops = {row["rij"]: row["top"] for row in stacked}
    totals = [
        {**row, "top": tops.get(row["rij"], row["waarde"]), "kleur": _stijl.COLORS["as"]}
        for row in _stijl.values(_keuze.marks(data, [total]))
    ]
    reasons = _keuze.gaps(data, parts)
    whole = [{**row, "reden": reasons[row["rij"]]} for row in totals if row["rij"] in reasons]
    span = _vormen.domain([{"waarde": row["top"]} for row in totals], 1.1)
    x = _vormen.years_on_x(data)
    inside = _vormen.source(stacked).mark_text(fontSize=11, baseline="middle")
    ink = _vormen.as_is("inkt")
    return _vormen.layered(
        *_vormen.backdrop(data, x),
        *_vormen.bars(
            stacked, _stijl.COLORS["grond"], x=x, y=_vormen.y_of("van", span), y2="top:Q"
        ),
        *_undivided(whole, x, span),
        inside.encode(x=x, y=_vormen.y_of("midden", span), text="tekst:N", color=ink),
        _vormen.labels(totals, "boven", x=x, y=_vormen.y_of("top", span)),
        *_names(stacked, span),
    ).properties(width=WIDTH, height=HEIGHT)


def _undivided(rows: list[dict[str, Any]], x: alt.X, span: list[float]) -> list[alt.Chart]:
    """Return bars for years of which only the total is known, and say so inside them."""
    texts = [
        {
            **row,
            "naam": _stijl.wrapped(f"verdeling {row['reden']}", 13),
            "midden": row["waarde"] / 2,
            "inkt": _stijl.COLORS["tekst" if row["open"] else "grond"],
        }
        for row in rows
    ]
    words = _vormen.paragraphs(texts, "naam", fontSize=11, fontStyle="italic")
    y, color = _vormen.y_of("midden", span), _vormen.as_is("inkt")
    return [
        *_vormen.bars(rows, x=x, y=_vormen.y_of("waarde", span)),
        *(part.encode(x=x, y=y, color=color) for part in words),
    ]


def _stack(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts with where they begin and end, and the ink that reads on them."""
    stacked = []
    for year in dict.fromkeys(row["rij"] for row in rows):
        parts = [row for row in rows if row["rij"] == year]
        tops = list(accumulate(row["waarde"] for row in parts))
        for row, top in zip(parts, tops, strict=True):
            begin = top - row["waarde"]
            ink = _stijl.COLORS["tekst" if row["open"] else "grond"]
            place = {"van": begin, "top": top, "midden": (begin + top) / 2, "inkt": ink}
            stacked.append({**row, **place})
    return stacked


def _names(stacked: list[dict[str, Any]], span: list[float]) -> list[alt.Chart]:
    """Return the names at the height of the parts of the last bar, clear of each other."""
    import altair as alt

    last = [row for row in stacked if row["rij"] == stacked[-1]["rij"]] if stacked else []
    named = [{**row, "naam": row["reeks"].replace(" (", f"{_stijl.BREAK}(", 1)} for row in last]
    pixel = span[1] / HEIGHT
    places = _vormen.spread([row["midden"] for row in named], 34 * pixel)
    # The lowest name may not hang below the axis.
    lift = max(0.0, 15 * pixel - min(places, default=15 * pixel))
    rows = [{**row, "plek": place + lift} for row, place in zip(named, places, strict=True)]
    color = _vormen.as_is("kleur")
    return [
        part.encode(x=alt.value(WIDTH + 8), y=_vormen.y_of("plek", span), color=color)
        for part in _vormen.paragraphs(rows, "naam", align="left", fontWeight=600)
    ]


def beschrijf(data: ChartData) -> str:
    """Describe the total over the years, and the largest and smallest part of the newest."""
    *parts, total = data.series
    points = _woorden.known(data, total, expected=False)
    divided = [row for row, _ in _woorden.known(data, parts[0], expected=False)]
    year = divided[-1] if divided else ""
    shares = [point for point in _woorden.of_row(data, year) if point[0] in parts]
    sentences = ["Gestapelde staven per jaar: het ziekteverzuim in procenten, verdeeld naar duur."]
    if points:
        sentences.append(
            f"Het totale verzuim {_woorden.change(points)}{_woorden.extremes(points)}."
        )
    if _woorden.differ(shares):
        most, least = _woorden.largest(shares), _woorden.smallest(shares)
        kinds = "de soort" if len(most) == 1 else "de soorten"
        sentences.append(
            f"Het grootste deel is in {year} het verzuim van {kinds} {_kinds(most)}; het kleinste "
            f"deel is {_kinds(least)}."
        )
    elif shares:
        same = " even groot" if len(shares) > 1 else ""
        sentences.append(f"In {year} is het verzuim{same} voor {_kinds(shares)}.")
    if uneven := _uneven(data):
        years = _woorden.listed(uneven)
        sentences.append(f"In {years} tellen de afzonderlijke delen niet op tot het totaal.")
    return _woorden.told(*sentences, _woorden.expectations(data), _woorden.unknown(data))


def _kinds(points: Sequence[_woorden.Point]) -> str:
    """Return '‘lang’: 2,1%', of more than one '‘kort’ en ‘lang’: 2,1%'."""
    quoted = _woorden.listed([f"‘{_woorden.lower(name)}’" for name, _ in points])
    return f"{quoted}: {_woorden.number(points[0][1])}"


def _uneven(data: ChartData) -> list[str]:
    """Return the rows where the parts differ more from the total than rounding explains."""
    found = []
    for row, (*parts, total) in data.rows:
        numbers = [part.value for part in parts if part.value is not None]
        if total.value is None or len(numbers) < len(parts):
            continue
        room = sum(cell.rounded_to for cell in (*parts, total)) / 2
        if abs(sum(numbers) - total.value) > room:
            found.append(row)
    return found
