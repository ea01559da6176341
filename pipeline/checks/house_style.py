"""H01: colours of the house style that meet on a page differ enough to be read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline import contrasts, dutch
from pipeline.checks.material import Material
from pipeline.model import ERROR, Problem


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem per pair of tokens with too little contrast, light or dark."""
    style = material.data.organisation.style
    for tokens, screen in ((style.light, "lichte"), (style.dark, "donkere")):
        told = set()
        for found in contrasts.weak(tokens):
            front, back = tokens[found.pair.front], tokens[found.pair.back]
            if (front, back) in told:  # two tokens that take their value from the same one
                continue
            told.add((front, back))
            yield Problem(
                "H01",
                ERROR,
                front.place,
                f"Deze kleuren lijken in de {screen} weergave te veel op elkaar",
                f"contrast {_ratio(found.ratio)}: {front.value} op {back.value}",
                f"ten minste {_ratio(found.pair.least)}",
                "Kies een van de twee donkerder of lichter.",
                (("token", found.pair.front), ("achtergrond", found.pair.back)),
            )


def _ratio(ratio: float) -> str:
    """Return a ratio, cut off and not rounded: 4,49 is not 4,5."""
    return dutch.number(Decimal(int(ratio * 100)) / 100, 2)
