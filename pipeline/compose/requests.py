"""What an expression in a text can stand for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Cell, Exempt


@dataclass(frozen=True, slots=True)
class Number:
    """A number to show, with its words."""

    cell: Cell
    """As it is shown: in millions, rounded, without its sign."""
    text: str
    fact: Cell
    """As it is: the cell behind it, exact."""
    source: str
    """What stood between the braces."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, such as the year."""

    text: str


@dataclass(frozen=True, slots=True)
class TableRequest:
    """tabel('maatregelen', kolommen='…', rijen='…', regio='…')."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """grafiek('verzuim')."""

    name: str


@dataclass(frozen=True, slots=True)
class NotesRequest:
    """afwijkingen()."""


@dataclass(frozen=True, slots=True)
class ReferenceRequest:
    """verwijs('tabel:maatregelen')."""

    target: str
    capital: bool


BlockRequest = TableRequest | ChartRequest | NotesRequest
Result = Number | Words | Exempt | BlockRequest | ReferenceRequest
