"""The numbers in front of the names of chapters: they are the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.model import ERROR, WARNING, Place, Problem, Severity
from pipeline.paths import shown

_NUMBER = re.compile(r"(\d+)(?=[-_. ])")


def check_numbers(files: list[Path], appendices: Iterable[Path] = ()) -> Iterator[Problem]:
    """Yield a problem (B05) where chapters of one publication skip, share or lack a number.

    `files` are in the order in which they are read, that of their names. They are numbered from 00
    or 01; an appendix may begin a new ten (90), and numbers that are all tens (10, 20, 30) go on
    by ten. What is missing behind two files of one number, or where the order is wrong, is no
    second problem.
    """
    found = {path: int(match[1]) for path in files if (match := _NUMBER.match(path.stem))}
    if not found:
        return
    for path in files:
        if path not in found:
            yield _misnumbered(path, WARNING, "Dit hoofdstuk heeft geen nummer", path.name)
    step = 10 if len(found) > 1 and all(number % 10 == 0 for number in found.values()) else 1
    first, numbers = next(iter(found)), list(found.values())
    in_order = numbers == sorted(numbers)
    if found[first] > step:
        yield _gap(first, "", step, found[first] - step)
    for one, other in pairwise(found):
        if found[one] == found[other]:
            what = "Twee hoofdstukken hebben hetzelfde nummer"
            yield _misnumbered(other, ERROR, what, f"{one.name} en {other.name}")
        elif found[one] > found[other]:
            what = "De hoofdstukken staan niet op volgorde van hun nummer"
            yield _misnumbered(other, ERROR, what, f"{other.name} komt na {one.name}")
        elif other in appendices and found[other] % 10 == 0:
            continue
        elif in_order and found[other] - found[one] > step * numbers.count(found[one]):
            yield _gap(other, one.name, found[one] + step, found[other] - step)


def _misnumbered(path: Path, severity: Severity, what: str, said: str) -> Problem:
    return Problem(
        "B05",
        severity,
        Place(shown(path)),
        what,
        said,
        "een eigen nummer voor elk hoofdstuk, steeds met evenveel cijfers: 01, 02, 03",
        "Geef het bestand het nummer van de plaats waar het hoort.",
    )


def _gap(path: Path, before: str, first: int, last: int) -> Problem:
    missing = f"{first:02d}" if first == last else f"{first:02d} tot en met {last:02d}"
    return Problem(
        "B05",
        WARNING,
        Place(shown(path)),
        "Er ontbreekt een nummer in de rij van hoofdstukken",
        f"na {before} komt {path.name}" if before else f"het eerste bestand is {path.name}",
        f"ook {missing}",
        "Kijk of er een hoofdstuk weg is. Zo niet, geef de bestanden dan nummers die doorlopen.",
    )
