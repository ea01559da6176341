"""The words of a publication as a reader meets them, numbers filled in."""

from __future__ import annotations

import re

from pipeline import dutch
from pipeline.diagram_words import spoken
from pipeline.model import (
    Cell,
    Chapter,
    ChartBlock,
    DiagramBlock,
    Document,
    Footnote,
    NotesBlock,
    Passage,
    TableBlock,
)
from pipeline.tokens import INLINE

_TAG = re.compile(r"<[^>]*>")


def filled(text: str, document: Document) -> str:
    """Return a text with every insertion in place, on one line, without markup."""

    def words(match: re.Match[str]) -> str:
        item = document.insertions[int(match[1])]
        return "" if isinstance(item, Footnote) else item.text

    return " ".join(_TAG.sub("", INLINE.sub(words, text)).split())


def title(chapter: Chapter, document: Document) -> str:
    """Return the number and title of a chapter."""
    heading = chapter.heading
    return f"{heading.number} {filled(heading.title, document)}".strip()


def passages_of(chapter: Chapter, document: Document) -> tuple[Passage, ...]:
    """Return the running text of a chapter, each passage filled in; the title is one of them."""
    from msgspec.structs import replace

    return tuple(
        replace(passage, text=filled(passage.text, document))
        for passage in document.passages
        if passage.chapter == chapter.heading.id and passage.text.strip()
    )


def lines(chapter: Chapter, document: Document) -> tuple[str, ...]:
    """Return all that a reader of a chapter is told, line by line: text, tables, charts, notes.

    How it looks or is numbered is not in it, so that an approval outlives a new house style.
    """
    found = [passage.text for passage in passages_of(chapter, document)]
    for block in chapter.blocks:
        if isinstance(block, TableBlock):
            found += [*_table(block), filled(block.note, document)]
        elif isinstance(block, ChartBlock):
            found += [f"grafiek {block.data.title}", " | ".join(block.data.series)]
            found += [" | ".join((label, *map(_number, cells))) for label, cells in block.data.rows]
            found.append(block.spoken)
        elif isinstance(block, DiagramBlock):
            found += [f"diagram {block.diagram.title}", spoken(block.diagram)]
        if isinstance(block, TableBlock | ChartBlock | NotesBlock):
            found += [filled(note.text, document) for note in block.notes]
    return tuple(line for line in found if line)


def _number(cell: Cell) -> str:
    """Return a number as a reader takes it in: with its unit, and whether it happened."""
    return f"{dutch.in_table(cell)} {cell.unit} {cell.status}"


def _table(block: TableBlock) -> list[str]:
    heads = (*block.key_headings, *(column.heading for column in block.columns))
    rows = []
    for row in block.rows:
        keys = [f"{row.id}.{column.id}" for column in block.columns]
        shown = [
            block.table.texts[key] if column.kind == "tekst" else _number(block.table.cells[key])
            for key, column in zip(keys, block.columns, strict=True)
        ]
        rows.append(" | ".join((*row.labels, *shown)))
    return [f"tabel {block.title}", " | ".join(heads), *rows]
