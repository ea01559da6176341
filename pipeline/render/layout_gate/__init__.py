"""The second gate: what a reader gets on paper, measured after it was laid out.

Everything is read from the boxes of WeasyPrint, so that it holds whatever the cause was. Each fault
is told on the line that an editor typed; what is told of one line is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model import ERROR, WARNING, Place, Problem
from pipeline.render import sources
from pipeline.render.layout_gate import (
    alone,
    glyphs,
    headless,
    holes,
    markup,
    numbering,
    outside,
    overlap,
)
from pipeline.render.layout_gate.faults import Fault
from pipeline.render.layout_gate.pieces import Sheet, sheets

_CAUSES = {
    ("W02", WARNING): (("W02", ERROR), ("W03", ERROR)),
    ("W03", ERROR): (("W02", ERROR),),
    ("W06", WARNING): (("W02", ERROR), ("W02", WARNING), ("W03", ERROR)),
}
"""What is not told of a line of which something worse is told: the cause is the same."""


def problems(document: Any, root: Any) -> tuple[Problem, ...]:
    """Return all that is wrong in a document that was laid out and written.

    `root` is the HTML that it was made of. Its body says where the publication is described: the
    place of what nobody typed in a text.
    """
    pages = sheets(document)
    found = list(_faults(pages, root, list(document.fonts.values())))
    parents = {child: parent for parent in root.iter() for child in parent} if found else {}
    told: dict[tuple[str, str, Place], list[Fault]] = {}
    for fault in found:
        place = _place(fault.element, parents, root)
        told.setdefault((fault.code, fault.severity, place), []).append(fault)
    return tuple(
        _problem(place, faults)
        for (code, severity, place), faults in told.items()
        if not any((*cause, place) in told for cause in _CAUSES.get((code, severity), ()))
    )


def _faults(pages: list[Sheet], root: Any, fonts: list[Any]) -> Iterator[Fault]:
    yield from outside.faults(pages)
    yield from overlap.faults(pages)
    yield from alone.faults(pages)
    yield from headless.faults(pages)
    yield from holes.faults(pages)
    yield from markup.faults(pages)
    yield from glyphs.faults(pages, fonts)
    yield from numbering.faults(pages, root)


def _place(element: Any, parents: dict[Any, Any], root: Any) -> Place:
    """Return the line of the nearest element that says where it is from."""
    while element is not None and not element.get(sources.PLACE):
        element = parents.get(element)
    return sources.place_in(
        (root.find("body") if element is None else element).get(sources.PLACE, "")
    )


def _problem(place: Place, faults: list[Fault]) -> Problem:
    first = faults[0]
    more = f", en nog {len(faults) - 1} keer" if len(faults) > 1 else ""
    return Problem(
        first.code,
        first.severity,
        place,
        first.what,
        first.found + more,
        first.expected,
        first.advice,
        (("pagina", str(first.page)),) if first.page else (),
    )
