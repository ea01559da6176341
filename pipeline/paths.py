"""How a path is written in a message."""

from __future__ import annotations

from pathlib import Path


def shown(path: Path) -> str:
    """Return a path as the user sees it: relative to the working folder when it lies inside."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
