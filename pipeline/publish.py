"""Publish: a finished year takes the place of the previous one, as a whole or not at all."""

from __future__ import annotations

import fcntl
import json
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.fingerprint import file_hash
from pipeline.model import ERROR, Place, Problem, ProblemsFound
from pipeline.writing import REASONS, cannot_write, write_files

MANIFEST = "manifest.json"
SEAL = ".zegel"
MARK = ".druk"
"""Says of a folder of --print-html that the build made it, and may make it again."""


@contextmanager
def output_folder(output: Path) -> Iterator[Path]:
    """Open the output folder for one build; yields a work folder that is gone afterwards.

    Raises ProblemsFound (P01) when the folder cannot be written or another build is at work.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = (output / ".slot").open("w")
    except OSError as error:
        raise ProblemsFound((cannot_write(output, error),)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ProblemsFound((_busy(output),)) from error
        try:
            _recover(output)
            work = Path(tempfile.mkdtemp(prefix=".bouw-", dir=output))
        except OSError as error:
            raise ProblemsFound((cannot_write(output, error),)) from error
        try:
            yield work
        except OSError as error:
            if error.errno in REASONS:
                raise ProblemsFound((cannot_write(output, error),)) from error
            raise
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _recover(output: Path) -> None:
    """Put right what an interrupted build left: old years come back, work folders go."""
    for old in output.glob(".oud-*"):
        year = output / old.name.removeprefix(".oud-")
        if year.exists():
            _remove(old)
        else:
            old.rename(year)
    for left in output.glob(".bouw-*"):
        shutil.rmtree(left)


def publish(site: Path, output: Path, year: int) -> None:
    """Let `site` (in the work folder) become output/<year>."""
    target, old = output / str(year), output / f".oud-{year}"
    if target.exists() and not (target / MANIFEST).is_file():
        raise ProblemsFound((_not_ours(target),))
    try:
        if target.exists():
            target.rename(old)
        try:
            site.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise ProblemsFound((cannot_write(output, error),)) from error
    _remove(old)


def remove_year(output: Path, year: int) -> None:
    """Remove a published year of which nothing may be shown any more."""
    target = output / str(year)
    if (target / MANIFEST).is_file():
        _remove(target)


def _remove(folder: Path) -> None:
    """Remove a folder of ours; of a link to one only the link."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def fresh_folder(folder: Path) -> Path:
    """Make a folder that is empty: what an earlier build left there may not linger.

    Raises ProblemsFound (P01) when something else stands there, which is never removed.
    """
    try:
        if folder.exists() and not (folder / MARK).is_file() and any(folder.iterdir()):
            raise ProblemsFound((_not_ours(folder),))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / MARK).touch()
    except OSError as error:
        raise ProblemsFound((cannot_write(folder, error),)) from error
    return folder


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
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def seal(output: Path, make: bool = False) -> str:
    """Return the secret of an output folder, '' when there is none and none has to be made.

    Hashes of numbers that are hidden could be tried one by one; mixed with this they cannot. The
    file stands beside the years and is not for publication.
    """
    file = output / SEAL
    if file.is_file():
        return file.read_text("ascii")
    if not make:
        return ""
    secret = secrets.token_hex(32)
    write_files(output, {SEAL: secret.encode()})
    return secret


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


def _busy(output: Path) -> Problem:
    return Problem(
        "P01",
        ERROR,
        Place(str(output)),
        "Er is al een andere bouw bezig in deze map",
        "een lopende bouw",
        "één bouw tegelijk",
        "Wacht tot de andere bouw klaar is, of kies een andere map met --output.",
    )
