"""Copies of data/ in which the annex of 2020 has another profile than the published one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from conftest import each

from pipeline import arguments
from pipeline.commands.prepare import Prepared, prepare

ROOT = Path(__file__).resolve().parent.parent
ANNEX = "maatregelen_per_regio"
_OPENNESS = re.compile(r"^openbaar:\n(?:  .*\n)+", re.MULTILINE)


def copy(target: Path, said: str, table: str = ANNEX, years: tuple[int, ...] = (2020,)) -> Path:
    """Copy data/ to a folder; in some years a table says something else of its openness.

    What was adopted showed more, so that the seals are left out.
    """
    seals = shutil.ignore_patterns("zegels.yaml", "vastgesteld")
    shutil.copytree(ROOT / "data", target, ignore=seals)
    for year in each(years):
        path = target / str(year) / "tabellen" / f"{table}.yaml"
        text = path.read_text("utf-8")
        assert _OPENNESS.search(text)
        path.write_text(_OPENNESS.sub(said, text), "utf-8")
    return target


def prepared(data: Path, year: int = 2020) -> Prepared:
    """Return a year of a copy as far as it goes without rendering."""
    options = arguments.parse(["check", "--year", str(year), "--data", str(data)], ROOT)
    return prepare(ROOT, options, year)
