"""The account of the numbers: what each figure is, and every place where a reader meets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.model.document import Heading
from pipeline.model.numbers import Cell
from pipeline.model.problems import Place

AppearanceKind = Literal[
    "tekst", "tegel", "kop", "voetnoot", "noot", "tabel", "grafiek", "beschrijving", "alt-tekst"
]


@dataclass(frozen=True, slots=True)
class Appearance:
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
    """What marks the same place on the printed page."""
    place: Place
    """Where an editor put it: a line of a text, or of the table's insertion."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One figure of the year with all its places."""

    cell: Cell
    status: str
    """One of STATUSES, or 'herzien'."""
    places: tuple[tuple[Appearance, int], ...]
    """Each with its page in the PDF, 0 where there is none."""
    parts: tuple[str, ...]
    """Ids of the figures that it was computed from."""


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What is known of a PDF once it is written."""

    pages: int
    places: Mapping[str, int]
    """Page, counted from 1, of each number (its anchor), table and figure (its id)."""
