"""Which figure of the year somebody meant with a number that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pipeline import dutch
from pipeline.model import Cell
from pipeline.numerals import Numeral

_FACTORS = {"euro_duizend": 1000, "euro_miljoen": 1_000_000}
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SMALL = 10
"""Below this many figures have the same value by chance; words have to agree as well."""
_MOST = 2
_FEW = 2
"""Numbers of this many digits are all near each other."""


def nearest_figures(numeral: Numeral, sentence: str, cells: Iterable[Cell]) -> list[Cell]:
    """Return at most three figures that may be meant, the likeliest first.

    Beside figures of the same value comes one of the same year that is near and shares words with
    the sentence: what was typed may be the mistake.

    The same value counts most, then how many digits differ, then by how much; figures whose label
    shares words with the sentence go first. A number word means a count of the same value.
    """
    words, years = _words(sentence), set(_YEAR.findall(sentence))
    counted = _words(" ".join(sentence[numeral.end :].split()[:3]))
    ranked = []
    for cell in cells:
        if cell.value is None:
            continue
        label = _words(f"{cell.label} {cell.id.replace('_', ' ')}")
        small = abs(cell.value) < _SMALL and cell.value == cell.value.to_integral_value()
        shared = len((counted if small else words) & label)
        rank = _rank(numeral, cell, cell.value, shared, small)
        if rank is not None:
            ranked.append((*rank, cell.year not in years, cell.id, cell))
    ranked.sort(key=lambda entry: entry[:-1])
    alike = [entry[-1] for entry in ranked[:_MOST] if entry[0] == ranked[0][0]]
    if not alike or ranked[0][0] or len(_digits(numeral.text)) <= _FEW:
        return alike
    near = (entry for entry in ranked if entry[0] and entry[3])
    return alike + [entry[-1] for entry in near if entry[-1].year == alike[0].year][:1]


def _rank(
    numeral: Numeral, cell: Cell, exact: Decimal, shared: int, small: bool
) -> tuple[bool, int, float, int] | None:
    """Return how far a figure is from what was typed, None when it is too far to be meant."""
    value = abs(exact * _FACTORS.get(cell.unit, 1))
    typed = abs(numeral.value) if numeral.value is not None else None
    if typed is not None and typed in (value, abs(exact)):
        by_chance = small and not shared
        other = in_words(numeral) and cell.unit != "aantal"
        return None if by_chance or other else (False, 0, 0.0, -shared)
    digits = _digits(numeral.text)
    distance = _different_digits(digits, _digits(dutch.in_text(cell)))
    if in_words(numeral) or distance > (2 if shared else 1) or len(digits) <= distance:
        return None
    gap = abs(value - typed) / max(value, typed, Decimal(1)) if typed is not None else Decimal(1)
    return True, distance - min(shared, 2), float(gap), -shared


def in_words(numeral: Numeral) -> bool:
    """Say whether a number is written without digits."""
    return not _digits(numeral.text)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _different_digits(one: str, other: str) -> int:
    """Return how many digits have to be changed, added or taken away."""
    if abs(len(one) - len(other)) > 2:
        return 3
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


def suggestion(numeral: Numeral, sentence: str, cells: Iterable[Cell]) -> str:
    """Return 'Bedoelt u {{ cit.crisisinterventies.2020 }} (1.234)?', '' when none is near."""
    named = []
    for cell in nearest_figures(numeral, sentence, cells):
        word = dutch.word(cell.value) if in_words(numeral) and cell.value is not None else None
        name = f"{cell.id} | woord" if word else cell.id
        named.append(f"{{{{ {name} }}}} ({word or dutch.in_text(cell)})")
    return f"Bedoelt u {' of '.join(named)}?" if named else ""
