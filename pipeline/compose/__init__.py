"""Compose: texts and figures become documents, with everything in order and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from pipeline.compose.chapter import compose_chapter
from pipeline.compose.comments import refused
from pipeline.compose.differences import with_footnotes
from pipeline.compose.insertions import Collected, insert
from pipeline.compose.labels import Labels
from pipeline.compose.links import dead_link
from pipeline.compose.markdown import reader
from pipeline.compose.placing import all_notes
from pipeline.compose.requests import Number, ReferenceRequest
from pipeline.compose.workshop import Workshop
from pipeline.model import (
    Document,
    Figures,
    Insertion,
    Passage,
    Problem,
    Publication,
    Reference,
    Shown,
    YearData,
)

_GIVEN_NAME = re.compile(r"^#+ .*\{[^{}]*#([\w-]+)[^{}]*\}\s*$", re.MULTILINE)


def compose(
    data: YearData, figures: Mapping[str, Figures], with_places: bool = False, commit: str = ""
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return one document per publication of the year, and all that is wrong in the texts.

    `figures` has what each publication may show, by its id. With places, each paragraph, heading
    and point of a list carries `data-plaats`: the file and line that it was typed on. `commit` is
    what drafts say of where they come from.
    """
    problems: list[Problem] = []
    documents = tuple(
        _document(p, data, figures[p.id], problems, with_places) for p in data.publications
    )
    documents = tuple(replace(d, commit=commit) if d.is_draft else d for d in documents)
    problems += [problem for document in documents for problem in refused(document)]
    return documents, tuple(problems)


def _document(
    publication: Publication,
    data: YearData,
    figures: Figures,
    problems: list[Problem],
    with_places: bool,
) -> Document:
    texts = [text for text in data.texts if text.publication == publication.id]
    given = {name for text in texts for name in _GIVEN_NAME.findall(text.text)}
    shop = Workshop(
        reader(),
        figures,
        Labels(publication.numbered, frozenset(given)),
        Collected(),
        data.folder / "afbeeldingen",
        problems,
        with_places=with_places,
    )
    sources = [insert(text, figures, shop.collected, problems) for text in texts]
    marked = with_footnotes(sources, figures, shop.collected, problems)
    chapters = tuple(
        compose_chapter(source, added, text.place, shop)
        for (source, added), text in zip(marked, texts, strict=True)
    )
    return Document(
        publication,
        data.year,
        data.organisation,
        chapters,
        _resolved(shop),
        tuple(shop.images),
        (*_about(publication), *shop.passages),
        all_notes(shop),
        data.foreign,
        tuple(seal for seal in data.seals if seal.publication == publication.id),
        lost=frozenset(shop.collected.lost),
    )


def _about(publication: Publication) -> Iterator[Passage]:
    """Yield what verslagjaar.yaml tells readers of a publication."""
    for text, place in publication.words:
        yield Passage(text, "kop", "", place)


def _resolved(shop: Workshop) -> tuple[Insertion, ...]:
    """Return the inline insertions, every reference resolved now that all targets are known."""
    insertions: list[Insertion] = []
    for item, place in zip(shop.collected.inline, shop.collected.places, strict=True):
        if isinstance(item, Number):
            insertions.append(Shown(item.cell, item.text, item.fact, item.source))
        elif isinstance(item, ReferenceRequest):
            result = shop.labels.reference(item.target, item.capital, shop.collected.failed, place)
            if isinstance(result, Problem):
                shop.problems.append(result)
            insertions.append(result if isinstance(result, Reference) else Reference("", "…"))
        else:
            insertions.append(item)
    shop.problems += [
        dead_link(place, href)
        for href, place in shop.links
        if href.startswith("#") and len(href) > 1 and not shop.labels.has(href[1:])
    ]
    return tuple(insertions)
