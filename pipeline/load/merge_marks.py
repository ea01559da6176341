"""The marks that git leaves in a file when two people changed the same lines.

Until somebody chooses, the first of the two versions counts, so that all other checks go on.
"""

from __future__ import annotations

import re

from pipeline.model import ERROR, Place, Problem

_START, _MIDDLE, _END = "<<<<<<<", "=======", ">>>>>>>"
_MARKED = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def without_marks(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return a text with one version of what is in conflict, on the same lines, and the problem."""
    first = _MARKED.search(text)
    if first is None:
        return text, []
    lines, starts = [], []
    theirs = False
    for number, line in enumerate(text.split("\n"), 1):
        mark = line[:7] if line[7:8] in ("", " ") else ""
        if mark in (_START, _END, _MIDDLE, "|||||||"):
            theirs = mark in (_MIDDLE, "|||||||")
            starts += [number] if mark == _START else []
        lines.append("" if theirs or mark in (_START, _END, _MIDDLE) else line)
    where = starts or [text.count("\n", 0, first.start()) + 1]
    return "\n".join(lines), [_problem(file, where)]


def _problem(file: str, lines: list[int]) -> Problem:
    more = f", ook op regel {', '.join(map(str, lines[1:]))}" if len(lines) > 1 else ""
    return Problem(
        "B08",
        ERROR,
        Place(file, lines[0]),
        "Hier staan twee versies van dezelfde regels onder elkaar",
        f"de tekens {_START}, {_MIDDLE} en {_END} van een samenvoeging die niet af is{more}",
        "één versie, zonder die tekens",
        "Kies tussen de tekens wat er moet staan, en verwijder de rest en de tekens.",
    )
