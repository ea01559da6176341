"""Publish: a finished year takes the place of the previous one, as a whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from pipeline.manifest import (
    MANIFEST,
    SEAL,
    as_text,
    foreign,
    outputs,
    published_years,
    read_manifest,
)
from pipeline.model import ERROR, Place, Problem, ProblemsFound
from pipeline.writing import (
    Transaction,
    copy_file,
    copy_folder,
    make_folder,
    make_link,
    refused_as_problem,
    transaction,
    write_file,
)

ENTRANCE = "index.html"
"""The page by which readers come in; who has one of his own learns that before the build begins."""
MARK = ".druk"
"""Says of a folder of --print-html that the build made it, and may make it again."""


class Output:
    """The output folder as it will be when the build is done."""

    def __init__(self, folder: Path, change: Transaction) -> None:
        self._folder = folder
        self.change = change
        self._years: dict[int, Path | None] = {}
        """The years that change: where each stands now, None when it goes."""
        self._seal = ""

    @property
    def work(self) -> Path:
        """A folder for what the build makes, gone afterwards."""
        return self.change.folder

    def publish(self, site: Path, year: int) -> None:
        """Let `site` (in the work folder) become output/<year>."""
        target = self._folder / str(year)
        _refuse_foreign(target, MANIFEST)
        if target.is_dir():
            _keep_foreign(target, site)
        self.change.replace(target, site)
        self._years[year] = site

    def remove_year(self, year: int) -> None:
        """Let a published year go of which nothing may be shown any more."""
        if (self._folder / str(year) / MANIFEST).is_file():
            self._years[year] = None

    def published_years(self) -> dict[int, dict[str, Any]]:
        """Return year -> manifest of every year that will stand there, oldest first."""
        found = dict(published_years(self._folder))
        for year, site in self._years.items():
            found[year] = read_manifest(site) if site else {}
        return {year: found[year] for year in sorted(found) if found[year]}

    def files_of(self, year: int, folder: str) -> list[Path]:
        """Return the files in a folder of a year, where they stand now."""
        where = self._years.get(year) or self._folder / str(year)
        names = sorted(outputs(read_manifest(where)))
        return [where / name for name in names if name.startswith(f"{folder}/")]

    def finish(self, files: Mapping[str, bytes]) -> None:
        """Let files stand beside the years.

        What a page needs comes before it, and a year goes last, so that nobody who looks in between
        meets a link to what is not there.
        """
        hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
        before = outputs(read_manifest(self._folder))
        _refuse_overwriting(self._folder, before, files)
        order = [*sorted(files, key=lambda name: name.endswith(".html")), MANIFEST]
        written = {**files, MANIFEST: as_text({"uitvoer": hashes}).encode()}
        for name in order:
            path = self._folder / name
            if not (path.is_file() and path.read_bytes() == written[name]):
                self.change.write(path, written[name])
        for year, site in self._years.items():
            if site is None:
                self._withdraw(self._folder / str(year))
        for name in before.keys() - files.keys():
            if (self._folder / name).is_file():
                self.change.remove(self._folder / name)

    def _withdraw(self, target: Path) -> None:
        left = self.work / f"over-{target.name}"
        if _keep_foreign(target, left):
            self.change.replace(target, left)
        else:
            self.change.remove(target)

    def seal(self) -> str:
        """Return the secret of the output folder; made when there is none."""
        self._seal = self._seal or seal(self._folder)
        if not self._seal:
            self._seal = secrets.token_hex(32)
            self.change.write(self._folder / SEAL, self._seal)
        return self._seal


@contextmanager
def output_folder(folder: Path) -> Iterator[Output]:
    """Open the output folder for one build, which changes it as a whole at the end of the body.

    Raises ProblemsFound (P01) when it cannot be written or another command is at work in it.
    """
    with transaction(folder) as change:
        known = outputs(read_manifest(folder))
        _refuse_overwriting(folder.absolute(), known, [ENTRANCE])
        yield Output(folder.absolute(), change)


@contextmanager
def print_folder(folder: Path | None, output: Output) -> Iterator[Callable[[int], Path]]:
    """Give what makes an empty folder for the print pages of a year: kept in `folder`, if any.

    What an earlier build left of the year goes when all is well, together with the output; on
    another disk in a change of its own, just before. Raises ProblemsFound (P01) when something else
    stands there, which is never removed.
    """
    if folder is None:
        yield lambda year: make_folder(output.work / "druk" / str(year))
        return
    home = make_folder(folder.absolute())
    with refused_as_problem(home):
        together = home.stat().st_dev == output.work.stat().st_dev
    with nullcontext(output.change) if together else transaction(home) as change:

        def empty(year: int) -> Path:
            target, made = home / str(year), change.folder / "druk" / str(year)
            _refuse_foreign(target, MARK)
            write_file(made / MARK, b"")
            change.replace(target, made)
            return made

        yield empty


def _refuse_overwriting(folder: Path, ours: Mapping[str, str], files: Iterable[str]) -> None:
    """Raise ProblemsFound (P01) for files beside the years that somebody else put there.

    A folder that has years of ours and no manifest is of an earlier version: its pages are ours.
    """
    if not ours and published_years(folder):
        ours = dict.fromkeys(files, "")
    for name in files:
        path = folder / name
        for above in (folder / part for part in Path(name).parents if part != Path()):
            if above.is_symlink() or above.is_file():
                raise ProblemsFound((_not_ours(above),))
        if path.is_symlink() or (path.exists() and name not in ours):
            raise ProblemsFound((_not_ours(path),))


def _keep_foreign(published: Path, made: Path) -> bool:
    """Let what is not ours in a published folder stand in the one that takes its place.

    Says whether there is any. Raises ProblemsFound (P01) where something of ours has to stand.
    """
    found = list(foreign(published, outputs(read_manifest(published))))
    for name in found:
        source, target = published / name, made / name
        if target.exists() or any((made / above).is_file() for above in Path(name).parents):
            raise ProblemsFound((_not_ours(source),))
        make_folder(target.parent)
        if source.is_symlink():
            make_link(target, str(source.readlink()))
        elif source.is_dir():
            copy_folder(source, target)
        else:
            copy_file(source, target)
    return bool(found)


def _refuse_foreign(folder: Path, mark: str) -> None:
    """Raise ProblemsFound (P01) for a link, or a folder with files, of which ours is not one."""
    with refused_as_problem(folder):
        if folder.is_symlink():
            raise ProblemsFound((_not_ours(folder),))
        if folder.exists() and not (folder / mark).is_file() and any(folder.iterdir()):
            raise ProblemsFound((_not_ours(folder),))


def seal(output: Path) -> str:
    """Return the secret of an output folder, '' when there is none.

    Hashes of numbers that are hidden could be tried one by one; mixed with this they cannot. The
    file stands beside the years and is not for publication.
    """
    file = output / SEAL
    return file.read_text("ascii") if file.is_file() else ""


def _not_ours(folder: Path) -> Problem:
    return Problem(
        "P01",
        ERROR,
        Place(str(folder)),
        "In deze map staat iets wat dit programma niet heeft gemaakt",
        "andere bestanden",
        "een lege map, of een map van een eerdere bouw",
        "Kies een andere map, of zet de bestanden eerst ergens anders.",
    )
