"""The single figures of the new year.

One is asked for where the old year had its own, and the old one refers to where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.model import Cell, YearData
from pipeline.new_year import yaml_lines
from pipeline.new_year.years import Shift, moved_yaml, named, without_years
from pipeline.strict_yaml import Mapping as Node

_KEY = re.compile(r"^(\s+)[\"']?(\w+)[\"']?\s*:")
_NAME = re.compile(r"^([\"']?)\w+\1\s*:")
_BEHIND = re.compile(r"[ \t]#.*$")
_OF_THE_OLD = ("waarde", "aanduiding", "afgerond_op", "bron")
"""What a figure that is asked for does not take along."""


class Move(Struct, frozen=True):
    """What becomes of a single figure."""

    asked: str
    """The name of the one that the new year asks for, '' when it asks for none."""
    kept: str
    """The name under which the old value can still be shown, '' when no text needs it."""


def moves(data: YearData) -> dict[str, Move]:
    """Return what becomes of each single figure: by the year it speaks of and by its status."""
    shift = Shift.of(data)
    newest = _newest(data, shift)
    asked = {
        name: shift.own(name, figure.year) if name in newest else ""
        for name, figure in data.figures.items()
    }
    texts = "\n".join(text.text for text in data.texts)
    used = set(re.findall(r"\bcijfers\.(\w+)", texts))
    taken = {*data.figures, *asked.values()}
    found = {}
    for name, figure in data.figures.items():
        kept = name
        if asked[name] == name:
            kept = _free(f"{name}_{max(named(figure.year))}", figure, taken) if name in used else ""
        elif name in asked.values():
            kept = _free(f"{figure.status}_{name}", figure, taken)
        taken.add(kept)
        found[name] = Move(asked[name], kept)
    return found


def _free(name: str, figure: Cell, taken: set[str]) -> str:
    while name in taken:
        name = f"{figure.status}_{name}"
    return name


def _newest(data: YearData, shift: Shift) -> frozenset[str]:
    """Return the figures of the old year, or after it: of each series and status the last."""
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for name, figure in data.figures.items():
        years = named(figure.year)
        moves_on = shift.words(figure.year) != figure.year  # not what stands apart: a goal
        if moves_on and max(years) >= data.year:
            series = (without_years(name), figure.status, figure.unit)
            found[series] = max(found.get(series, (0, "")), (max(years), name))
    return frozenset(name for _, name in found.values())


def new_names(data: YearData, found: Mapping[str, Move]) -> dict[str, str]:
    """Return figure -> the one that says of the new year what it said of the old."""
    shift = Shift.of(data)
    there = {name for move in found.values() for name in (move.asked, move.kept)}
    names = {}
    for name, move in found.items():
        later = shift.own(name, data.figures[name].year)
        names[name] = move.asked or (later if later in there else name)
    return names


def kept_names(found: Mapping[str, Move]) -> dict[str, str]:
    """Return figure -> the one that has its old value, in full, where that is another."""
    return {
        f"cijfers.{name}": f"cijfers.{move.kept}"
        for name, move in found.items()
        if move.kept not in ("", name)
    }


def moved_figures(text: str, data: YearData, shift: Shift, found: Mapping[str, Move]) -> str:
    """Return cijfers.yaml: every value is asked for or refers to the old folder."""
    node = yaml_lines.tree(text)
    lines = text.split("\n")
    spans = yaml_lines.spans(text, node)
    out: list[str] = []
    at = 0
    for name, (first, last) in spans.items():
        out += lines[at:first]
        own = lines[first:last]
        if name not in found:  # the rules
            out += moved_yaml("\n".join(own), ("reden",), shift.code).split("\n")
        else:
            value = node.items[name]
            assert isinstance(value, Node), "a figure was read from it"
            block = yaml_lines.own_lines(own, name, value)
            move = found[name]
            out += _asked(block, move, shift) if move.asked else ()
            out += _kept(block, name, move.kept, shift.old) if move.kept else ()
        at = last
    return "\n".join([*out, *lines[at:]])


def _parts(block: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (key, its lines) for each key of a figure, comments and all."""
    indent, key, lines = "", "", list[str]()
    for line in block[1:]:
        start = _KEY.match(line)
        indent = indent or (start[1] if start else "")
        if start and start[1] == indent:
            if lines:
                yield key, lines
            key, lines = start[2], []
        lines.append(line)
    yield key, lines


def _asked(block: list[str], move: Move, shift: Shift) -> list[str]:
    """Return a figure as the new year asks for it; what it said stays as a comment if nowhere."""
    out = [_renamed(block[0], move.asked)]
    if not move.kept:
        out.append(f"  # Over {shift.old} stond hier:")
    for key, lines in _parts(block):
        if key in _OF_THE_OLD and not move.kept:
            out += yaml_lines.commented(lines)
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        if key == "waarde":
            out.append(f"{indent}waarde: nnb{_behind(lines[0])}")
        elif key == "bron":
            out.append(f"{indent}bron: Nog niet bekend")
        elif key not in _OF_THE_OLD:
            move_on = shift.words if key in ("jaar", "omschrijving") else str
            out += map(move_on, lines)
    return out


def _kept(block: list[str], name: str, kept: str, old: int) -> list[str]:
    """Return a figure as it was, its value read from the old folder."""
    out = [_renamed(block[0], kept)]
    for key, lines in _parts(block):
        if key == "waarde":
            indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
            where = f"uit {old}" if kept == name else f"uit {old}/{name}"
            lines = [f"{indent}waarde: {where}{_behind(lines[0])}"]
        out += lines
    return out


def _renamed(line: str, name: str) -> str:
    return _NAME.sub(lambda found: f"{found[1]}{name}{found[1]}:", line, count=1)


def _behind(line: str) -> str:
    """Return the comment behind a value, with the space before it."""
    found = _BEHIND.search(line)
    return found[0] if found else ""
