"""Dutch nouns: one stem for their singular and plural, and what a phrase counts.

What is counted is the last word before the first preposition: in 'verkorte enquêtes onder
medewerkers' the surveys.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = ("'ers", "'er", "eren", "en", "ën", "'s", "s", "n", "e", "")
_SHORTEST = 3
"""How many letters a stem has at least."""
_ENDS = re.compile(
    r"[;:(.,]|\s-\s|(?<![\w-])(?:van|voor|in|op|met|zonder|bij|uit|aan|naar|per|over|onder|tot|tussen|"
    r"tijdens|volgens|na|om|door|tegen|dankzij|wegens|sinds|binnen|buiten|vanwege|waar\w*|die|dat|"
    r"als|dan|vanaf|rond|wie|is|zijn|was|waren|heeft|hebben|had|hadden|werd|werden|kreeg|kregen)"
    r"(?![\w-])"
)
_NO_NOUN = re.compile(
    r"(?:en|of|maar|er|niet|al|nog|ook|daar\w*|hier\w*|de|het|een|ze|zij|wij|we|u|hij|te|dus|toen|"
    r"daarna|vaak|uit|af|mee|werden|wordt|worden|kwam|kwamen|ging|gingen|bleef|bleven)"
)
"""Words that are no noun, beside those that end a phrase."""
_JOINED = re.compile(r"\s+(?:en|of|en/of|plus)\s+|[,/&+]")
_WORD = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?")


def plain(text: str) -> str:
    """Return a text in lower case with straight apostrophes."""
    return text.lower().replace("’", "'").strip()


@lru_cache(maxsize=8192)
def stems(word: str) -> frozenset[str]:
    """Return the stems that a word in lower case may have; alike words share one.

    >>> stems('zaken') & stems('zaak'), stems('kinderen') & stems('kind')
    (frozenset({'zak'}), frozenset({'kind'}))
    """
    found = (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))
    return frozenset(_spelled(stem) for stem in found if len(stem) >= _SHORTEST) or frozenset(
        (word,)
    )


def _spelled(stem: str) -> str:
    """Return a stem without what spelling makes of its last syllable: doubled letters, v and z."""
    stem = re.sub(r"([aeou])\1(?=[^aeiou]$)|([^aeiou])\2$", r"\1\2", stem)
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def alike(one: str, other: str) -> bool:
    """Say whether two words in lower case are one noun, in the singular or the plural."""
    return bool(stems(one) & stems(other))


def is_noun(word: str) -> bool:
    """Say whether a word in lower case may be a noun, or an adjective before one."""
    return not (_NO_NOUN.fullmatch(word) or _ENDS.fullmatch(word))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _WORD.findall(plain(text))


def heads(phrase: str, listed: bool = False) -> list[str]:
    """Return what a phrase counts: ['klachten', 'meldingen'] for 'klachten en meldingen van 2020'.

    In a list every part has a head of its own, what stands behind a comma too.
    """
    parts = _JOINED.split(plain(phrase)) if listed else [plain(phrase)]
    found = []
    for part in parts:
        ends = _ENDS.search(part)
        before = part[: ends.start()] if ends and part[: ends.start()].strip() else part
        found += [_WORD.findall(piece) for piece in _JOINED.split(before)]
    return [piece[-1] for piece in found if piece]
