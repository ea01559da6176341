"""Marks of Markdown that are printed as they are: no pair, no address, or not of our dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from pipeline import characters
from pipeline.compose.lines import line_of
from pipeline.model import ERROR, Place, Problem

_LEFT = "losse_tekens"
"""Where a piece of text keeps what Markdown left of it."""
_STANDS_FOR = {"softbreak": "\n", "hardbreak": "\n", "text_special": "x", "code_inline": "x"}
_PICTURE = r"[^\s()]+\.(?:png|jpe?g|webp|gif|svg)"


class _Mark(Struct, frozen=True):
    """Marks that are left, and what to say of them."""

    pattern: re.Pattern[str]
    code: str
    what: str
    expected: str
    advice: str


_MARKS = (
    _Mark(
        re.compile(
            r"\*\*+|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"
            r"|__+(?=[^\W_])|(?<=[^\W_])__+|(?<!\w)_(?=[^\W_])|(?<=[^\W_])_(?!\w)"
        ),
        "X13",
        "Er staat een los sterretje of streepje dat niets vet of cursief maakt",
        "**vet** of *cursief*, zonder spatie aan de binnenkant",
        "Sluit wat u opent, in dezelfde alinea. Is het een voetnoot, schrijf dan [^1]. Moet het "
        "teken er staan, typ dan \\* of \\_.",
    ),
    _Mark(
        re.compile(r"(?<=[^\W\d_]{2})-\n(?!(?:en|of|noch|als|dan|tot|maar|naar)\b)(?=[a-zà-ÿ])"),
        "X13",
        "Een woord is afgebroken aan het eind van een regel",
        "het hele woord op één regel",
        "Haal het streepje en het einde van de regel weg; afbreken doet het programma.",
    ),
    _Mark(
        re.compile(r"\\\s*$"),
        "X13",
        "Er staat een \\ die geen nieuwe regel maakt",
        "\\ alleen aan het eind van een regel waar nog een regel op volgt",
        "Haal de \\ weg.",
    ),
    _Mark(
        re.compile("`"),
        "X13",
        "Er staat een los accent in de tekst",
        "' voor een apostrof of aanhalingsteken",
        "Typ ' in plaats van `.",
    ),
    _Mark(
        re.compile(r"~~|(?<=\w)~\w+~|\^\w+\^|==(?=\S)"),
        "X13",
        "Doorhalen, markeren, hoog en laag zetten kan niet in een tekst",
        "**vet** of *cursief*",
        "Haal de tekens weg. Voor hoog en laag is er een eigen teken: m², CO₂.",
    ),
    _Mark(
        re.compile(
            rf"\]\s+\((?:https?:|www\.|mailto:|tel:|#|{_PICTURE})|\)\[(?:https?:|www\.)"
            r"|!?\[\[|\]\[|!\[(?![^\]]*\]\()"
        ),
        "X06",
        "Deze link of dit plaatje is niet goed geschreven",
        "[tekst](adres) of ![omschrijving](bestand)",
        "Schrijf de tekst tussen [ en ], en direct daarachter het adres tussen ( en ).",
    ),
    _Mark(
        re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)’”]))[¹²³⁰⁴-⁹]+|(?<=[\w.,;:!?])\[\d{1,3}\]"),
        "X10",
        "Het teken van een voetnoot is getypt",
        "[^1] in de tekst, en een regel [^1]: uitleg",
        "Schrijf er een voetnoot van; het programma nummert.",
    ),
)


def keep_marks(state: StateCore) -> None:
    """Keep with each piece of text what Markdown left of it; a rule that runs before text_join.

    After that rule nobody can tell a mark with a backslash, typed on purpose, from a lost one.
    """
    for token in state.tokens:
        if token.children:
            token.meta[_LEFT] = "".join(map(_left, token.children))


def _left(child: Token) -> str:
    return child.content if child.type == "text" else _STANDS_FOR.get(child.type, "")


def marks_in(tokens: list[Token], place: Place) -> Iterator[Problem]:
    """Yield a problem for each kind of mark that is left in a piece of text."""
    for token in tokens:
        text = token.meta.get(_LEFT, "")
        for mark in _MARKS if text else ():
            if match := mark.pattern.search(text):
                line = line_of(token) + text.count("\n", 0, match.start())
                start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 30)
                found = characters.excerpt(text[start : match.end() + 40])
                where = Place(place.file, line)
                yield Problem(mark.code, ERROR, where, mark.what, found, mark.expected, mark.advice)
