"""A diagram in words, for whoever cannot see it: row by row, from top to bottom."""

from __future__ import annotations

from pipeline.model import Diagram, DiagramBox, DiagramRow

_LINKED = {
    "geen": "Daaronder",
    "lijn": "Daaronder, met een lijn verbonden",
    "pijl": "Een pijl leidt naar",
}


def spoken(diagram: Diagram) -> str:
    """Return what a diagram shows and all that stands in it, as sentences."""
    rows = [_row(row, first=not i) for i, row in enumerate(diagram.rows)]
    return " ".join((diagram.description, *rows))


def _row(row: DiagramRow, first: bool) -> str:
    """Return one row: where it stands, how it is linked, and its boxes."""
    boxes = (", dan " if row.between == "pijl" else "; ").join(map(_box, row.boxes))
    return f"{'Bovenaan' if first else _LINKED[row.above]}: {boxes}."


def _box(box: DiagramBox) -> str:
    inside = ", ".join(part.rstrip(".") for part in (box.text, *box.points) if part)
    return f"{box.heading} ({inside})" if inside else box.heading
