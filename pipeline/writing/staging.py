"""Files and folders in a place that nobody looks at yet: a work folder, or that of a transaction.

What the system refuses is a problem (P01): each function raises ProblemsFound.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.writing import system
from pipeline.writing.problems import refused_as_problem

LeaveOut = Callable[[str], bool]


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder that only this user can see, and that is gone afterwards."""
    import tempfile  # only who needs one pays for it

    with refused_as_problem(Path(tempfile.gettempdir())):
        folder = tempfile.mkdtemp(prefix="jaarverslag-")
    try:
        yield Path(folder)
    finally:
        clear(Path(folder))


def make_folder(path: Path) -> Path:
    """Make a folder and those above it, unless they are there."""
    with refused_as_problem(path):
        make_folders(path)
    return path


def make_folders(path: Path) -> None:
    """Make a folder and those above it; OSError when that cannot be."""
    if path.is_dir():
        return
    make_folders(path.parent)
    try:
        system.make_folder(str(path))
    except FileExistsError:
        if not path.is_dir():
            raise


def write_file(path: Path, content: bytes | str) -> None:
    """Write a file, in a folder that is made when it is not there."""
    with refused_as_problem(path):
        make_folders(path.parent)
        system.write(str(path), content.encode() if isinstance(content, str) else content)


def write_files(folder: Path, files: Mapping[str, bytes | str]) -> None:
    """Write files by path below a folder."""
    for name, content in files.items():
        write_file(folder / name, content)


def write_at_once(path: Path, content: bytes | str) -> None:
    """Write a file for which another process waits: it is there when all of it is."""
    unfinished = path.with_name(f"{path.name}.nieuw")
    write_file(unfinished, content)
    with refused_as_problem(path):
        system.move(str(unfinished), str(path))


def make_link(path: Path, target: str) -> None:
    """Make a symbolic link."""
    with refused_as_problem(path):
        system.make_link(str(path), target)


def copy_file(source: Path, target: Path) -> None:
    """Copy what is in a file; of a link what it leads to."""
    write_file(target, source.read_bytes())


def copy_folder(
    source: Path,
    target: Path,
    leave_out: LeaveOut = lambda name: False,
    follow_links: bool = False,
) -> None:
    """Copy a folder, without the names that are to be left out, to a place where nothing is."""
    make_folder(target)
    for path in sorted(source.iterdir()):
        if leave_out(path.name):
            continue
        if path.is_symlink() and not follow_links:
            make_link(target / path.name, str(path.readlink()))
        elif path.is_dir():
            copy_folder(path, target / path.name, leave_out, follow_links)
        else:
            copy_file(path, target / path.name)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; of a link only the link."""
    with refused_as_problem(path):
        remove_all(path)


def remove_all(path: Path) -> None:
    """Remove the same; OSError when that cannot be."""
    if not system.is_folder(str(path)):
        system.remove_file(str(path))
        return
    with os.scandir(path) as found:
        names = [entry.name for entry in found]
    for name in names:
        remove_all(path / name)
    system.remove_folder(str(path))


def clear(path: Path) -> None:
    """Remove as much as the system lets us of what nobody needs any more."""
    with suppress(OSError):
        remove_all(path)
