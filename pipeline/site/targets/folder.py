"""A folder, such as the one that a web server shows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pipeline.site.addresses import MEMORY
from pipeline.site.targets.refusal import Refusal


class Folder:
    """Replaced as a whole; the site before stands beside it, hidden."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._new = self._beside("nieuw")
        self._old = self._beside("vorige")

    def _beside(self, what: str) -> Path:
        return self._folder.with_name(f".{self._folder.name}.{what}")

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now."""
        self._recover()
        path = self._folder / name
        return path.read_text("utf-8") if path.is_file() else None

    def publish(self, site: Path) -> str:
        """Let the site take the place of the one that is there."""
        self._recover()
        if self._folder.is_symlink() or (self._folder.exists() and not self._ours()):
            raise Refusal(
                f"In {self._folder} staat iets wat dit programma niet heeft gepubliceerd. "
                "Kies een lege map, of zet eerst ergens anders wat er staat."
            )
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self._new, ignore_errors=True)
            shutil.copytree(site, self._new)
            shutil.rmtree(self._old, ignore_errors=True)
            if self._folder.exists():
                self._folder.rename(self._old)
            try:
                self._new.rename(self._folder)
            except BaseException:
                self._recover()
                raise
        except OSError as error:
            shutil.rmtree(self._new, ignore_errors=True)
            raise Refusal(_said(self._folder, error)) from error
        return f"gepubliceerd in {self._folder}"

    def restore(self) -> str:
        """Exchange the site with the one before."""
        self._recover()
        if not self._old.is_dir():
            raise Refusal(f"Van {self._folder} is geen vorige uitgave bewaard.")
        try:
            shutil.rmtree(self._new, ignore_errors=True)
            self._folder.rename(self._new)
            self._old.rename(self._folder)
            self._new.rename(self._old)
        except OSError as error:
            raise Refusal(_said(self._folder, error)) from error
        return f"de vorige uitgave staat weer in {self._folder}"

    def _ours(self) -> bool:
        return (self._folder / MEMORY).is_file() or not any(self._folder.iterdir())

    def _recover(self) -> None:
        """Put back a site that was moved aside just before everything stopped."""
        if not self._folder.exists() and self._old.is_dir():
            self._old.rename(self._folder)


def _said(folder: Path, error: OSError) -> str:
    return f"{folder} kan niet worden geschreven: {os.strerror(error.errno or 0)}."
