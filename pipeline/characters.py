"""The one door for text: what is typed, pasted or escaped becomes plain characters, or a problem.

Every text is composed (NFC), and what nobody sees or what only looks like a letter or digit is
gone before anything reads it. What cannot change a meaning is made right in silence: `_SILENT`.
What may is made right as well, so that all other checks go on, and it is reported: `_REPORTED`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from pipeline import lookalikes
from pipeline.model import ERROR, Place, Problem

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U0010ffff]"
)
"""What no message repeats: it is not seen, or does something to a screen."""
_TOKEN = re.compile("[\ue000\ue002][0-9]+[\ue001\ue003]")
"""What stands for an insertion in a text that is being composed."""

Replacement = str | Callable[[re.Match[str]], str]


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _digit(match: re.Match[str]) -> str:
    return f"{unicodedata.numeric(match[0]):g}"


_INDENT = re.compile("^([ \t]*)\xa0[ \xa0]*", re.MULTILINE)
_MARK = re.compile(
    "^[ \t]*(?:(?:#{1,6}|[-*+>]|[0-9]{1,9}[.)]|:::)[ \xa0]+|[-:| \xa0]+$)", re.MULTILINE
)
"""The mark that a line begins with, and the line below the head of a table."""
_UNUSUAL = re.compile("[^\t\n -~\xa0-\xac\xae-\xff‘’“”–—…€−]")
"""What is not on a Dutch keyboard or made of it by an editor's program."""
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→"}
"""What Word writes for the bullets and arrows of its fonts of symbols."""

_SILENT: tuple[tuple[re.Pattern[str], Replacement], ...] = (
    # hyphenation, joiners, selectors, marks of direction that change nothing in Dutch
    (
        re.compile(
            "[\xad\u034f\u180b-\u180f\u200b-\u200e\u202a\u202c\u202d\u2060-\u2066\u2068-\u206f"
            "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
        ),
        "",
    ),
    (re.compile("[\u2007\u202f]"), "\xa0"),
    (re.compile("[\u115f\u1160\u1680\u2000-\u200a\u205f\u2800\u3000\u3164\uffa0]"), " "),
    (re.compile("[\u2010\u2011\ufe63\uff0d]"), "-"),
    (re.compile("\u2012"), "–"),
    (re.compile("\u2015"), "—"),
    (re.compile("[\u2044\u2215]"), "/"),
    (re.compile("|".join(_SYMBOLS)), lambda match: _SYMBOLS[match[0]]),
    # ligatures, wide and mathematical letters and digits, Roman numerals of one character
    (
        re.compile(
            "[\u0132\u0133\u0149\u017f\u2102-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2138"
            "\u2160-\u217f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]"
        ),
        _compatible,
    ),
)
_REPORTED: tuple[tuple[str, re.Pattern[str], Replacement], ...] = (
    (
        "een einde van een regel of bladzijde uit een ander programma",
        re.compile("[\x0b\x0c\x85\u2028\u2029]"),
        " ",
    ),
    ("een besturingsteken", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"), ""),
    (
        "een teken dat de schrijfrichting omdraait",
        re.compile("[\u061c\u200f\u202b\u202e\u2067]"),
        "",
    ),
    (
        "een teken uit een symboollettertype",
        re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
        "",
    ),
    ("een teken op de plaats van iets wat verloren ging", re.compile("[\ufff9-\ufffd]"), ""),
    ("verborgen tekst", re.compile("[\U000e0000-\U000e00ff\U000e01f0-\U000effff]"), ""),
    (
        "een teken dat niet bestaat",
        re.compile(
            "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
        ),
        "",
    ),
    (
        "een streep of rand door een letter heen",
        re.compile("[\u0332-\u0338\u0305\u0333\u033f\u20d0-\u20f0]"),
        "",
    ),
    (
        "een cijfer uit een ander schrift of in een rondje",
        re.compile("(?![0-9])\\d|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\U0001f100-\U0001f10c]"),
        _digit,
    ),
)
_LOOKALIKE = "een letter uit een ander alfabet die op de onze lijkt"


class Strange(Struct, frozen=True):
    """Characters of one kind that have no business in a text of ours."""

    kind: str
    character: str
    count: int
    line: int
    """The line of the text on which the first stands, from 0."""
    words: str
    """The words around the first."""

    def problem(self, start: Place) -> Problem:
        """Return the problem of a text whose first line is at `start`."""
        times = "" if self.count == 1 else f", {self.count} keer"
        around = f"bij “{self.words}”" if self.words else "op een lege regel"
        return Problem(
            "B04",
            ERROR,
            Place(start.file, start.line + self.line),
            "Er staat een teken dat hier niet hoort",
            f"{self.kind} (U+{ord(self.character):04X}{times}), {around}",
            "letters, cijfers en leestekens van het toetsenbord",
            "Typ dit stuk opnieuw, zonder het te kopiëren.",
        )


def clean(text: str) -> tuple[str, tuple[Strange, ...]]:
    """Return a text as everything may read it, and each kind of strange character in it.

    Lines stay lines: line n of the result is line n of the text.
    """
    if not _UNUSUAL.search(text):
        return text, ()  # most texts: no need to look for anything
    plain = text = _quiet(text)
    found: list[Strange] = []
    for kind, pattern, replacement in _REPORTED:
        if places := [match.start() for match in pattern.finditer(text)]:
            found.append(_strange(kind, text, places[0], len(places)))
            plain = pattern.sub(replacement, plain)
    plain = unicodedata.normalize("NFC", plain)
    if letters := lookalikes.find(plain):
        found.append(_strange(_LOOKALIKE, plain, next(iter(letters)), len(letters)))
        plain = "".join(letters.get(i, letter) for i, letter in enumerate(plain))
        plain = unicodedata.normalize("NFC", plain)
    return plain, tuple(found)


def _strange(kind: str, text: str, at: int, count: int) -> Strange:
    line = text.rfind("\n", 0, at) + 1
    words = _HIDDEN.sub("", text[max(line, at - 30) : at + 30].split("\n")[0]).strip()
    return Strange(kind, text[at], count, text.count("\n", 0, at), words)


def settled(text: str) -> str:
    """Return a text as everything may read it; what is strange in it goes without a word."""
    return clean(text)[0]


def plain_margins(text: str) -> str:
    """Return Markdown without hard spaces where a line begins, and behind the mark it begins with.

    A Mac types one for Option and space, Word and Outlook for an indent; Markdown knows none.
    """
    if "\xa0" not in text:
        return text
    text = _INDENT.sub(r"\1", text)
    return _MARK.sub(lambda match: match[0].replace("\xa0", " "), text)


def _quiet(text: str) -> str:
    """Return the text with all made right that cannot change a meaning."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    for pattern, replacement in _SILENT:
        text = pattern.sub(replacement, text)
    return unicodedata.normalize("NFC", text)


def hides(text: str) -> bool:
    """Say whether a text has a character that nobody sees, or a token of an insertion."""
    return _HIDDEN.search(text) is not None


def visible(text: str) -> str:
    """Return a text without what nobody sees, and what would do something to a screen."""
    return text if text.isprintable() else _HIDDEN.sub("", text)


def excerpt(text: str, most: int = 80) -> str:
    """Return the first line of a text as a message can repeat it, with … where it goes on."""
    text = text[: 20 * most]  # a token is a few characters
    line = _HIDDEN.sub("", _TOKEN.sub("…", text.strip().split("\n")[0]))
    return line if len(line) <= most else line[:most].rstrip() + "…"
