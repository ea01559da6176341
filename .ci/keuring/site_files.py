"""Which files of the output there are to look at."""

from __future__ import annotations

from pathlib import Path


def pages(output: Path) -> list[Path]:
    """Return every HTML page, without what the build keeps for itself."""
    found = sorted(output.rglob("*.html"))
    return [
        path for path in found if not any(p.startswith(".") for p in path.relative_to(output).parts)
    ]


def publications(output: Path) -> list[Path]:
    """Return the page of every publication."""
    return [path for path in pages(output) if len(path.relative_to(output).parts) == 3]


def pdfs(output: Path) -> list[Path]:
    """Return every PDF."""
    return sorted(output.glob("*/*/*.pdf"))
