"""The charts: what they show comes from the data, all of it, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree

import pytest
from chart_figures import figures
from conftest import each
from msgspec.structs import replace

from charts import _keuze, _stijl, _vormen
from pipeline import chart_files, described, dutch, typefaces
from pipeline.model import NOT_KNOWN_YET, Cell, ChartData
from pipeline.render.charts import draw

NAMES = tuple(chart_files.find())
YEARS = (2020, 2021)
TEXT = "{http://www.w3.org/2000/svg}text"


@cache
def data(name: str, year: int) -> ChartData:
    """Return the data of a chart in the published 2020 or the unknown 2021."""
    found = chart_files.load(name).gegevens(figures(year))
    assert isinstance(found, ChartData)
    return found


@cache
def svg(name: str, year: int) -> str:
    """Return a chart as it is published."""
    return draw({name: data(name, year)})[name]


def with_values(chart: ChartData, change: Mapping[str, Decimal | None]) -> ChartData:
    """Return the chart's data with other values for some cells."""
    rows = tuple(
        (label, tuple(replace(c, value=change.get(c.id, c.value)) for c in cells))
        for label, cells in chart.rows
    )
    return replace(chart, rows=rows)


def cells(chart: ChartData) -> Iterator[Cell]:
    """Yield each cell that has a value."""
    yield from (c for _, row in chart.rows for c in row if c.value is not None)


def visible(picture: str) -> list[str]:
    """Return every text that can be read in a picture."""
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(TEXT)]


def told(name: str, chart: ChartData) -> str:
    """Return the description of a chart as bare words."""
    return described.plain(chart_files.load(name).beschrijf(chart))


def strange_numbers(text: str, chart: ChartData) -> list[str]:
    """Return the numbers in a text that are neither in the data nor in its labels."""
    for label in sorted((*chart.series, *(row for row, _ in chart.rows)), key=len, reverse=True):
        text = re.sub(re.escape(label), "", text, flags=re.IGNORECASE)
    own = " ".join(f"{dutch.in_text(c)} {dutch.in_table(c)} {c.year}" for c in cells(chart))
    known = set(re.findall(NUMBER, own)) | {"2021"}
    return [number for number in re.findall(NUMBER, text) if number not in known]


NUMBER = r"\d[\d.,]*(?<![.,])"
IN_LABELS = {"1", "7", "8", "42", "43", "365"}
"""Numbers of labels that are broken over two lines."""
SCALE = {"tevredenheid": {"0", "10"}}
"""The ends of the only scale that is not read from the data."""

each_chart = pytest.mark.parametrize("name", NAMES)
each_year = pytest.mark.parametrize("year", YEARS)


def test_the_ten_charts_are_found_by_their_file_name() -> None:
    """The folder is the list of charts; shared files and absent names are not in it."""
    assert len(NAMES) >= 10
    assert not [name for name in NAMES if name.startswith("_")]
    with pytest.raises(LookupError, match="nergens"):
        chart_files.load("nergens")


@each_chart
def test_a_chart_says_which_tables_it_needs(name: str) -> None:
    """A chart can be made with the tables of TABELLEN and no others."""
    needed = chart_files.load(name).TABELLEN
    only = {table: figures().tables[table] for table in needed}
    assert chart_files.load(name).gegevens(replace(figures(), tables=only)).rows


@each_year
@each_chart
def test_the_specification_is_valid_vega_lite(name: str, year: int) -> None:
    """The drawing passes Altair's own schema, which the build leaves out to save time."""
    assert chart_files.load(name).teken(data(name, year)).to_dict(validate=True)


@each_year
@each_chart
def test_a_picture_speaks_dutch_and_is_complete_in_itself(name: str, year: int) -> None:
    """A picture has a Dutch title and description, no English, and nothing from another host."""
    picture = svg(name, year)
    root = ElementTree.fromstring(picture)
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id") == f"grafiek-{name}-titel"
    assert root.get("aria-describedby") == description.get("id")
    assert title.text == data(name, year).title
    assert description.text == told(name, data(name, year))
    inside = [attribute for element in list(root.iter())[1:] for attribute in element.attrib]
    assert not [a for a in inside if a.startswith("aria") or a in ("role", "class", "href")]
    assert re.findall(r"https?://[^\"]*", picture) == ["http://www.w3.org/2000/svg"]


