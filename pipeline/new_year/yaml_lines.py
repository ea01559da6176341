"""The lines of a YAML file on which each key of a mapping stands, to change them as text."""

from __future__ import annotations

import re

from pipeline import strict_yaml
from pipeline.strict_yaml import Mapping, Node, Sequence

_BLOCK = re.compile(r"\s*[\"']?\w+[\"']?\s*:\s*(?:#.*)?")
"""A key with nothing behind it: what it holds stands on the lines below."""


def tree(text: str) -> Mapping:
    """Return the tree of a file that was read without problems before."""
    node, _ = strict_yaml.read(text, "")
    assert node is not None, "the year could be loaded"
    return node


def spans(text: str, node: Mapping) -> dict[str, tuple[int, int]]:
    """Return key -> (its first line, the line after its last), from 0, without what follows it.

    Comments and empty lines between two keys belong to neither. Keys of one line have no lines of
    their own and are left out.
    """
    lines = text.split("\n")
    starts = {key: line - 1 for key, line in node.lines.items()}
    alone = [list(starts.values()).count(at) == 1 for at in starts.values()]
    found = {}
    for (key, first), own in zip(starts.items(), alone, strict=True):
        if own and lines[first].lstrip("- \t\"'").startswith(key):
            found[key] = first, _end(lines, first, [at for at in starts.values() if at > first])
    return found


def _end(lines: list[str], first: int, later: list[int]) -> int:
    """Return the line after the last of a key: of the next one, or where less is indented."""
    own = indent(lines[first])
    last = min(later, default=len(lines))
    for at in range(first + 1, last):
        text, here = lines[at].strip(), indent(lines[at])
        listed = here == own and text.startswith("- ")
        if text and here <= own and not listed and text[0] not in "#}]":
            last = at
            break
    while not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#"):
        last -= 1
    return last


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip())


def commented(lines: list[str]) -> list[str]:
    """Return lines as a comment of YAML, which keeps them to be read."""
    return [f"{line[: indent(line)]}# {line.strip()}" if line.strip() else line for line in lines]


def opened(text: str, key: str) -> str:
    """Return a file in which each block under a key has lines of its own, and each of its keys."""
    node = tree(text)
    blocks = node.items[key]
    assert isinstance(blocks, Mapping), "the year was read from it"
    own, lines = spans(text, blocks), text.split("\n")
    if len(own) < len(blocks.items):
        first, last = spans(text, node)[key]
        lines[first:last] = as_block(key, blocks)
        return "\n".join(lines)
    for name, (first, last) in reversed(own.items()):
        block = blocks.items[name]
        if isinstance(block, Mapping):
            lines[first:last] = own_lines(lines[first:last], name, block)
    return "\n".join(lines)


def own_lines(lines: list[str], name: str, node: Mapping) -> list[str]:
    """Return the lines of a block in which each of its keys begins a line."""
    if _BLOCK.fullmatch(lines[0]):
        return lines
    space = " " * indent(lines[0])
    behind = [found[0] for line in lines if (found := re.search(r"[ \t]#[^{}\"']*$", line))]
    made = [space + line for line in as_block(name, node)]
    return [made[0] + "".join(behind), *made[1:]]


def as_block(name: str, node: Mapping) -> list[str]:
    """Return the lines of a mapping that stood on one line, each key on its own."""
    return [f"{name}:", *(f"  {line}" for line in _inside(node))]


def _inside(node: Mapping) -> list[str]:
    lines = []
    for key, value in node.items.items():
        if isinstance(value, Mapping):
            lines += as_block(key, value)
        else:
            lines.append(f"{key}: {_flow(value)}")
    return lines


def _flow(node: Node) -> str:
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in node.items.items())}}}"
    return quoted(node.text) if node.kind == "str" else node.text


def quoted(text: str) -> str:
    """Return a text as YAML reads it in any place."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'
