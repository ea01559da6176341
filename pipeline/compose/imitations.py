"""Lines that look like a heading, list or table and are none: pasted from Word, Outlook or a pdf.

CommonMark makes one running paragraph of them, and prints their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from pipeline import characters
from pipeline.compose.boxes import BOXES
from pipeline.compose.lines import line_of
from pipeline.model import ERROR, Place, Problem

_BULLET = "[•·∙‧▪▫■□◦○●◆◇❖❑‣⁃➢➤►▶▸▻]"
_SIGN = "[–—ovq§üØ✓✔✗✘☐☑☒✅➔→⇒]"
"""What Word writes for other bullets, and what may also stand alone on purpose."""
_POINTS = re.compile(r"(?:^|\s)[•▪■●➢]\s")


class _Imitation(Struct, frozen=True):
    """How a line begins that is not what it looks like."""

    pattern: re.Pattern[str]
    what: str
    expected: str
    advice: str
    code: str = "X13"
    alone: bool = True
    """Whether it looks so without another such line beside it."""


_HEADING = (
    "Deze regel lijkt een kop, maar is het niet",
    "# of ## met een spatie erachter, hoogstens ### (drie)",
    "Zet een spatie achter de hekjes. Is het geen kop, typ dan \\# in plaats van #.",
)
_LIST = (
    "Deze regel lijkt een punt van een lijst, maar is het niet",
    "- en een spatie aan het begin van de regel",
    "Begin elk punt op een nieuwe regel met - en een spatie, met een witregel boven de lijst.",
)
_NUMBERED = (
    "Deze regels lijken een genummerde lijst, maar zijn het niet",
    "1. en een spatie aan het begin van de regel",
    "Begin elk punt op een nieuwe regel met 1., 2., 3. en een spatie, met een witregel erboven.",
)
_TABLE = (
    "Deze regels lijken een tabel, maar zijn het niet",
    "| Wat | Wie |, daaronder |---|---| met evenveel vakjes, en dan de rijen",
    "Zet elke rij tussen | en | en een regel |---|---| onder de kop. Cijfers horen in een tabel "
    "van het jaar.",
    "X14",
)
_TASK = (
    "Een vakje om aan te vinken kan niet",
    "- en een spatie, zonder [ ]",
    "Haal [ ] of [x] weg.",
)
_BOX = (
    "Deze regel lijkt een vak te openen, maar doet dat niet",
    "drie dubbele punten (:::) aan het begin van de regel",
    "Typ ::: in plaats van ::.",
)
IMITATIONS = (
    _Imitation(re.compile(r"#{1,6}(?=[^#\s])|#{7,}"), *_HEADING),
    _Imitation(re.compile(rf"{_BULLET}(?=\s|[^\W\d_])"), *_LIST),
    _Imitation(re.compile(rf"(?:{_SIGN}|[-*+])(?:\t| \s+)(?=\S)"), *_LIST),
    _Imitation(re.compile(r"[-+](?=[^\W\d_])"), *_LIST),
    _Imitation(re.compile(rf"{_SIGN} (?=\S)"), *_LIST, alone=False),
    _Imitation(re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)](?:\t| \s+)(?=\S)"), *_NUMBERED),
    _Imitation(re.compile(r"[1-9]\d?\.(?=[^\W\d_])"), *_NUMBERED),
    _Imitation(re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)] (?=\S)"), *_NUMBERED, alone=False),
    _Imitation(re.compile(r"\||\+[-=+:]{3,}\+?$|\S[^\t]*\t+[^\t]+\t+\S"), *_TABLE),
    _Imitation(re.compile(r"\S.*(?:\s\|\s|\t|\S {3,}\S)"), *_TABLE, alone=False),
    _Imitation(re.compile(r"\[[ xX]?\](?=\s)"), *_TASK),
    _Imitation(re.compile(rf"::\s*(?:{'|'.join(BOXES)})\b"), *_BOX),
)
"""The first that fits a line says what it looks like."""
_COLLAPSED = _Imitation(_POINTS, *_LIST)


class _Look(Struct, frozen=True):
    """A line that looks like something: its number in the file and its words."""

    line: int
    words: str
    kind: _Imitation


def imitations(tokens: list[Token], place: Place) -> Iterator[Problem]:
    """Yield a problem for each run of lines that look like a heading or list."""
    for run in _runs(tokens):
        looks = [look for inline in run for look in _looks(inline)]
        for what in dict.fromkeys(look.kind.what for look in looks):
            same = [look for look in looks if look.kind.what == what]
            if len(same) > 1 or same[0].kind.alone:
                yield _problem(same[0], place)


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the text of paragraphs, those that follow each other together."""
    run: list[Token] = []
    for i, token in enumerate(tokens):
        if token.type == "paragraph_open":
            if tokens[i - 1].type != "paragraph_close" and run:
                yield run
                run = []
            run.append(tokens[i + 1])
    if run:
        yield run


def _looks(inline: Token) -> Iterator[_Look]:
    lines = [line.strip() for line in inline.content.split("\n")]
    for number, words in enumerate(lines, line_of(inline)):
        fits = (kind for kind in IMITATIONS if kind.pattern.match(words))
        if (kind := next(fits, None)) is not None:
            yield _Look(number, words, kind)
        elif len(_POINTS.findall(words)) > 1:
            yield _Look(number, words, _COLLAPSED)


def _problem(look: _Look, place: Place) -> Problem:
    kind, where = look.kind, replace(place, line=look.line)
    found = characters.excerpt(look.words)
    return Problem(kind.code, ERROR, where, kind.what, found, kind.expected, kind.advice)
