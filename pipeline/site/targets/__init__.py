"""Where a site can go: a folder, a machine that rsync reaches, or a branch in git.

Each gets the whole site at once or keeps what it had, and keeps the one before for --terug.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pipeline.site.targets.branch import Branch
from pipeline.site.targets.folder import Folder
from pipeline.site.targets.refusal import Refusal as Refusal
from pipeline.site.targets.rsync import Rsync


class Target(Protocol):
    """A place to publish to."""

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now, None when there is none."""

    def publish(self, site: Path) -> str:
        """Put the site there; return what was done, in Dutch. Raises Refusal."""

    def restore(self) -> str:
        """Put the site back that was there before; return what was done. Raises Refusal."""


def target_of(word: str, here: Path) -> Target:
    """Return what is meant: `git:BRANCH` or `git:REMOTE/BRANCH`, with ':' rsync, else a folder."""
    if word.startswith("git:"):
        return Branch(here, word.removeprefix("git:"))
    if ":" in word:
        return Rsync(word)
    return Folder(Path(word))


def recover_target(word: str) -> str:
    """Make whole what was interrupted in a folder; elsewhere each step leaves a whole site."""
    return Folder(Path(word)).recover() if word and ":" not in word else ""
