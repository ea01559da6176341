"""Git, when it is there: which commit this is, and how a folder looked in an earlier one."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from pipeline.writing import make_folder, work_folder, write_file


class Commit(Struct, frozen=True):
    """A commit, as people name it."""

    short: str
    """Its first digits, as many as tell it apart."""
    date: str
    """ISO date on which it was made."""


def commit(folder: Path, revision: str = "HEAD") -> Commit | None:
    """Return the commit that a revision names; None for an unknown one, or without git."""
    if revision.startswith("-"):
        return None
    said = _asked(folder, "log", "-1", "--format=%h %cs", "--end-of-options", revision, "--")
    if said is None or not said.strip():
        return None
    short, _, date = said.decode().strip().partition(" ")
    return Commit(short, date)


def changed(folder: Path, *paths: Path) -> bool:
    """Say whether files below these paths differ from the last commit; False without git."""
    names = [str(path.resolve()) for path in paths if path.exists()]
    return bool(_asked(folder, "status", "--porcelain", "--", *names))


def state_files(folder: Path) -> list[Path]:
    """Return the files that change, come or go with a commit; [] without a repository."""
    said = _asked(folder, "rev-parse", "--absolute-git-dir", "--git-common-dir")
    if said is None:
        return []
    own, common = said.decode().split("\n")[:2]
    names = ("HEAD", "index", "logs/HEAD")
    return [*(Path(own) / name for name in names), (folder / common).resolve() / "packed-refs"]


@contextmanager
def folder_of(folder: Path, revision: str) -> Iterator[Path]:
    """Give a copy of a folder as it was in a revision; empty when it was not there yet."""
    with work_folder() as temporary:
        copy = make_folder(temporary / folder.name)
        packed = _asked(folder, "archive", "--format=tar", revision, ".")
        if packed is not None:
            _unpack(packed, copy)
        yield copy


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the ordinary files of an archive; links and whatever leads out of the folder are not.

    `extractall` can do that too, but not in the first versions of Python 3.11.
    """
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        for member in archive:
            path = folder / member.name
            content = archive.extractfile(member) if member.isreg() else None
            if content is None or not path.resolve().is_relative_to(folder.resolve()):
                continue
            write_file(path, content.read())


def _asked(folder: Path, *words: str) -> bytes | None:
    """Return what git answers; None when it is absent or refuses."""
    program = shutil.which("git")
    if program is None:
        return None
    # The words are ours but for a revision, which cannot be read as an option.
    done = subprocess.run(
        [program, "--no-optional-locks", "-C", str(folder), *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None
