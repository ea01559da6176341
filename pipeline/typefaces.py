"""The typefaces that a house style can choose from: each comes from a pinned PyPI package."""

from __future__ import annotations

import re

from msgspec import Struct


class Face(Struct, frozen=True):
    """One font file."""

    package: str
    """Import name of the package that holds it."""
    file: str
    """Its name in that package and in ours, without .ttf."""
    weight: int
    style: str
    """'normal' or 'italic'."""


_SANS, _SERIF = "font_source_sans_pro", "font_source_serif_pro"
FAMILIES: dict[str, tuple[Face, ...]] = {
    "Source Sans Pro": (
        Face(_SANS, "SourceSansPro-Regular", 400, "normal"),
        Face(_SANS, "SourceSansPro-It", 400, "italic"),
        Face(_SANS, "SourceSansPro-Semibold", 600, "normal"),
    ),
    "Source Serif Pro": (
        Face(_SERIF, "SourceSerifPro-Regular", 400, "normal"),
        Face(_SERIF, "SourceSerifPro-It", 400, "italic"),
        Face(_SERIF, "SourceSerifPro-Semibold", 600, "normal"),
    ),
}
"""Each family with the faces that a publication needs: upright, italic and heavy."""
DEFAULT = "Source Sans Pro"


def of_stack(stack: str) -> str:
    """Return the first family of a CSS font stack that we have, '' when we have none."""
    names = [re.sub(r"^['\"]|['\"]$", "", name.strip()) for name in stack.split(",")]
    return next((name for name in names if name in FAMILIES), "")


def face(family: str, weight: int, style: str = "normal") -> Face:
    """Return a face of a family; LookupError when there is none."""
    for found in FAMILIES[family]:
        if (found.weight, found.style) == (weight, style):
            return found
    raise LookupError(f"{family} has no {style} {weight}")
