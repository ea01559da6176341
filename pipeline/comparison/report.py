"""What a comparison found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from pipeline.changes import CellChange
from pipeline.model import Place


class NumberChange(Struct, frozen=True):
    """A number or word of the data that differs, with the places where readers meet it."""

    change: CellChange
    places: tuple[str, ...]
    """Such as 'jaarverslag, 4.1 Onze prestaties (tabel)'; where the new state shows it, or for what
    was removed the old one."""


class TableChange(Struct, frozen=True):
    """A table of the data of which more than numbers differs."""

    table: str
    title: str
    said: tuple[str, ...]
    """In Dutch: 'nieuwe rij: Zeeland', 'de eenheid was aantal en is fte'."""


class BlockChange(Struct, frozen=True):
    """A table, chart or diagram that a publication gained, lost or shows otherwise."""

    publication: str
    name: str
    """'grafiek: Verzuim per jaar'."""
    said: str


class Piece(Struct, frozen=True):
    """A piece of a text: in both, only in the old one or only in the new one."""

    kind: Literal["gelijk", "weg", "nieuw"]
    words: str


class TextChange(Struct, frozen=True):
    """A paragraph, heading or point that differs, word by word."""

    publication: str
    chapter: str
    pieces: tuple[Piece, ...]
    place: Place
    """In the new state; for what was removed in the old one."""


class Difference(Struct, frozen=True):
    """All that differs between an old and a new state."""

    old: str
    """What the reader calls it: '2020', 'a1b2c3d (2021)'."""
    new: str
    numbers: tuple[NumberChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know first, such as that the old state has faults."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Id of a table -> its title."""
    instead: str = ""
    """What there is to say where nothing can be compared, such as that the year is new."""

    @property
    def nothing(self) -> bool:
        """Whether both states say the same."""
        return not (self.numbers or self.tables or self.blocks or self.texts)
