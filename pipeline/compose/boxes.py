"""Boxes (`::: kader`): each opened by a known name, none inside another, each closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.compose.insertions import BLOCK
from pipeline.model import ERROR, Place, Problem
from pipeline.names import did_you_mean

BOXES = ("kader", "inleiding", "citaat", "tegels", "uitgelicht", "ondertekening")
_LINE = re.compile(r"(\s*)(:{3,})\s*(.*)")


def box_problems(source: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the boxes of a text."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(source.split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        where = replace(place, line=number)
        marks, rest = match[2], match[3].strip()
        if match[1] or marks != ":::":
            yield _problem(where, line, "drie dubbele punten (:::) aan het begin van de regel")
        elif not rest:
            if opened is None:
                yield _problem(where, line, "eerst een regel die een vak opent, zoals ::: kader")
            opened = None
        else:
            if opened:
                yield _not_closed(place, *opened)
            name = rest.split()[0]
            if name not in BOXES:
                yield _unknown(where, name)
            if BLOCK.search(rest):
                yield _problem(
                    where, f"::: {name} …", "woorden en cijfers achter de naam van het vak"
                )
            opened = (number, line)
    if opened:
        yield _not_closed(place, *opened)


def _not_closed(place: Place, number: int, line: str) -> Problem:
    return Problem(
        "X09",
        ERROR,
        replace(place, line=number),
        "Dit vak wordt niet gesloten",
        line.strip(),
        "een regel met alleen ::: aan het eind van het vak",
        "Voeg die regel toe. Een vak kan niet in een ander vak staan.",
    )


def _unknown(place: Place, name: str) -> Problem:
    return Problem(
        "X09",
        ERROR,
        place,
        "Dit vak kennen we niet",
        f"::: {name}",
        "::: " + ", ::: ".join(BOXES),
        did_you_mean(name, BOXES, "Kies een van de genoemde vakken."),
    )


def _problem(place: Place, line: str, expected: str) -> Problem:
    return Problem(
        "X09",
        ERROR,
        place,
        "Dit vak is niet goed geopend of gesloten",
        line.strip(),
        expected,
        "Open een vak met ::: en de naam, en sluit het met een regel met alleen :::.",
    )