@each_year
@each_chart
def test_a_picture_fits_the_column_and_its_letters_can_be_read(name: str, year: int) -> None:
    """Every picture is as wide as the column, with letters of at least 11 pixels."""
    root = ElementTree.fromstring(svg(name, year))
    width, height = root.get("width"), root.get("height")
    assert width == str(_stijl.WIDTH)
    assert root.get("viewBox") == f"0 0 {width} {height}"
    texts = list(root.iter(TEXT))
    assert min(float(t.get("font-size", "0").removesuffix("px")) for t in texts) >= 11
    assert all((t.get("font-family") or "").startswith(typefaces.DEFAULT) for t in texts)


@each_year
@each_chart
def test_no_number_is_shown_that_is_not_in_the_data(name: str, year: int) -> None:
    """Each number in a picture or description is a value, a year or part of a label."""
    chart = data(name, year)
    allowed = IN_LABELS | SCALE.get(name, set())
    found = strange_numbers(" ".join(visible(svg(name, year))), chart)
    assert set(found) <= allowed
    spoken = strange_numbers(told(name, chart), chart)
    assert set(spoken) <= SCALE.get(name, set())


@each_chart
def test_every_value_is_shown(name: str) -> None:
    """No value of the data is left out of the picture."""
    shown = " ".join(visible(svg(name, 2020))).split()
    for cell in each(cells(data(name, 2020))):
        assert {dutch.in_table(cell), dutch.in_text(cell), "+" + dutch.in_table(cell)} & set(shown)


@each_chart
def test_another_value_gives_another_picture_and_description(name: str) -> None:
    """Nothing is typed: other values change the picture and what is said of it."""
    chart = data(name, 2020)
    more = {
        c.id: (c.value or Decimal(0)) + Decimal(index % 3 + 1)
        for index, c in enumerate(cells(chart))
    }
    changed = with_values(chart, more)
    assert draw({name: changed})[name] != svg(name, 2020)
    assert told(name, changed) != told(name, chart)
    assert set(strange_numbers(told(name, changed), changed)) <= SCALE.get(name, set())


@each_chart
def test_what_is_not_known_is_said_and_not_drawn(name: str) -> None:
    """A year without values is named in the description and has no marks."""
    assert "Over " in told(name, data(name, 2021))
    assert "nog niets bekend" in told(name, data(name, 2021))
    assert "2021 (" not in " ".join(visible(svg(name, 2021)))


@each_chart
def test_a_chart_without_any_value_is_still_a_chart(name: str) -> None:
    """A chart of which nothing is known yet says so and does not fail."""
    chart = data(name, 2020)
    rows = tuple(
        (row, tuple(replace(c, value=None, missing=NOT_KNOWN_YET) for c in own))
        for row, own in chart.rows
    )
    empty = replace(chart, rows=rows)
    assert "bekend" in told(name, empty)
    assert "bekend" in " ".join(visible(draw({name: empty})[name]))


@each_chart
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    """The same data gives the same picture, to the byte."""
    assert draw({name: data(name, 2020)})[name] == svg(name, 2020)


def test_expected_values_have_a_dashed_outline() -> None:
    """What still has to come true is dashed, and nothing else is."""
    dashed = [name for name in NAMES if "stroke-dasharray" in svg(name, 2020)]
    expected = [
        name
        for name in NAMES
        if any(c.status in ("prognose", "begroting") for c in cells(data(name, 2020)))
    ]
    assert dashed == expected
    assert len(expected) == 4


