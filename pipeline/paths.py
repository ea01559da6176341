"""How a path is written, in a message and in what is published."""

from __future__ import annotations

from pathlib import Path

from pipeline import characters
from pipeline.model import Place


def shown(path: Path) -> str:
    """Return a path as the user sees it: relative to the working folder when it lies inside."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def plain_name(path: Path) -> str:
    """Return the name of a file as texts and pages have it: composed, as no Mac keeps it."""
    return characters.settled(path.name)


def published(place: Place, data: Path) -> Place:
    """Return a place below the data folder as every machine names it: `data/2020/cijfers.yaml`.

    What is published may not tell where the folder stood on the machine that built it.
    """
    inside = place.file.removeprefix(shown(data)).lstrip("/")
    return Place(f"data/{inside}", place.line)
