"""Read the abbreviations that texts may use, and what they stand for."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.yaml_files import open_yaml
from pipeline.model import Abbreviation, Problem

ABBREVIATIONS = "afkortingen"


def read_abbreviations(path: Path, problems: list[Problem]) -> dict[str, Abbreviation] | None:
    """Return the abbreviations of afkortingen.yaml, None when it is there but cannot be read."""
    if not path.exists():
        return {}
    fields = open_yaml(path, problems)
    if fields is None:
        return None
    found = {}
    for short in fields.node.items:
        entry = fields.mapping(short)
        if entry is None:
            continue
        full = (entry.text("voluit"), *entry.names("ook"))
        found[short] = Abbreviation(short, full, entry.flag("bekend"))
        entry.close()
    return found
