"""Find every number that a composed publication shows, in the order of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import anchors, dutch
from pipeline.model import (
    Appearance,
    AppearanceKind,
    Chapter,
    ChartBlock,
    Document,
    Heading,
    Passage,
    Shown,
    TableBlock,
)

_TOKEN = re.compile("\ue000(\\d+)\ue001")
_KINDS: dict[str, AppearanceKind] = {
    "alinea": "tekst",
    "punt": "tekst",
    "cel": "tekst",
    "tegel": "tegel",
    "kop": "kop",
    "voetnoot": "voetnoot",
    "noot": "noot",
    "alt": "alt-tekst",
}


def appearances(document: Document) -> Iterator[Appearance]:
    """Yield every place where the publication shows a number."""
    for chapter in document.chapters:
        finder = _Finder(document, chapter.heading)
        for passage in document.passages:
            if passage.chapter == chapter.heading.id:
                yield from finder.in_passage(passage)
        yield from _in_blocks(finder, chapter)


def _in_blocks(finder: _Finder, chapter: Chapter) -> Iterator[Appearance]:
    for block in chapter.blocks:
        if isinstance(block, TableBlock):
            yield from finder.in_table(block)
        elif isinstance(block, ChartBlock):
            yield from finder.in_chart(block)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the numbers of one chapter."""

    document: Document
    chapter: Heading

    def in_passage(self, passage: Passage) -> Iterator[Appearance]:
        """Yield the numbers that a text inserts."""
        for match in _TOKEN.finditer(passage.text):
            item = self.document.insertions[int(match[1])]
            if isinstance(item, Shown):
                anchor = anchors.insertion(int(match[1]))
                if passage.kind == "alt":
                    anchor = self.chapter.id
                yield Appearance(
                    item.fact,
                    item.text,
                    _KINDS[passage.kind],
                    self.document.publication.id,
                    self.chapter,
                    anchor,
                    anchor,
                    passage.line(match.start()),
                )

    def in_table(self, block: TableBlock) -> Iterator[Appearance]:
        """Yield the numbers of a table."""
        for row in block.rows:
            for column in block.columns:
                cell = block.table.cells.get(f"{row.id}.{column.id}")
                if cell is not None:
                    anchor = anchors.in_table(block.id, row.id, column.id)
                    yield Appearance(
                        cell,
                        dutch.in_table(cell),
                        "tabel",
                        self.document.publication.id,
                        self.chapter,
                        anchor,
                        anchor,
                        block.place,
                    )

    def in_chart(self, block: ChartBlock) -> Iterator[Appearance]:
        """Yield the marks of a chart, and the numbers of its description, shown and spoken."""
        name = self.document.publication.id
        for line, (_, cells) in enumerate(block.data.rows):
            for series, cell in enumerate(cells):
                anchor = anchors.in_chart(block.id, line, series)
                text = dutch.on_mark(cell)
                yield Appearance(
                    cell, text, "grafiek", name, self.chapter, anchor, block.id, block.place
                )
        for part, item in enumerate(block.description):
            if isinstance(item, Shown):
                anchor = anchors.in_description(block.id, part)
                place = (name, self.chapter, anchor, anchor, block.place)
                yield Appearance(item.fact, item.text, "beschrijving", *place)
                place = (name, self.chapter, block.id, block.id, block.place)
                yield Appearance(item.fact, item.text, "alt-tekst", *place)
