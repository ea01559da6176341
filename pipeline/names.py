"""Names that editors type: what they may look like, and which known one is meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

PREVIOUS = "vorig_jaar"
"""In front of a path: the folder of the year before."""
FORECASTS = "verwachtingen"
"""The table that the program makes itself, of last year's forecasts beside what came of them."""
EXPECTED = "verwacht"
"""In front of a path: the figure as an earlier year expected it."""
EARLIER = "eerder"
"""In front of a path: a revised figure as it was published before."""
RESERVED = ("cijfers", PREVIOUS, FORECASTS, EXPECTED, EARLIER)
"""What no table can be called."""
NAME = re.compile(r"[a-z][a-z0-9_]*|[1-9][0-9]{3}")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like a wrong one, or ''."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return 'Bedoelt u x?' when a known name is near, else the other advice."""
    match = nearest(name, known)
    return f"Bedoelt u {match}?" if match else otherwise
