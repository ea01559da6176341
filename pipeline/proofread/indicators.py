"""The names under which a text can mention a series of the year without its number.

A name is the label of a row (or a spelling from the code list), a row's id, the heading of a column
of a total, the title of a table for its total, or the description of a single figure. Where a table
has two keys, or columns such as instroom, a text has to mention both. Series that a text mentions
with more words go before those with fewer; among equals the longer series goes first, then the
table's id in alphabetical order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.model import CodeList, Column, Row, Table, YearData

_PLAIN = re.compile(r"\s*[(,:;–].*$")
_LONGEST_LABEL = 4
"""Words in the description of a single figure that can still be a name in a text."""
_VAGUE = frozenset(
    "totaal kort middellang lang zeer_lang laag middel hoog overig overige overige_kosten "
    "projecten aantal stand bedrag aandeel begroting prognose kinderen gezinnen jongeren gegrond "
    "noord zuid midden regio jaar cijfer score waarde groep rest anders".split()
)
"""Words that are no name by themselves."""
_GENERIC_HEADING = re.compile(
    r"^(?:stand|bedrag|begroting|prognose|realisatie|aantal|jaar)?[\s\d\-()]*$", re.IGNORECASE
)
_START = re.compile(r"(?<![\w-])(?:\w+|[^\w\s])")
_GOES_ON = re.compile(r"[\w-]")
_PERSONS = re.compile(
    r"(?:medewerkers?|vrouwen|mannen|kinderen|gezinnen|collega’?s|vrijwilligers|stagiairs|"
    r"stagiaires|cliënten|ouders|jongeren)$"
)


class Named(Struct, frozen=True):
    """A series and the names that a text has to mention, each in one of its spellings."""

    stem: str
    names: tuple[frozenset[str], ...]


class Mention(Struct, frozen=True):
    """Series that a text mentions at one place; the place is that of the most telling name."""

    start: int
    end: int
    stems: tuple[str, ...]
    words: str

    @property
    def persons(self) -> bool:
        """Whether the name is a word for people, who can grow in other ways than in number."""
        return bool(_PERSONS.search(self.words.lower()))


class Indicators(Struct, frozen=True):
    """All names of the year, ready to be looked for."""

    by_name: Mapping[str, tuple[int, ...]]
    """A spelling in lower case -> the numbers in `named` of the series it can mean."""
    named: tuple[Named, ...]
    by_start: Mapping[str, tuple[str, ...]]
    """The first word of a spelling, or its first sign -> the spellings, the longest first."""

    @classmethod
    def of(cls, data: YearData) -> Indicators:
        """Return the names of a year."""
        found = [
            named for table in data.tables.values() for named in _in_table(table, data.code_lists)
        ]
        for name, cell in data.figures.items():
            label = _plain(cell.label)
            if len(label.split()) <= _LONGEST_LABEL and label not in _VAGUE:
                stem = re.sub(r"[._]?(?:19|20)\d\d$", "", f"cijfers.{name}")
                found.append(Named(stem, (frozenset({label}),)))
        by_name: dict[str, list[int]] = {}
        for number, named in enumerate(found):
            for spelling in frozenset().union(*named.names):
                by_name.setdefault(spelling, []).append(number)
        by_start: dict[str, list[str]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            if start := _START.search(name):
                by_start.setdefault(start[0], []).append(name)
        return cls(
            {name: tuple(numbers) for name, numbers in by_name.items()},
            tuple(found),
            {start: tuple(names) for start, names in by_start.items()},
        )

    def mentions(self, text: str) -> list[Mention]:
        """Return what a piece of text mentions, in order; positions are those in the text."""
        low = text.lower()
        spellings = list(self._spellings(low if len(low) == len(text) else text))
        said = {name for _, name in spellings}
        found = []
        for start, name in spellings:
            numbers = self.by_name[name]
            fitting = [
                self.named[n] for n in numbers if all(part & said for part in self.named[n].names)
            ]
            most = max((len(named.names) for named in fitting), default=0)
            stems = tuple(named.stem for named in fitting if len(named.names) == most)
            if stems:
                end = start + len(name)
                found.append(Mention(start, end, stems, text[start:end]))
        return found

    def _spellings(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where a spelling stands as whole words, the longest at each place."""
        end = 0
        for match in _START.finditer(text):
            at = match.start()
            for name in self.by_start.get(match[0], ()) if at >= end else ():
                if text.startswith(name, at) and not _GOES_ON.match(text, at + len(name)):
                    yield at, name
                    end = at + len(name)
                    break


def _in_table(table: Table, code_lists: Mapping[str, CodeList]) -> Iterator[Named]:
    columns = {stem: column for column in table.columns if (stem := _stem(column)) is not None}
    for row in table.rows:
        parts = [_row_names(row, part, code_lists) for part in range(len(row.key))]
        rows = [spellings for spellings in parts if spellings]
        total = row.total or row.key[-1] == "totaal"
        for stem, column in columns.items():
            heading = _heading(column)
            names = [*rows, *([frozenset({heading})] if heading else [])]
            if len(names) == 1:
                names = [spellings for n in names if (spellings := n - _VAGUE)]
            if total and not names and (title := _title(table)):
                names = [frozenset(title)]
            path = ".".join(part for part in (table.id, row.id, stem) if part)
            if names:
                yield Named(path, tuple(names))


def _stem(column: Column) -> str | None:
    """Return the id of a number column without its year; None for words."""
    return re.sub(r"_?(?:19|20)\d\d$", "", column.id) if column.kind == "getal" else None


def _heading(column: Column) -> str:
    """Return the name that a column adds: 'instroom'; '' where it only says which year."""
    if _GENERIC_HEADING.match(column.heading):
        return ""
    name = re.sub(r"\s*\b(?:19|20)\d\d\b.*$", "", column.heading).strip().lower()
    return "" if name in _VAGUE else name


def _row_names(row: Row, part: int, code_lists: Mapping[str, CodeList]) -> frozenset[str]:
    code = row.key[part]
    if code == "totaal":
        return frozenset()
    names = {_plain(row.labels[part])}
    if code not in _VAGUE:
        names |= {code.replace("_", " "), code.replace("_", "-")}
    for code_list in code_lists.values():
        if code in code_list.labels:
            names |= {spelling for spelling, meant in code_list.variants.items() if meant == code}
    for name in list(names):
        if name.endswith("ratio") and len(name) > len("ratio") + 4:
            names.add(name.removesuffix("sratio").removesuffix("ratio"))
    return frozenset(name for name in names if len(name) > 2)


def _title(table: Table) -> set[str]:
    head = re.split(r"\s+(?:per|naar|van|bij|en|in)\s+|,", table.title)[0].strip().lower()
    return {head} if head and " " not in head and head not in _VAGUE else set()


def _plain(label: str) -> str:
    return _PLAIN.sub("", label).strip().lower()
