"""Open a YAML file for reading by name of its keys."""

from __future__ import annotations

from pathlib import Path

from pipeline import strict_yaml
from pipeline.fields import Fields
from pipeline.load.files import read_text
from pipeline.model import Problem
from pipeline.paths import shown


def open_yaml(path: Path, problems: list[Problem]) -> Fields | None:
    """Return the fields of a YAML file, or None after a problem."""
    text = read_text(path, problems)
    if text is None:
        return None
    node, found = strict_yaml.read(text, shown(path))
    problems += found
    return Fields(node, shown(path), problems) if node else None
