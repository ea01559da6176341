"""How easy a paragraph is to read, in figures that only point at what to look at again.

Flesch-Douma is Flesch's reading ease as W.H. Douma fitted it to Dutch (De leesbaarheid van
landbouwbladen, 1960): 206,84 - 0,93 x words per sentence - 77 x syllables per word. 60 to 70 is
ordinary, below 45 hard. How common a word is comes from wordfreq, on the Zipf scale: 3 is once in
a million words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from pipeline.words import WORD, counted, syllables

LONG = 4
"""From this many syllables on a word counts as long."""
RARE = 2.0
"""Below this on the Zipf scale a word is rare: less than once in ten million words."""
_PASSIVE = re.compile(r"\b(?:word(?:t|en)?|werd(?:en)?|geworden)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:\w*ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er)\w{2,}(?:d|t|en))\b", re.IGNORECASE
)


class Readability(Struct, frozen=True):
    """The measures of a paragraph, or of a publication."""

    sentences: int
    words: int
    longest: int
    """Words of the longest sentence."""
    long_words: int
    passive: int
    """Sentences with a form of *worden* and a participle."""
    syllables: int
    rare: tuple[str, ...]
    """The rare words, each once, in order."""

    @property
    def mean(self) -> float:
        """Words per sentence."""
        return self.words / self.sentences

    @property
    def flesch_douma(self) -> float:
        """Reading ease: higher is easier."""
        return 206.84 - 0.93 * self.mean - 77 * self.syllables / self.words


def measured(sentences: Sequence[str], common: Callable[[str], float]) -> Readability | None:
    """Return the measures of some sentences; None where there is not one word.

    `common` says how common a word in small letters is, on the Zipf scale.
    """
    per_sentence = [words for words in map(counted, sentences) if words]
    if not per_sentence:
        return None
    words = [word for found in per_sentence for word in found]
    lengths = [syllables(word) if WORD.search(word) else 1 for word in words]
    rare = (w for text in sentences for w in WORD.findall(text) if common(w.lower()) < RARE)
    return Readability(
        len(per_sentence),
        len(words),
        max(map(len, per_sentence)),
        sum(length >= LONG for length in lengths),
        sum(bool(_PASSIVE.search(s) and _PARTICIPLE.search(s)) for s in sentences),
        sum(lengths),
        tuple(dict.fromkeys(rare)),
    )


def frequency_list() -> Callable[[str], float]:
    """Return how common a Dutch word is, from the list in wordfreq, which is loaded once."""
    from wordfreq import zipf_frequency

    return lambda word: zipf_frequency(word, "nl")
