"""Descriptions of charts: words with numbers in them that stay bound to their cells.

A chart writes its description as one string. Each number in it is marked: U+E004, the id of its
cell, U+E005, its words, U+E006. Whoever shows the description takes the marks apart again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model import Cell, Shown

_NUMBER = re.compile("\ue004([^\ue005]*)\ue005([^\ue006]*)\ue006")


def number(cell: Cell, words: str) -> str:
    """Return the words of a number, marked with its cell."""
    return f"\ue004{cell.id}\ue005{words}\ue006"


def plain(text: str) -> str:
    """Return a description as bare words."""
    return _NUMBER.sub(r"\2", text)


def parts(text: str, cells: Mapping[str, Cell]) -> Iterator[str | Shown]:
    """Yield the words and the numbers of a description in order; KeyError for a strange cell."""
    at = 0
    for match in _NUMBER.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        cell = cells[match[1]]
        yield Shown(cell, match[2], cell)
        at = match.end()
    if at < len(text):
        yield text[at:]
