"""Parse what stands between {{ and }}; the same words are parsed once.

`plain` reads what editors write: names, functions of names and words, filters. Whatever is not so
plain goes to the parser of Jinja, whose language it is, so that what it means and what is wrong
with it is never in doubt. Both give the same tree; a property test holds them together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.compose import plain, refusals
from pipeline.compose.tree import Node

NAME = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)+)\s*")
"""The full name of a figure, which most insertions are: no grammar is needed to read it."""
_LONGEST = 600
"""An insertion is a name or a few; whatever is longer was not meant."""


@lru_cache(maxsize=4096)
def parsed(source: str) -> Node:
    """Return the tree of an expression; ExpressionError (X02) when it is none."""
    if len(source) > _LONGEST:
        raise refusals.unreadable(source)
    node = plain.read(source)
    if node is None:
        from pipeline.compose import by_jinja  # a text without an odd expression does without Jinja

        node = by_jinja.read(source)
    if node is None:
        raise refusals.unreadable(source)
    return node
