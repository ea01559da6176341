"""The account of the numbers: what each figure is, and every place where a reader meets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from pipeline.model.document import Heading
from pipeline.model.findings import Remark
from pipeline.model.numbers import Cell
from pipeline.model.problems import Place, Problem
from pipeline.model.rehearsal import Share

AppearanceKind = Literal[
    "tekst", "tegel", "kop", "voetnoot", "noot", "tabel", "grafiek", "beschrijving", "alt-tekst"
]


class Appearance(Struct, frozen=True):
    """One place where a number is shown."""

    cell: Cell
    """The figure behind it, exact."""
    text: str
    """The number as displayed."""
    kind: AppearanceKind
    publication: str
    chapter: Heading
    anchor: str
    """HTML id on the web page of the publication."""
    print_anchor: str
    """What marks the same place on the printed page; '' when it is not printed."""
    place: Place
    """Where an editor put it: a line of a text, or of the table's insertion."""


class RegisterRow(Struct, frozen=True):
    """One figure of the year with all its places."""

    cell: Cell
    status: str
    """One of STATUSES, or 'herzien'."""
    places: tuple[tuple[Appearance, int], ...]
    """Each with its page in the PDF, 0 where there is none."""
    parts: tuple[str, ...]
    """Ids of the figures that it was computed from."""


class PdfInfo(Struct, frozen=True):
    """What is known of a PDF once it is written."""

    pages: int
    places: Mapping[str, int]
    """Page, counted from 1, of each number (its anchor), table and figure (its id)."""
    problems: tuple[Problem, ...] = ()
    """What is ugly on its pages, each LET OP."""


class CellRead(Struct, frozen=True):
    """A cell that a check read, as the report shows it."""

    id: str
    label: str
    shown: str
    """The value with its unit, or why it is not shown."""
    place: Place


class RuleLine(Struct, frozen=True):
    """One rule for one row, column or cell: what it read, computed and concluded."""

    id: str
    """`table/rule name/instance`."""
    name: str
    table: str
    formula: str
    statement: str
    """The formula with its numbers; the formula itself where a number may not be shown."""
    left: str
    right: str
    tolerance: str
    verdict: Literal["klopt", "verklaard", "fout", "niet te toetsen"]
    reason: str
    """Of a declared deviation: why it stands."""
    by: str
    cells: tuple[CellRead, ...]
    place: Place


class VintageLine(Struct, frozen=True):
    """A figure of an earlier year beside what that year's own folder says."""

    id: str
    label: str
    year: int
    """The year of the folder that it was compared with."""
    old: str
    new: str
    verdict: Literal["klopt", "herzien", "fout"]
    reason: str
    place: Place
    old_place: Place


class ExemptLine(Struct, frozen=True):
    """Words that an editor declared free of checks, with the reason."""

    publication: str
    words: str
    reason: str
    place: Place


class ProtectionLine(Struct, frozen=True):
    """How openly a publication shows a table of counts, and what it keeps to itself."""

    table: str
    """Id of the table, or `cijfers.naam`."""
    publication: str
    profile: str
    reason: str
    hidden: tuple[str, ...]
    """Ids of the cells that are not shown. Which of them are small is not told."""
    rounded: int
    """How many cells are shown as a multiple of 5."""
    narrowest: int | None
    """The least room, in whole numbers, that a reader is left with for any of the hidden cells."""


class ForecastLine(Struct, frozen=True):
    """What an earlier year expected of a figure, beside what came of it."""

    id: str
    label: str
    forecast: str
    realised: str
    difference: str
    year: int
    """The year of the folder that expected it."""
    places: tuple[Place, ...]


class GuardLine(Struct, frozen=True):
    """Which share of slips in a table the checks notice (`build.py proef`), as in `Guard`."""

    table: str
    title: str
    cells: int
    shares: tuple[Share, ...]
    copies: int
    copied: tuple[Share, ...]


class ControlReport(Struct, frozen=True):
    """All that was checked of a year, passed or not."""

    year: int
    rules: tuple[RuleLine, ...]
    vintages: tuple[VintageLine, ...]
    remarks: tuple[Remark, ...]
    """The checks on words."""
    exempt: tuple[ExemptLine, ...]
    protections: tuple[ProtectionLine, ...]
    forecasts: tuple[ForecastLine, ...]
    guards: tuple[GuardLine, ...]
    unguarded: tuple[CellRead, ...]
    """Numbers of the year in which a slip goes unnoticed, whatever the slip."""
