"""Where a site can go: a folder, a machine that rsync reaches, or a branch in git.

Each gets the whole site at once or keeps what it had, and keeps the one before for --terug.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from pipeline.characters import excerpt
from pipeline.site.targets.branch import Branch
from pipeline.site.targets.folder import Folder
from pipeline.site.targets.refusal import Refusal as Refusal
from pipeline.site.targets.rsync import Rsync

GIT = "git:"
_OTHER_WAYS = ("http", "https", "ftp", "sftp", "file", "ssh")


class Target(Protocol):
    """A place to publish to."""

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now, None when there is none."""

    def publish(self, site: Path) -> str:
        """Put the site there; return what was done, in Dutch. Raises Refusal."""

    def restore(self) -> str:
        """Put the site back that was there before; return what was done. Raises Refusal."""


def target_of(word: str, here: Path, ours: Iterable[Path]) -> Target:
    """Return what is meant: `git:BRANCH` or `git:REMOTE/BRANCH`, with ':' rsync, else a folder.

    `ours` are the folders that a site may not take the place of. Raises Refusal for whatever is no
    address: an option in disguise, the root of a disk, blanks.
    """
    if not word.strip() or word != word.strip() or not word.isprintable():
        raise Refusal(_no_address(word, "er staan spaties of onzichtbare tekens omheen, of niets"))
    if word.startswith("-"):
        raise Refusal(_no_address(word, "het begint met een streepje, zoals een optie"))
    if word.partition(":")[0].lower() in _OTHER_WAYS:
        raise Refusal(_no_address(word, "op deze manier kan het programma niet publiceren"))
    if word.startswith(GIT):
        return Branch(here, word.removeprefix(GIT))
    if ":" in word:
        return Rsync(word)
    return Folder(_folder(word, here, ours))


def recover_target(word: str) -> str:
    """Make whole what was interrupted in a folder; elsewhere each step leaves a whole site."""
    is_folder = word and ":" not in word and word.isprintable()
    return Folder(Path(word)).recover() if is_folder else ""


def _folder(word: str, here: Path, ours: Iterable[Path]) -> Path:
    """Return a folder that a site can have for itself."""
    if word.startswith("~"):
        raise Refusal(_no_address(word, "de tilde is hier geen afkorting; schrijf het hele pad"))
    folder = Path(word).resolve()
    if folder == Path(folder.anchor):
        raise Refusal(_no_address(word, "dat is de hele schijf"))
    if folder == Path.home().resolve():
        raise Refusal(_no_address(word, "dat is uw hele eigen map"))
    for own in (path.resolve() for path in ours):
        if own.is_relative_to(folder) or (folder.is_relative_to(own) and own != here.resolve()):
            raise Refusal(_no_address(word, f"dan zou {own} erin staan, of zij in {own}"))
    return Path(word)


def _no_address(word: str, why: str) -> str:
    return (
        f"--naar {excerpt(word) or '(niets)'} is geen plaats voor een site: {why}. Geef een map, "
        "naam@machine:/pad of git:branch."
    )
