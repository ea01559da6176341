"""A store on this machine for what is made of the same things every time, kept by what it is of.

Losing it costs time and nothing else: what is not there, or is not whole, is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.model import ProblemsFound
from pipeline.writing import make_folder, remove, write_at_once

KEPT = 200
"""How many things the store keeps: the ones that were made or used last."""


def folder() -> Path:
    """Return where this user's caches are kept, as the XDG Base Directory Specification says."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "jaarverslag"


def kept(what: str, of: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what was made of these things before, or else make it and keep it.

    `what` names the kind of thing; `of` is everything that can change a byte of it.
    """
    digest = hashlib.sha256()
    for part in (what, *of):
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    path = folder() / f"{what}-{digest.hexdigest()[:40]}"
    found = _whole(path)
    if found is None:
        found = make()
        _keep(path, found)
    return found


def _whole(path: Path) -> bytes | None:
    """Return what the store has there; None when it is not there or not what was written."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    seal, found = content[:32], content[32:]
    return found if seal == hashlib.sha256(found).digest() else None


def _keep(path: Path, content: bytes) -> None:
    try:
        make_folder(path.parent)
        write_at_once(path, hashlib.sha256(content).digest() + content)
        by_age = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        for oldest in by_age[:-KEPT]:
            remove(oldest)
    except (OSError, ProblemsFound):
        return  # a full or foreign disk: the next build makes it again
