"""Parse what stands between {{ and }}; the same words are parsed once."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from pipeline.compose import refusals

NAME = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)+)\s*")
"""The full name of a figure, which most insertions are: no grammar is needed to read it."""
_ENVIRONMENT = SandboxedEnvironment()
_LONGEST = 600
"""An insertion is a name or a few; whatever is longer was not meant."""


@lru_cache(maxsize=4096)
def parsed(source: str) -> nodes.Node:
    """Return the tree of an expression; ExpressionError (X02) when it is none."""
    if len(source) > _LONGEST:
        raise refusals.unreadable(source)
    try:
        parser = Parser(_ENVIRONMENT, source, state="variable")
        found = parser.parse_expression()
        whole = parser.stream.eos
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        # ValueError: Jinja reads a number of thousands of digits
        raise refusals.unreadable(source) from error
    if not whole:
        raise refusals.unreadable(source)
    return found
