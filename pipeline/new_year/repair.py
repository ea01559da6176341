"""Take out what does not hold in the new year, so that it can be built: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import Problem

_COMMENT = re.compile(r"[ \t]*\{>>.*?<<\}", re.DOTALL)
_EMPTY_LIST = re.compile(r"^( +)rijen:\n(?!\1 )", re.MULTILINE)
_MARKER = re.compile(r"^(\s*(?:[-*+]|\d+\.)\s+|\[\^[^\]]+\]:\s+|:\s+|#{1,6}\s+)?(.*)$", re.DOTALL)


def repaired(text: str, problems: Iterable[Problem], name: str, old: int) -> str | None:
    """Return a file in which these problems are gone; None when that is not ours to do.

    In a text the paragraph or point becomes a comment, word for word. A declaration goes: what it
    explained is in the old year. So does a rule on figures that the new year does not have.
    """
    declared = name == "afwijkingen.yaml"
    found = [p for p in problems if p.place.line and (declared or _ours(name, p))]
    lines = sorted({problem.place.line for problem in found})
    if not lines:
        return None
    if name.endswith(".yaml"):
        return _without_entries(text, lines)
    blocks = {_paragraph(text, line) for line in lines}
    for first, last in sorted(blocks, reverse=True):
        text = _commented(text, first, last, old)
    return text


def _ours(name: str, problem: Problem) -> bool:
    return name.endswith(".md") or (name.endswith(".yaml") and problem.code == "R01")


def _without_entries(text: str, at: Iterable[int]) -> str:
    """Leave out the entries of a list that these lines belong to."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if line.lstrip().startswith("- ")]
    gone: set[int] = set()
    for line in at:
        first = max((start for start in starts if start < line), default=None)
        if first is None:
            continue
        indent = len(lines[first]) - len(lines[first].lstrip())
        last = first + 1
        while last < len(lines) and lines[last].startswith(" " * (indent + 1)):
            last += 1
        gone |= set(range(first, last))
    left = "\n".join(line for i, line in enumerate(lines) if i not in gone)
    empty = _EMPTY_LIST.search(left)
    return _without_entries(left, [left.count("\n", 0, empty.end())]) if empty else left


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
    return first, last


def _starts(line: str) -> bool:
    return bool(re.match(r"\s*(?:[-*+]|\d+\.)\s|\[\^[^\]]+\]:|:\s|#|\||:::", line))


def _commented(text: str, first: int, last: int, old: int) -> str:
    lines = text.split("\n")
    block = _COMMENT.sub("", "\n".join(lines[first:last]))
    found = _MARKER.match(block)
    assert found is not None, "the pattern matches any text"
    mark, words = found[1] or "", " ".join(found[2].split())
    if mark.startswith("#"):
        return text
    comment = f"{mark}{{>> Stond er over {old}, en klopt nu niet: {words} <<}}"
    return "\n".join([*lines[:first], comment, *lines[last:]])
