"""Plan: which parts of a year must be made, and which can stay as they were published.

A part is one publication in one format. It stays when it was made from exactly the same inputs
and its files still have the bytes that were published.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMATS = ("html", "pdf")


@dataclass(frozen=True, slots=True)
class Plan:
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
    publications: list[str],
    asked: frozenset[str],
    formats: tuple[str, ...],
    published: Mapping[str, Any],
    intact: bool,
    key: str,
) -> Plan:
    """Return the plan for one year.

    `asked` are the publications that were asked for, `published` is the manifest's record of what
    stands in the output (publication -> format -> key of its inputs).
    """
    wanted: dict[str, frozenset[str]] = {}
    kept: dict[str, frozenset[str]] = {}
    for name in publications:
        record = published.get(name, {}) if intact else {}
        stale = {f for f in formats if name in asked and record.get(f) != key}
        stays = {f for f in FORMATS if f in record} - stale
        if "pdf" in stale and "pdf" not in record and "html" in stays:
            stale.add("html")  # the page gets a link to the new PDF
            stays.discard("html")
        wanted[name], kept[name] = frozenset(stale), frozenset(stays)
    return Plan(wanted, kept)


def keep(step: Plan, year: int, published: Path, site: Path) -> None:
    """Copy the parts that stay from the published year into the new one."""
    for name, formats in step.kept.items():
        source = published / name
        for path in sorted(p for p in source.rglob("*") if p.is_file()):
            form = "pdf" if path == source / f"{name}-{year}.pdf" else "html"
            if form in formats:
                target = site / name / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