def test_parts_that_do_not_add_up_are_mentioned() -> None:
    """The published total of 2018 that differs from its parts is not passed over."""
    text = told("verzuim", data("verzuim", 2020))
    assert "In 2018 tellen de afzonderlijke delen niet op tot het totaal." in text


def test_a_year_with_only_a_total_is_drawn_undivided() -> None:
    """A year of which only the total is known has one bar that says so."""
    chart = data("verzuim", 2020)
    parts = {c.id: None for c in chart.rows[-1][1][:-1]}
    picture = draw({"verzuim": with_values(chart, parts)})["verzuim"]
    assert "verdeling" in visible(picture)


def test_labels_are_moved_apart_and_stay_in_order() -> None:
    """Labels that would overlap move apart around their middle; others stay."""
    assert _vormen.spread([10, 0, 11], 4) == [8.5, 0, 12.5]
    assert _vormen.spread([], 4) == []


@pytest.mark.parametrize(
    ("name", "gone"),
    [("maatregelen_ontwikkeling", "2018"), ("verzuim", "2019"), ("baten_en_lasten", "2020")],
)
def test_a_year_that_is_not_there_leaves_a_gap(name: str, gone: str) -> None:
    """The axis keeps its place, the title names it, the description says that it is not there."""
    (table,) = chart_files.load(name).TABELLEN
    source = figures().tables[table]
    kept = tuple(column for column in source.columns if column.year != gone)
    assert len(kept) < len(source.columns)
    tables = {**figures().tables, table: replace(source, columns=kept)}
    chart = chart_files.load(name).gegevens(replace(figures(), tables=tables))
    assert f"(zonder {gone})" in chart.title or "2021" in chart.rows[-1][0]
    assert gone in _keuze.places(chart)[1:-1]
    assert gone in visible(draw({name: chart})[name])
    assert f"Over {gone} staan hier geen cijfers." in told(name, chart)


def test_a_line_ends_where_the_next_year_has_no_value() -> None:
    """A line over a year without a value would tell what nobody knows."""
    whole = data("maatregelen_ontwikkeling", 2020)
    gone = {c.id: None for row, cells in whole.rows if row == "2019" for c in cells}
    assert len(gone) == len(whole.series)
    spans = {}
    for state, chart in (("whole", whole), ("broken", with_values(whole, gone))):
        drawn = chart_files.load("maatregelen_ontwikkeling").teken(chart)
        layers = drawn.to_dict(validate=False)
        paths = [part["data"]["name"] for part in layers["layer"] if part["mark"]["type"] == "line"]
        rows = [json.loads(layers["datasets"][path]) for path in paths]
        spans[state] = {"–".join(row["rij"][:4] for row in path) for path in rows}
    assert spans["whole"] == {"2017–2018–2019–2020", "2020–2021"}
    assert spans["broken"] == {"2017–2018", "2020–2021"}


@each_chart
def test_what_is_all_the_same_is_not_called_largest_and_smallest(name: str) -> None:
    """Of values that are all nought, or all one number, none is named as the extreme."""
    for value in (Decimal(0), Decimal(7)):
        chart = data(name, 2020)
        same = with_values(chart, {cell.id: value for cell in cells(chart)})
        text = told(name, same).lower()
        assert text
        assert not re.findall(r"(groot|klein|hoog|laag)ste?\b(?! mogelijke)|het meest", text), text


@each_chart
def test_ties_are_named_together(name: str) -> None:
    """Where two share the largest value, a sentence that names one of them names both."""
    chart = data(name, 2020)
    if chart.corner == _keuze.YEAR:
        return
    first, second = chart.rows[0], chart.rows[1]
    tied = with_values(chart, {c.id: Decimal(9999) for c in (*first[1], *second[1])})
    names = (first[0].lower(), second[0].lower())
    sentences = re.findall(r"[^.]*(?:grootst|het meest)[^.]*\.", told(name, tied).lower())
    assert sentences or name == "tevredenheid"  # which names no largest
    assert not [s for s in sentences if (names[0] in s) != (names[1] in s)]
