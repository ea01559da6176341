"""Labels of charts: no two words lie over each other, whatever the numbers of a year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from conftest import each
from test_charts import NAMES, TEXT, data

from pipeline import typefaces
from pipeline.render.charts import draw
from pipeline.render.diagrams import text_width

TRANSLATE = re.compile(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)")
YEARS = (2020, 2021)
ROOM = 0.8
"""The part of its size that the letters of a word are high."""


def words(element: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[tuple]:
    """Yield (text, left, top, right, bottom) of every word that is seen."""
    moved = TRANSLATE.match(element.get("transform", ""))
    x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
    if element.tag == TEXT and (element.text or "").strip() and element.get("opacity") != "0":
        size = float(element.get("font-size", "12px").removesuffix("px"))
        weight = 600 if element.get("font-weight") in ("600", "bold") else 400
        wide = text_width(element.text, typefaces.face(typefaces.DEFAULT, weight), size)
        left = x - wide * {"middle": 0.5, "end": 1}.get(element.get("text-anchor", ""), 0)
        yield element.text, left, y - size * ROOM, left + wide, y
    for part in element:
        yield from words(part, x, y)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", NAMES)
def test_no_two_words_lie_over_each_other(name: str, year: int) -> None:
    """Each value, name and year can be read by itself."""
    picture = ElementTree.fromstring(draw({name: data(name, year)})[name])
    found = list(words(picture))
    assert len(found) > 3
    for one, other in each(itertools.combinations(found, 2)):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, f"{one[0]} over {other[0]}"
