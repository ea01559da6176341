"""Take out what does not hold in the new year, so that it can be built: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline import comments
from pipeline.model import Problem
from pipeline.new_year import yaml_lines

_MARKER = re.compile(r"^(\s*(?:[-*+]|\d+\.)\s+|\[\^[^\]]+\]:\s+|:\s+|#{1,6}\s+)?(.*)$", re.DOTALL)


def repaired(text: str, problems: Iterable[Problem], name: str, old: int) -> str | None:
    """Return a file in which these problems are gone; None when that is not ours to do.

    In a text the paragraph or point becomes a comment, word for word. So does a declaration: what
    it explained is in the old year; a rule on figures that the new year does not have; and a
    single figure that breaks a rule of its file.
    """
    text, hidden = comments.hidden(text)
    declared = name == "afwijkingen.yaml"
    found = [p for p in problems if p.place.line and (declared or _ours(name, p))]
    lines = sorted({problem.place.line for problem in found})
    if not lines:
        return None
    if name.endswith(".yaml"):
        broken = sorted({p.place.line for p in found if p.code == "T01" and not declared})
        text = _without_entries(text, [line for line in lines if line not in broken], old)
        return comments.shown(_without_figures(text, broken, old), hidden)
    blocks = {_paragraph(text, line) for line in lines}
    for first, last in sorted(blocks, reverse=True):
        text = _commented(text, first, last, old, hidden)
    return comments.shown(text, hidden)


def _ours(name: str, problem: Problem) -> bool:
    if name == "cijfers.yaml" and problem.code == "T01":
        return True
    return name.endswith(".md") or (name.endswith(".yaml") and problem.code == "R01")


def _without_figures(text: str, at: Iterable[int], old: int) -> str:
    """Make a comment of the single figures that these lines belong to."""
    lines = text.split("\n")
    for line in at:
        for first, last in yaml_lines.spans(text, yaml_lines.tree(text)).values():
            if first < line <= last:
                told = f"# Van {old}, en past niet bij de regels: {lines[first].strip()}"
                lines[first:last] = [told, *yaml_lines.commented(lines[first + 1 : last])]
    return "\n".join(lines)


def _without_entries(text: str, at: Iterable[int], old: int) -> str:
    """Make a comment of the entries of a list that these lines belong to."""
    lines = text.split("\n")
    for first in sorted({_entry(lines, line - 1) for line in at} - {-1}):
        last = first + 1
        while last < len(lines) and (not lines[last].strip() or _deeper(lines, last, first)):
            last += 1
        while not lines[last - 1].strip():
            last -= 1
        lines[first:last] = yaml_lines.commented(lines[first:last])
        lines[first] = lines[first].replace("# ", f"# Gold over {old}: ", 1)
    return "\n".join(lines)


def _entry(lines: list[str], at: int) -> int:
    """Return the line on which the entry begins that a line belongs to; -1 for none."""
    begins = [i for i in range(at + 1) if lines[i].lstrip().startswith("- ")]
    return max((i for i in begins if i == at or _deeper(lines, at, i)), default=-1)


def _deeper(lines: list[str], at: int, than: int) -> bool:
    return yaml_lines.indent(lines[at]) > yaml_lines.indent(lines[than])


def _paragraph(text: str, line: int) -> tuple[int, int]:
    """Return the first line and the one after the last of the block around a line, from 0."""
    lines = text.split("\n")
    first = line - 1
    while first > 0 and not _starts(lines[first]) and lines[first - 1].strip():
        if lines[first - 1].startswith((":::", "#", "|")):
            break
        first -= 1
    last = line
    while last < len(lines) and lines[last].strip() and not _starts(lines[last]):
        if lines[last].startswith(":::"):
            break
        last += 1
    return _whole(lines, first, last)


def _whole(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """Return a block that does not divide a comment."""
    while first > 0 and comments.goes_on(lines[first - 1]):
        first -= 1
    while last < len(lines) and comments.goes_on(lines[last - 1]):
        last += 1
    return first, last


def _starts(line: str) -> bool:
    return bool(re.match(r"\s*(?:[-*+]|\d+\.)\s|\[\^[^\]]+\]:|:\s|#|\||:::", line))


def _commented(text: str, first: int, last: int, old: int, hidden: tuple[str, ...]) -> str:
    lines = text.split("\n")
    block = comments.spoken(comments.shown("\n".join(lines[first:last]), hidden))
    found = _MARKER.match(block)
    assert found is not None, "the pattern matches any text"
    mark, words = found[1] or "", " ".join(found[2].split())
    if mark.startswith("#"):
        return text
    comment = f"{mark}{{>> Stond er over {old}, en klopt nu niet: {words} <<}}"
    return "\n".join([*lines[:first], comment, *lines[last:]])
