"""Why a file cannot be read as a workbook, in the words of who delivered it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import ERROR, Place, Problem
from pipeline.workbook.accounting import Account

UNREADABLE, TOO_LARGE = "E01", "E04"
_WHAT = {
    UNREADABLE: "Dit werkboek is niet te lezen",
    TOO_LARGE: "Dit werkboek is te groot",
}
_MOST_NAMED = 5
EXPECTED = "een werkboek dat eindigt op .xlsx of .ods, of één tabel als .csv"


class Unreadable(Exception):
    """A file that cannot be read for certain: code, found, expected and advice, in Dutch."""

    def __init__(
        self, found: str, advice: str, expected: str = EXPECTED, code: str = UNREADABLE
    ) -> None:
        super().__init__(found)
        self.found, self.advice, self.expected, self.code = found, advice, expected, code

    def problem(self, file: str) -> Problem:
        """Return the problem of a file."""
        what, place = _WHAT[self.code], Place(file)
        return Problem(self.code, ERROR, place, what, self.found, self.expected, self.advice)


def damaged(part: str = "") -> Unreadable:
    """Return the refusal of a file of which a part is missing or broken."""
    found = f"een beschadigd onderdeel: {part}" if part else "geen werkboek, of een kapot"
    return Unreadable(found, "Open het in Excel, sla het op als nieuw werkboek en lever dat aan.")


def locked() -> Unreadable:
    """Return the refusal of a file with a password."""
    advice = "Haal het wachtwoord eraf (Bestand, Info, Werkmap beveiligen) en sla het op."
    return Unreadable("een werkboek met een wachtwoord", advice)


def too_large(found: str) -> Unreadable:
    """Return the refusal of a file that holds more than the numbers of a year can be."""
    advice = "Kopieer alleen de tabellen van dit jaar naar een nieuw werkboek."
    return Unreadable(found, advice, "de tabellen van één jaar", TOO_LARGE)


def nothing_of_ours(file: str, account: Account, known: Iterable[str]) -> Problem:
    """Return the problem of a workbook that can be read, and in which no table stands."""
    sheets = [f"{one.where}: {one.why}" for one in account.ignored][:_MOST_NAMED]
    sheets += [f"blad {title}: alleen uitleg" for title in account.explaining[:_MOST_NAMED]]
    found = "; ".join(sheets) or "alleen lege bladen"
    return Problem(
        "E03",
        ERROR,
        Place(file),
        "In dit werkboek staat geen tabel van dit jaar",
        found,
        f"een blad dat heet als een tabel, of een regel met tabel en de naam: {', '.join(known)}",
        "Zet boven de tabel een regel met tabel en in de cel ernaast de naam.",
    )
