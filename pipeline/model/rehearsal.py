"""How well the checks guard the numbers of a year: what a rehearsal with slips measured."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from pipeline.model.numbers import Cell

SLIPS = ("laatste cijfer", "maal tien", "verwisseld", "teken")
"""The slips: last digit one higher, times ten, two adjacent digits swapped, other sign."""


class Share(Struct, frozen=True):
    """How many slips of one kind the checks noticed, of how many that could be made."""

    slip: str
    """One of SLIPS."""
    noticed: int
    made: int

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; None when no such slip can be made."""
        return Decimal(100) * self.noticed / self.made if self.made else None


class Guard(Struct, frozen=True):
    """How well one table, or the single figures together, is guarded."""

    table: str
    """Id of the table, or `cijfers`."""
    title: str
    cells: int
    """How many cells hold a number."""
    shares: tuple[Share, ...]
    """One per slip, in the order of SLIPS."""
    unguarded: tuple[Cell, ...]
    """Cells of which no slip was noticed."""
    escaped: tuple[tuple[str, str], ...]
    """(cell id, slip) of every slip that went unnoticed."""


class Rehearsal(Struct, frozen=True):
    """One year with every number changed once in each way, one at a time."""

    year: int
    guards: tuple[Guard, ...]
    """The tables in the order of the year, then the single figures."""

    def pooled(self, tables_only: bool = False) -> tuple[Share, ...]:
        """Return the shares over all tables, with or without the single figures."""
        chosen = [g for g in self.guards if not (tables_only and g.table == "cijfers")]
        return tuple(
            Share(
                slip,
                sum(guard.shares[i].noticed for guard in chosen),
                sum(guard.shares[i].made for guard in chosen),
            )
            for i, slip in enumerate(SLIPS)
        )
