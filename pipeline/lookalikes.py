"""Letters that look like ours and are not: they make another word of a name, number or claim."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = {
    # Cyrillic, Greek, Armenian
    **dict(zip("аеорсухіјѕһԁԛԝѵӏ", "aeopcyxijshdqwvl", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅԚԜ", "ABEKMHOPCTYXIJSQW", strict=True)),
    **dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True)),
    **dict(zip("օհոսց", "ohnug", strict=True)),
}
_ALIKE_IN_A_WORD = {**_ALIKE, **dict(zip("αικρτυ", "aikptu", strict=True))}
"""Between letters of ours also these pass for one."""
_LETTER = r"[^\W\d_\u2150-\u218b\u2460-\u2793\U0001f100-\U0001f10c]"
"""A letter; fractions, Roman numerals and digits in a circle are none."""
_LATIN = (
    "a-zA-Z\xaa\xba\xc0-\u024f\u0259\u02b0-\u02ff\u1d2c-\u1eff\u2070-\u209f\u2c60-\u2c7f"
    "\ua700-\ua72f\ua732-\ua7ff"
)
"""Without the letters of phonetic script, which some type to look like small capitals."""
_FOREIGN = re.compile(rf"(?![{_LATIN}]){_LETTER}")
_WORD = re.compile(rf"(?:{_LETTER}[\u0300-\u036f]*)+")


def find(text: str) -> dict[int, str]:
    """Return each letter that passes for one of ours: its offset, and the letter it looks like.

    A word of another alphabet is left alone, unless every letter of it looks like one of ours.
    """
    found: dict[int, str] = {}
    if _FOREIGN.search(text):
        for word in _WORD.finditer(text):
            if _FOREIGN.search(word[0]):
                found |= {word.start() + i: letter for i, letter in _in_word(word[0])}
    return found


def _in_word(word: str) -> list[tuple[int, str]]:
    foreign = [(i, letter) for i, letter in enumerate(word) if _FOREIGN.match(letter)]
    if len(foreign) == sum(map(str.isalpha, word)):
        alike = [(i, _ALIKE.get(letter) or _by_name(letter)) for i, letter in foreign]
        return alike if len(word) > 1 and all(ours for _, ours in alike) else []
    alike = [(i, _ALIKE_IN_A_WORD.get(letter) or _by_name(letter)) for i, letter in foreign]
    return [(i, ours) for i, ours in alike if ours]  # μg is meant


def _by_name(letter: str) -> str:
    """Return the letter of ours in the name of a phonetic one (ɡ, ᴠ), '' for another."""
    name = unicodedata.name(letter, "")
    last = name.rpartition(" ")[2].lower() if name.startswith("LATIN ") else ""
    return last if len(last) == 1 else ""
