"""What a text names of a table: its rows, by any of their names, and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from pipeline.model import CodeList, Table
from pipeline.protect.nouns import alike, stems, words

_SHORTEST = 4
"""How many letters a word has at least that names a row by itself."""
_ALIKE = 6
"""How many letters two words begin with that are one word in two forms: palliatief, palliatieve."""
_COMMON = frozenset(
    "alle ander andere anders binnen buiten door eerste geen half hele jaar jaren korte kort lange "
    "lang maar maand maanden meer minder naar niet onder over overig overige personen regio samen "
    "sinds soort tegen totaal totale tussen vanaf voor waar week weken zonder zorg hulp".split()
)
"""Words of a name that name nothing by themselves."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)[0-9]{2}(?![\d,])")
_THIS = re.compile(
    r"\b(?:dit|dat|het verslag|het afgelopen|dit verslag)\s?jaar\b|"
    r"\b(?:van|in) het (?:hele )?jaar\b|\bjaareinde\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:vorig|het vorige|voorgaand|het voorgaande) jaar\b|\been jaar eerder\b|"
    r"\bhet jaar (?:ervoor|daarvoor)\b",
    re.IGNORECASE,
)


class Words(Struct, frozen=True):
    """The words of a text in lower case, and which years it names."""

    found: tuple[str, ...]
    years: frozenset[str]
    stems: frozenset[str]
    begins: frozenset[str]
    """The first letters of each longer word, as many as two forms of one word share."""
    _named: dict[int, frozenset[str]] = field(default_factory=dict)
    """What it names of a key column, by the id of that Key."""

    @classmethod
    def of(cls, text: str, year: int, persons: Iterable[str] = ()) -> Words:
        """Return the words of a text that speaks from a year.

        `persons` are nouns: 'havoleerlingen' names the havo too.
        """
        years = {*_YEAR.findall(text)}
        years |= {str(year)} if _THIS.search(text) else set()
        years |= {str(year - 1)} if _BEFORE.search(text) else set()
        found = words(text)
        ends = sorted({stem for noun in persons for stem in stems(noun)})
        found += [w[:at].rstrip("-") for w in found for end in ends if (at := w.find(end)) > 1]
        every = frozenset(stem for word in found for stem in stems(word))
        begins = frozenset(word[:_ALIKE] for word in found if len(word) >= _ALIKE)
        return cls(tuple(found), frozenset(years), every, begins)

    def has(self, name: tuple[str, ...]) -> bool:
        """Say whether the words of a name stand in the text in that order."""
        return all(stems(word) & self.stems for word in name) and any(
            all(map(alike, name, self.found[at:])) for at in range(len(self.found) - len(name) + 1)
        )

    def named(self, key: Key) -> frozenset[str]:
        """Return the codes of a key column that the text names, totals aside."""
        if id(key) not in self._named:
            self._named[id(key)] = key.named(self)
        return self._named[id(key)]

    def has_form(self, word: str) -> bool:
        """Say whether the text has a word, or one that begins like it."""
        begins = len(word) >= _ALIKE and word[:_ALIKE] in self.begins
        return begins or bool(stems(word) & self.stems)


class Key(Struct, frozen=True):
    """The names of one key column of a table."""

    names: Mapping[str, tuple[tuple[str, ...], ...]]
    """Code -> each name of it, in words."""
    telling: Mapping[str, frozenset[str]]
    """Code -> the words that only its names have."""
    totals: frozenset[str]
    """Codes that stand for all others together."""

    @classmethod
    def of(cls, table: Table, at: int, code_lists: Iterable[CodeList]) -> Key:
        """Return the names of a key column; `at` counts from 0."""
        lists = tuple(code_lists)
        labels = {row.key[at]: row.labels[at] for row in table.rows}
        names = {
            code: tuple({tuple(words(name)): None for name in _spellings(code, label, lists)})
            for code, label in labels.items()
        }
        single = {code: {w for name in found for w in name} for code, found in names.items()}
        own = {
            code: frozenset(w for w in telling(" ".join(f)) if not _elsewhere(w, code, single))
            for code, f in ((code, found) for code, found in single.items())
        }
        rows = {code: [row for row in table.rows if row.key[at] == code] for code in labels}
        last = at == len(table.keys) - 1
        totals = {c for c, found in rows.items() if last and all(row.total for row in found)}
        return cls(names, own, frozenset(totals))

    def named(self, text: Words) -> frozenset[str]:
        """Return the codes that a text names, totals aside."""
        found = (code for code in self.names if code not in self.totals)
        return frozenset(code for code in found if self._names(code, text))

    def _names(self, code: str, text: Words) -> bool:
        return any(name and text.has(name) for name in self.names[code]) or any(
            text.has_form(word) for word in self.telling[code]
        )


def telling(name: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of a name that may tell what it is, without some nouns."""
    left = [*without]
    return tuple(
        word
        for word in dict.fromkeys(words(name))
        if len(word) >= _SHORTEST
        and word not in _COMMON
        and not word[0].isdigit()
        and not any(alike(word, other) for other in left)
    )


def keys(table: Table, code_lists: Mapping[str, CodeList]) -> tuple[Key, ...]:
    """Return the names of each key column of a table."""
    return tuple(Key.of(table, at, code_lists.values()) for at in range(len(table.keys)))


def _elsewhere(word: str, code: str, single: Mapping[str, set[str]]) -> bool:
    """Say whether another name has a word too."""
    others = (word for another, found in single.items() if another != code for word in found)
    return any(_one_word(word, other) for other in others)


def _spellings(code: str, label: str, lists: tuple[CodeList, ...]) -> Iterator[str]:
    yield label
    yield code.replace("_", " ")
    for found in lists:
        if found.labels.get(code) == label:
            yield from (name for name, owner in found.variants.items() if owner == code)


def _one_word(one: str, other: str) -> bool:
    begins = one[:_ALIKE] == other[:_ALIKE] and min(len(one), len(other)) >= _ALIKE
    return begins or alike(one, other)
