"""What reviewers write in a text, `{>> klopt dit? <<}`: the one grammar of it, for whoever reads.

A comment stands within a paragraph and holds no other; whatever else looks like one is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline import characters
from pipeline.line_numbers import line_numbers
from pipeline.model import ERROR, Place, Problem

_COMMENT = re.compile(r"([ \t]*)\{>>((?:(?!\{>>|<<\}|\n[ \t]*\n).)*)<<\}", re.DOTALL)
_LOOSE = re.compile(r"\{>>|<<\}")
_HIDDEN = re.compile("\ue010([0-9]+)\ue011\ue012?")


def replaced(text: str, new: Callable[[str, int], str]) -> str:
    """Return a text without comments and without loose marks of one; its lines stay lines.

    `new` gives what comes for a comment, from its words on one line ('' for none) and the number
    of line ends before it. Behind *cursief* a space stays, without which the * would end nothing.
    """
    line = line_numbers(text)

    def found(match: re.Match[str]) -> str:
        words = " ".join(match[2].split())
        behind = match.start() > 0 and text[match.start() - 1] in "*_"
        lead = " " if behind and not text[match.end() : match.end() + 1].strip() else ""
        return lead + new(words, line(match.start())) + "\n" * match[0].count("\n")

    return _LOOSE.sub("", _COMMENT.sub(found, text))


def problems(text: str, start: Place) -> Iterator[Problem]:
    """Yield a problem for each comment that says nothing, and for each loose mark (X12)."""
    line = line_numbers(text)

    def place(at: int) -> Place:
        return Place(start.file, start.line + line(at))

    for match in _COMMENT.finditer(text):
        if not match[2].strip():
            yield _wrong(place(match.start()), match[0], "Deze opmerking is leeg")
    left = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for loose in _LOOSE.finditer(left):
        found = left[loose.start() : loose.start() + 200]
        what = "Een opmerking is niet goed geopend of gesloten"
        yield _wrong(place(loose.start()), found, what)


def hidden(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with a sign for each line of each comment, and those lines for `shown`."""
    lines: list[str] = []

    def signs(match: re.Match[str]) -> str:
        start = len(lines)
        lines.extend(match[0][len(match[1]) :].split("\n"))
        signs = [f"\ue010{n}\ue011" for n in range(start, len(lines))]
        return match[1] + "\ue012\n".join(signs)

    return _COMMENT.sub(signs, text), tuple(lines)


def shown(text: str, lines: tuple[str, ...]) -> str:
    """Return a text with its comments back in place of their signs."""
    return _HIDDEN.sub(lambda match: lines[int(match[1])], text)


def goes_on(line: str) -> bool:
    """Say whether a comment that was hidden goes on behind a line."""
    return line.endswith("\ue012")


def without_signs(text: str) -> str:
    """Return a text in which comments were hidden, without them."""
    return re.sub(rf"[ \t]*{_HIDDEN.pattern}", "", text)


def spoken(text: str) -> str:
    """Return a text with its comments as words between brackets: they can stand in a comment."""
    return _COMMENT.sub(lambda match: f"{match[1]}(opmerking: {match[2].strip()})", text)


def _wrong(place: Place, found: str, what: str) -> Problem:
    return Problem(
        "X12",
        ERROR,
        place,
        what,
        characters.excerpt(found),
        "{>> uw opmerking <<}, in één alinea",
        "Zet {>> voor en <<} achter de opmerking.",
    )
