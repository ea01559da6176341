"""Names that editors type: what they may look like, and which known one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

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
_SHORT = 4
"""In a name of this many letters one can be wrong; longer ones may have more."""
_FAR = 9
_YEAR = re.compile(r"\d{2,}")
NAME = re.compile(r"[a-z][a-z0-9_]*|[1-9][0-9]{3}")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the one known name that a wrong one is a slip of, or ''.

    A name with points is held against names of as many parts, part by part; or its first or last
    part was left out. Another year is another thing, not a slip, and what could be several is none.
    """
    names = list(dict.fromkeys(known))
    slips = [(slip, other) for other in names if (slip := _slip(name, other)) is not None]
    least = min(slips, default=(0, ""))[0]
    likely = [other for slip, other in slips if slip == least]
    if not likely and len(name) > _SHORT:
        likely = [o for o in names if o.endswith(f".{name}") or o.startswith(name)]
    return likely[0] if len(likely) == 1 else ""


def _slip(name: str, other: str) -> int | None:
    """Return how many letters of a name are wrong if the other was meant; None if it was not."""
    parts, others = name.lower().split("."), other.lower().split(".")
    if len(parts) != len(others):
        return None
    total = 0
    for part, meant in zip(parts, others, strict=True):
        if part == meant:
            continue
        most = 1 if len(part) <= _SHORT else min(max(3, len(part) // 6), len(part) // 4 + 1, _FAR)
        wrong = _wrong_letters(part, meant)
        if wrong > most or _YEAR.findall(part) != _YEAR.findall(meant):
            return None
        total += wrong
    return total


@lru_cache(maxsize=4096)  # the same parts stand in many names
def _wrong_letters(one: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many or swapped with their neighbour."""
    if abs(len(one) - len(other)) > _FAR:
        return _FAR + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return 'Bedoelt u x?' when a known name is near, else the other advice."""
    match = nearest(name, known)
    return f"Bedoelt u {match}?" if match else otherwise
