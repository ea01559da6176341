"""How openly numbers may be shown, and what was done so that nobody can be recognised."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.model.year import YearData

EXACT = "exact"
ROUNDED = "afgerond5"
SUPPRESSED = "onderdrukt"
PROFILES = (EXACT, ROUNDED, SUPPRESSED)


class Protection(Struct, frozen=True):
    """What was done to one table (or single figure) in one publication; holds no hidden value."""

    table: str
    """Id of the table, or `cijfers.naam`."""
    publication: str
    profile: str
    """One of PROFILES."""
    reason: str
    """Why it is shown exactly; '' for the other profiles."""
    primary: tuple[str, ...] = ()
    """Ids of the cells that are hidden because they count 1 to 4."""
    secondary: tuple[str, ...] = ()
    """Ids of the cells that are hidden so that those cannot be worked out."""
    rounded: tuple[str, ...] = ()
    """Ids of the cells that are shown as a multiple of 5."""
    intervals: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    """Per hidden or rounded cell the least and the most that a reader can work out; None: no
    limit."""


class Protected(Struct, frozen=True):
    """A year as each publication may show it."""

    of: Mapping[str, YearData]
    """By publication: hidden numbers are not in it, rounded ones only in their rounded form."""
    everywhere: YearData
    """What may be shown beside all publications, such as the tables as data: the least of each."""
    protections: tuple[Protection, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Ids of the cells whose exact value some publication keeps to itself."""
    before: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Per earlier year the ids of the cells that its own folder hides."""
    guarded: frozenset[str] = frozenset()
    """Ids of the tables (or 'cijfers') that hide or round something, in this year or earlier."""
