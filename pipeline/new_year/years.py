"""Move the years that stand in names and headings one on."""

from __future__ import annotations

import re
from collections.abc import Callable

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w*(?<!\d)(?:19|20)\d\d(?!\d)\w*")
_KEY = re.compile(r"^(\s*)(?:- )?[\"']?(\w+)[\"']?:")


def moved(text: str) -> str:
    """Return a text with each year one later: `stand_2021` becomes `stand_2022`."""
    return _YEAR.sub(lambda found: str(int(found[0]) + 1), text)


def mover(stay: frozenset[str]) -> Callable[[str], str]:
    """Return `moved`, but for words that stay as they are: figures of which no new one is made."""

    def move(text: str) -> str:
        return _WORD.sub(lambda word: word[0] if word[0] in stay else moved(word[0]), text)

    return move


def named(text: str) -> tuple[int, ...]:
    """Return the years that a text names, each once."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def without_years(text: str) -> str:
    """Return a text with one sign for each year: what is said of every year alike."""
    return _YEAR.sub("\ufffc", text)


def moved_yaml(text: str, kept: tuple[str, ...], move: Callable[[str], str] = moved) -> str:
    """Return YAML with its years one later, but for comments and what stands under `kept` keys.

    Those say where a number came from, which does not change with the year.
    """
    lines: list[str] = []
    inside = -1
    for line in text.split("\n"):
        found = _KEY.match(line)
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        if inside < 0 and found and found[2] in kept:
            inside = indent
        same = inside >= 0 or line.lstrip().startswith("#")
        lines.append(line if same else move(line))
    return "\n".join(lines)
