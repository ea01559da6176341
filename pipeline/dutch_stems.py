"""The content words of a Dutch text, each by its stem, and which of them mean the same thing.

    >>> content("In Haaglanden waren er 246 voogdijmaatregelen.")
    ['haagland', 'vogdijmaatregel']

A stem is no word: plural and adjective endings are off, double vowels are single, z is s and v is f
at the end, so that *huis* and *huizen* are one. A compound is like its first and its last part.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.words import WORD

_SHORTEST_PART = 5
"""The letters that a stem needs to be seen as a part of a compound."""
_SHORTEST_REST = 3
_EMPTY = frozenset(
    "aan aantal aantallen af al alle alleen alles als ander andere anders april augustus "
    "bedrag ben bent bestaat bij bijna binnen bleef bleven boven buiten circa daar daarin "
    "daarmee daarna daarvan dan dat de december deden deed deel deels den der deze die dit "
    "doen doet door drie duizend een eerder eerste eind einde elk elke en er euro februari "
    "gaf gaven gemiddeld gemiddelde ging gingen groot grote had hadden half hebben hebt heeft "
    "hele het hier hoe hoogst hoogste hoogstens hun ieder iedere iets in is jaarlijks januari "
    "je juli juni kan keer klein kleine komen komt kon konden kreeg kregen kunnen kwam kwamen "
    "laatste lag liep liepen maand maar maart maken maximaal meer meest mei men met miljard "
    "miljoen minder minstens moet moeten mogelijk na naar nam namen niet nihil nog november "
    "nu of oktober om onder ongeveer ons onze ook op over per percentage plus procent "
    "procentpunt rond ruim samen september sinds soms stand steeds stond stonden tegen tekst "
    "ten ter terwijl toe toen tot totaal totale tussen twee uit valt van vanaf vanwege veel "
    "vier vijf volgend volgende volgens voor vooral vorig vorige waar waarbij waardoor waarin "
    "waarmee waarna waaronder waarop waarvan waren was wat we weer wegens weinig welke werd "
    "werden wie wiens wij word worden wordt ze zelf zelfs zich zij zijn zo zonder zou zouden "
    "zowel zullen".split()
)
"""Words that say nothing of what a sentence is about."""
_TIMES = frozenset(
    "dag dagen jaar jaren maand maanden minuten seconden uren uur week weken".split()
)
"""Measures of time: no topic by themselves."""


def content(text: str, times: bool = False) -> list[str]:
    """Return the stems of the words that say what a text is about, in order."""
    return [stem(word) for word in words(text, times)]


def words(text: str, times: bool = False) -> list[str]:
    """Return those words, in lower case, without accents and hyphens.

    With `times` also measures of time: *jaar*, *uur*.
    """
    found = (_plain(word) for word in WORD.findall(text))
    return [word for word in found if word and word not in _EMPTY and (times or word not in _TIMES)]


@lru_cache(maxsize=8192)  # the same words stand in many sentences and labels
def stem(word: str) -> str:
    """Return a word, as `words` gives it, without its endings."""
    if len(word) > 4:
        word = word.removesuffix("s")
    for ending in ("en", "e", "n"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    word = re.sub(r"([aeou])\1", r"\1", word)
    word = re.sub(r"([^aeiou])\1$", r"\1", word)
    return word[:-1] + {"z": "s", "v": "f"}.get(word[-1:], word[-1:])


@lru_cache(maxsize=65536)  # each word of a sentence is held against each word of the labels
def alike(one: str, other: str) -> bool:
    """Say whether two stems are one, or one is the first or last part of the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_PART or len(long) - len(short) < _SHORTEST_REST:
        return False
    return long.startswith(short) or long.endswith(short)


def _plain(word: str) -> str:
    """Return a word in lower case without accents, apostrophes and hyphens; '' for a short one."""
    letters = unicodedata.normalize("NFD", word.lower())
    plain = "".join(c for c in letters if c.isalpha() and not unicodedata.combining(c))
    return plain if len(plain) > 2 or word.isupper() else ""
