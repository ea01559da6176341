"""One thing that is wrong on a page, before it is known who typed it where."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pipeline.model.problems import Severity

MILLIMETRE = 96 / 25.4
"""CSS pixels."""
LONGEST = 60


class Fault(Struct, frozen=True):
    """What is wrong, on which page and at which element, in the words of a `Problem`."""

    code: str
    severity: Severity
    page: int
    element: Any
    """None for what a style sheet writes."""
    what: str
    found: str
    expected: str
    advice: str


def quoted(text: str) -> str:
    """Return words as a message shows them; '' is a picture."""
    words = " ".join(text.split())
    if not words:
        return "een plaatje"
    return f"‘{words if len(words) <= LONGEST else words[:LONGEST] + '…'}’"
