"""The Dutch of the descriptions: lists, changes, highest and lowest, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charts._keuze import NO_FIGURES, absent
from pipeline import described, dutch
from pipeline.dutch import listed as listed
from pipeline.model import FORESEEN, HIDDEN, NOT_KNOWN_YET, NOT_PUBLISHED, Cell, ChartData

Point = tuple[str, Cell]
"""A label of a row and its cell."""


def number(cell: Cell) -> str:
    """Return a number as it stands in a sentence, marked so that it stays bound to its cell."""
    return described.number(cell, dutch.in_text(cell))


def changes(data: ChartData, article: str = "") -> str:
    """Return one sentence on how each series changed; '' when nothing is known of any."""
    parts = [
        f"{article}{lower(series)} {change(points)}"
        for series in data.series
        if (points := known(data, series, expected=False))
    ]
    text = listed(parts) if parts else ""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def lower(label: str) -> str:
    """Return a label as it stands inside a sentence; abbreviations and names keep capitals."""
    first, *others = label.split(" ")
    is_name = not first[1:].islower() or any(word[:1].isupper() for word in others)
    return label if is_name else label[:1].lower() + label[1:]


def known(data: ChartData, series: str, expected: bool = True) -> list[Point]:
    """Return the values of a series that exist, row by row; without forecasts if so asked."""
    column = data.series.index(series)
    return [
        (row, cells[column])
        for row, cells in data.rows
        if cells[column].value is not None and (expected or cells[column].status not in FORESEEN)
    ]


def of_row(data: ChartData, chosen: str) -> list[Point]:
    """Return (series, cell) of a row where a value exists."""
    cells = next((cells for row, cells in data.rows if row == chosen), ())
    return [(s, c) for s, c in zip(data.series, cells, strict=False) if c.value is not None]


def largest(points: Sequence[Point]) -> list[Point]:
    """Return every point with the largest value."""
    return [point for point in points if _value(point) == max(map(_value, points))]


def smallest(points: Sequence[Point]) -> list[Point]:
    """Return every point with the smallest value."""
    return [point for point in points if _value(point) == min(map(_value, points))]


def differ(points: Sequence[Point]) -> bool:
    """Say whether there is a largest that is not the smallest as well."""
    return len({_value(point) for point in points}) > 1


def names(points: Iterable[Point]) -> str:
    """Return the labels of points as they stand inside a sentence."""
    return listed([lower(label) for label, _ in points])


def largest_first(points: Iterable[Point]) -> list[Point]:
    """Return the points from large to small."""
    return sorted(points, key=_value, reverse=True)


def _value(point: Point) -> float:
    return float(point[1].value or 0)


def change(points: Sequence[Point], plural: bool = False) -> str:
    """Return 'daalde van 6,3% in 2019 naar 4,8% in 2020', from the first to the last point."""
    (since, before), (until, after) = points[0], points[-1]
    if before.value is None or after.value is None:
        raise ValueError("a change needs two values")
    was, rose, fell = ("waren", "stegen", "daalden") if plural else ("was", "steeg", "daalde")
    if len(points) == 1:
        return f"{was} {number(after)} in {until}"
    if before.value == after.value:
        return f"{was} in {since} en in {until} gelijk: {number(after)}"
    verb = rose if after.value > before.value else fell
    return f"{verb} van {number(before)} in {since} naar {number(after)} in {until}"


def extremes(points: Sequence[Point]) -> str:
    """Return ', met het hoogste cijfer in 2018 (6,6%) en het laagste in 2020 (4,8%)'.

    Nothing when all values are the same.
    """
    if not differ(points):
        return ""
    most, least = (
        f"{listed([row for row, _ in found])} ({number(found[0][1])})"
        for found in (largest(points), smallest(points))
    )
    return f", met het hoogste cijfer in {most} en het laagste in {least}"


def expectations(data: ChartData) -> str:
    """Return 'Voor 2021 is de prognose: ...' for each row that still has to come true."""
    sentences = []
    for row, cells in data.rows:
        named = [
            f"{lower(series)} {number(cell)}"
            for series, cell in zip(data.series, cells, strict=True)
            if cell.value is not None and cell.status in FORESEEN
        ]
        status = next((cell.status for cell in cells if cell.status in FORESEEN), "")
        if named:
            year = row.removesuffix(f" ({status})")
            sentences.append(f"Voor {year} is de {status}: {listed(named)}.")
    return " ".join(sentences)


def unknown(data: ChartData) -> str:
    """Return a sentence on what is left out because there is no number, '' when all is there."""
    empty: dict[str, list[str]] = {}
    gone_years = absent(data)
    sentences = [f"Over {listed(gone_years)} staan hier {NO_FIGURES}."] if gone_years else []
    for row, cells in data.rows:
        gone = [(s, c) for s, c in zip(data.series, cells, strict=True) if c.value is None]
        for reason in dict.fromkeys(cell.missing for _, cell in gone):
            names = [lower(series) for series, cell in gone if cell.missing == reason]
            if len(names) == len(cells):
                empty.setdefault(reason, []).append(row)
            else:
                sentences.append(f"Over {lower(row)} is {reason}: {listed(names)}.")
    told = {
        NOT_KNOWN_YET: "nog niets bekend",
        NOT_PUBLISHED: "niets gepubliceerd",
        HIDDEN: "niets getoond",
    }
    whole = [
        f"Over {listed([lower(row) for row in rows])} is {told.get(reason, reason)}."
        for reason, rows in empty.items()
    ]
    return " ".join(whole + sentences)


def told(*sentences: str) -> str:
    """Return the sentences that are not empty as one text."""
    return " ".join(filter(None, sentences))


def pending(title: str) -> str:
    """Return the sentence on the year without values that `_keuze.pending` put in a title."""
    _, found, rest = title.partition(" (over ")
    return f"Over {rest.rstrip(')')}." if found else ""
