"""Numbers of lists: paper says the same as the web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import ERROR
from pipeline.render.layout_gate.faults import Fault
from pipeline.render.layout_gate.pieces import Sheet

_NUMBER = re.compile(r"-?\d+")


def faults(sheets: list[Sheet], root: Any) -> Iterator[Fault]:
    """Yield a fault for each point whose number on paper is not the one that HTML gives it."""
    meant = {id(item): number for item, number in _numbered(root)}
    for sheet in sheets:
        for element, mark in sheet.marks:
            shown = _NUMBER.search(mark)
            if shown and int(shown[0]) != meant.get(id(element), int(shown[0])):
                number = meant[id(element)]
                yield Fault(
                    "W09",
                    ERROR,
                    sheet.pieces[0].page,
                    element,
                    "Dit punt heeft op papier een ander nummer dan op de webpagina",
                    mark,
                    f"{number}.",
                    "Geef de melding door aan wie het programma beheert.",
                )


def _numbered(root: Any) -> Iterator[tuple[Any, int]]:
    """Yield the points of all numbered lists, each with the number that a browser shows."""
    for items in root.iter("ol"):
        points = [item for item in items if item.tag == "li"]
        step = -1 if items.get("reversed") is not None else 1
        number = int(items.get("start") or (len(points) if step < 0 else 1))
        for point in points:
            number = int(point.get("value") or number)
            yield point, number
            number += step
