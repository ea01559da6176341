"""How a table is made to fit on paper: smaller letters, a turned page, and then in parts.

The room that a column needs is estimated; the layout gate measures what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

EM = 25.4 / 72
"""Millimetres in a point."""
NORMAL, SMALL = 10.0, 7.2
"""Points: the largest letters of a table in any publication, and `.klein` in the style sheet."""
PADDING = 2.5
"""Millimetres between two columns."""
ROOM = {"boek": (138.0, 168.0), "blad": (154.0, 154.0)}
"""Millimetres of the text and of the page, in a book and on a sheet, whatever its style."""
TURNED = 255.0
"""Millimetres across a turned page. Sheets are not turned."""
BREAKABLE = 4.5
"""A longer word, in the size of its letters, may be divided."""
TALL = 25
"""A row of more lines may be divided over pages."""
LINE = 116
"""How many letters stand beside each other in a table as wide as the page."""

_WIDTHS = ((re.compile(r"[mwMW%@&—]"), 0.87), (re.compile(r"[A-Z€]"), 0.63))
_THIN = re.compile(r"[.,:;'’|!ijltfr()\s-]")


class Fit(Struct, frozen=True):
    """What is done to a table, and which columns stand in each part of it."""

    classes: tuple[str, ...]
    """Of 'breed', 'klein' and 'liggend'."""
    parts: tuple[tuple[int, ...], ...]
    """The columns of each part by their number; those that name the rows stand in each."""
    shares: tuple[tuple[float, ...], ...]
    """How wide each of them is, in any measure; () when there is room for what was meant."""


def width(text: str) -> float:
    """Return about how wide heavy letters are on one line, in their size."""
    total = 0.0
    for letter in text:
        known = next((size for kind, size in _WIDTHS if kind.match(letter)), 0.54)
        total += 0.33 if _THIN.match(letter) else known
    return total


def breakable(texts: Iterable[str]) -> float:
    """Return the room for words that may be divided when they are long, in the size of letters."""
    words = (word for text in texts for word in text.split())
    return max((min(BREAKABLE, width(word)) for word in words), default=0.0)


def fit(needs: Sequence[float], keys: int, form: str, meant: Sequence[float], wide: bool) -> Fit:
    """Return how a table fits; `needs` is the room of each column, in the size of its letters.

    `keys` columns name the rows. `meant` is how wide columns are when there is room for all; `wide`
    says whether the table takes the whole page.
    """
    text, page = ROOM[form]
    own = page if wide else text
    whole = sum(meant)
    least = _millimetres(needs, NORMAL)
    if all(share * own / whole >= need for share, need in zip(meant, least, strict=True)):
        return unchanged(len(needs), wide)
    return _squeezed(needs, keys, form, meant, wide)


def fit_words(needs: Sequence[float], natural: Sequence[float], form: str) -> Fit:
    """Return how a table fits whose columns are as wide as their words ask.

    `natural` is the room of each column when no word is broken where it may not be divided.
    """
    if sum(_millimetres(natural, NORMAL)) <= ROOM[form][0]:
        return unchanged(len(needs), wide=False)
    return _squeezed(needs, 1, form, natural, wide=False)


def _squeezed(
    needs: Sequence[float], keys: int, form: str, meant: Sequence[float], wide: bool
) -> Fit:
    text, page = ROOM[form]
    own = page if wide else text
    every = tuple(range(len(needs)))
    least = _millimetres(needs, NORMAL)
    small = _millimetres(needs, SMALL)
    steps: list[tuple[tuple[str, ...], list[float], float]] = [
        (("breed",) * wide, least, own),
        (("breed",), least, page),
        (("breed", "klein"), small, page),
    ]
    if form == "boek":
        steps.append((("breed", "klein", "liggend"), small, TURNED))
    for classes, sizes, room in steps:
        if sum(sizes) <= room:
            return Fit(classes, (every,), (_spread(sizes, meant, room),))
    parts = tuple(_parts(small, keys, page))
    shares = tuple(
        _spread([small[i] for i in part], [meant[i] for i in part], page) for part in parts
    )
    return Fit(("breed", "klein"), parts, shares)


def unchanged(columns: int, wide: bool) -> Fit:
    """Return the setting of a table that has all the room that it asks for."""
    return Fit(("breed",) * wide, (tuple(range(columns)),), ((),))


def _millimetres(needs: Sequence[float], size: float) -> list[float]:
    return [need * size * EM + PADDING for need in needs]


def _spread(least: Sequence[float], meant: Sequence[float], room: float) -> tuple[float, ...]:
    """Return the widths of columns that fill the room: as they are meant, but never too little."""
    fixed: set[int] = set()
    while True:
        left = room - sum(least[i] for i in fixed)
        whole = sum(meant[i] for i in range(len(meant)) if i not in fixed)
        sizes = [least[i] if i in fixed else m * left / whole for i, m in enumerate(meant)]
        short = {i for i, size in enumerate(sizes) if i not in fixed and size < least[i]}
        if not short or len(fixed | short) == len(sizes):
            return tuple(sizes)
        fixed |= short


def _parts(sizes: Sequence[float], keys: int, room: float) -> Iterable[tuple[int, ...]]:
    """Yield the columns of each part: as many as fit beside those that name the rows."""
    names = tuple(range(keys))
    part, taken = names, sum(sizes[:keys])
    for number in range(keys, len(sizes)):
        if part != names and taken + sizes[number] > room:
            yield part
            part, taken = names, sum(sizes[:keys])
        part, taken = (*part, number), taken + sizes[number]
    yield part


def is_tall(texts: Sequence[str], shares: Sequence[float] = ()) -> bool:
    """Tell whether a row is so high that it may be divided; without shares, as words ask."""
    lengths = [len(text) for text in texts]
    if not shares:
        return sum(lengths) > TALL * LINE
    whole = sum(shares)
    lines = (n * whole / (LINE * share) for n, share in zip(lengths, shares, strict=True))
    return max(lines, default=0.0) > TALL
