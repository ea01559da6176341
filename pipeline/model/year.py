"""What an editor's folder holds, and what texts, tables and charts may show of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.model.adoption import Adoption, Seal
from pipeline.model.diagrams import Diagram
from pipeline.model.findings import Deviation, Revision
from pipeline.model.numbers import Cell, Openness, Rule, Table
from pipeline.model.problems import Place
from pipeline.model.style import HouseStyle


class CodeList(Struct, frozen=True):
    """Names that are written in one way: code -> label, and the variants that map onto a code."""

    id: str
    labels: Mapping[str, str]
    variants: Mapping[str, str]
    """Each accepted spelling, in lower case, -> its code."""
    only_in_data: Mapping[str, str] = field(default_factory=dict)
    """The spellings that sources use but a text may not, as they are typed -> their code."""
    in_texts: Mapping[str, str] = field(default_factory=dict)
    """The spellings that a text may use beside the label, as they are typed -> their code."""


class Abbreviation(Struct, frozen=True):
    """An abbreviation (afkortingen.yaml) and what it stands for."""

    short: str
    full: tuple[str, ...]
    """What it stands for, first as it is explained, then other forms such as the plural."""
    known: bool
    """Whether every reader knows it, so that no text has to explain it."""


class Official(Struct, frozen=True):
    """Somebody who may be named in a report because of an office (namen.yaml)."""

    names: tuple[str, ...]
    """The name, and the other ways in which it is written."""
    office: str


class Persons(Struct, frozen=True):
    """Who may be named in a report, and which addresses it may show (namen.yaml)."""

    officials: tuple[Official, ...] = ()
    contacts: tuple[str, ...] = ()
    """E-mail addresses and telephone numbers that are meant for the public."""


class Whom(Struct, frozen=True):
    """Of whom no small count may be shown, as an organisation says (`bescherming:`)."""

    words: tuple[str, ...] = ()
    """What it calls them, in lower case; the first is the word on pages and in messages."""
    open: tuple[str, ...] = ()
    """What may be counted exactly: no persons, or persons who may be counted; in lower case."""

    @property
    def name(self) -> str:
        """The word for all of them."""
        return self.words[0] if self.words else "personen"


class Organisation(Struct, frozen=True):
    """Whose reports these are (organisatie.yaml)."""

    name: str
    short_name: str
    motto: str
    website: str
    style: HouseStyle = HouseStyle()
    """How its publications look (huisstijlen/)."""
    licence: str = ""
    """Address of the licence under which its data may be used, '' when it names none."""
    theme: str = ""
    """Address of the theme under which catalogues of open data list it."""
    whom: Whom = Whom()


class Publication(Struct, frozen=True):
    """One publication of one year: what templates/<id>/ says and what verslagjaar.yaml adds."""

    id: str
    name: str
    numbered: bool
    contents: bool
    """Whether a table of contents is printed."""
    title: str
    subtitle: str
    summary: str
    """One sentence for the index page and the PDF's subject."""
    status: Literal["concept", "vastgesteld"]
    date: str
    """ISO date of adoption or publication; '' while unknown."""
    folder: Path
    """templates/<id>."""
    form: Literal["boek", "blad"] = "boek"
    """A book has a cover, contents and a back cover on paper; a sheet starts with its title."""
    author: str = ""
    """By whom it was written, as readers see it; '' for the organisation."""
    words: tuple[tuple[str, Place], ...] = ()
    """Title, subtitle and summary, each with its line, for the checks on words."""
    longest_sentence: int = 0
    """The most words that a sentence may have; 0 for no limit."""
    mean_sentence: int = 0
    """The most words that its sentences may have on average; 0 for no limit."""
    version: str = ""
    """Which draft it is, as its makers call it, '' when they do not."""
    adoption: Adoption = Adoption()


class TextFile(Struct, frozen=True):
    """One Markdown chapter as it stands on disk."""

    publication: str
    name: str
    text: str
    place: Place


