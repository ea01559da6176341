"""Complaints, reports and incidents: one panel per kind, all on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import Cell, ChartData, Figures

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("kerncijfers_overig",)
ROWS = ("klachten", "clientincidenten", "agressie_incidenten", "inspectiemeldingen", "tuchtzaken")
WIDTH, HEIGHT = 180, 110
PER_LINE = 3


def gegevens(figures: Figures) -> ChartData:
    """Return the numbers per kind and year."""
    return _keuze.per_year(figures, "Klachten, meldingen en incidenten", TABELLEN[0], ROWS)


def teken(data: ChartData) -> alt.ConcatChart:
    """Draw small bars per kind, three panels on a line."""
    import altair as alt

    every = _stijl.values(_keuze.marks(data))
    y = _vormen.y_of("waarde", _vormen.domain(every, 1.18))
    x = _vormen.years_on_x(data)
    panels = []
    for series in data.series:
        rows = [row for row in every if row["reeks"] == series]
        title = _stijl.wrapped(series, 28).split(_stijl.BREAK)
        panels.append(
            _vormen.layered(
                *_vormen.backdrop(data, x, [series], letters=7),
                *_vormen.bars(rows, x=x, y=y),
                _vormen.labels(rows, "boven", x=x, y=y),
            ).properties(width=WIDTH, height=HEIGHT, title=alt.Title(title))
        )
    return alt.concat(*panels, columns=PER_LINE, spacing=28)


def beschrijf(data: ChartData) -> str:
    """Describe what there was more and less of in the newest year than in the year before."""
    sentences = ["Een vak per soort, alle op dezelfde schaal: staven met het aantal per jaar."]
    compared: dict[tuple[str, str, str], list[str]] = {}
    for series in data.series:
        points = _woorden.known(data, series, expected=False)[-2:]
        if len(points) == 2:
            (since, before), (until, after) = points
            key, text = _against(series, before, after)
            compared.setdefault((until, key, since), []).append(text)
    for (until, key, since), texts in sorted(
        compared.items(), key=lambda item: WORDS.index(item[0][1])
    ):
        than = "als" if key == "evenveel" else "dan"
        sentences.append(f"In {until} waren er {key} {_woorden.listed(texts)} {than} in {since}.")
    return _woorden.told(*sentences, _woorden.expectations(data), _woorden.unknown(data))


WORDS = ("meer", "minder", "evenveel")


def _against(series: str, before: Cell, after: Cell) -> tuple[str, str]:
    """Return which of WORDS holds, and 'klachten (123 tegen 117)'."""
    name, now, then = _woorden.lower(series), _woorden.number(after), _woorden.number(before)
    if before.value is None or after.value is None or before.value == after.value:
        return "evenveel", f"{name} ({now})"
    return "meer" if after.value > before.value else "minder", f"{name} ({now} tegen {then})"
