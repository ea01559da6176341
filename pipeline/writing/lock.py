"""One command at a time in a folder; the lock of one that died is free.

The lock is a file in the folder of the transaction, which goes with it. So who has locked it looks
whether it is still the one that stands there.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from pipeline.writing import system

FILE = "bezig"
_PAUSE = 0.05
_inherited: set[int] = set()
"""Locks of this process; a child of it has no part in them."""


class Lock:
    """A lock on the folder of a transaction."""

    def __init__(self, folder: Path, file: int) -> None:
        self._folder = folder
        self._file = file
        _inherited.add(file)

    def release(self) -> None:
        """Remove the file and let go, in this order; and the folder, if nothing else is in it."""
        with suppress(OSError):
            system.remove_file(str(self._folder / FILE))
        with suppress(OSError):
            system.remove_folder(str(self._folder))
        _inherited.discard(self._file)
        os.close(self._file)


def locked(folder: Path, patience: float = 0.0) -> Lock | None:
    """Lock a folder that is there; None when another process has it for longer than the patience.

    `patience` is in seconds. Raises FileNotFoundError when the folder goes meanwhile.
    """
    end = time.monotonic() + max(patience, _PAUSE)
    while True:
        file = system.open_lock(str(folder / FILE))
        if _taken(file) and _stands(file, folder / FILE):
            return Lock(folder, file)
        os.close(file)
        if time.monotonic() >= end:
            return None
        time.sleep(_PAUSE / 10)


def _taken(file: int) -> bool:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stands(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _let_go() -> None:
    for file in _inherited:
        os.close(file)
    _inherited.clear()


os.register_at_fork(after_in_child=_let_go)
