"""How well the checks guard the numbers of a year: what a rehearsal with slips measured."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from pipeline.model.numbers import Cell

SLIPS = (
    "laatste cijfer",
    "maal tien",
    "maal duizend",
    "verwisseld",
    "teken",
    "prognose als uitkomst",
)
"""The slips in one number: last digit one higher, times ten, times a thousand, two adjacent digits
swapped, other sign, and a forecast or budget that is called what happened."""
GROUP_SLIPS = ("twee cellen", "twee rijen", "over en weer", "rij van vorig jaar")
"""The slips in several: two neighbouring cells of a row, or two neighbouring rows, changed places;
one number a step higher and its neighbour a step lower; a row with the numbers of a year before."""


class Share(Struct, frozen=True):
    """How many slips of one kind the checks noticed, of how many that could be made."""

    slip: str
    """One of SLIPS or GROUP_SLIPS."""
    noticed: int
    made: int

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; None when no such slip can be made."""
        return Decimal(100) * self.noticed / self.made if self.made else None


class Guard(Struct, frozen=True):
    """How well one table, or the single figures together, is guarded.

    An own number stands in no earlier year's folder. A copy does, and differs from it in every slip
    (V01): it says nothing of how good the checks are, and is counted apart.
    """

    table: str
    """Id of the table, or `cijfers`."""
    title: str
    cells: int
    """How many cells hold an own number."""
    shares: tuple[Share, ...]
    """Of own numbers: one per slip, in the order of SLIPS and GROUP_SLIPS."""
    copies: int
    """How many cells hold a copy that an earlier year confirms."""
    copied: tuple[Share, ...]
    """Of copies: one per slip, in the order of SLIPS."""
    unguarded: tuple[Cell, ...]
    """Cells of which no slip was noticed."""
    escaped: tuple[tuple[str, str], ...]
    """(cell ids, slip) of every slip in own numbers that went unnoticed."""


class Rehearsal(Struct, frozen=True):
    """One year with every slip made once, one at a time."""

    year: int
    guards: tuple[Guard, ...]
    """The tables in the order of the year, then the single figures."""

    def pooled(self, tables_only: bool = False) -> tuple[Share, ...]:
        """Return the shares of own numbers over all tables, with or without the single figures."""
        chosen = [g for g in self.guards if not (tables_only and g.table == "cijfers")]
        return together(guard.shares for guard in chosen)

    @property
    def copied(self) -> tuple[Share, ...]:
        """The shares of copies over all tables and single figures."""
        return together(guard.copied for guard in self.guards)


def together(parts: Iterable[tuple[Share, ...]]) -> tuple[Share, ...]:
    """Return shares of the same slips, in the same order, added up."""
    return tuple(
        Share(column[0].slip, sum(s.noticed for s in column), sum(s.made for s in column))
        for column in zip(*parts, strict=True)
    )
