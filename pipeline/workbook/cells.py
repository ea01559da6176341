"""What one cell of a workbook says, as an editor would type it; or why that is not certain.

Excel keeps a number as a binary fraction of about 15 digits beside a format for the eye. A number
counts by its value. Where its format shows fewer digits than it has, what is shown counts if the
format has exactly the decimals of the column; else the cell is refused.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from pipeline import dutch, marks
from pipeline.workbook import formats
from pipeline.workbook.lines import BookCell

_DIGITS = 15
_AS_TEXT = "Typ een ' voor de tekst, dan laat Excel haar zoals u haar typt."


class Refused(Exception):
    """A cell whose meaning is not certain: what, found, expected and advice, in Dutch."""

    def __init__(self, what: str, found: str, expected: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.found, self.expected, self.advice = what, found, expected, advice


class Measured(Struct, frozen=True):
    """What is known of the number that a cell should hold."""

    unit: str
    decimals: int


def name(cell: BookCell) -> str:
    """Return the name of a row or figure; a number is one as it is typed: 2021."""
    if cell.kind == "getal" and isinstance(cell.value, float) and cell.value.is_integer():
        return cell.text
    return words(cell)


def words(cell: BookCell) -> str:
    """Return what a cell in a column of words holds, a number as Excel shows it; '' when empty."""
    _refuse_unsure(cell)
    if cell.kind == "getal":
        assert isinstance(cell.value, float), "a number is one"
        exact = _exact(cell.value)
        said = formats.shown(exact, cell.shown_as)
        if said is None:
            found, advice = f"het getal {_plain(exact)}", _AS_TEXT
            raise Refused("Hier hoort tekst te staan", found, "tekst", advice)
        return said
    if cell.kind in ("waar of onwaar", "datum"):
        found = "waar of onwaar" if cell.kind != "datum" else f"een datum of tijd ({cell.text})"
        raise Refused("Hier hoort tekst te staan", found, "tekst", _AS_TEXT)
    if "\n" in cell.text:
        advice = "Zet alles op één regel."
        raise Refused("Deze cel heeft meer dan één regel", repr(cell.text), "één regel", advice)
    return cell.text


def number(cell: BookCell, measured: Measured) -> str:
    """Return the number or mark in a cell as it is typed in a CSV; raises Refused."""
    _refuse_unsure(cell)
    if cell.kind in ("leeg", "tekst"):
        return marks.mark(words(cell))  # '1.234': the loader judges it like anything that is typed
    if cell.kind == "waar of onwaar":
        raise _no_number("waar of onwaar", "Typ het getal.")
    if cell.kind == "datum":
        advice = "Zet de opmaak van de cel op Getal en typ het getal opnieuw."
        raise _no_number(f"een datum of tijd ({cell.text})", advice)
    assert isinstance(cell.value, float), "what is left is a number"
    exact = _exact(cell.value)
    if formats.is_scaled(cell.shown_as):
        raise Refused(
            "De opmaak van deze cel toont een ander getal dan erin staat",
            f"{_plain(exact)}, getoond in duizendtallen of miljoenen ({cell.shown_as})",
            "een getal in de eenheid van de kolom",
            "Zet de opmaak van de cel op Getal en kijk of het getal klopt.",
        )
    if formats.is_percentage(cell.shown_as):
        exact *= 100
        if measured.unit not in ("procent", "procentpunt"):
            advice = "Zet de opmaak van de cel op Getal."
            raise _no_number(f"een percentage ({_plain(exact)}%)", advice)
    return _rounded(exact, formats.decimals(cell.shown_as), measured)


def _exact(value: float) -> Decimal:
    """Return a number as Excel keeps it: 15 digits."""
    return Decimal(format(value, f".{_DIGITS}g"))


def _refuse_unsure(cell: BookCell) -> None:
    if cell.kind == "zonder uitkomst":
        advice = "Open het werkboek in Excel, sla het op en lever het opnieuw aan."
        raise Refused("Deze formule heeft geen uitkomst", "een formule", "een uitkomst", advice)
    if cell.kind == "fout":
        what, advice = "Deze formule geeft een fout", "Verbeter de formule in Excel."
        raise Refused(what, cell.text, "een getal", advice)
    if cell.strange:
        what, advice = (
            "Er staat een teken dat hier niet hoort",
            "Typ de cel opnieuw, zonder kopiëren.",
        )
        raise Refused(
            what, f"{cell.strange}, bij “{cell.text}”", "gewone letters en cijfers", advice
        )


def _rounded(exact: Decimal, shown: int | None, measured: Measured) -> str:
    """Return the number with the decimals of its column; refuse one that has more and shows them.

    A digit that a double cannot hold (0.1 + 0.2) is gone before: 15 digits count.
    """
    if exact != dutch.rounded(exact, measured.decimals) and shown != measured.decimals:
        meant = dutch.meant(exact, measured.decimals, measured.unit)
        advice = f"Rond af in Excel: =AFRONDEN(…;{measured.decimals})."
        if meant is not None:
            number = dutch.number(meant, measured.decimals).replace(dutch.MINUS, "-")
            advice = f"Bedoelt u {number}? Typ het zo in Excel."
        raise Refused(
            "Dit getal heeft te veel decimalen",
            _plain(exact),
            f"hoogstens {measured.decimals}",
            advice,
        )
    typed = dutch.number(exact, measured.decimals)
    return typed.replace(dutch.MINUS, "-")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")


def _no_number(found: str, advice: str) -> Refused:
    return Refused("Dit is geen getal", found, "een getal, of -, nvt, . of nnb", advice)
