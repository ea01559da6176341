"""Diagram -> SVG: the layout is worked out from the words, the template draws it.

Two layouts of the same rows: wide, for paper and screens, and narrow, for telephones, with the
boxes of a row below each other. Lengths are in pixels of the SVG; a wide drawing is about 164 mm
on paper, so 11,5 px is 8,6 pt there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Literal

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from pipeline import typefaces
from pipeline.model import Diagram, DiagramBox, DiagramRow, Link
from pipeline.render import fonts
from pipeline.typefaces import Face

Layout = Literal["breed", "smal"]
_BULLET = "•"


class Measures(Struct, frozen=True):
    """The sizes of one layout."""

    width: float
    heading: float
    text: float
    pad: float
    gap: float
    """Between boxes that nothing links."""
    linked: float
    """Between boxes or rows that a line or arrow links."""
    narrowest: float
    """The least width of a box; a row of more boxes goes on below."""
    alone: float
    """The part of the width that a box takes when it stands alone, without points."""
    family: str = typefaces.DEFAULT

    @property
    def regular(self) -> Face:
        """The letters of texts."""
        return typefaces.face(self.family, 400)

    @property
    def semibold(self) -> Face:
        """The letters of headings."""
        return typefaces.face(self.family, 600)


MEASURES: dict[Layout, Measures] = {
    "breed": Measures(620, 12.5, 11.5, 10, 14, 30, 132, 0.56),
    "smal": Measures(320, 15, 14, 12, 12, 28, 320, 1),
}


class Line(Struct, frozen=True):
    """One line of text, by its left end and baseline."""

    x: float
    y: float
    size: float
    bold: bool
    text: str


class Box(Struct, frozen=True):
    """A box with the lines in it."""

    x: float
    y: float
    width: float
    height: float
    emphasis: bool
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


class Stroke(Struct, frozen=True):
    """A line from point to point, with or without a head at its end."""

    points: tuple[tuple[float, float], ...]
    head: bool


class Drawing(Struct, frozen=True):
    """All that is drawn."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


def svg(diagram: Diagram, layout: Layout, template: jinja2.Template, family: str) -> str:
    """Return a drawing as SVG text in a typeface; the same diagram gives the same bytes."""
    drawing = laid_out(diagram, replace(MEASURES[layout], family=family))
    return template.render(drawing=drawing, layout=layout, family=family)


def laid_out(diagram: Diagram, measures: Measures) -> Drawing:
    """Return a diagram with a place for everything."""
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    above: list[Box] = []
    y = 1.0
    for row in diagram.rows:
        if above:
            y += measures.gap if row.above == "geen" else measures.linked
        lines = list(_lines_of_boxes(row, y, measures))
        if above and row.above != "geen":
            strokes += _links(above, lines[0], row.above)
        if row.between == "pijl":
            strokes += _arrows(lines)
        above = lines[-1]
        boxes += [box for line in lines for box in line]
        y = max(box.y + box.height for box in above)
    return Drawing(measures.width, y + 1, tuple(boxes), tuple(strokes))


# --- boxes ---------------------------------------------------------------------------------------


def _lines_of_boxes(row: DiagramRow, y: float, m: Measures) -> Iterator[list[Box]]:
    """Yield the boxes of a row, in as many lines as they need, all equally wide."""
    gap = m.linked if row.between == "pijl" else m.gap
    count = len(row.boxes)
    fit = max(1, min(count, int((m.width + gap) // (_narrowest(row, m) + gap))))
    lines = -(-count // fit)
    fit = -(-count // lines)
    width = (m.width - gap * (fit - 1)) / fit
    if count == 1 and not row.boxes[0].points:
        width = max(_narrowest(row, m), m.width * m.alone)
    for start in range(0, count, fit):
        own = row.boxes[start : start + fit]
        left = (m.width - len(own) * width - (len(own) - 1) * gap) / 2
        drawn = [_box(box, left + i * (width + gap), y, width, m) for i, box in enumerate(own)]
        height = max(box.height for box in drawn)
        yield [Box(box.x, box.y, box.width, height, box.emphasis, box.lines) for box in drawn]
        y += height + gap


def _narrowest(row: DiagramRow, m: Measures) -> float:
    """Return the width that the longest word of a row needs, at least that of the layout."""
    words = [
        text_width(word, face, size)
        for box in row.boxes
        for text, face, size in (
            (box.heading, m.semibold, m.heading),
            (" ".join((box.text, *box.points)), m.regular, m.text),
        )
        for word in text.split()
    ]
    return min(m.width, max([m.narrowest, *(width + 2 * m.pad + m.text for width in words)]))


def _box(box: DiagramBox, x: float, y: float, width: float, m: Measures) -> Box:
    room = width - 2 * m.pad
    lines: list[Line] = []
    at = y + m.pad
    for text in wrapped(box.heading, m.semibold, m.heading, room):
        at += m.heading * 1.22
        lines.append(Line(x + m.pad, at - m.heading * 0.22, m.heading, True, text))
    for i, piece in enumerate((box.text, *box.points)):
        indent = m.text * 0.8 if i else 0
        found = wrapped(piece, m.regular, m.text, room - indent)
        at += m.text * 0.3 if found else 0
        for n, text in enumerate(found):
            at += m.text * 1.3
            if i and not n:
                lines.append(Line(x + m.pad, at - m.text * 0.3, m.text, False, _BULLET))
            lines.append(Line(x + m.pad + indent, at - m.text * 0.3, m.text, False, text))
    return Box(x, y, width, at - y + m.pad * 0.8, box.emphasis, tuple(lines))


# --- what links them -----------------------------------------------------------------------------


def _links(above: Sequence[Box], below: Sequence[Box], link: Link) -> Iterator[Stroke]:
    """Yield the lines from the boxes of one line to those of the next, by a common bar."""
    bottom, top = max(box.y + box.height for box in above), below[0].y
    bar = (bottom + top) / 2
    ends = sorted({box.middle for box in (*above, *below)})
    if len(ends) > 1:
        yield Stroke(((ends[0], bar), (ends[-1], bar)), head=False)
    for box in above:
        yield Stroke(((box.middle, box.y + box.height), (box.middle, bar)), head=False)
    for box in below:
        yield Stroke(((box.middle, bar), (box.middle, top)), head=link == "pijl")


def _arrows(lines: Sequence[Sequence[Box]]) -> Iterator[Stroke]:
    """Yield the arrows from each box of a row to the next."""
    for line in lines:
        for one, other in itertools.pairwise(line):
            y = one.y + one.height / 2
            yield Stroke(((one.x + one.width, y), (other.x, y)), head=True)
    for line, following in itertools.pairwise(lines):
        x, start, end = line[-1].middle, line[-1], following[0]
        bar = (start.y + start.height + end.y) / 2
        points = ((x, start.y + start.height), (x, bar), (end.middle, bar), (end.middle, end.y))
        yield Stroke(points, head=True)


# --- text ----------------------------------------------------------------------------------------


def wrapped(text: str, face: Face, size: float, room: float) -> list[str]:
    """Return a text in lines that fit; a word that does not fit alone stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text_width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is, by the widths in the font itself."""
    widths, missing, units = _widths(face)
    return sum(widths.get(ord(character), missing) for character in text) * size / units


@cache
def _widths(face: Face) -> tuple[dict[int, int], int, int]:
    """Return the width of each character, that of an unknown one, and the units of an em."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(fonts.original(face)), lazy=True)
    metrics = font["hmtx"].metrics
    widths = {code: metrics[name][0] for code, name in font.getBestCmap().items()}
    return widths, metrics[".notdef"][0], font["head"].unitsPerEm
