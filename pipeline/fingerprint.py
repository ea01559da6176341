"""The content of everything a year is built from, as one hash: never time stamps."""

from __future__ import annotations

import ctypes
import hashlib
import platform
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"__pycache__", ".DS_Store"}


UNREADABLE = "niet te lezen"


def file_hash(path: Path) -> str:
    """Return the sha256 of a file's bytes; of a link or a file that cannot be read, that it is so.

    Such an input is a problem that `load` reports; what lies behind a link is never opened.
    """
    if path.is_symlink():
        return UNREADABLE
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return UNREADABLE


def inputs(root: Path, data: Path, year: int) -> dict[str, str]:
    """Return name -> sha256 of every file that can change the output of a year.

    These are the year's folder, earlier years (they are compared with), what all years share, and
    the program itself.
    """
    return {name: file_hash(path) for name, path in input_files(root, data, year).items()}


def input_files(root: Path, data: Path, year: int) -> dict[str, Path]:
    """Return the same files by name, without reading them."""
    found = {}
    for path in _files(data):
        name = path.relative_to(data)
        first = name.parts[0]
        if not (len(name.parts) > 1 and first.isdigit() and int(first) > year):
            found[f"data/{name.as_posix()}"] = path
    for part in ("templates", "charts", "pipeline", "build.py", "requirements.txt"):
        for path in _files(root / part):
            found[path.relative_to(root).as_posix()] = path
    return dict(sorted(found.items()))


def of_publication(files: dict[str, str], publication: str) -> dict[str, str]:
    """Return the inputs that can change one publication: not the texts and shapes of others.

    Who approved a chapter does not show either, nor what became of old addresses of the site.
    """
    own = {f"data/teksten/{publication}", f"templates/{publication}", "templates/shared"}

    def counts(name: str) -> bool:
        parts = name.split("/")
        if parts[0] == "data" and parts[-1] in ("akkoord.yaml", "adressen.yaml"):
            return False
        if parts[0] == "data" and parts[2:3] == ["teksten"]:
            return f"data/teksten/{parts[3]}" in own
        return parts[0] != "templates" or "/".join(parts[:2]) in own

    return {name: digest for name, digest in files.items() if counts(name)}


def of_measure(files: dict[str, str]) -> dict[str, str]:
    """Return the inputs that can change how good the checks are: not pictures, styles and pages."""

    def counts(name: str) -> bool:
        folders = name.split("/")
        if folders[0] == "templates":
            return folders[-1] == "publicatie.yaml"
        return not {"afbeeldingen", "huisstijlen"} & set(folders)

    return {name: digest for name, digest in files.items() if counts(name)}


def versions() -> dict[str, str]:
    """Return what outside the repository decides about the bytes of the output."""
    return {"python": platform.python_version(), "pango": _pango_version()}


def combined(parts: dict[str, str], more: dict[str, str]) -> str:
    """Return one hash over names and values."""
    lines = [f"{name}={value}" for name, value in [*parts.items(), *more.items()]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def sealed(files: dict[str, str], tables: frozenset[str], secret: str) -> dict[str, str]:
    """Return the inputs with the hash of whatever can hold a hidden number mixed with a secret.

    `tables` are the ids of the tables that hide something, in this year or an earlier one.
    """
    guarded = {f"{table}.csv" for table in tables} | {"cijfers.yaml", "afwijkingen.yaml"}
    return {
        name: combined({name: digest}, {"zegel": secret})
        if name.startswith("data/") and name.rpartition("/")[2] in guarded
        else digest
        for name, digest in files.items()
    }


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return sorted(
        p for p in path.rglob("*") if p.is_file() and not _IGNORED & set(p.relative_to(path).parts)
    )


def _pango_version() -> str:
    try:
        library = ctypes.CDLL("libpango-1.0.so.0")
    except OSError:
        return "geen"
    number = int(library.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
