"""Why something cannot be written, as problems an editor can do something about."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model import ERROR, Place, Problem, ProblemsFound

_RIGHTS = "Pas de rechten aan, of kies een andere map."
_ROOM = "Maak ruimte vrij op de schijf en geef het commando opnieuw."
_NAME = "Kies een andere map, of zet wat er staat eerst ergens anders."
_DISK = "Kijk of de schijf nog goed is, of kies een map op een andere schijf."
_REASONS = {
    errno.EACCES: ("u mag er niet schrijven", _RIGHTS),
    errno.EPERM: ("u mag er niet schrijven", _RIGHTS),
    errno.EROFS: ("de schijf is alleen-lezen", _RIGHTS),
    errno.ENOSPC: ("de schijf is vol", _ROOM),
    errno.EDQUOT: ("uw schijfruimte is op", _ROOM),
    errno.EEXIST: ("er staat een bestand met die naam", _NAME),
    errno.ENOTDIR: ("er staat een bestand met die naam", _NAME),
    errno.EISDIR: ("er staat een map met die naam", _NAME),
    errno.ENOENT: ("deze map kan niet worden gemaakt", _NAME),
    errno.EXDEV: ("een deel van deze map staat op een andere schijf", _NAME),
    errno.EIO: ("de schijf geeft een fout", _DISK),
}
"""What the system says -> the same in Dutch, and what to do."""


def reason(error: OSError) -> str:
    """Return why the system refused."""
    known = _REASONS.get(error.errno or 0)
    return known[0] if known else os.strerror(error.errno or 0)


def cannot_write(place: Path, error: OSError, note: str = "") -> Problem:
    """Return the problem (P01) of what the system does not let us write."""
    advice = _REASONS.get(error.errno or 0, ("", _DISK))[1]
    return Problem(
        "P01",
        ERROR,
        Place(str(place)),
        "Hier kan niet worden geschreven",
        reason(error),
        "een map waarin geschreven kan worden",
        f"{advice} {note}".strip(),
    )


@contextmanager
def refused_as_problem(place: Path) -> Iterator[None]:
    """Raise ProblemsFound (P01) for what the system refuses in the body."""
    try:
        yield
    except OSError as error:
        raise ProblemsFound((cannot_write(place, error),)) from error


def busy(home: Path) -> Problem:
    """Return the problem (P01) of a folder in which another command is at work."""
    return Problem(
        "P01",
        ERROR,
        Place(str(home)),
        "Er is al een ander commando bezig in deze map",
        "een lopend commando",
        "één tegelijk",
        "Wacht tot het andere commando klaar is.",
    )


def cannot_recover(home: Path, folder: Path, found: str) -> Problem:
    """Return the problem (P04) of an interrupted change that cannot be made whole."""
    return Problem(
        "P04",
        ERROR,
        Place(str(home)),
        "Een onderbroken wijziging kan niet worden hersteld",
        found,
        "een wijziging die helemaal gedaan is, of helemaal niet",
        f"Wat nieuw was en wat er stond, staat in {folder}. Zorg dat u in de map mag schrijven en "
        "geef het commando opnieuw. Helpt dat niet, vraag dan wie het programma beheert.",
    )
