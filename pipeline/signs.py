"""The signs that stand where there is no number, and what they mean; on pages and in data alike."""

from __future__ import annotations

from pipeline import dutch
from pipeline.model import HIDDEN, NIHIL, NOT_APPLICABLE, NOT_KNOWN_YET, NOT_PUBLISHED

SIGNS = {
    NOT_KNOWN_YET: "n.n.b.",
    NOT_PUBLISHED: ".",
    HIDDEN: "x",
    NIHIL: dutch.DASH,
    NOT_APPLICABLE: "n.v.t.",
}
"""What stands in a cell without a number; in the order in which the note below explains them."""


def meanings(whom: str) -> dict[str, str]:
    """Return what each of them says in full; `whom` is who may not be recognised."""
    return {
        NOT_KNOWN_YET: NOT_KNOWN_YET,
        NOT_PUBLISHED: NOT_PUBLISHED,
        HIDDEN: f"niet getoond, om herkenning van {whom} te voorkomen",
        NIHIL: NIHIL,
        NOT_APPLICABLE: "niet van toepassing",
    }
