"""What an expression in a text can stand for."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Cell, Exempt


class Number(Struct, frozen=True):
    """A number to show, with its words."""

    cell: Cell
    """As it is shown: in millions, rounded, without its sign."""
    text: str
    fact: Cell
    """As it is: the cell behind it, exact."""
    source: str
    """What stood between the braces."""


class Words(Struct, frozen=True):
    """Plain text, such as the year."""

    text: str


class TableRequest(Struct, frozen=True):
    """tabel('maatregelen', kolommen='…', rijen='…', regio='…')."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


class ChartRequest(Struct, frozen=True):
    """grafiek('verzuim')."""

    name: str


class NotesRequest(Struct, frozen=True):
    """afwijkingen()."""


class ReferenceRequest(Struct, frozen=True):
    """verwijs('tabel:maatregelen')."""

    target: str
    capital: bool


BlockRequest = TableRequest | ChartRequest | NotesRequest
Result = Number | Words | Exempt | BlockRequest | ReferenceRequest
