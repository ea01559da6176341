"""A number that stands in the folder of an earlier year: `uit 2021` in a cell, instead of a copy.

What is filled in or corrected there arrives here. Only a number of the same year, status and unit
can be meant; which folders there are to read from, `Vintages` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pipeline import dutch
from pipeline.load.numbers import NotANumber, read_number
from pipeline.model import Cell, YearData
from pipeline.names import did_you_mean

_FORM = re.compile(r"[Uu]it +([1-9][0-9]{3})(?:/([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*))?")
_MEANT = re.compile(r"uit\b", re.IGNORECASE)
_SINGLES = "cijfers"


class Reference(Struct, frozen=True):
    """The year whose folder is meant, and the full id of the number there."""

    year: int
    cell: str


def read_reference(text: str, own: str) -> Reference | None:
    """Return what a typed value refers to, None for any other value; `own` is the id of its cell.

    Without a name after the year the number of the same name is meant; a name without a point is
    that of a single figure. Raises NotANumber for what only looks like a reference.
    """
    if not _MEANT.match(text.strip()):
        return None
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise NotANumber(
            "Y09",
            "Deze verwijzing naar een eerder jaar is niet te lezen",
            "uit 2021, of uit 2021/tabel.rij.kolom",
            "Schrijf uit en een jaar. Heet het cijfer daar anders, zet dan / en die naam erachter.",
        )
    name = found[2] or own
    return Reference(int(found[1]), name if "." in name else f"{_SINGLES}.{name}")


class Vintages:
    """The folders of earlier years, each read when a number of this year refers to it."""

    def __init__(self, year: int, known: Iterable[int], read: Callable[[int], YearData]) -> None:
        self._year, self._read = year, read
        self._known = tuple(before for before in known if before < year)
        self._years: dict[int, tuple[YearData, Mapping[str, Cell]]] = {}

    def filled(self, cell: Cell, typed: str) -> Cell:
        """Return a cell with what was typed in it, or what that refers to; raises NotANumber."""
        there = self.meant(typed, cell.id)
        if there is None:
            value, missing = read_number(typed, cell.decimals, cell.unit)
            return replace(cell, value=value, missing=missing)
        _refuse_other(cell, there)
        origin = there.origin or there.place
        return replace(cell, value=there.value, missing=there.missing, origin=origin)

    def meant(self, typed: str, own: str) -> Cell | None:
        """Return the number of an earlier year that is meant, None for any other typed value.

        `own` is the id of the cell. Raises NotANumber when there is no such number.
        """
        reference = read_reference(typed, own)
        if reference is None:
            return None
        year, name = reference.year, reference.cell
        if year >= self._year:
            raise NotANumber(
                "Y10",
                "Dit cijfer verwijst niet naar een eerder jaar",
                f"een jaar voor {self._year}",
                "Vul het cijfer zelf in, of nnb zolang het niet bekend is.",
            )
        if year not in self._known:
            there_are = ", ".join(map(str, self._known)) or "geen"
            raise NotANumber(
                "Y09",
                f"Er is geen jaarmap van {year} om dit cijfer uit te lezen",
                f"een van de eerdere jaren die er zijn: {there_are}",
                "Verbeter het jaar, of vul het cijfer zelf in.",
                f"map {year}",
            )
        if year not in self._years:
            data = self._read(year)
            self._years[year] = data, data.cells
        data, cells = self._years[year]
        table = name.partition(".")[0]
        if name in cells:
            return cells[name]
        if table in data.broken:
            raise _unreadable(year, table)
        raise NotANumber(
            "Y09",
            f"Dit cijfer is er niet in de jaarmap van {year}",
            f"een cijfer met de naam {name}",
            did_you_mean(name, cells, "Verbeter de naam, of vul het cijfer zelf in."),
        )


def _unreadable(year: int, table: str) -> NotANumber:
    return NotANumber(
        "Y09",
        f"De cijfers van {year} waarnaar dit verwijst, zijn niet te lezen",
        f"{table} in de jaarmap van {year}, zonder fouten",
        f"Verbeter eerst wat er in de jaarmap van {year} fout is: check --year {year} zegt het.",
        f"{table} {year}",
    )


def _refuse_other(here: Cell, there: Cell) -> None:
    """Raise NotANumber when the number there is another kind of number than is asked here.

    What was expected is no outcome, and a number keeps the digits with which it was published.
    """
    own, other = _kind(here), _kind(there)
    if own != other:
        raise NotANumber(
            "Y10",
            "Het cijfer waarnaar dit verwijst, is een ander soort cijfer",
            f"hier {', '.join(own)}; daar staat {', '.join(other)}",
            "Verwijs naar het cijfer van hetzelfde jaar, met dezelfde status en eenheid. "
            "Is dat er niet, vul dan het cijfer zelf in, of nnb.",
        )
    if there.value is not None and dutch.rounded(there.value, here.decimals) != there.value:
        raise NotANumber(
            "Y10",
            "Het cijfer waarnaar dit verwijst, heeft meer decimalen",
            f"hoogstens {here.decimals}; daar {there.decimals}",
            "Verhoog `decimalen` in de YAML.",
        )


def _kind(cell: Cell) -> tuple[str, str, str]:
    return cell.year, cell.status, cell.unit
