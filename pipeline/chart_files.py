"""Find the charts: one file in charts/, one chart. Imports nothing heavy, so `check` can use it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

CHARTS = Path(__file__).resolve().parent.parent / "charts"


def find() -> dict[str, Path]:
    """Return the file of each chart by name; names that start with `_` are not charts."""
    files = sorted(CHARTS.iterdir())
    return {f.stem: f for f in files if f.suffix == ".py" and not f.name.startswith("_")}


def load(name: str) -> ModuleType:
    """Return the module of a chart, which has TABELLEN, gegevens, teken and beschrijf."""
    if name not in find():
        raise LookupError(f"charts/{name}.py does not exist")
    return import_module(f"charts.{name}")
