"""What an editor types where there is no number, however it is spelled."""

from __future__ import annotations

from pipeline.model import NIHIL, NOT_APPLICABLE, NOT_KNOWN_YET, NOT_PUBLISHED

TYPED = {NIHIL: "-", NOT_APPLICABLE: "nvt", NOT_PUBLISHED: ".", NOT_KNOWN_YET: "nnb"}
"""What is missing -> the mark for it."""
_MISSING = {mark: missing for missing, mark in TYPED.items()}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def mark(text: str) -> str:
    """Return the mark that a text is ('NNB', 'n.v.t.', a dash of Word), or the text itself."""
    plain = text.strip().lower().translate(_DASHES)
    if plain in _MISSING:
        return plain
    plain = plain.replace(".", "").replace(" ", "")
    return plain if len(plain) == len("nvt") and plain in _MISSING else text.strip()


def missing(text: str) -> str | None:
    """Return what is missing where a mark stands, None where there is none."""
    return _MISSING.get(mark(text))
