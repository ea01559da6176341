"""The frozen records that travel between the stages. Imports nothing of ours.

Words that have a meaning of their own in a Dutch annual report stay Dutch (docs/woordenlijst.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

ERROR: Final = "FOUT"
WARNING: Final = "LET OP"
Severity = Literal["FOUT", "LET OP"]

STATUSES = ("realisatie", "prognose", "begroting", "voorlopig")
UNITS = (
    "aantal",
    "fte",
    "procent",
    "procentpunt",
    "euro",
    "euro_duizend",
    "euro_miljoen",
    "getal",
)
MONEY_UNITS = ("euro", "euro_duizend", "euro_miljoen")


# --- problems ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file as the editor knows it: `data/2020/tabellen/cit.csv`, counted from 1."""

    file: str
    line: int = 0
    """0 when the whole file is meant."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the input, in the editor's words (Dutch, B1)."""

    code: str
    severity: Severity
    place: Place
    what: str
    found: str = ""
    expected: str = ""
    advice: str = ""
    context: tuple[tuple[str, str], ...] = ()
    """Extra lines (name, text) that stand before `gevonden`, such as ('kolom', 'fte')."""


class ProblemsFound(Exception):
    """The input cannot become a publication; `problems` says why, all of it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the input")
        self.problems = problems

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """Keep the problems when the exception travels between processes."""
        return ProblemsFound, (self.problems,)


# --- numbers and tables --------------------------------------------------------------------------

NIHIL = "nihil"
NOT_APPLICABLE = "n.v.t."
NOT_PUBLISHED = "niet gepubliceerd"
NOT_KNOWN_YET = "nog niet bekend"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the year, as published, with all that is needed to show, check and trace it."""

    id: str
    """`maatregelen.totaal.stand_2020`, `cijfers.stagiaires`, or the expression that derived it."""
    value: Decimal | None
    """None when nothing was published; a dash in the source (nihil) has the value 0."""
    missing: str
    """'' for a plain number, else NIHIL, NOT_APPLICABLE, NOT_PUBLISHED or NOT_KNOWN_YET."""
    unit: str
    """One of UNITS."""
    decimals: int
    rounded_to: Decimal
    """The rounding unit b of the value in its own unit; 0 when the value is exact."""
    status: str
    """One of STATUSES."""
    year: str
    """The year or period that the value speaks of: '2020', '2019', 'maart 2022'."""
    label: str
    place: Place
    source: str
    derived_from: tuple[str, ...] = ()
    """Ids of the cells that a derived number was computed from."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers or words in a table."""

    id: str
    heading: str
    kind: Literal["getal", "tekst"]
    unit: str
    decimals: int
    status: str
    year: str
    total: bool = False
    """A total over other columns; `som(*)` leaves it out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `key` has one code per key column."""

    key: tuple[str, ...]
    labels: tuple[str, ...]
    """One label per key column, from the code list or the table's YAML."""
    total: bool
    line: int
    unit: str = ""
    """The row's own unit where the table has one per row, else ''."""

    @property
    def id(self) -> str:
        """The key as it stands in a path: `haaglanden.ots_kort`."""
        return ".".join(self.key)


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise about numbers, as data: `totaal = som(*)` for each column."""

    name: str
    table: str
    formula: str
    each: Literal["", "rij", "kolom", "cel"]
    rows: tuple[str, ...]
    """Row ids that the rule speaks of; empty: all rows."""
    columns: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the year: rows × columns, number cells by `row.column`, words likewise."""

    id: str
    title: str
    source: str
    note: str
    keys: tuple[str, ...]
    """The names of the key columns, one or two: 'regio', 'maatregel'."""
    key_headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[str, Cell]
    """Key: `row id.column id`."""
    texts: Mapping[str, str]
    """The words of text columns, same keys."""
    rules: tuple[Rule, ...]
    place: Place

    def cell(self, row: str, column: str) -> Cell:
        """Return the number in a row and column; KeyError when there is none."""
        return self.cells[f"{row}.{column}"]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference that really stands in the published source (afwijkingen.yaml)."""

    rule: str
    """`table/rule name/instance`, as `check` prints it."""
    left: str
    right: str
    reason: str
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Revision:
    """A comparative that differs from last year's vintage, declared as *herzien*."""

    cell: str
    old: str
    new: str
    reason: str
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule says of one instance: both sides, what may differ, and the verdict."""

    id: str
    """`table/rule name/instance`."""
    rule: Rule
    instance: str
    statement: str
    """The formula with the values filled in, in Dutch notation."""
    left: Decimal | None
    right: Decimal | None
    tolerance: Decimal
    verdict: Literal["klopt", "fout", "niet te toetsen"]
    cells: tuple[str, ...]
    """Ids of the cells that were read, the left-hand side first."""
    left_text: str = ""
    """The left side in Dutch notation, as afwijkingen.yaml writes it; the same for the right."""
    right_text: str = ""


# --- what an editor's folder holds ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeList:
    """Names that are written in one way: code -> label, and the variants that map onto a code."""

    id: str
    labels: Mapping[str, str]
    variants: Mapping[str, str]
    """Each accepted spelling, in lower case, -> its code."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose reports these are (organisatie.yaml)."""

    name: str
    short_name: str
    motto: str
    website: str


