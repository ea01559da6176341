"""Measures in force per region: one panel per region, all on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import _keuze, _stijl, _vormen, _woorden
from pipeline.model import HIDDEN, Cell, ChartData, Figures, Table

if TYPE_CHECKING:
    import altair as alt

TABELLEN = ("maatregelen_per_regio",)
STEM = "stand"
PANELS, SPACE, LABEL, ROW = 500, 12, 28, 28


def gegevens(figures: Figures) -> ChartData:
    """Return the stock per measure (rows) and region (series) where both exist."""
    table = figures.tables[TABELLEN[0]]
    year = _keuze.newest(table, STEM)
    regions = {row.key[0]: row.labels[0] for row in table.rows if not row.total}
    measures = {row.key[1]: row.labels[1] for row in table.rows if not row.total}
    whole = [r for r in regions if all(f"{r}.{m}.{STEM}_{year}" in table.cells for m in measures)]
    rows = tuple(
        (label, tuple(_stock(table, region, measure, year) for region in whole))
        for measure, label in measures.items()
    )
    title = f"Lopende maatregelen per regio eind {year}{_keuze.pending(figures, year)}"
    return ChartData(title, "Maatregel", tuple(regions[r] for r in whole), rows)


def _stock(table: Table, region: str, measure: str, year: str) -> Cell:
    return table.cell(f"{region}.{measure}", f"{STEM}_{year}")


def teken(data: ChartData) -> alt.HConcatChart:
    """Draw a panel per region beside each other, the measures named at the left."""
    import altair as alt

    every = _stijl.values(_keuze.marks(data), dict.fromkeys(data.series, _stijl.COLORS["nadruk"]))
    # Room at the right for a label of three digits, however narrow the panel is.
    width = PANELS // max(1, len(data.series)) - SPACE
    x = _vormen.x_of("waarde", _vormen.domain(every, width / (width - LABEL)))
    y = _vormen.rows_on_y(data)
    panels: list[alt.LayerChart] = []
    for region in data.series:
        rows = [row for row in every if row["reeks"] == region]
        title = _stijl.wrapped(region, 14).split(_stijl.BREAK)
        panel = _vormen.layered(
            *_vormen.bars(rows, x=x, y=y),
            _vormen.labels(rows, "rechts", x=x, y=y),
            *_vormen.row_gaps(data, y, [region]),
            *([] if panels else _vormen.row_names(data, y)),
        )
        panels.append(
            panel.properties(width=width, height=ROW * len(data.rows), title=alt.Title(title))
        )
    return alt.hconcat(*panels, spacing=SPACE)


def beschrijf(data: ChartData) -> str:
    """Describe the largest measure of each region and the region with most of each."""
    sentences = [
        "Een vak per regio, alle op dezelfde schaal: liggende staven voor het aantal maatregelen "
        f"dat eind {_year(data)} liep."
    ]
    tops: dict[str, list[str]] = {}
    for region in data.series:
        points = _woorden.known(data, region)
        if len(points) == 1 or _woorden.differ(points):
            most = _woorden.largest(points)
            verb = "komen" if len(most) > 1 else "komt"
            measures = _woorden.listed([most[0][0], *(_woorden.lower(m) for m, _ in most[1:])])
            where = f"{region} ({_woorden.number(most[0][1])})"
            tops.setdefault(f"{measures} {verb} het meest voor", []).append(where)
        elif points and points[0][1].value:
            sentences.append(
                f"In {region} komen alle even vaak voor: {_woorden.number(points[0][1])}."
            )
    sentences += [f"{most} in {_woorden.listed(regions)}." for most, regions in tops.items()]
    return _woorden.told(*sentences, _nihil(data), _woorden.pending(data.title))


def _year(data: ChartData) -> str:
    return next((cell.year for _, cells in data.rows for cell in cells), "")


def _nihil(data: ChartData) -> str:
    """Return what does not occur at all or is not known, per region.

    A nought that was rounded is no nought: nothing is said of it.
    """
    none, gone, hidden = [], [], []
    for measure, cells in data.rows:
        for region, cell in zip(data.series, cells, strict=True):
            place = f"{_woorden.lower(measure)} in {region}"
            if cell.missing == HIDDEN:
                hidden.append(place)
            elif cell.value is None:
                gone.append(f"{place} ({cell.missing})")
            elif cell.value == 0 and not cell.rounded_to:
                none.append(place)
    return _woorden.told(
        f"Geen lopende maatregelen: {_woorden.listed(none)}." if none else "",
        f"Zonder getal: {_woorden.listed(gone)}." if gone else "",
        f"Niet getoond: {_woorden.listed(hidden)}." if hidden else "",
    )
