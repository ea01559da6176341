"""Diagrams: drawn from words alone, nothing sticks out, all of it can be read without seeing."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from conftest import HERE, each
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline import typefaces
from pipeline.diagram_words import spoken
from pipeline.load import load
from pipeline.model import Diagram, DiagramBox, DiagramRow, Place
from pipeline.render import html
from pipeline.render.diagrams import (
    MEASURES,
    laid_out,
    svg,
    text_width,
    wrapped,
)

ROOT = HERE.parent
HERE_NOW = Place("data/2022/diagrammen/x.yaml", 1)
SHIPPED = {
    f"{path.parts[-3]}-{path.stem}": load(ROOT / "data", int(path.parts[-3]), ROOT / "templates")[
        0
    ].diagrams[path.stem]
    for path in sorted((ROOT / "data").glob("*/diagrammen/*.yaml"))
}
TEMPLATE = html.environment().get_template("diagram.svg.j2")

words = st.text(alphabet="abcdefg ", min_size=1, max_size=60).filter(str.strip)
boxes = st.builds(
    DiagramBox,
    words,
    words | st.just(""),
    st.lists(words, max_size=3).map(tuple),
    st.booleans(),
    st.just(HERE_NOW),
)
rows = st.builds(
    DiagramRow,
    st.lists(boxes, min_size=1, max_size=7).map(tuple),
    st.sampled_from(["geen", "lijn", "pijl"]),
    st.sampled_from(["geen", "pijl"]),
)
diagrams = st.builds(
    Diagram,
    st.just("x"),
    words,
    words,
    words,
    st.lists(rows, min_size=1, max_size=4).map(tuple),
    st.just(HERE_NOW),
)


def check_drawing(diagram: Diagram, layout: str) -> None:
    """Every box on the sheet, no two on each other, every line of text inside its box."""
    measures = MEASURES[layout]
    drawing = laid_out(diagram, measures)
    for i, box in each(enumerate(drawing.boxes)):
        assert box.x >= -0.01
        assert box.x + box.width <= drawing.width + 0.01
        assert box.y + box.height <= drawing.height
        for other in each(drawing.boxes[i + 1 :]):
            assert (
                box.x + box.width <= other.x + 0.01
                or other.x + other.width <= box.x + 0.01
                or box.y + box.height <= other.y + 0.01
                or other.y + other.height <= box.y + 0.01
            )
        for line in each(box.lines):
            assert box.y < line.y < box.y + box.height
            room = box.x + box.width - line.x
            face = measures.semibold if line.bold else measures.regular
            one_word_too_long = " " not in line.text and box.width >= measures.width - 0.01
            assert text_width(line.text, face, line.size) <= room or one_word_too_long
    drawn = {line.text for box in drawing.boxes for line in box.lines}
    for row in each(diagram.rows):
        for box in each(row.boxes):
            for text in (box.heading, box.text, *box.points):
                assert set(text.split()) <= set(" ".join(drawn).split())


@pytest.mark.parametrize("layout", ["breed", "smal"])
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_diagrams_fit(name, layout):
    """What readers see, on paper and on a telephone."""
    check_drawing(SHIPPED[name], layout)


@settings(max_examples=60, deadline=None)
@given(diagrams, st.sampled_from(["breed", "smal"]))
def test_any_diagram_fits(diagram, layout):
    """Whatever an editor writes: more boxes, longer words, no words."""
    check_drawing(diagram, layout)


@pytest.mark.parametrize("name", SHIPPED)
def test_drawing_is_svg_and_the_same_every_time(name):
    """Well-formed, and letters of at least 8 pt on paper and 12 px on a telephone."""
    for layout, least in (("breed", 11), ("smal", 12)):
        text = svg(SHIPPED[name], layout, TEMPLATE, typefaces.DEFAULT)
        assert text == svg(SHIPPED[name], layout, TEMPLATE, typefaces.DEFAULT)
        root = ElementTree.fromstring(text)
        sizes = [
            float(e.get("font-size")[:-2]) for e in root.iter("{http://www.w3.org/2000/svg}text")
        ]
        assert min(sizes) >= least


def test_wrapping():
    """Words stay whole; each line fits, but for one word that is too long by itself."""
    lines = wrapped(
        "een heel lange zin over kinderbeschermingsmaatregelen", MEASURES["smal"].regular, 12, 80
    )
    assert " ".join(lines) == "een heel lange zin over kinderbeschermingsmaatregelen"
    assert all(
        text_width(line, MEASURES["smal"].regular, 12) <= 80 or " " not in line for line in lines
    )
    assert wrapped("", MEASURES["smal"].regular, 12, 80) == []


def test_in_words():
    """Row by row, with what links them."""
    box = DiagramBox("Een", "wat het is.", ("punt",), False, HERE_NOW)
    other = DiagramBox("Twee", "", (), True, HERE_NOW)
    shape = (
        DiagramRow((box, other), "geen", "pijl"),
        DiagramRow((other,), "lijn", "geen"),
        DiagramRow((other,), "pijl", "geen"),
    )
    found = spoken(Diagram("x", "Titel", "Wat het toont.", "", shape, HERE_NOW))
    assert found == (
        "Wat het toont. Bovenaan: Een (wat het is, punt), dan Twee. "
        "Daaronder, met een lijn verbonden: Twee. Een pijl leidt naar: Twee."
    )


def test_readers_get_the_words_without_the_picture(built_years: Path):
    """On the web as a list and by name; in the PDF as the alternative of the figure."""
    page = lxml_html.parse(built_years / "2021/nieuwsbericht/index.html").getroot()
    (figure,) = page.xpath("//figure[@id='figuur-interventies']")
    for picture in each(figure.xpath(".//div[@role='img']")):
        for name in ("aria-labelledby", "aria-describedby"):
            assert page.get_element_by_id(picture.get(name)).text_content().strip()
    listed = [text.replace("\u00a0", " ") for text in figure.xpath(".//details//strong/text()")]
    diagram = SHIPPED["2021-interventies"]
    assert listed == [box.heading for row in diagram.rows for box in row.boxes]
    with pikepdf.open(built_years / "2021/nieuwsbericht/nieuwsbericht-2021.pdf") as pdf:
        tagged = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o)
        alts = [str(element["/Alt"]) for element in tagged]
    assert any("Bovenaan: Meer tijd en betere hulp voor gezinnen" in alt for alt in alts)
