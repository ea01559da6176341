"""Read what a build made, and stop it when a hidden number stands in it after all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.model import ERROR, Place, Problem, ProblemsFound, Protected, YearData
from pipeline.protect.records import STEP
from pipeline.protect.scan import Leak, scan

KINDS = (".html", ".svg", ".json", ".csv", ".xlsx", ".jsonld")


def refuse_leaks(protected: Protected, folders: tuple[Path, ...]) -> None:
    """Raise ProblemsFound (D06) for each hidden number in the files below some folders.

    A folder of a publication is held against what that publication may show, everything else
    against what may be shown beside all of them.
    """
    if not protected.hidden:
        return
    problems = [_problem(leak) for folder in folders for leak in _leaks(protected, folder)]
    if problems:
        raise ProblemsFound(tuple(problems))


def _leaks(protected: Protected, folder: Path) -> Iterator[Leak]:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in KINDS and path.is_file()
    }
    for name in dict.fromkeys(file.partition("/")[0] for file in files):
        shown = protected.of.get(name, protected.everywhere)
        own = {file: content for file, content in files.items() if file.partition("/")[0] == name}
        yield from scan(own, *_guarded(protected, shown))


def _guarded(protected: Protected, shown: YearData) -> tuple[frozenset[str], frozenset[str]]:
    """Return the cells that hide their value here, and those that show it rounded."""
    cells = shown.cells
    hidden = frozenset(name for name in protected.hidden if cells[name].value is None)
    rounded = frozenset(name for p in protected.protections for name in p.rounded) - hidden
    return hidden, frozenset(name for name in rounded if cells[name].rounded_to == STEP)


def _problem(leak: Leak) -> Problem:
    return Problem(
        "D06",
        ERROR,
        Place(leak.file),
        "Een verborgen cijfer staat in de uitvoer",
        f"{leak.cell}: {leak.found}",
        "x, niet getoond of een veelvoud van vijf",
        "Geef deze melding door aan wie het programma beheert.",
    )
