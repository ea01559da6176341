"""What one cell of a workbook says, as an editor would type it; or why that is not certain.

Excel keeps a number as a binary fraction of about 15 digits beside a format for the eye. A number
counts by its value. Where its format shows fewer digits than it has, what is shown counts if the
format has exactly the decimals of the column; else the cell is refused.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from msgspec import Struct

from pipeline import dutch

_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What a number format holds besides its digits: quoted words, colours, room for a sign."""
_SCALED = re.compile(r"[0#?],+(?![0#?])")
_DIGITS = 15


class Refused(Exception):
    """A cell whose meaning is not certain: what, found, expected and advice, in Dutch."""

    def __init__(self, what: str, found: str, expected: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.found, self.expected, self.advice = what, found, expected, advice


class Measured(Struct, frozen=True):
    """What is known of the number that a cell should hold."""

    unit: str
    decimals: int


def words(value: Any) -> str:
    """Return what a cell with words holds: a name, a code, a year; '' for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool | datetime.date | datetime.time):
        kind = "waar of onwaar" if isinstance(value, bool) else "een datum of tijd"
        advice = "Typ een ' voor de tekst, dan laat Excel haar zoals u haar typt."
        raise Refused("Hier hoort tekst te staan", kind, "tekst", advice)
    if isinstance(value, int | float):
        number = Decimal(format(value, f".{_DIGITS}g"))
        return format(number.normalize(), "f")
    text = str(value).strip()
    if "\n" in text:
        advice = "Zet alles op één regel."
        raise Refused("Deze cel heeft meer dan één regel", repr(text), "één regel", advice)
    return text


def number(value: Any, shown_as: str, measured: Measured) -> str:
    """Return the number or sign in a cell as it is typed in a CSV; raises Refused."""
    if value is None or isinstance(value, str):
        return words(value)  # 'nnb', '1.234': the loader judges it like anything that is typed
    if isinstance(value, bool):
        raise _no_number("waar of onwaar", "Typ het getal.")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        advice = "Zet de opmaak van de cel op Getal en typ het getal opnieuw."
        raise _no_number(f"een datum of tijd ({value})", advice)
    exact = Decimal(format(value, f".{_DIGITS}g"))
    if not exact.is_finite():
        raise _no_number(str(value), "Typ het getal.")
    shape = _SECTION.sub("", shown_as)
    if _SCALED.search(shape):
        raise Refused(
            "De opmaak van deze cel toont een ander getal dan erin staat",
            f"{_plain(exact)}, getoond in duizendtallen of miljoenen ({shown_as})",
            "een getal in de eenheid van de kolom",
            "Zet de opmaak van de cel op Getal en kijk of het getal klopt.",
        )
    decimals = _decimals(shape)
    if "%" in shape:
        exact *= 100
        if measured.unit not in ("procent", "procentpunt"):
            advice = "Zet de opmaak van de cel op Getal."
            raise _no_number(f"een percentage ({_plain(exact)}%)", advice)
    return _rounded(exact, decimals, measured)


def _decimals(shape: str) -> int | None:
    """Return how many decimals a number format shows; None when it says nothing (Standaard)."""
    first = shape.split(";")[0]
    if "0" not in first and "#" not in first:
        return None
    after = re.search(r"\.([0#?]+)", first)
    return len(after[1]) if after else 0


def _rounded(exact: Decimal, shown: int | None, measured: Measured) -> str:
    """Return the number with the decimals of its column; refuse one that has more and shows them.

    A digit that a double cannot hold (0.1 + 0.2) is gone before: 15 digits count.
    """
    if exact != dutch.rounded(exact, measured.decimals) and shown != measured.decimals:
        raise Refused(
            "Dit getal heeft te veel decimalen",
            _plain(exact),
            f"hoogstens {measured.decimals}",
            f"Rond af in Excel: =AFRONDEN(…;{measured.decimals}).",
        )
    typed = dutch.number(exact, measured.decimals)
    return typed.replace(dutch.MINUS, "-")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")


def _no_number(found: str, advice: str) -> Refused:
    return Refused("Dit is geen getal", found, "een getal, of -, nvt, . of nnb", advice)
