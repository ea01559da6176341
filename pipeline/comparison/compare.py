"""Compare two states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.comparison.data import number_changes, table_changes
from pipeline.comparison.report import BlockChange, Difference, NumberChange, TextChange
from pipeline.comparison.words import text_changes
from pipeline.diagram_words import spoken
from pipeline.model import ChartBlock, DiagramBlock, Document, TableBlock, YearData
from pipeline.paths import published, shown


class State(Struct, frozen=True):
    """A year at one moment, with the places where its numbers are shown."""

    name: str
    data: YearData
    documents: tuple[Document, ...]
    places: Mapping[str, tuple[str, ...]]
    """Id of a cell -> places, as NumberChange has them."""
    folder: Path
    """Of the data; in a report its files are named below `data/`, wherever it stands."""


def compare(old: State, new: State, notes: tuple[str, ...] = ()) -> Difference:
    """Return all that differs."""
    numbers = tuple(
        NumberChange(change, (new if change.new is not None else old).places.get(change.id, ()))
        for change in number_changes(old.data, new.data)
    )
    pairs = list(_pairs(old.documents, new.documents))
    return Difference(
        old.name,
        new.name,
        numbers,
        tuple(table_changes(old.data, new.data)),
        tuple(change for pair in pairs for change in _blocks(*pair)),
        tuple(_placed_in_data(c, old, new) for pair in pairs for c in text_changes(*pair)),
        notes,
        {table.id: table.title for data in (old.data, new.data) for table in data.tables.values()},
    )


def _placed_in_data(change: TextChange, old: State, new: State) -> TextChange:
    inside = change.place.file.startswith(shown(new.folder))
    return replace(change, place=published(change.place, (new if inside else old).folder))


def _pairs(
    old: Iterable[Document], new: Iterable[Document]
) -> Iterator[tuple[Document | None, Document | None]]:
    before = {document.publication.id: document for document in old}
    after = {document.publication.id: document for document in new}
    for name in {**after, **before}:
        yield before.get(name), after.get(name)


def _blocks(old: Document | None, new: Document | None) -> Iterator[BlockChange]:
    either = new or old
    assert either is not None, "one of the two is there"
    publication = either.publication.id
    if old is None or new is None:
        said = "nieuwe publicatie" if old is None else "deze publicatie is er niet meer"
        yield BlockChange(publication, f"publicatie: {either.publication.title}", said)
        return
    if old.publication.status != new.publication.status:
        said = f"was {old.publication.status} en is {new.publication.status}"
        yield BlockChange(publication, f"publicatie: {new.publication.title}", said)
    before, after = _placed(old), _placed(new)
    for name, (title, content) in after.items():
        if name not in before:
            yield BlockChange(publication, title, "nieuw")
        elif before[name][1] != content:
            yield BlockChange(publication, title, "toont iets anders")
    for name, (title, _) in before.items():
        if name not in after:
            yield BlockChange(publication, title, "staat er niet meer")


def _placed(document: Document) -> dict[str, tuple[str, object]]:
    """Return each table, chart and diagram: HTML id -> (name, what it shows)."""
    found: dict[str, tuple[str, object]] = {}
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                shown = [row.id for row in block.rows], [column.id for column in block.columns]
                found[block.id] = f"tabel: {block.title}", shown
            elif isinstance(block, ChartBlock):
                rows = [(label, [cell.value for cell in cells]) for label, cells in block.data.rows]
                found[block.id] = f"grafiek: {block.data.title}", (block.data.series, rows)
            elif isinstance(block, DiagramBlock):
                found[block.id] = f"diagram: {block.diagram.title}", spoken(block.diagram)
    return found
