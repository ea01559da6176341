"""A diagram: rows of boxes with words, and what links them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from pipeline.model.problems import Place

Link = Literal["geen", "lijn", "pijl"]


class DiagramBox(Struct, frozen=True):
    """A box: a heading, a line of text, points; one of the last two may be empty."""

    heading: str
    text: str
    points: tuple[str, ...]
    emphasis: bool
    """Whether it stands out from the others."""
    place: Place


class DiagramRow(Struct, frozen=True):
    """Boxes that stand beside each other; on a narrow page below each other."""

    boxes: tuple[DiagramBox, ...]
    above: Link
    """What links it to the row above."""
    between: Link
    """What links each box to the next."""


class Diagram(Struct, frozen=True):
    """A diagram (diagrammen/<name>.yaml), without coordinates: the layout is worked out."""

    name: str
    title: str
    description: str
    """What it shows, in a sentence or two."""
    source: str
    rows: tuple[DiagramRow, ...]
    place: Place
