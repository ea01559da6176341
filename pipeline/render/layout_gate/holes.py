"""A line that ends far before the margin, though the text goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import WARNING
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Line, Sheet

LETTER = 0.62
"""The width of a wide letter, in the size of the letters."""
LARGEST = 0.45
"""The part of a line that may stay open before a word that cannot be divided."""
SHORTEST = 20
"""Shorter lines, in the size of their letters, are those of tables and tiles."""
_PIECE = re.compile(r"[^ \n\u2010-]+[\u2010-]?")
"""What stays in one piece; a space that may not be broken belongs to it."""


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each hole at the end of a line."""
    lines = [line for sheet in sheets for line in sheet.lines]
    for line, following in pairwise(lines):
        if line.block is following.block and not line.ended and _is_hole(line, following):
            yield Fault(
                "W06",
                WARNING,
                line.page,
                line.block,
                "Deze regel houdt midden in een alinea te vroeg op",
                f"{quoted(line.text)}, daarna {quoted(following.text)}",
                "een regel die tot aan de kantlijn doorloopt",
                "Verander iets aan de zin; een lang woord krijgt een koppelteken.",
            )


def _is_hole(line: Line, following: Line) -> bool:
    """Say whether the first of the next line would have fitted, or the hole is simply large."""
    first = _PIECE.match(following.text.lstrip())
    needed = (len(first[0]) if first else 0) * LETTER * line.size
    return line.open > needed + 2 * line.size or (
        line.room > SHORTEST * line.size and line.open > LARGEST * line.room
    )
