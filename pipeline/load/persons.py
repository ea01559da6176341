"""Read who may be named in a report, and which addresses it may show."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.yaml_files import open_yaml
from pipeline.model import Official, Persons, Problem

PERSONS = "namen"


def read_persons(path: Path, problems: list[Problem]) -> Persons | None:
    """Return what namen.yaml allows, None when it is there but cannot be read."""
    if not path.exists():
        return Persons()
    fields = open_yaml(path, problems)
    if fields is None:
        return None
    officials = []
    for entry in fields.mappings("functionarissen"):
        names = (entry.text("naam"), *entry.names("ook"))
        officials.append(Official(names, entry.text("functie")))
        entry.close()
    contacts = fields.names("contact") if fields.has("contact") else ()
    fields.close()
    return Persons(tuple(officials), contacts)
