"""The single figures of the new year: those of the old one stay, and ask for a value of now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import FORESEEN, YearData
from pipeline.new_year.years import moved, moved_yaml, mover, named, without_years

_TOP = re.compile(r"^[\"']?([a-z]\w*)[\"']?:[ \t]*$")
_DROPPED = re.compile(r"^\s+(?:aanduiding|afgerond_op):")
_VALUE = re.compile(r"^(\s+waarde:).*$")
_SOURCE = re.compile(r"^(\s+bron:).*$")
_OPEN = "regels"


def staying(data: YearData) -> frozenset[str]:
    """Return the figures of which the new year has no newer one under the name of a year later."""
    there = {name for name, figure in data.figures.items() if figure.status not in FORESEEN}
    there |= {moved(name) for name in _newest(data)}
    return frozenset(name for name in data.figures if moved(name) not in there)


def moved_figures(text: str, data: YearData) -> str:
    """Return cijfers.yaml: what was expected is gone, each figure of the year has a new one.

    A figure without a year in its name, such as a number of principles, stays as it is.
    """
    newest = _newest(data)
    out: list[str] = []
    for name, lines in _blocks(text):
        figure = data.figures.get(name)
        if name == _OPEN:
            rules = moved_yaml("\n".join(lines), ("reden",), mover(staying(data)))
            out += rules.split("\n")
        elif figure is None or figure.status not in FORESEEN:
            if name in newest:
                out += _asked(lines)
            out += lines
    return "\n".join(out)


def _newest(data: YearData) -> frozenset[str]:
    """Return the figures that the year adds to their series: of that year, or measured after it."""
    found: dict[str, tuple[int, str]] = {}
    for name, figure in data.figures.items():
        if named(name) and figure.status not in FORESEEN:
            series = without_years(name)
            found[series] = max(found.get(series, (0, "")), (max(named(name)), name))
    return frozenset(name for year, name in found.values() if year >= data.year)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (name, lines) of each figure; comments and empty lines before it have no name."""
    name, lines = "", list[str]()
    for line in text.split("\n"):
        top = _TOP.match(line)
        if top or not line[:1].isspace():
            if lines:
                yield name, lines
            name, lines = (top[1] if top else ""), []
        lines.append(line)
    if lines:
        yield name, lines


def _asked(lines: list[str]) -> list[str]:
    """Return a figure of the old year as the new one asks for it."""
    out = []
    for line in lines:
        if _DROPPED.match(line):
            continue
        line = _VALUE.sub(r"\1 nnb", line)
        out.append(_SOURCE.sub(r"\1 Nog niet bekend", line) if _SOURCE.match(line) else moved(line))
    return out
