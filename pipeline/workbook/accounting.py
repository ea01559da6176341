"""What was read of a workbook, and what was not and why: nothing vanishes without a word."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.characters import excerpt

_MOST = 25
"""How many lines of one kind are printed; the rest is counted."""


class Seen(Struct, frozen=True):
    """A block that was read."""

    sheet: str
    table: str
    first_line: int
    rows: int


class Unread(Struct, frozen=True):
    """Something in a workbook that was not read."""

    where: str
    """'blad Kladblok' or 'verzuim B4'."""
    why: str


class Account(Struct, frozen=True):
    """What became of everything in a workbook."""

    read: tuple[Seen, ...] = ()
    ignored: tuple[Unread, ...] = ()
    explaining: tuple[str, ...] = ()
    """The sheets that only explain."""
    explained: int = 0
    """How many cells explain, beside and between the blocks."""

    def lines(self) -> Iterator[str]:
        """Yield what a controller wants to know of it."""
        if self.read:
            told = ", ".join(f"{seen.table} ({_rows(seen.rows)})" for seen in self.read)
            yield f"Gelezen: {told}."
        if self.explained:
            sheets = ", ".join(self.explaining[:_MOST])
            told = f", en het blad {sheets}" if len(self.explaining) == 1 else ""
            told = f", en de bladen {sheets}" if len(self.explaining) > 1 else told
            yield f"Uitleg, niet gelezen: {cells(self.explained)} tussen haakjes{told}."
        if self.ignored:
            yield "Ook niet gelezen:" if self.explained else "Niet gelezen:"
            wide = max(len(one.where) for one in self.ignored[:_MOST])
            for one in self.ignored[:_MOST]:
                yield f"    {one.where:<{wide}}   {one.why}"
            if len(self.ignored) > _MOST:
                yield f"    en nog {len(self.ignored) - _MOST}"
        yield ""

    def as_record(self) -> dict[str, object]:
        """Return the same for who builds on it."""
        return {
            "gelezen": [
                {"blad": s.sheet, "tabel": s.table, "regel": s.first_line, "rijen": s.rows}
                for s in self.read
            ],
            "niet_gelezen": [{"waar": one.where, "waarom": one.why} for one in self.ignored],
            "uitleg": {"bladen": list(self.explaining), "cellen": self.explained},
        }


def _rows(count: int) -> str:
    return "1 rij" if count == 1 else f"{count} rijen"


def comment(sheet: str, address: str, words: str) -> Unread:
    """Return what is said of a comment on a cell."""
    return Unread(f"{sheet} {address}", f"een opmerking: “{excerpt(' '.join(words.split()), 60)}”")


def cells(count: int) -> str:
    """Return '1 gevulde cel'."""
    return "1 gevulde cel" if count == 1 else f"{count} gevulde cellen"
