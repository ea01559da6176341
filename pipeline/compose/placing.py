"""Put the tables, charts and lists that a text asks for in their place in the chapter."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline.compose.blocks import Bind, CannotPlace, bound_notes, table_block
from pipeline.compose.chart_blocks import chart_block
from pipeline.compose.diagrams import diagram_block
from pipeline.compose.insertions import BLOCK, insert_into
from pipeline.compose.lines import line_of
from pipeline.compose.requests import ChartRequest, DiagramRequest, TableRequest
from pipeline.compose.workshop import Workshop
from pipeline.model import ERROR, Block, Note, NotesBlock, Place, Problem

_KINDS = {TableRequest: "tabel", ChartRequest: "grafiek", DiagramRequest: "diagram"}


def place_block(number: int, shop: Workshop, place: Place) -> list[Block]:
    """Return the block with this number in a list; [] when it cannot be placed, with a problem."""
    request = shop.collected.blocks[number]
    bind = _binder(shop)
    try:
        if isinstance(request, TableRequest):
            return [table_block(request, shop.figures, shop.labels, place, bind)]
        if isinstance(request, ChartRequest):
            return [chart_block(request, shop.figures, shop.labels, place, bind)]
        if isinstance(request, DiagramRequest):
            return [diagram_block(request, shop.figures, shop.labels, place)]
        own = [note for note in shop.figures.notes if not note.general]
        return [NotesBlock(bound_notes(own, bind), place)]
    except CannotPlace as refusal:
        if refusal.problem:
            shop.problems.append(refusal.problem)
            shop.collected.failed.add(_KINDS[type(request)])
        return []


def _binder(shop: Workshop) -> Bind:
    def bind(text: str, start: Place) -> str:
        return insert_into(text, start, shop.figures, shop.collected, shop.problems)

    return bind


def all_notes(shop: Workshop) -> tuple[Note, ...]:
    """Return every note of the year as bare words."""
    notes = bound_notes(shop.figures.notes, _binder(shop))
    return tuple(replace(note, text=shop.collected.plain(note.text)) for note in notes)


def stray_blocks(tokens: list[Token], place: Place) -> Iterator[Problem]:
    """Yield the tables, charts and lists that do not stand on a line of their own."""
    for i, token in enumerate(tokens):
        if token.type != "inline" or not BLOCK.search(token.content):
            continue
        own_line = tokens[i - 1].type == "paragraph_open" and tokens[i - 1].level == 0
        if not own_line or not BLOCK.fullmatch(token.content.strip()):
            yield Problem(
                "X07",
                ERROR,
                replace(place, line=line_of(token)),
                "Een tabel, grafiek of lijst staat midden in een tekst",
                "andere tekst op dezelfde regel, of een vak of opsomming eromheen",
                "een eigen regel met een witregel erboven en eronder",
                "Zet de invoeging op een eigen regel.",
            )
