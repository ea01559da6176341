"""The words of an editor that a reader meets beside the running text: sources, reasons, errata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Comment, Document, Exempt, Place, YearData

_INSERTION = re.compile(r"\{\{[^{}]*\}\}")
"""The name of a number, in a comment that proposes a sentence; no words of an editor."""

Words = Iterator[tuple[str, Place]]


def of_year(data: YearData) -> Words:
    """Yield the names and reasons that the report of checks shows, each with its place."""
    yield from ((d.reason, d.reason_place) for d in data.deviations)
    yield from ((r.reason, r.reason_place) for r in data.revisions)
    said = [*(table.openness for table in data.tables.values()), *data.figure_openness.values()]
    for openness in said:
        for exposure in (openness.general, *openness.publications.values()):
            if exposure is not None:
                yield exposure.reason, exposure.place
    for rule in (*data.figure_rules, *(r for t in data.tables.values() for r in t.rules)):
        yield rule.name, rule.place


def of_sources(data: YearData) -> Words:
    """Yield where tables, figures and diagrams come from."""
    yield from ((table.source, table.place) for table in data.tables.values())
    yield from ((cell.source, cell.place) for cell in data.figures.values())
    yield from ((diagram.source, diagram.place) for diagram in data.diagrams.values())


def of_adoption(document: Document) -> Words:
    """Yield what a publication says of how it was adopted, and of each erratum."""
    adoption = document.publication.adoption
    yield from adoption.pending.values()
    yield adoption.early, adoption.place
    yield adoption.unsealed, adoption.place
    for seal in document.seals:
        yield seal.erratum, seal.place
        yield seal.withdrawn, seal.place


def of_remarks(document: Document) -> Words:
    """Yield the comments of reviewers, and why words are exempt from checks."""
    for item in document.insertions:
        if isinstance(item, Comment):
            yield _INSERTION.sub("\ufffc", item.said), item.place
        elif isinstance(item, Exempt):
            yield item.reason, item.place
