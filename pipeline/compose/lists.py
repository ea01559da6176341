"""The numbers of numbered lists: Markdown makes 1, 2, 3; any other number is one that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markdown_it.token import Token

YEARS = range(1900, 2101)
"""A list that would start here is a sentence that begins with a year."""


def typed_numbers(tokens: Iterable[Token]) -> Mapping[int, int]:
    """Return the numbers that were typed, by the index of the `list_item_open` that has them.

    A list starts at 1, or goes on where the one before it at its level ended; its points count on,
    or are all typed as 1.
    """
    typed: dict[int, int] = {}
    last: dict[int, int] = {}
    following: list[int] = []
    """The number of the next point of each open list; 0 in one with bullets."""
    for index, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            start = int(token.attrs.get("start", 1))
            following.append(start)
            if start not in (1, last.get(token.level, 0) + 1):
                typed[index + 1] = start
        elif token.type == "bullet_list_open":
            following.append(0)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            if number := following.pop():
                last[token.level] = number - 1
        elif token.type == "list_item_open" and following[-1]:
            number = int(token.info)
            if number not in (1, following[-1]):
                typed[index] = number
            following[-1] += 1
    return typed
