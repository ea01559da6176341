"""Signs of Markdown or of a template that a reader gets to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.model import ERROR, WARNING
from pipeline.model.problems import Severity
from pipeline.render.layout_gate.faults import Fault, quoted
from pipeline.render.layout_gate.pieces import Sheet

UNFILLED = re.compile(r"\{\{|\}\}|\{%|%\}|[\ue000-\uf8ff]")
"""What should have been replaced."""
MARKS = re.compile(
    r"\*\*(?=\w)|(?<=\w)\*\*|^#{1,6}\s*\w|\s#{2,6}\s|\|\s*:?-{3,}|\]\(|\[\^|^:::|</?[a-z]+\d?>"
)
"""What an editor meant otherwise."""

_SIGNS: tuple[tuple[re.Pattern[str], Severity], ...] = ((UNFILLED, ERROR), (MARKS, WARNING))


def faults(sheets: list[Sheet]) -> Iterator[Fault]:
    """Yield a fault for each element with such a sign in its text."""
    for sheet in sheets:
        for element, pieces in groupby(sheet.pieces, key=lambda piece: piece.element):
            if element is not None and element.get("class") == "opmerking":
                continue  # makers of a draft write to each other how something is typed
            text = "".join(piece.text for piece in pieces)
            for pattern, severity in _SIGNS:
                if found := pattern.search(text):
                    yield Fault(
                        "W07",
                        severity,
                        sheet.pieces[0].page,
                        element,
                        "De lezer ziet hier een teken dat voor de opmaak bedoeld is",
                        quoted(text[max(0, found.start() - 20) :]),
                        "gewone tekst",
                        "Verbeter de opmaak in de tekst, of haal het teken weg.",
                    )
                    break
