"""Every piece of text that a reader meets, with what he read just before it.

Running text comes from the composed publications, so that a number stands where a reader sees it,
whether it was typed, exempt (`vrij(…)`) or inserted. Numbers that a table shows count nothing here:
the attack knows them. The words beside the numbers come from the year itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline import words_beside
from pipeline.model import (
    Comment,
    Document,
    Exempt,
    Footnote,
    Passage,
    Place,
    Shown,
    Table,
    YearData,
)
from pipeline.tokens import INLINE
from pipeline.words import between_sentences

_SHOWN = "\ufffc"
"""Stands for a number that a table shows."""
_PARTS = ("punt", "cel")
"""Kinds of passages that are read with the paragraph above them."""
_SINGLE = "cijfers."
"""How the id of a single figure begins, alone or within a sum."""


class Piece(Struct, frozen=True):
    """A sentence, label or cell, with the words around it, the nearest first."""

    text: str
    place: Place
    around: tuple[str, ...] = ()
    """What stands in the same paragraph, list or row, and in the headings."""
    before: str = ""
    """The paragraph before it."""
    table: str = ""
    """The table whose own words these are, '' for other text."""


def pieces(data: YearData, documents: Iterable[Document]) -> Iterator[Piece]:
    """Yield every piece of text of the year and of its publications."""
    for document in documents:
        yield from _running(document)
        yield from _of_charts(document)
        yield from (Piece(text, place) for text, place in words_beside.of_adoption(document))
        for item in document.insertions:
            if isinstance(item, Comment):
                yield Piece(item.said, item.place)
            elif isinstance(item, Exempt):
                yield Piece(item.reason, item.place, (item.text,))
    for publication in data.publications:
        yield from (Piece(text, place) for text, place in publication.words)
    yield from (Piece(text, place) for text, place in words_beside.of_year(data))
    for table in data.tables.values():
        yield from _of_table(table)
    for cell in data.figures.values():
        yield Piece(cell.label, cell.place)
        yield Piece(cell.source, cell.place, (cell.label,))
    for diagram in data.diagrams.values():
        yield Piece(diagram.source, diagram.place, (diagram.title,))


def _of_table(table: Table) -> Iterator[Piece]:
    name = table.id
    yield Piece(table.title, table.place, table=name)
    for sentence in sentences(table.note):
        yield Piece(sentence, table.note_place, (table.title,), name)
    yield Piece(table.source, table.place, (table.title,), name)
    for column in table.columns:
        yield Piece(column.heading, table.place, (table.title,), name)
    for label in dict.fromkeys(label for row in table.rows for label in row.labels):
        yield Piece(label, table.place, (table.title,), name)
    for row in table.rows:
        for column in table.columns:
            text = table.texts.get(f"{row.id}.{column.id}", "")
            yield Piece(
                text, table.place, (" ".join(row.labels), column.heading, table.title), name
            )


def _of_charts(document: Document) -> Iterator[Piece]:
    for chart in document.charts:
        words = (part if isinstance(part, str) else _number(part) for part in chart.description)
        yield Piece(chart.data.title, chart.place)
        for sentence in sentences("".join(words)):
            yield Piece(sentence, chart.place, (chart.data.title,))


def _running(document: Document) -> Iterator[Piece]:
    """Yield every sentence of the running text."""
    chapter, title, heading, above = "", "", "", ""
    beside = _beside(document)
    for number, passage in enumerate(document.passages):
        text = _filled(passage, document)
        if passage.chapter != chapter:
            chapter, title, heading, above = passage.chapter, text, "", ""
        elif passage.kind == "kop":
            heading, above = text, ""
        start = 0
        for end, following in [*between_sentences(text), (len(text), 0)]:
            lead = above if passage.kind in _PARTS else ""
            around = (f"{beside.get(number, '')} {text[:start]}", lead, heading, title)
            sentence = text[start:end].replace("\n", " ")
            line = passage.place.line + text.count("\n", 0, start)
            place = Place(passage.place.file, line)
            yield Piece(sentence, place, around, before=above)
            start = following
        if passage.kind not in _PARTS:
            above = text


def _beside(document: Document) -> dict[int, str]:
    """Return what stands in the row and above each cell of a typed table.

    By the number of its passage. The first row of lines that follow each other has the headings;
    the line below it has none.
    """
    rows: dict[Place, list[int]] = {}
    for number, passage in enumerate(document.passages):
        if passage.kind == "cel":
            rows.setdefault(passage.place, []).append(number)
    found: dict[int, str] = {}
    head: list[str] = []
    last = Place("")
    for place, numbers in rows.items():
        cells = [_filled(document.passages[number], document) for number in numbers]
        if place.file != last.file or place.line > last.line + 2:
            head = cells
        for at, number in enumerate(numbers):
            found[number] = " ".join((*cells, *head[at : at + 1]))
        last = place
    return found


def sentences(text: str) -> list[str]:
    """Return the sentences of a text without insertions."""
    found, start = [], 0
    for end, following in between_sentences(text):
        found.append(text[start:end])
        start = following
    return [*found, text[start:]]


def _filled(passage: Passage, document: Document) -> str:
    """Return a passage with the words of its insertions; a ³ is a 3 to who reads it."""

    def words(item: object) -> str:
        if isinstance(item, Shown):
            return _number(item)
        return "" if isinstance(item, Footnote) else str(getattr(item, "text", ""))

    text = INLINE.sub(lambda match: words(document.insertions[int(match[1])]), passage.text)
    return "".join(unicodedata.normalize("NFKC", c) if c.isdigit() else c for c in text)


def _number(shown: Shown) -> str:
    return shown.text if _SINGLE in shown.fact.id else _SHOWN
