"""Turn what was typed in a cell into a value, or refuse it."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import dutch
from pipeline.model import NIHIL, NOT_APPLICABLE, NOT_KNOWN_YET, NOT_PUBLISHED

MARKS = {
    "-": (Decimal(0), NIHIL),
    "nvt": (None, NOT_APPLICABLE),
    ".": (None, NOT_PUBLISHED),
    "nnb": (None, NOT_KNOWN_YET),
}
"""What a cell may hold instead of a number -> (value, missing)."""


class NotANumber(Exception):
    """Carries what to say of the cell: code, what, expected and advice."""

    def __init__(self, code: str, what: str, expected: str, advice: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.expected = expected
        self.advice = advice


def read_number(text: str, decimals: int) -> tuple[Decimal | None, str]:
    """Return (value, missing) of a typed number in Dutch notation or one of MARKS.

    Raises NotANumber for whatever is not certain: a decimal point, more decimals than the column
    has, units, words, an empty cell.
    """
    if text in MARKS:
        return MARKS[text]
    if not text:
        raise NotANumber(
            "C05",
            "Hier staat niets",
            "een getal, - (nihil), nvt, . (niet gepubliceerd) of nnb (nog niet bekend)",
            "Vul in wat er hoort te staan.",
        )
    value = dutch.parse(text)
    if value is None:
        raise _why_not(text)
    typed = len(text.partition(",")[2])
    if typed > decimals:
        raise NotANumber(
            "C04",
            "Dit getal heeft te veel decimalen",
            f"hoogstens {decimals} {'decimaal' if decimals == 1 else 'decimalen'}",
            "Rond het getal af, of verhoog `decimalen` in de YAML.",
        )
    if decimals >= 3 and "." in text and not typed:
        raise NotANumber(
            "C04",
            "Dit getal kan op twee manieren gelezen worden",
            f"een getal met komma en {decimals} decimalen",
            "Schrijf de decimalen op, of laat de punt weg.",
        )
    return value, ""


def _why_not(text: str) -> NotANumber:
    if sum(character.isdigit() for character in text) > dutch.LONGEST:
        return NotANumber(
            "C03",
            "Dit getal is te lang",
            f"hoogstens {dutch.LONGEST} cijfers",
            "Kijk of er twee getallen aan elkaar staan, of rond het getal af.",
        )
    if re.fullmatch(r"[+\-\u2212]?[0-9.,]*[0-9][0-9.,]*", text) and re.search("[.,]", text):
        return NotANumber(
            "C04",
            "De punt of komma staat hier niet goed",
            "een komma voor decimalen, een punt alleen voor duizendtallen (1.234,5)",
            "Vervang een punt voor decimalen door een komma, of zet de punt op de goede plaats.",
        )
    if re.search(r"[€%]|fte|euro|mln", text):
        return NotANumber(
            "C03",
            "In deze cel staat meer dan een getal",
            "alleen het getal",
            "Zet de eenheid in de YAML van de tabel, niet in de cel.",
        )
    return NotANumber(
        "C03",
        "Dit is geen getal",
        "een getal zoals 1.234 of 6,8, of een van de tekens -, nvt, . en nnb",
        "Verbeter wat er staat.",
    )
