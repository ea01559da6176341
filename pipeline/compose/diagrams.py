"""Place the diagrams that a text asks for."""

from __future__ import annotations

from pipeline.compose.blocks import CannotPlace
from pipeline.compose.labels import Labels
from pipeline.compose.requests import DiagramRequest
from pipeline.model import ERROR, Diagram, DiagramBlock, Figures, Place, Problem
from pipeline.names import did_you_mean


def diagram_block(
    request: DiagramRequest, figures: Figures, labels: Labels, place: Place
) -> DiagramBlock:
    """Return the diagram that a text asks for; it is numbered with the charts."""
    labels.absent.add(f"diagram:{request.name}")
    diagram = _diagram(request.name, figures, place)
    number = f"Figuur {labels.next('Figuur')}"
    html_id = labels.block_id("figuur", request.name)
    problem = labels.add(f"diagram:{request.name}", html_id, number.lower(), place)
    if problem:
        raise CannotPlace(problem)
    return DiagramBlock(html_id, number, diagram, place)


def _diagram(name: str, figures: Figures, place: Place) -> Diagram:
    if name in figures.diagrams:
        return figures.diagrams[name]
    if name in figures.broken_diagrams:
        raise CannotPlace(None)
    known = sorted(figures.diagrams)
    raise CannotPlace(
        Problem(
            "X07",
            ERROR,
            place,
            "Dit diagram bestaat niet in dit jaar",
            name,
            ", ".join(known) or f"een bestand diagrammen/{name}.yaml",
            did_you_mean(name, known, f"Maak diagrammen/{name}.yaml, of kies een ander."),
        )
    )
