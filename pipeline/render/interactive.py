"""Charts that answer: the same drawing as a specification, for who asks for it on a web page.

The picture on the page stays the default. Only a reader who wants more loads the libraries, one
bundle for all pages of a year, from the same place as the page.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import store

SNIPPET = Path(__file__).parents[2] / "templates" / "shared" / "interactief.js"
_DATA_MARKS = ("bar", "point")
_NUMBER = {"rij", "reeks", "tekst", "open"}
"""The fields of a row that stands for a number (`charts._stijl.values`)."""


def script(name: str, specification: Mapping[str, Any]) -> str:
    """Return a script that hands the specification of a chart to the page."""
    spec = copy.deepcopy(dict(specification))
    numbers = _told(spec)
    for part in _marks(spec):
        _speak(part, numbers)
    for kind in ("axis", "legend", "title"):
        spec["config"][kind] = {**spec["config"].get(kind, {}), "aria": False}
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'(globalThis.jaarverslagGrafieken ??= {{}})["{name}"] = {text};\n'


def _marks(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every part of a specification that draws marks."""
    if "mark" in spec:
        yield spec
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(key, ()):
            yield from _marks(part)


def _told(spec: dict[str, Any]) -> frozenset[str]:
    """Add words to the rows that are numbers; return the names of those sets of rows."""
    found = set()
    for name, text in spec["datasets"].items():
        rows = json.loads(text)
        if rows and all(row.keys() >= _NUMBER for row in rows):
            told = [{**row, "uitleg": _words(row)} for row in rows]
            spec["datasets"][name] = json.dumps(told, ensure_ascii=False)
            found.add(name)
    return frozenset(found)


def _speak(part: dict[str, Any], numbers: frozenset[str]) -> None:
    """Let marks that stand for a number say it, to the pointer and to a screen reader."""
    mark = part["mark"]
    if mark["type"] in _DATA_MARKS and part["data"]["name"] in numbers:
        mark |= {"ariaRoleDescription": "gegeven"}
        for channel in ("tooltip", "description"):
            part["encoding"][channel] = {"field": "uitleg", "type": "nominal"}
    else:
        mark |= {"aria": False, "tooltip": None}


def _words(row: Mapping[str, Any]) -> str:
    expected = " (verwacht)" if row["open"] and "(" not in row["rij"] else ""
    return f"{row['rij']}{expected}, {row['reeks']}: {row['tekst']}"


def bundle() -> bytes:
    """Return the libraries and what starts them, as one script, made once on a machine."""
    snippet = SNIPPET.read_text("utf-8")
    versions = [version("vl-convert-python"), version("altair")]
    return store.kept("bundel", [snippet, *versions], lambda: _bundle(snippet))


def _bundle(snippet: str) -> bytes:
    import altair
    import vl_convert

    grammar = ".".join(altair.SCHEMA_VERSION.split(".")[:2])
    made: str = vl_convert.javascript_bundle(snippet=snippet, vl_version=grammar)
    return made.encode()
