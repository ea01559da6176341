"""Plan: which parts of a year must be made, and which can stay as they were published.

A part is one publication in one format. It stays when it was made from exactly the same inputs
and its files still have the bytes that were published.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.manifest import outputs, read_manifest
from pipeline.writing import copy_file

FORMATS = ("html", "pdf")


class Plan(Struct, frozen=True):
    """What one build of one year does."""

    wanted: Mapping[str, frozenset[str]]
    """Publication -> formats to make."""
    kept: Mapping[str, frozenset[str]]
    """Publication -> formats that stay as they are."""

    @property
    def nothing_to_do(self) -> bool:
        """Whether all that was asked for is there already."""
        return not any(self.wanted.values())

    def has(self, publication: str, form: str) -> bool:
        """Say whether the year will hold this part when the build is done."""
        parts = self.wanted.get(publication, frozenset()) | self.kept.get(publication, frozenset())
        return form in parts


def plan(
    keys: Mapping[str, str],
    asked: frozenset[str],
    formats: tuple[str, ...],
    published: Mapping[str, Any],
    intact: bool,
) -> Plan:
    """Return the plan for one year.

    `keys` has the key of the inputs of each publication, `asked` are the publications that were
    asked for, `published` is the manifest's record of what stands in the output (publication ->
    format -> key of its inputs). A part that stands there and was made from other inputs is made
    again too: the publications of a year never show two values for one fact.
    """
    wanted: dict[str, frozenset[str]] = {}
    kept: dict[str, frozenset[str]] = {}
    for name, key in keys.items():
        record = published.get(name, {})
        has = {form for form in FORMATS if form in record}
        good = {form for form in has if intact and record[form] == key}
        making = (has | set(formats if name in asked else ())) - good
        if "pdf" in making and "pdf" not in has and "html" in good:
            making.add("html")  # the page gets a link to the new PDF
        wanted[name], kept[name] = frozenset(making), frozenset(good - making)
    return Plan(wanted, kept)


def keep(step: Plan, year: int, published: Path, site: Path) -> None:
    """Copy the parts that stay from the published year into the new one."""
    listed = outputs(read_manifest(published))
    for name, formats in step.kept.items():
        source = published / name
        for path in (published / file for file in sorted(listed) if file.startswith(f"{name}/")):
            form = "pdf" if path == source / f"{name}-{year}.pdf" else "html"
            if form in formats:
                copy_file(path, site / name / path.relative_to(source))
