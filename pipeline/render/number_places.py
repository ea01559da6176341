"""Numbers on paper: which there are on a print page, and on which page of the PDF each came.

On the web every number is an element of its own. On paper nobody sees that, and each element costs
WeasyPrint a box: the print page has none. Instead the element around a number says how many letters
and digits of its own text come before the number, and the laid-out text says where those stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

_PIECES = re.compile(
    r"(<(?:script|style|title|svg)\b.*?</(?:script|style|title|svg)>|<!--.*?-->|<[^>]*>)", re.DOTALL
)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_PLACE = re.compile(r'data-anker="([^"]*)"')
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_WORD = re.compile(r"[^\W\d_]{5}")
"""What a hyphen could divide."""
ATTRIBUTE = "data-cijfers"
"""Of an element: 'c12@40 c13@58', a number and how much of the element's own text precedes it."""


def without_marks(page: str) -> tuple[str, str]:
    """Return a print page without the elements of its numbers, and those elements by themselves.

    Only words that a hyphen could divide keep an element around them.
    """
    pieces = _PIECES.split(page)
    around = [_Open(-1)]
    marks: list[str] = []
    for i, piece in enumerate(pieces):
        name = _NAME.match(piece) if i % 2 else None
        if i % 2 == 0:
            around[-1].length += _length(unescape(piece))
        elif name is None or name[1] in _VOID or "</" in piece[1:]:
            continue
        elif name[1] != "data":
            if piece.startswith("</"):
                _close(around.pop(), pieces)
            else:
                around.append(_Open(i))
        elif piece.startswith("</"):
            pieces[i] = ""
            if around[-1].divisible:
                pieces[i] = "</span>"
                _close(around.pop(), pieces)
        else:
            words = "".join(pieces[i + 1 : pieces.index("</data>", i)])
            marks.append(f"{piece}{words}</data>\n")
            pieces[i] = ""
            if _WORD.search(words) and "<" not in words:
                pieces[i] = '<span class="ongedeeld">'
                around.append(_Open(i, divisible=True))
            around[-1].add(piece)
    return "".join(pieces), "".join(marks)


class _Open:
    """An element that is open while a page is read."""

    def __init__(self, piece: int, divisible: bool = False) -> None:
        self.piece = piece
        self.divisible = divisible
        self.length = 0
        """Letters and digits of its own text so far."""
        self.numbers: list[str] = []

    def add(self, mark: str) -> None:
        """Note a number at this point of the text."""
        found = _PLACE.search(mark)
        if found is None:
            raise ValueError(f"a number without a place: {mark}")
        self.numbers.append(f"{found[1]}@{self.length}")


def _close(done: _Open, pieces: list[str]) -> None:
    if done.numbers:
        tag = pieces[done.piece].removesuffix(">")
        pieces[done.piece] = f'{tag} {ATTRIBUTE}="{" ".join(done.numbers)}">'


def _length(text: str) -> int:
    """Return how many letters and digits there are: hyphens and spaces come and go at line ends."""
    return sum(map(str.isalnum, text))


def pages_of_numbers(pages: Iterable[Iterable[Any]]) -> dict[str, int]:
    """Return on which page each number stands; `pages` are the boxes of each laid-out page."""
    found: dict[str, int] = {}
    reached: set[str] = set()
    passed: dict[Any, int] = {}
    for number, boxes in enumerate(pages, 1):
        for box in boxes:
            element = box.element
            said = element.get(ATTRIBUTE) if element is not None else None
            if not said or "::" in (box.element_tag or ""):
                continue
            text = getattr(box, "text", "")
            passed[element] = passed.get(element, 0) + _length(text)
            for mark in said.split(" "):
                place, _, before = mark.rpartition("@")
                if place not in reached and (text or place not in found):
                    found[place] = number
                if passed[element] > int(before):
                    reached.add(place)
    return found
