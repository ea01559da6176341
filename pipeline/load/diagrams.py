"""Read diagrammen/<name>.yaml: the words of a diagram, in rows of boxes."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from pipeline.fields import Fields
from pipeline.load.files import entries
from pipeline.load.folder import usable_name
from pipeline.load.yaml_files import open_yaml
from pipeline.model import Diagram, DiagramBox, DiagramRow, Link, Problem

_LINKS = ("geen", "lijn", "pijl")
_SOURCE_MARKS = ("{{", "}}")


def read_diagrams(
    folder: Path, problems: list[Problem]
) -> tuple[dict[str, Diagram], frozenset[str]]:
    """Return the diagrams by name, and the names of those that cannot be drawn."""
    diagrams: dict[str, Diagram] = {}
    broken: set[str] = set()
    for path in entries(folder, ".yaml"):
        known = len(problems)
        fields = open_yaml(path, problems) if usable_name(path.stem, path, problems) else None
        diagram = None if fields is None else _diagram(path.stem, fields)
        if diagram is None or len(problems) > known:
            broken.add(path.stem)
        else:
            diagrams[path.stem] = diagram
    return diagrams, frozenset(broken)


def _diagram(name: str, fields: Fields) -> Diagram:
    place = fields.place()
    title, description = _words(fields, "titel"), _words(fields, "omschrijving")
    source = fields.text("bron", "")
    rows = tuple(_row(row) for row in fields.mappings("rijen"))
    if not rows:
        _nothing_to_draw(fields, "rijen")
    fields.close()
    return Diagram(name, title, description, source, rows, place)


def _row(fields: Fields) -> DiagramRow:
    above = cast(Link, fields.choice("verbinding", _LINKS, "geen"))
    between = cast(Link, fields.choice("onderling", _LINKS, "geen"))
    boxes = tuple(_box(box) for box in fields.mappings("vakken"))
    if not boxes:
        _nothing_to_draw(fields, "vakken")
    fields.close()
    return DiagramRow(boxes, above, between)


def _box(fields: Fields) -> DiagramBox:
    place = fields.place()
    heading, text = _words(fields, "kop"), _words(fields, "tekst", "")
    points = fields.names("punten")
    for point in points:
        _refuse_insertion(fields, "punten", point)
    emphasis = fields.flag("nadruk")
    fields.close()
    return DiagramBox(heading, text, points, emphasis, place)


def _nothing_to_draw(fields: Fields, key: str) -> None:
    fields.report(
        "Y06",
        f"Er ontbreekt een gegeven: {key}",
        "niets om te tekenen",
        f"{key}: met minstens één onderdeel",
        "Kijk in docs/gegevens.md hoe een diagram eruitziet.",
        key,
    )


def _words(fields: Fields, key: str, default: str | None = None) -> str:
    text = fields.text(key, default)
    _refuse_insertion(fields, key, text)
    return text


def _refuse_insertion(fields: Fields, key: str, text: str) -> None:
    """Report a figure in a diagram: a picture cannot lead to the cell behind it."""
    if any(mark in text for mark in _SOURCE_MARKS):
        fields.report(
            "Y08",
            "In een diagram kan geen {{ … }} staan",
            text,
            "woorden zonder cijfers",
            "Noem het cijfer in de tekst bij het diagram.",
            key,
        )
