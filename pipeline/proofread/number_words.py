"""Read a whole number that stands in a text, in digits or in words."""

from __future__ import annotations

from decimal import Decimal

from pipeline import dutch

_WORDS = {dutch.word(Decimal(n)): n for n in range(2, 101)}


def whole_number(text: str) -> int | None:
    """Return 8 for 'acht' or '8', None for what is no whole number from 2 to 100."""
    if text.isdigit():
        return int(text)
    return _WORDS.get(text.lower())
