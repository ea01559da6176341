"""Numbers on a page: each a `<data>` that knows its cell and leads to its row in the register."""

from __future__ import annotations

from html import escape
from typing import Literal

from markupsafe import Markup

from pipeline import anchors, dutch
from pipeline.model import Cell, ChartBlock, Document, Shown, TableBlock
from pipeline.render import tables
from pipeline.tokens import INLINE

Medium = Literal["print", "web"]


def value(cell: Cell) -> str:
    """Return the machine-readable value of a cell: '1234.5', or '' where it has none."""
    return "" if cell.value is None else f"{cell.value:f}"


def bound(cell: Cell, words: str, anchor: str, medium: Medium, linked: bool = True) -> Markup:
    """Return a number on a page, bound to its cell; on the web it leads to its register row.

    `words` is HTML. The link takes no part in the order of the keyboard: a chapter with two hundred
    numbers would become impassable. At the end of each chapter one link leads to all of them.
    """
    mark = "id" if medium == "web" else "data-anker"
    if medium == "web" and linked:
        href = f"../{anchors.REGISTER}#{anchors.row(cell.id)}"
        words = f'<a href="{escape(href)}" tabindex="-1">{words}</a>'
    return Markup(  # noqa: S704  (the words are HTML of ours, the rest is escaped)
        f'<data {mark}="{escape(anchor)}" value="{value(cell)}" '
        f'data-cel="{escape(cell.id)}">{words}</data>'
    )


def bound_cell(cell: Cell, anchor: str, medium: Medium) -> Markup:
    """Return a cell of a table; a sign such as n.n.b. is spoken in words."""
    words = escape(dutch.in_table(cell))
    if sign := tables.sign(cell):
        words = (
            f'<span class="teken" aria-hidden="true">{escape(sign)}</span>'
            f'<span class="stil">{escape(cell.missing)}</span>'
        )
    return bound(cell, words, anchor, medium)


def chapters_with_numbers(document: Document) -> frozenset[str]:
    """Return the ids of the chapters that show a number."""
    found = {
        passage.chapter
        for passage in document.passages
        for match in INLINE.finditer(passage.text)
        if isinstance(document.insertions[int(match[1])], Shown)
    }
    return frozenset(found).union(
        chapter.heading.id
        for chapter in document.chapters
        if any(isinstance(block, TableBlock | ChartBlock) for block in chapter.blocks)
    )
