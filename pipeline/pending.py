"""Numbers that are not known yet, in a publication that was adopted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.model import (
    ERROR,
    NOT_KNOWN_YET,
    Cell,
    ChartBlock,
    Document,
    Place,
    Problem,
    Shown,
    TableBlock,
    YearData,
)
from pipeline.tokens import INLINE

_TYPED = re.compile(
    r"(?<!\w)(?:n\.\s?n\.\s?b\b\.?|nnb|n\.\s?t\.\s?b\b\.?|ntb|nader te bepalen|tbd|todo|xx+|"
    r"nog (?:in|aan) te vullen|nog (?:in|aan)vullen)(?!\w)|\?\?+",
    re.IGNORECASE,
)
"""What stands for a number, or for words, that somebody was going to fill in."""


def unknown_shown(data: YearData, documents: tuple[Document, ...]) -> Iterator[Problem]:
    """Yield a problem (K02) for what an adopted publication shows as not known yet.

    Unless verslagjaar.yaml says why; a reason for what is not shown is a problem too.
    """
    missing = {cell.id for cell in data.cells.values() if cell.missing == NOT_KNOWN_YET}
    for document in documents:
        if not document.is_draft:
            yield from _undeclared(document, missing)
            yield from _typed(document)


def _undeclared(document: Document, missing: set[str]) -> Iterator[Problem]:
    declared = document.publication.adoption.pending
    needed: set[str] = set()
    open_places: dict[str, Place] = {}
    for cell, place in _shown(document):
        if cell.missing != NOT_KNOWN_YET:
            continue
        for part in [part for part in cell.derived_from if part in missing] or [cell.id]:
            names = [name for name in declared if part == name or part.startswith(f"{name}.")]
            needed.update(names)
            if not names:
                open_places.setdefault(part, place)
    for about, parts in groupby(sorted(open_places), _about):
        yield _problem(document, about, list(parts), open_places)
    for name, (reason, place) in declared.items():
        if name not in needed:
            yield Problem(
                "K02",
                ERROR,
                place,
                "Deze reden hoort bij geen cijfer dat nog niet bekend is",
                f"{name}: {reason}",
                f"een naam waarvan {document.publication.id} n.n.b. toont",
                "Haal de regel weg, of verbeter de naam.",
            )


def _shown(document: Document) -> Iterator[tuple[Cell, Place]]:
    """Yield every number that a reader meets, with the place in the texts where it stands."""
    for passage in document.passages:
        for match in INLINE.finditer(passage.text):
            item = document.insertions[int(match[1])]
            if isinstance(item, Shown):
                yield item.fact, passage.line(match.start())
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                for row in block.rows:
                    numbers = (c for c in block.columns if c.kind == "getal")
                    yield from ((block.table.cell(row.id, c.id), block.place) for c in numbers)
            elif isinstance(block, ChartBlock):
                yield from ((cell, block.place) for _, cells in block.data.rows for cell in cells)
                told = (part.fact for part in block.description if isinstance(part, Shown))
                yield from ((cell, block.place) for cell in told)


def _about(part: str) -> str:
    """Return the table of a cell; a single figure is its own."""
    first = part.partition(".")[0]
    return part if first == "cijfers" else first


def _problem(
    document: Document, about: str, parts: Iterable[str], places: dict[str, Place]
) -> Problem:
    first, *more = parts
    name = document.publication.id
    said = f"{first}: n.n.b." + (f", en nog {len(more)} in {about}" if more else "")
    return Problem(
        "K02",
        ERROR,
        places[first],
        "In een vastgestelde publicatie staat een cijfer dat nog niet bekend is",
        said,
        "het cijfer, of een reden waarom de publicatie zonder dit cijfer is vastgesteld",
        f"Vul het cijfer in, of laat het weg. Is {name} zo vastgesteld, zet dan in "
        f"verslagjaar.yaml bij {name}, onder nog_niet_bekend: {about}: de reden.",
        (("publicatie", name),),
    )


def _typed(document: Document) -> Iterator[Problem]:
    """Yield a problem for each n.n.b. that somebody typed, in a sentence, a box or a table."""
    texts = [(INLINE.sub("", p.text), p.place) for p in document.passages]
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                words = (c for c in block.columns if c.kind == "tekst")
                keys = [f"{row.id}.{column.id}" for column in words for row in block.rows]
                texts += [(block.table.texts[key], block.place) for key in keys]
    for text, place in [*texts, *document.publication.words]:
        if match := _TYPED.search(text):
            yield Problem(
                "K02",
                ERROR,
                place,
                "In een vastgestelde publicatie is getypt dat iets nog niet bekend is",
                match[0],
                "het cijfer bij zijn naam, of een reden",
                "Noem het cijfer bij zijn naam, of schrijf vrij('…', 'reden').",
                (("publicatie", document.publication.id),),
            )