@dataclass(frozen=True, slots=True)
class Publication:
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


@dataclass(frozen=True, slots=True)
class TextFile:
    """One Markdown chapter as it stands on disk."""

    publication: str
    name: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class YearData:
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

    @property
    def cells(self) -> dict[str, Cell]:
        """Every number of the year by its full id."""
        return {
            **{cell.id: cell for table in self.tables.values() for cell in table.cells.values()},
            **{cell.id: cell for cell in self.figures.values()},
        }


@dataclass(frozen=True, slots=True)
class Note:
    """A note to numbers: a declared deviation or revision, shown wherever they stand."""

    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that texts, tables and charts may show of a year: cells by id, tables, notes."""

    year: int
    organisation: Organisation
    tables: Mapping[str, Table]
    cells: Mapping[str, Cell]
    notes: tuple[Note, ...]
    code_lists: Mapping[str, CodeList]
    broken: frozenset[str] = frozenset()

    def __getitem__(self, path: str) -> Cell:
        """Return the cell of a full id: `figures['cit.huisverboden.2020']`."""
        return self.cells[path]


# --- charts ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers behind one chart: its marks, its table and its description all come from here."""

    title: str
    corner: str
    """Heading of the first column of the chart's table, such as 'Jaar'."""
    series: tuple[str, ...]
    """Headings of the number columns."""
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    """(label, one cell per series)."""


# --- the composed document ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in running text, with the words in which it appears."""

    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in running text to a table, figure or heading of the same publication."""

    target: str
    """HTML id."""
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number in the publication and its HTML (inline, may hold tokens)."""

    number: int
    html: str


Insertion = Shown | Reference | Footnote


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of HTML from Markdown. Tokens U+E000 n U+E001 stand for `Document.insertions[n]`."""

    html: str
    place: Place


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, or a selection of it, as placed in a text."""

    id: str
    """HTML id, `tabel-maatregelen`."""
    number: str
    """'Tabel 3', or '' where the publication does not number."""
    title: str
    unit: str
    """What all numbers share, for the caption: 'x € 1.000', 'in fte', or ''."""
    key_headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    table: Table
    notes: tuple[Note, ...]
    place: Place

    def marker(self, cell_id: str) -> str:
        """Return the note letters (a, b, ...) of a cell, or ''."""
        return " ".join(
            chr(ord("a") + i) for i, note in enumerate(self.notes) if cell_id in note.cells
        )


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart as placed in a text."""

    id: str
    number: str
    name: str
    """File name in charts/ without .py."""
    data: ChartData
    description: str
    notes: tuple[Note, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class NotesBlock:
    """The list of all declared deviations and revisions of the year."""

    notes: tuple[Note, ...]
    place: Place


Block = Prose | TableBlock | ChartBlock | NotesBlock


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in the table of contents."""

    id: str
    number: str
    """'3', '3.1', 'Bijlage 1' or ''."""
    title: str
    """HTML, may hold tokens."""
    level: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One Markdown file, composed. Its own heading (h1 of the file) is not in the blocks."""

    heading: Heading
    headings: tuple[Heading, ...]
    """The paragraph headings (level 2) in order."""
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    kind: Literal["hoofdstuk", "ongenummerd", "bijlage"]
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """One publication, complete: what the renderers need and nothing else."""

    publication: Publication
    year: int
    organisation: Organisation
    chapters: tuple[Chapter, ...]
    insertions: tuple[Insertion, ...]
    images: tuple[Path, ...] = field(default=())
    """Pictures that the texts use, absolute paths inside the year folder."""

    @property
    def charts(self) -> tuple[ChartBlock, ...]:
        """Every chart of the publication in order."""
        return tuple(b for c in self.chapters for b in c.blocks if isinstance(b, ChartBlock))
