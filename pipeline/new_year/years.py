"""Which years move one on, in names and in words, and which names stay what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from pipeline.model import YearData

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w*(?<!\d)(?:19|20)\d\d(?!\d)\w*")
RELATIVE = re.compile(
    r"\b(?:(?:dit|afgelopen|vorig|komend|volgend)e? jaar|een jaar (?:eerder|later)|"
    r"het jaar (?:ervoor|erna))\b",
    re.IGNORECASE,
)
"""Words that name a year by the year of the report."""
_KEY = re.compile(r"^(\s*)(?:- )?[\"']?(\w+)[\"']?:")


class Shift(Struct, frozen=True):
    """One year on. A year that stands apart from the others, such as a goal for 2030, stays."""

    old: int
    """The year of the folder that the new one is made from."""
    years: frozenset[int]
    """The years that move: an unbroken row around the old one."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that move otherwise, or stay: a figure -> what the new folder has in its place."""

    @classmethod
    def of(cls, data: YearData, names: Mapping[str, str] | None = None) -> Shift:
        """Return the shift of a folder; its row of years is that of what its numbers speak of."""
        spoken = {year for column in _columns(data) for year in named(column)}
        spoken |= {year for figure in data.figures.values() for year in named(figure.year)}
        first, last = data.year - 1, data.year + 1
        while first - 1 in spoken:
            first -= 1
        while last + 1 in spoken:
            last += 1
        stay = {name: name for name in (*data.tables, *data.diagrams)}
        return cls(data.year, frozenset(range(first, last + 1)), {**stay, **(names or {})})

    def words(self, text: str) -> str:
        """Return a text with each year that moves one later."""
        return self._later(text, self.years)

    def prose(self, text: str) -> str:
        """Return a sentence with the old year and its neighbours one later."""
        return self._later(text, {year for year in self.years if abs(year - self.old) <= 1})

    def own(self, name: str, year: str) -> str:
        """Return a name with the years that its number speaks of one later."""
        return self._later(name, self.years.intersection(named(year)))

    def code(self, text: str) -> str:
        """Return an expression, a formula or a list of names for the new year."""
        return _WORD.sub(lambda word: self.names.get(word[0]) or self.words(word[0]), text)

    @staticmethod
    def _later(text: str, years: Iterable[int]) -> str:
        return _YEAR.sub(lambda y: str(int(y[0]) + 1) if int(y[0]) in years else y[0], text)


def _columns(data: YearData) -> Iterable[str]:
    for table in data.tables.values():
        yield from (column.year for column in table.columns)
        yield from (code for row in table.rows for code in row.key if _YEAR.fullmatch(code))


def named(text: str) -> tuple[int, ...]:
    """Return the years that a text names, each once."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def without_years(text: str) -> str:
    """Return a text with one sign for each year: what is said of every year alike."""
    return _YEAR.sub("\ufffc", text)


def moved_yaml(text: str, kept: tuple[str, ...], move: Callable[[str], str]) -> str:
    """Return YAML with its years moved, but for comments and what stands under `kept` keys.

    Those say where a number came from, which does not change with the year.
    """
    lines: list[str] = []
    inside = -1
    for line in text.split("\n"):
        found = _KEY.match(line)
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        if inside < 0 and found and found[2] in kept:
            inside = indent
        same = inside >= 0 or line.lstrip().startswith("#")
        lines.append(line if same else move(line))
    return "\n".join(lines)
