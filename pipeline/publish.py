"""Publish: a finished year takes the place of the previous one, as a whole or not at all."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.fingerprint import file_hash
from pipeline.model import ERROR, Place, Problem, ProblemsFound
from pipeline.writing import Transaction, make_folder, refused_as_problem, transaction, write_file

MANIFEST = "manifest.json"
SEAL = ".zegel"
MARK = ".druk"
"""Says of a folder of --print-html that the build made it, and may make it again."""


class Output:
    """The output folder as it will be when the build is done."""

    def __init__(self, folder: Path, change: Transaction) -> None:
        self._folder = folder
        self._change = change
        self._years: dict[int, Path | None] = {}
        """The years that change: where each stands now, None when it goes."""
        self._seal = ""

    @property
    def work(self) -> Path:
        """A folder for what the build makes, gone afterwards."""
        return self._change.folder

    def publish(self, site: Path, year: int) -> None:
        """Let `site` (in the work folder) become output/<year>."""
        target = self._folder / str(year)
        _refuse_foreign(target, MANIFEST)
        self._change.replace(target, site)
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

    def files_of(self, year: int, pattern: str) -> list[Path]:
        """Return files of a year, where they stand now."""
        return sorted((self._years.get(year) or self._folder / str(year)).glob(pattern))

    def finish(self, files: Mapping[str, bytes]) -> None:
        """Let files stand beside the years.

        What a page needs comes before it, and a year goes last, so that nobody who looks in between
        meets a link to what is not there.
        """
        for name in sorted(files, key=lambda name: name.endswith(".html")):
            path = self._folder / name
            if not (path.is_file() and path.read_bytes() == files[name]):
                self._change.write(path, files[name])
        for year, site in self._years.items():
            if site is None:
                self._change.remove(self._folder / str(year))

    def seal(self) -> str:
        """Return the secret of the output folder; made when there is none."""
        self._seal = self._seal or seal(self._folder)
        if not self._seal:
            self._seal = secrets.token_hex(32)
            self._change.write(self._folder / SEAL, self._seal)
        return self._seal


@contextmanager
def output_folder(folder: Path) -> Iterator[Output]:
    """Open the output folder for one build, which changes it as a whole at the end of the body.

    Raises ProblemsFound (P01) when it cannot be written or another command is at work in it.
    """
    with transaction(folder) as change:
        yield Output(folder.absolute(), change)


@contextmanager
def print_folder(folder: Path | None, work: Path) -> Iterator[Callable[[int], Path]]:
    """Give what makes an empty folder for the print pages of a year: kept in `folder`, if any.

    What an earlier build left of the year goes when all is well. Raises ProblemsFound (P01) when
    something else stands there, which is never removed.
    """
    if folder is None:
        yield lambda year: make_folder(work / "druk" / str(year))
        return
    with transaction(folder) as change:

        def empty(year: int) -> Path:
            target, made = folder.absolute() / str(year), change.folder / str(year)
            _refuse_foreign(target, MARK)
            write_file(made / MARK, b"")
            change.replace(target, made)
            return made

        yield empty


def _refuse_foreign(folder: Path, mark: str) -> None:
    """Raise ProblemsFound (P01) for a folder with files, of which ours is not one."""
    with refused_as_problem(folder):
        if folder.exists() and not (folder / mark).is_file() and any(folder.iterdir()):
            raise ProblemsFound((_not_ours(folder),))


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a published year; {} when there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def write_manifest(
    folder: Path,
    year: int,
    inputs: dict[str, str],
    versions: dict[str, str],
    publications: dict[str, Any],
    sealed: bool = False,
) -> None:
    """Write what went in and what came out: sha256 of every file, versions, publications.

    `sealed` tells that hashes of inputs are mixed with the secret of the output folder.
    """
    outputs = {
        path.relative_to(folder).as_posix(): file_hash(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    manifest = {
        "jaar": year,
        **({"verzegeld": True} if sealed else {}),
        "versies": versions,
        "publicaties": publications,
        "invoer": inputs,
        "uitvoer": outputs,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    write_file(folder / MANIFEST, text)


def seal(output: Path) -> str:
    """Return the secret of an output folder, '' when there is none.

    Hashes of numbers that are hidden could be tried one by one; mixed with this they cannot. The
    file stands beside the years and is not for publication.
    """
    file = output / SEAL
    return file.read_text("ascii") if file.is_file() else ""


def is_intact(folder: Path, manifest: dict[str, Any]) -> bool:
    """Say whether every file of a published year is there with the bytes that were published."""
    outputs = manifest.get("uitvoer", {})
    return bool(outputs) and all(
        (folder / name).is_file() and file_hash(folder / name) == digest
        for name, digest in outputs.items()
    )


def published_years(output: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return (year, manifest) of every published year, oldest first."""
    names = sorted(p.name for p in output.glob("*") if re.fullmatch(r"\d{4}", p.name))
    return [(int(name), read_manifest(output / name)) for name in names]


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
