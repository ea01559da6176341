"""Words in a text, and the syllables in a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'\-](?=[^\W\d_]))*")
"""A word as a dictionary knows it: letters, with apostrophes and hyphens inside."""
_COUNTED = re.compile(r"[^\W_](?:[^\W_]|[.,’'/\-](?=[^\W_]))*%?")
"""What counts as a word when a sentence is measured: also a number."""
_NUCLEUS = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|eau|aa|ee|oo|uu|oe|eu|ui|ij|ie|ei|au|ou|[aeiouyáéíóúàèìòùâêîôûäëïöü]"
)
"""The vowels of one syllable; a diaeresis starts a new one."""


NO_END = re.compile(
    r"\b(?:art|bijv|blz|ca|dhr|dr|drs|e\.d|enz|[Gg]eb|incl|jl|m\.b\.t|mevr|mln|mr|\w*nr|o\.a|p|par|prof|St|t\.a\.v|vgl|[A-Z])\.$"
)
"""Abbreviations that do not end a sentence."""
_ABBREVIATION = 16
"""How far before its point an abbreviation begins at most."""
_END = re.compile(r"(?<=[.!?…])[’”\")]*\s+(?=[‘“(\"]?[A-Z\d\ue000])")
"""Where a sentence ends: closing mark, space, capital, digit or insertion."""


def between_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence but the last ends, and where the next one starts."""
    start = 0
    for match in _END.finditer(text):
        if not NO_END.search(text, max(start, match.start() - _ABBREVIATION), match.start()):
            yield match.span()
            start = match.end()


def lower(text: str) -> str:
    """Return a text in lower case that is as long as it was: İ becomes two characters and stays."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def counted(text: str) -> list[str]:
    """Return the words and numbers of a sentence, in order."""
    return _COUNTED.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables a Dutch word has, by its groups of vowels; at least one."""
    return max(1, len(_NUCLEUS.findall(word.lower())))
