"""Numbers and tables: cells, columns, rows, and the rules they obey."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from pipeline.model.problems import ERROR, Place, Severity

NORM = "norm"
"""The status of a standard, a definition or what is agreed: it holds until it is changed."""
STATUSES = ("realisatie", "prognose", "begroting", "voorlopig", NORM)
FORESEEN = ("prognose", "begroting")
"""The statuses of a number that somebody expected: it did not happen, or not yet."""
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
QUALIFIERS = ("ruim", "bijna", "circa", "meer dan", "minder dan")
"""Words with which a source gives a rounded number, when only that is known."""
MONEY_UNITS = ("euro", "euro_duizend", "euro_miljoen")

NIHIL = "nihil"
NOT_APPLICABLE = "n.v.t."
NOT_PUBLISHED = "niet gepubliceerd"
NOT_KNOWN_YET = "nog niet bekend"
HIDDEN = "niet getoond"
"""Kept from the reader on purpose (`openbaar:` in the YAML); no cell of a year folder has it."""


class Cell(Struct, frozen=True):
    """One number of the year, as published, with all that is needed to show, check and trace it."""

    id: str
    """`maatregelen.totaal.stand_2020`, `cijfers.stagiaires`, or the expression that derived it."""
    value: Decimal | None
    """None when nothing was published; a dash in the source (nihil) has the value 0."""
    missing: str
    """'' for a plain number, else NIHIL, NOT_APPLICABLE, NOT_PUBLISHED, NOT_KNOWN_YET or HIDDEN."""
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
    """Ids of the cells that a derived number was computed from, however many steps ago."""
    qualifier: str = ""
    """One of QUALIFIERS when the source gives this number with that word, else ''."""
    origin: Place | None = None
    """Where the number was typed, in the folder of an earlier year that this cell refers to."""


class Column(Struct, frozen=True):
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
    group: str = ""
    """What it has in common with its neighbours, a heading above theirs; '' for none."""


class Row(Struct, frozen=True):
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


class Rule(Struct, frozen=True):
    """A promise about numbers, as data: `totaal = som(*)` for each column."""

    name: str
    table: str
    formula: str
    each: Literal["", "rij", "kolom", "cel", "jaar"]
    """What the rule holds for; 'jaar': each number beside the one of the year before."""
    rows: tuple[str, ...]
    """Row ids that the rule speaks of; empty: all rows."""
    columns: tuple[str, ...]
    place: Place
    severity: Severity = ERROR
    exact: bool = False
    """Whether rounding explains nothing: the source was made to add up as printed."""


class Exposure(Struct, frozen=True):
    """How openly one publication, or every publication, shows a table or figure (`openbaar:`)."""

    profile: str
    """'exact', 'afgerond5' or 'onderdrukt'; '' where nothing is said."""
    reason: str
    place: Place


class Openness(Struct, frozen=True):
    """What a table or figure counts, and how openly that may be shown."""

    counts: str = ""
    """`telt:`, in lower case: 'leerlingen', 'klachten'; '' where nothing is said."""
    general: Exposure | None = None
    publications: Mapping[str, Exposure] = field(default_factory=dict)
    """What holds for one publication, instead of the general."""


class Table(Struct, frozen=True):
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
    note_place: Place
    openness: Openness = Openness()

    def cell(self, row: str, column: str) -> Cell:
        """Return the number in a row and column; KeyError when there is none."""
        return self.cells[f"{row}.{column}"]
