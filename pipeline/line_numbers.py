"""On which line of a text a character stands, found without counting from the start each time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable


def line_numbers(text: str) -> Callable[[int], int]:
    """Return what gives the line, from 0, of an offset in the text."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return lambda offset: bisect_left(ends, offset)
