"""On which line of the file a token of Markdown stands."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token


def line_of(token: Token) -> int:
    """Return the line of the file on which a token starts."""
    return token.map[0] + 1 if token.map else 1


def with_lines(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    """Yield every token, also those inside a line of text, with its line in the file."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        yield token, line
        inside = line
        for child in token.children or ():
            yield child, inside
            inside += child.type in ("softbreak", "hardbreak")
