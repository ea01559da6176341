"""Turn what was typed in a cell into a value, or refuse it."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import dutch, marks
from pipeline.model import NIHIL


class NotANumber(Exception):
    """Carries what to say of the cell: code, what, expected and advice.

    `cause` names what more cells of a file can suffer from; it is reported at the first of them.
    """

    def __init__(self, code: str, what: str, expected: str, advice: str, cause: str = "") -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.expected = expected
        self.advice = advice
        self.cause = cause


def read_number(text: str, decimals: int, unit: str = "") -> tuple[Decimal | None, str]:
    """Return (value, missing) of a typed number in Dutch notation, or of a mark (`pipeline.marks`).

    Raises NotANumber for whatever is not certain: a decimal point, more decimals than the column
    has, units, words, an empty cell. `unit` helps to say what was meant.
    """
    typed = text.strip()
    missing = marks.missing(typed)
    if missing is not None:
        return (Decimal(0) if missing == NIHIL else None), missing
    if not typed:
        raise NotANumber(
            "C05",
            "Hier staat niets",
            "een getal, - (nihil), nvt, . (niet gepubliceerd) of nnb (nog niet bekend)",
            "Vul in wat er hoort te staan.",
        )
    value = dutch.parse(typed)
    if value is None:
        raise _why_not(typed, decimals, unit)
    if len(typed.partition(",")[2]) > decimals:
        raise _too_precise(value, decimals, unit)
    if decimals >= 3 and "." in typed and "," not in typed:
        raise NotANumber(
            "C04",
            "Dit getal kan op twee manieren gelezen worden",
            f"een getal met komma en {decimals} decimalen",
            "Schrijf de decimalen op, of laat de punt weg.",
        )
    return value, ""


def _too_precise(value: Decimal, decimals: int, unit: str) -> NotANumber:
    advice = "Rond het getal af, of verhoog `decimalen` in de YAML."
    meant = dutch.meant(value, decimals, unit)
    if meant is not None:
        advice = f"Bedoelt u {dutch.number(meant, decimals).replace(dutch.MINUS, '-')}?"
        if meant != value:
            percent = unit == "procent"
            told = "Hier staat 24,5% als 24,5." if percent else "Scheid duizendtallen met een punt."
            advice = f"{advice} {told}"
    return NotANumber(
        "C04",
        "Dit getal heeft te veel decimalen",
        f"hoogstens {decimals} {'decimaal' if decimals == 1 else 'decimalen'}",
        advice,
    )


def _why_not(typed: str, decimals: int, unit: str) -> NotANumber:
    # only who meets one pays for it
    from pipeline.load.likely import notation
    from pipeline.load.notations import MORE

    if len(re.findall("[0-9]", typed)) > dutch.LONGEST and not re.search(
        r"[^0-9.,+\-\u2212]", typed
    ):
        return NotANumber(
            "C03",
            "Dit getal is te lang",
            f"hoogstens {dutch.LONGEST} cijfers",
            "Kijk of er twee getallen aan elkaar staan, of rond het getal af.",
        )
    found, meant = notation(typed, decimals, unit)
    expected = "een getal zoals 1.234 of 6,8, of een van de tekens -, nvt, . en nnb"
    if found.code == "C04":
        expected = "een komma voor decimalen, een punt alleen voor duizendtallen (1.234,5)"
    elif found.what == MORE:
        expected = "alleen het getal"
    asked = f"Bedoelt u {meant}?" if meant else ""
    return NotANumber(
        found.code, found.what, expected, " ".join(filter(None, (asked, found.advice)))
    )
