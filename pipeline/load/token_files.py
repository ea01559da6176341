"""Files of design tokens: groups in groups, and at the end of each path a `$value`.

All spellings of theme packages are read: that of the Design Tokens Community Group (`$value`,
`$type`, the type also on a group), the older one of Style Dictionary (`value`, `type`), and the
short one, in which a path ends in its value.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline import strict_yaml
from pipeline.load.files import read_text
from pipeline.model import ERROR, Place, Problem
from pipeline.paths import shown
from pipeline.strict_yaml import Mapping, Node, Scalar, Sequence

DARK = "donker"
START = "uitgangspunt"
_VALUE, _TYPE = ("$value", "value"), ("$type", "type")


class RawToken(Struct, frozen=True):
    """A token as typed: its text may be, or hold, a reference `{path}`."""

    text: str
    kind: str
    """'color', 'dimension', …; '' where the file does not say."""
    place: Place


Tokens = dict[str, RawToken]
"""By path, the names joined with points."""


class TokenFile(Struct, frozen=True):
    """What one YAML holds."""

    light: Tokens
    dark: Tokens
    start: str
    """The style that it builds on, or ''."""
    start_at: Place


def read_yaml(path: Path, problems: list[Problem]) -> TokenFile | None:
    """Return the tokens of a YAML file, None when it cannot be read."""
    text = read_text(path, problems)
    if text is None:
        return None
    file, found = _parsed(text, shown(path))
    problems += found
    return file


@lru_cache(maxsize=16)  # every earlier year of a check asks for the same style
def _parsed(text: str, name: str) -> tuple[TokenFile | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    root, found = strict_yaml.read(text, name)
    problems += found
    if root is None:
        return None, tuple(problems)
    parts = dict(root.items)
    start, dark = parts.pop(START, None), parts.pop(DARK, None)
    at = Place(name, root.lines.get(START, 0))
    light = Mapping(parts, root.lines, root.line)
    file = TokenFile(
        _from_yaml(light, name, "", (), problems),
        _from_yaml(dark, name, "", (), problems) if dark is not None else {},
        start.text.strip() if isinstance(start, Scalar) else "",
        at,
    )
    return file, tuple(problems)


def _from_yaml(
    node: Node, file: str, kind: str, path: tuple[str, ...], problems: list[Problem]
) -> Tokens:
    if not isinstance(node, Mapping):
        problems.append(_no_token(Place(file, node.line), ".".join(path), _words(node)))
        return {}
    own = _scalar(node, _TYPE) or kind
    value = next((node.items[key] for key in _VALUE if key in node.items), None)
    if value is not None:
        if isinstance(value, Mapping):
            problems.append(_no_token(Place(file, node.line), ".".join(path), "een blok"))
            return {}
        return {".".join(path): RawToken(_words(value), own, Place(file, value.line))}
    found: Tokens = {}
    for name, part in node.items.items():
        if not name.startswith("$"):
            found |= _from_yaml(part, file, own, (*path, name), problems)
    return found


def _scalar(node: Mapping, keys: tuple[str, ...]) -> str:
    found = (node.items[key] for key in keys if key in node.items)
    return next((part.text for part in found if isinstance(part, Scalar)), "")


def _words(node: Node) -> str:
    if isinstance(node, Sequence):
        return ", ".join(_words(item) for item in node.items)
    return node.text if isinstance(node, Scalar) else "een blok"


def _no_token(place: Place, path: str, found: str) -> Problem:
    return Problem(
        "H02",
        ERROR,
        place,
        f"Bij het token {path or '(bovenaan)'} staat geen waarde",
        found,
        '{$value: "…"}',
        "Schrijf de waarde achter $value, tussen accolades; zie docs/huisstijl.md.",
    )


def read_names(path: Path, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Return the lists of names in a YAML file, by token; nothing when it cannot be read."""
    text = read_text(path, problems)
    root, found = strict_yaml.read(text, shown(path)) if text is not None else (None, [])
    problems += found
    if root is None:
        return {}
    return {
        token: tuple(_words(item) for item in node.items)
        for token, node in root.items.items()
        if isinstance(node, Sequence)
    }


def read_json(path: Path, problems: list[Problem]) -> Tokens | None:
    """Return the tokens of a token file of a theme, None when it cannot be read."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        content = json.loads(text)
        found = "een lijst of een losse waarde"
    except json.JSONDecodeError as error:
        content, found = None, f"geen JSON op regel {error.lineno}"
    if isinstance(content, dict):
        return _from_json(content, shown(path), "", ())
    problems.append(
        Problem(
            "H02",
            ERROR,
            Place(shown(path)),
            "Dit is geen bestand met design tokens",
            found,
            "JSON met groepen van tokens",
            "Neem het bestand tokens.json van het thema, onveranderd.",
        )
    )
    return None


def _from_json(part: dict[str, Any], file: str, kind: str, path: tuple[str, ...]) -> Tokens:
    own = next((part[key] for key in _TYPE if isinstance(part.get(key), str)), kind)
    value = next((part[key] for key in _VALUE if key in part), None)
    if value is not None and not isinstance(value, dict):
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return {".".join(path): RawToken(words, own, Place(file))}
    found: Tokens = {}
    for name, inner in part.items():
        if name.startswith("$"):
            continue
        if isinstance(inner, dict):
            found |= _from_json(inner, file, own, (*path, name))
        elif isinstance(inner, str | int | float):  # the file without anything but values
            found[".".join((*path, name))] = RawToken(str(inner), own, Place(file))
    return found
