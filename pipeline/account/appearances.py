"""Find every number that a composed publication shows, in the order of its pages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline import anchors, dutch
from pipeline.model import (
    Cell,
    Chapter,
    ChartBlock,
    Document,
    Heading,
    Passage,
    Place,
    Shown,
    TableBlock,
)
from pipeline.model.account import Appearance, AppearanceKind
from pipeline.tokens import INLINE

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


class _Finder(Struct, frozen=True):
    """Finds the numbers of one chapter."""

    document: Document
    chapter: Heading

    def in_passage(self, passage: Passage) -> Iterator[Appearance]:
        """Yield the numbers that a text inserts."""
        for match in INLINE.finditer(passage.text):
            item = self.document.insertions[int(match[1])]
            if isinstance(item, Shown):
                anchor = anchors.insertion(int(match[1]))
                if passage.kind == "alt":
                    anchor = self.chapter.id
                place = passage.line(match.start())
                kind = _KINDS[passage.kind]
                yield self._found(item.fact, item.text, kind, anchor, anchor, place)

    def in_table(self, block: TableBlock) -> Iterator[Appearance]:
        """Yield the numbers of a table."""
        for row in block.rows:
            for column in block.columns:
                cell = block.table.cells.get(f"{row.id}.{column.id}")
                if cell is not None:
                    anchor = anchors.in_table(block.id, row.id, column.id)
                    text = dutch.in_table(cell)
                    yield self._found(cell, text, "tabel", anchor, anchor, block.place)

    def in_chart(self, block: ChartBlock) -> Iterator[Appearance]:
        """Yield marks, their table (on the web), and the description, shown and spoken."""
        for line, (_, cells) in enumerate(block.data.rows):
            for series, cell in enumerate(cells):
                if cell.value is not None:
                    yield self._drawn(block, cell, dutch.on_mark(cell), "grafiek")
                anchor = anchors.in_chart(block.id, line, series)
                yield self._found(cell, dutch.in_table(cell), "tabel", anchor, "", block.place)
        for part, item in enumerate(block.description):
            if isinstance(item, Shown):
                anchor = anchors.in_description(block.id, part)
                own = (item.fact, item.text)
                yield self._found(*own, "beschrijving", anchor, anchor, block.place)
                yield self._drawn(block, *own, "alt-tekst")

    def _drawn(self, block: ChartBlock, cell: Cell, text: str, kind: AppearanceKind) -> Appearance:
        """Return a place inside a picture: what can be pointed at is the whole figure."""
        return self._found(cell, text, kind, block.id, block.id, block.place)

    def _found(
        self,
        cell: Cell,
        text: str,
        kind: AppearanceKind,
        anchor: str,
        print_anchor: str,
        place: Place,
    ) -> Appearance:
        name = self.document.publication.id
        return Appearance(cell, text, kind, name, self.chapter, anchor, print_anchor, place)
