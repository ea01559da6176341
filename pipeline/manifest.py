"""Manifests: what an output folder holds that this program made, with the hash of each file.

A year has one of its own; one of the folder itself lists what stands beside the years. Whatever no
manifest lists is somebody else's: it stays where it is, and is published nowhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.fingerprint import file_hash
from pipeline.writing import write_file
from pipeline.writing.transaction import NAME as WORK

MANIFEST = "manifest.json"
SEAL = ".zegel"
LINKS = "externe-koppelingen.txt"
"""Beside the years, for whoever publishes: the links that lead elsewhere."""
_YEAR = re.compile(r"\d{4}")
_NEVER_NAMED = frozenset((MANIFEST, SEAL, LINKS, ".DS_Store", "Thumbs.db", "desktop.ini"))
"""What is ours without being listed, and what systems leave in every folder."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder; {} when there is none that can be read as ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return manifest if _is_ours(manifest) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _is_ours(manifest: Any) -> bool:
    """Say whether a manifest has the shape of ours, and names nothing outside its folder."""
    if not isinstance(manifest, dict) or not isinstance(manifest.get("uitvoer"), dict):
        return False
    records = manifest.get("publicaties", {})
    return all(
        isinstance(digest, str) and not {"", ".", ".."} & set(name.split("/"))
        for name, digest in manifest["uitvoer"].items()
    ) and (isinstance(records, dict) and all(isinstance(r, dict) for r in records.values()))


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a year: what went in (`manifest`), and every file that stands there."""
    outputs = {
        path.relative_to(folder).as_posix(): file_hash(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    write_file(folder / MANIFEST, as_text({**manifest, "uitvoer": outputs}))


def as_text(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as it is written."""
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def outputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return path -> sha256 of the files that a manifest lists; {} of one that lists none."""
    found: dict[str, str] = manifest.get("uitvoer", {})
    return found


def is_intact(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Say whether every file of a published year is there with the bytes that were published."""
    listed = outputs(manifest)
    return bool(listed) and all(
        (folder / name).is_file() and file_hash(folder / name) == digest
        for name, digest in listed.items()
    )


def published_years(output: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return (year, manifest) of every year that this program published, oldest first."""
    names = sorted(
        path.name
        for path in output.glob("*")
        if _YEAR.fullmatch(path.name) and not path.is_symlink() and (path / MANIFEST).is_file()
    )
    return [(int(name), read_manifest(output / name)) for name in names]


def listed(output: Path) -> dict[str, str]:
    """Return path -> sha256 of every file of an output folder that is for readers."""
    found = dict(outputs(read_manifest(output)))
    for year, manifest in published_years(output):
        found |= {f"{year}/{name}": digest for name, digest in outputs(manifest).items()}
    return found


def foreign(folder: Path, ours: Mapping[str, str], below: str = "") -> Iterator[str]:
    """Yield what is not ours in a folder: files and links, and `map/` of a folder without ours.

    `ours` has paths below the folder. Nothing behind a link is looked at.
    """
    for path in sorted((folder / below).iterdir()):
        name = f"{below}{path.name}"
        if path.is_symlink():
            yield name
        elif path.is_dir():
            if any(known.startswith(f"{name}/") for known in ours):
                yield from foreign(folder, ours, f"{name}/")
            elif path.name != WORK and any(path.iterdir()):
                yield f"{name}/"
        elif name not in ours and path.name not in _NEVER_NAMED:
            yield name