class Approval(Struct, frozen=True):
    """Somebody's approval of a chapter as it was (akkoord.yaml)."""

    publication: str
    chapter: str
    """Name of its file, without .md."""
    by: str
    date: str
    """ISO date."""
    content: str
    """Hash of the words and figures that were approved."""
    place: Place


class YearData(Struct, frozen=True):
    """A complete vintage: all that one year folder says."""

    year: int
    folder: Path
    organisation: Organisation
    code_lists: Mapping[str, CodeList]
    publications: tuple[Publication, ...]
    tables: Mapping[str, Table]
    figures: Mapping[str, Cell]
    """Single figures by id without the prefix `cijfers.`."""
    figure_rules: tuple[Rule, ...]
    """The rules that stand with the single figures."""
    deviations: tuple[Deviation, ...]
    revisions: tuple[Revision, ...]
    texts: tuple[TextFile, ...]
    broken: frozenset[str] = frozenset()
    """Ids of tables (and `cijfers`) that could not be read; their own problem says why."""
    figure_openness: Mapping[str, Openness] = field(default_factory=dict)
    """What single figures count and how openly, by id; those that say nothing are absent."""
    notes: tuple[Note, ...] = ()
    """What the protection of numbers adds for the reader."""
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    """By the abbreviation itself; `afkortingen` is in `broken` when they could not be read."""
    persons: Persons = Persons()
    """Nobody, and `namen` in `broken`, when they could not be read."""
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    """By name; a name in `broken_diagrams` has a problem of its own."""
    broken_diagrams: frozenset[str] = frozenset()
    foreign: Mapping[str, str] = field(default_factory=dict)
    """Words and names in another language -> the code of that language, 'en'."""
    approvals: tuple[Approval, ...] = ()
    seals: tuple[Seal, ...] = ()
    """Per publication the oldest first."""
    tasks: Mapping[str, str] = field(default_factory=dict)
    """Table, 'cijfers', publication or 'publication/chapter' -> who sees to it."""

    @property
    def unread(self) -> frozenset[str]:
        """The tables, or `cijfers`, whose numbers could not be read."""
        return self.broken - {"afwijkingen.yaml", "afkortingen", "namen"}

    def with_cell(self, cell: Cell) -> YearData:
        """Return the year with one number replaced, found by its id; KeyError for none."""
        name, _, key = cell.id.partition(".")
        if name == "cijfers":
            return replace(self, figures={**self.figures, key: cell})
        table = self.tables[name]
        changed = replace(table, cells={**table.cells, key: cell})
        return replace(self, tables={**self.tables, name: changed})

    def without_drafts(self) -> YearData:
        """Return the year with only the publications that were adopted."""
        adopted = tuple(p for p in self.publications if p.status == "vastgesteld")
        return replace(self, publications=adopted)

    @property
    def cells(self) -> dict[str, Cell]:
        """Every number of the year by its full id."""
        return {
            **{cell.id: cell for table in self.tables.values() for cell in table.cells.values()},
            **{cell.id: cell for cell in self.figures.values()},
        }


class Note(Struct, frozen=True):
    """A note to numbers: a declared deviation or revision, shown wherever they stand."""

    text: str
    """As typed, with {{ … }}; in a composed block with tokens, as in `Prose`."""
    cells: tuple[str, ...]
    place: Place
    about: str
    """The rule that does not hold, or the cell that was revised."""
    general: bool = False
    """Whether it speaks of all numbers alike, so that no cell has to point at it."""


class Figures(Struct, frozen=True):
    """All that texts, tables and charts may show of a year: cells by id, tables, notes."""

    year: int
    organisation: Organisation
    tables: Mapping[str, Table]
    cells: Mapping[str, Cell]
    notes: tuple[Note, ...]
    code_lists: Mapping[str, CodeList]
    broken: frozenset[str] = frozenset()
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    broken_diagrams: frozenset[str] = frozenset()

    def __getitem__(self, path: str) -> Cell:
        """Return the cell of a full id: `figures['cit.huisverboden.2020']`."""
        return self.cells[path]
