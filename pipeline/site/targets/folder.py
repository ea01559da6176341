"""A folder, such as the one that a web server shows."""

from __future__ import annotations

from pathlib import Path

from pipeline.fingerprint import file_hash
from pipeline.site.addresses import MEMORY
from pipeline.site.targets.refusal import Refusal
from pipeline.writing import Transaction, copy_folder, recover, transaction, write_file

CONTENTS = ".inhoud"
"""In the site: the sha256 and the name of each of its files, in the form of `sha256sum`."""


class Folder:
    """Replaced as a whole; the site before stands beside it, hidden."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._old = self._folder.with_name(f".{folder.absolute().name}.vorige")
        self._transaction = f".{self._folder.name}.transactie"

    def recover(self) -> str:
        """Make whole what was interrupted here; return what was done, in one line."""
        return recover(self._folder.parent, self._transaction)

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now."""
        path = self._folder / name
        return path.read_text("utf-8", "replace") if path.is_file() else None

    def publish(self, site: Path) -> str:
        """Let the site take the place of the one that is there."""
        self._refuse_foreign()
        with transaction(self._folder.parent, self._transaction) as change:
            made = change.folder / "site"
            copy_folder(site, made)
            write_file(made / CONTENTS, _contents(made))
            self._turn(change, made)
        return f"gepubliceerd in {self._folder}"

    def restore(self) -> str:
        """Exchange the site with the one before; refused when that is not whole."""
        if not self._old.is_dir():
            raise Refusal(f"Van {self._folder} is geen vorige uitgave bewaard.")
        self._refuse_foreign()
        if not _is_whole(self._old):
            raise Refusal(
                f"De vorige uitgave in {self._old} is niet heel of niet na te kijken. "
                "Er is niets veranderd. Publiceer opnieuw."
            )
        with transaction(self._folder.parent, self._transaction) as change:
            made = change.folder / "site"
            copy_folder(self._old, made)
            self._turn(change, made)
        return f"de vorige uitgave staat weer in {self._folder}"

    def _turn(self, change: Transaction, made: Path) -> None:
        """Let a site come in, the one that was there become the one before, and that one go."""
        there_was_one = self._folder.exists() and any(self._folder.iterdir())
        change.replace(self._folder, made)
        if there_was_one:
            change.replace(self._old, made)

    def _refuse_foreign(self) -> None:
        ours = (self._folder / MEMORY).is_file() or not self._folder.exists()
        if self._folder.is_symlink() or not (ours or not any(self._folder.iterdir())):
            raise Refusal(
                f"In {self._folder} staat iets wat dit programma niet heeft gepubliceerd. "
                "Kies een lege map, of zet eerst ergens anders wat er staat."
            )


def _contents(site: Path) -> str:
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / CONTENTS)
    return "".join(f"{file_hash(path)}  {path.relative_to(site).as_posix()}\n" for path in files)


def _is_whole(site: Path) -> bool:
    """Say whether a site has all files that it had when it was published, with the same bytes."""
    said = site / CONTENTS
    return said.is_file() and said.read_text("utf-8") == _contents(site)
