"""Letters that our fonts do not have: another font of this machine, or an empty box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model import ERROR
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Sheet
from pipeline.typefaces import FAMILIES


def faults(sheets: list[Sheet], fonts: list[Any]) -> Iterator[Fault]:
    """Yield a fault for each piece with such a letter; `fonts` are those of the written PDF.

    A letter that is in no piece stands in a drawing: its fault has no element.
    """
    strange = {letter for font in fonts for letter in _strange(font)}
    for sheet in sheets if strange else ():
        for piece in sheet.pieces:
            if here := strange.intersection(piece.text):
                strange = strange - here
                yield _fault(piece.page, piece.element, here, quoted(piece.text))
    if strange:
        yield _fault(0, None, strange, "een grafiek of diagram")


def _strange(font: Any) -> Iterator[str]:
    """Yield the letters that a font may not set, or cannot."""
    if font.family not in FAMILIES:
        yield from (text for text in font.to_unicode.values() if text.strip())
    yield from map(chr, font.missing)


def _fault(page: int, element: Any, letters: set[str], where: str) -> Fault:
    named = ", ".join(f"{letter} (U+{ord(letter[0]):04X})" for letter in sorted(letters))
    return Fault(
        "W08",
        ERROR,
        page,
        element,
        "Ons lettertype heeft dit teken niet",
        f"{named} in {where}",
        "tekens die het lettertype heeft",
        "Schrijf het in woorden, of haal het teken weg.",
    )
