"""From which commit a draft is made, in the words that its readers meet."""

from __future__ import annotations

from pathlib import Path

from pipeline import dutch, git

_PROGRAM = ("build.py", "charts", "pipeline", "templates")


def said_commit(root: Path, data: Path) -> str:
    """Return 'a1b2c3d van 12 november 2026', and whether files differ from it.

    It is the commit of the data; '' when they stand in no repository, or git is absent.
    """
    commit = git.commit(data)
    if commit is None:
        return ""
    changed = git.changed(data, data) or git.changed(root, *(root / name for name in _PROGRAM))
    return f"{commit.short} van {dutch.date(commit.date)}{' met wijzigingen' if changed else ''}"
