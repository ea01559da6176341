"""A change of a folder: staged beside, decided on, exchanged, cleared away; whole or not at all.

While it is staged nothing is decided: who dies here changed nothing. Then the journal says what
goes where, and from there on the change is carried out: by this process or by whoever comes next.
What was there before is moved aside first and removed last.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.model import ProblemsFound
from pipeline.writing import journal, system
from pipeline.writing.interruption import postponed
from pipeline.writing.lock import FILE as LOCK
from pipeline.writing.lock import Lock, locked
from pipeline.writing.problems import (
    busy,
    cannot_recover,
    cannot_write,
    reason,
    refused_as_problem,
)
from pipeline.writing.staging import clear, make_folders, write_file

NAME = ".transactie"
"""The folder of a transaction, in its home. Its name is hidden, and nothing else uses it."""
_PATIENCE = 5.0
"""Seconds that a reader waits for a change that is being carried out."""
_MOMENT = 1.0
"""Seconds that a writer waits for another one to go."""
_LATER = "Het volgende commando maakt af wat al begonnen was."


class Transaction:
    """What will change; nothing does before the end. Places are absolute or in the home."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder
        """Where things can be made that are going to have a place."""
        self.is_stuck = False
        """Whether it can go neither forward nor back now."""
        self._pairs: list[tuple[Path, Path]] = []

    def write(self, place: Path, content: bytes | str) -> None:
        """Let a file have this content."""
        place = place.resolve() if place.is_symlink() else place
        slot = self._slot()
        write_file(slot, content)
        with refused_as_problem(place):
            if place.exists():
                if not os.access(place, os.W_OK):
                    raise PermissionError(13, "", str(place))
                system.set_mode(str(slot), stat.S_IMODE(place.stat().st_mode))
        self._pairs.append((slot, place))

    def replace(self, place: Path, made: Path) -> None:
        """Let what was made in the folder of the transaction stand in a place."""
        self._pairs.append((made, place))

    def remove(self, place: Path) -> None:
        """Let nothing stand in a place."""
        self._pairs.append((self._slot(), place))

    def _slot(self) -> Path:
        return self.folder / f"stap-{len(self._pairs)}"

    def commit(self) -> None:
        """Carry it out. Raises ProblemsFound (P01) when the system refuses; all is then as it was.

        Signals wait; Ended says afterwards that one came.
        """
        if not self._pairs:
            return
        with refused_as_problem(self.home):
            for slot, place in self._pairs:
                if system.identity(str(slot)) is not None:
                    make_folders(place.parent)
                    _flush_all(slot)
        with postponed():
            try:
                steps = journal.planned(self.home, self.folder, self._pairs)
                journal.write(self.folder, steps)
                journal.carry_out(self.home, self.folder, steps)
            except OSError as error:
                note = "" if self._undone() else _LATER
                raise ProblemsFound((cannot_write(self.home, error, note),)) from error
            _discard(self.folder)

    def _undone(self) -> bool:
        """Put everything back; say whether that went well."""
        try:
            _undo(self.home, self.folder)
        except (OSError, journal.Unclear):
            self.is_stuck = (self.folder / journal.FILE).exists()
            self.is_stuck |= (self.folder / journal.BACK).exists()
        return not self.is_stuck


@contextmanager
def transaction(home: Path, name: str = NAME) -> Iterator[Transaction]:
    """Give a transaction that is carried out at the end of the body, if that ends well.

    Raises ProblemsFound: P01 when the home cannot be written or another command is at work in it,
    P04 when an earlier change there can be made neither whole nor undone.
    """
    home = home.absolute()
    with refused_as_problem(home):
        lock = _opened(home, home / name)
    if lock is None:
        raise ProblemsFound((busy(home),))
    change = Transaction(home, home / name)
    try:
        _recover(home, change.folder)
        yield change
        change.commit()
    finally:
        if not change.is_stuck:
            _discard(change.folder)
        lock.release()


def _opened(home: Path, folder: Path) -> Lock | None:
    while True:
        make_folders(folder)
        with suppress(FileNotFoundError):  # who cleared it away was just ready
            return locked(folder, _MOMENT)


def recover(home: Path, name: str = NAME) -> str:
    """Make whole what a command that died began here; return what was done, in one Dutch line.

    Nothing is done, and '' returned, when nothing is there or when a living command is at work.
    Raises ProblemsFound (P04) when a change can be made neither whole nor undone.
    """
    home = home.absolute()
    folder = home / name
    if not folder.is_dir() or folder.is_symlink():
        return ""
    decided = (folder / journal.FILE).exists() or (folder / journal.BACK).exists()
    try:
        lock = locked(folder, _PATIENCE if decided else 0.0)
    except FileNotFoundError:
        return ""
    except OSError as error:
        if decided:
            raise ProblemsFound((cannot_recover(home, folder, reason(error)),)) from error
        return ""  # nothing was decided, and who may only read can leave it there
    if lock is None:
        return ""
    try:
        return _recover(home, folder)
    finally:
        lock.release()


def _recover(home: Path, folder: Path) -> str:
    """Do the same with the lock in hand."""
    if {entry.name for entry in folder.iterdir()} <= {LOCK}:
        return ""
    said = f"Opgeruimd: wat een onderbroken commando had klaargezet in {home}."
    try:
        if (folder / journal.BACK).exists():
            _undo(home, folder)
            said = f"Hersteld: een mislukte wijziging in {home} is teruggedraaid."
        elif (folder / journal.FILE).exists():
            steps = journal.read(folder / journal.FILE)
            kept = journal.carry_out(home, folder, steps)
            said = f"Hersteld: een onderbroken wijziging in {home} is alsnog afgemaakt."
            if kept:
                said += f" Wat u intussen zelf veranderde, staat in {', '.join(kept)}."
    except OSError as error:
        raise ProblemsFound((cannot_recover(home, folder, reason(error)),)) from error
    except journal.Unclear as unclear:
        raise ProblemsFound((cannot_recover(home, folder, str(unclear)),)) from unclear
    _discard(folder)
    return said


def _undo(home: Path, folder: Path) -> None:
    """Undo a change; from its first call on, whoever comes next undoes it too."""
    decided, back = folder / journal.FILE, folder / journal.BACK
    if decided.exists():
        system.move(str(decided), str(back))
        system.flush(str(folder))
    if back.exists():
        journal.undo(home, folder, journal.read(back))


def _discard(folder: Path) -> None:
    """Clear away what is in the folder of a transaction, the journal first, the lock not."""
    with suppress(OSError):
        for name in (journal.FILE, journal.BACK):
            if (folder / name).exists():
                system.remove_file(str(folder / name))
                system.flush(str(folder))
        for path in list(folder.iterdir()):
            if path.name != LOCK:
                clear(path)


def _flush_all(path: Path) -> None:
    """Return when a file, or a folder with all that is in it, is on the disk itself."""
    if path.is_symlink():
        return
    if path.is_dir():
        for inside in path.iterdir():
            _flush_all(inside)
    system.flush(str(path))
