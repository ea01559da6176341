"""The calls to the system that change something on a disk. No other module makes them.

Each raises OSError as the system gives it. Nothing here decides anything.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from functools import cache
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
"""What macOS calls an exchange, in `renamex_np`."""
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What the system says when it, or this kind of disk, knows no exchange."""


def write(path: str, content: bytes, mode: int = 0o666) -> None:
    """Write a file, over what stood there."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def make_folder(path: str) -> None:
    """Make one folder."""
    os.mkdir(path)


def make_link(path: str, target: str) -> None:
    """Make a symbolic link."""
    os.symlink(target, path)


def set_mode(path: str, mode: int) -> None:
    """Set who may read and write a file."""
    os.chmod(path, mode)


def flush(path: str) -> None:
    """Return when a file, or what stands in a folder, is on the disk itself."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in _NOT_HERE:  # such a disk has no way to say so
            raise
    finally:
        os.close(file)


def move(source: str, target: str) -> None:
    """Give a file or folder another name on the same disk; a file takes the place of a file."""
    os.rename(source, target)


def second_name(source: str, target: str) -> None:
    """Give a file, or a link itself, a second name."""
    os.link(source, target, follow_symlinks=False)


def remove_file(path: str) -> None:
    """Remove a file or a link."""
    os.unlink(path)


def remove_folder(path: str) -> None:
    """Remove a folder in which nothing is."""
    os.rmdir(path)


def open_lock(path: str) -> int:
    """Open a file, made when it is not there; to be locked."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


def exchange(one: str, other: str) -> bool:
    """Let two files or folders change places in one go; False where that is not possible."""
    found = _exchanger()
    if found is None:
        return False
    call, before, between, after = found
    if call(*before, os.fsencode(one), *between, os.fsencode(other), *after) == 0:
        return True
    import ctypes

    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), one)


@cache
def _exchanger() -> tuple[Any, tuple[int, ...], tuple[int, ...], tuple[int, ...]] | None:
    """Return the call that exchanges two names, with what goes around the names."""
    import ctypes  # only who changes something pays for it

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        place, name, flags = ctypes.c_int, ctypes.c_char_p, ctypes.c_uint
        library.renameat2.argtypes = [place, name, place, name, flags]
        return library.renameat2, (_AT_FDCWD,), (_AT_FDCWD,), (_RENAME_EXCHANGE,)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        library.renamex_np.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
        return library.renamex_np, (), (), (_RENAME_SWAP,)
    return None


def identity(path: str) -> int | None:
    """Return the number by which a disk knows a file or folder, whatever its name; None without."""
    try:
        return os.lstat(path).st_ino
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_folder(path: str) -> bool:
    """Say whether something is a folder, not a link to one."""
    return stat.S_ISDIR(os.lstat(path).st_mode)
