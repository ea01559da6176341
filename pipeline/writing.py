"""Write files: each replaced at once, several together or not at all; and why it cannot be done."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.model import ERROR, Place, Problem, ProblemsFound

REASONS = {
    errno.EACCES: "u mag er niet schrijven",
    errno.EPERM: "u mag er niet schrijven",
    errno.EEXIST: "er staat een bestand met die naam",
    errno.ENOENT: "deze map kan niet worden gemaakt",
    errno.ENOTDIR: "er staat een bestand met die naam",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EROFS: "de schijf is alleen-lezen",
}
"""Errors of the system that a user can do something about."""


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into the output, each replaced at once."""
    for name, content in files.items():
        path = folder / name
        if path.exists() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.nieuw")
        temporary.write_bytes(content)
        temporary.replace(path)


def write_together(folder: Path, files: dict[str, bytes]) -> None:
    """Write files that belong together: all of them, or after an error none.

    Raises ProblemsFound (P01) when one cannot be written; the others are then as they were.
    """
    before = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    try:
        for name in files:
            with (folder / name).open("ab"):
                pass  # refused here, before anything changes
        write_files(folder, files)
    except OSError as error:
        write_files(folder, before)
        raise ProblemsFound((cannot_write(folder, error),)) from error


def cannot_write(output: Path, error: OSError) -> Problem:
    """Return the problem (P01) of a folder that the system does not let us write."""
    number = error.errno or 0
    reason = REASONS.get(number) or os.strerror(number)
    return Problem(
        "P01",
        ERROR,
        Place(str(output)),
        "De uitvoer kan niet worden geschreven",
        reason,
        "een map waarin geschreven mag worden",
        "Kies een andere map met --output, of pas de rechten aan.",
    )
