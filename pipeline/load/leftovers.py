"""Files that a program left beside those of an editor: copies, conflicts, what was before.

They are never read, whatever their names end in: what stands in them is in another file as well,
or was. `check_folder` reports each (B06), since somebody's work may be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.paths import shown

_END = r"(?=(?:\.[a-z0-9]+)*$)"


class _Kind(Struct, frozen=True):
    """A kind of leftover: how its name shows, what it is, and what to do."""

    pattern: re.Pattern[str]
    """What comes away gives the name of the file that it was made of."""
    what: str
    advice: str


_PICTURES = "afbeeldingen"
"""Where a name such as 'boot (2).jpg' is somebody's own."""
_COMPARE = "Vergelijk het met {own}, zet daarin wat er hoort te staan, en verwijder dit bestand."
_KINDS = (
    _Kind(
        re.compile(
            r"[ ._-]*\([^()]*(?:conflict|conflicted copy)[^()]*\)|\.sync-conflict-[\w-]+|"
            r"[ _-]+(?:conflicted[ _-]copy|conflict[ _-]*\d)[^.]*",
            re.IGNORECASE,
        ),
        "Twee mensen hebben tegelijk in dit bestand gewerkt",
        _COMPARE,
    ),
    _Kind(
        re.compile(rf"-(?:DESKTOP|LAPTOP|PC|WIN|MACBOOK|SURFACE)-?[A-Z0-9-]+{_END}"),
        "Twee computers hebben tegelijk dit bestand bewaard",
        _COMPARE,
    ),
    _Kind(
        re.compile(
            rf"(?: -)? (?:kopie|copy)(?: ?\(\d+\)| \d+)?{_END}|"
            rf"^(?:kopie van|copy of) | ?\(\d+\){_END}",
            re.IGNORECASE,
        ),
        "Dit is een kopie van een ander bestand",
        "Staat hierin iets wat in {own} hoort? Zet het daar. Verwijder daarna de kopie.",
    ),
    _Kind(
        re.compile(r"\.(?:orig|rej|bak|old|tmp|swp)$|~$|^#(?=.*#$)|(?<=.)#$", re.IGNORECASE),
        "Dit bestand is achtergebleven van een ander programma",
        "Staat hierin iets wat in {own} hoort? Zet het daar. Verwijder daarna dit bestand.",
    ),
)


def is_leftover(path: Path) -> bool:
    """Say whether a file is left by a program beside the one that an editor works in."""
    return _kind(path) is not None


def leftovers(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each in a year folder, at any depth, and beside that folder."""
    for path in (*sorted(folder.parent.glob("*")), *sorted(folder.rglob("*"))):
        kind = _kind(path)
        if kind is not None:
            own = _own_name(path, kind)
            there = (path.parent / own).exists()
            yield Problem(
                "B06",
                ERROR,
                Place(shown(path)),
                kind.what,
                path.name,
                f"alleen {own}",
                kind.advice.format(own=own) if there else f"Geef het de naam {own}.",
            )


def _kind(path: Path) -> _Kind | None:
    if path.name[0] in ".~" or path.parent.name == _PICTURES:
        return None
    return next((kind for kind in _KINDS if kind.pattern.search(path.name)), None)


def _own_name(path: Path, kind: _Kind) -> str:
    own = kind.pattern.sub("", path.name)
    return own if own and not own.startswith(".") else path.name
