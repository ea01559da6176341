"""What an editor did not mean: text that Markdown makes something of, and text that it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from pipeline import characters
from pipeline.compose.imitations import imitations
from pipeline.compose.lengths import too_long
from pipeline.compose.lines import line_of
from pipeline.compose.lists import YEARS
from pipeline.compose.marks import marks_in
from pipeline.model import ERROR, Place, Problem

_OPEN, _CLOSE = "\x02", "\x03"
"""Stand where italics begin and end: no text of ours has them."""
_HALF = re.compile(f"\\w{_OPEN}+\\w[^{_OPEN}]*\\w{_CLOSE}+\\w")
_SIGN = re.compile(r"\s*(?:[-*+]\s+)?>\s*(?:[\d€>\ue000-])")
"""A > in front of a number, and the >> of a mail."""
_CELL = re.compile(r"(?<!\\)\|")


def unmeant(tokens: list[Token], source: str, place: Place) -> Iterator[Problem]:
    """Yield what looks like Markdown and is none, and what is Markdown and was not meant."""
    yield from too_long(tokens, place)
    yield from imitations(tokens, place)
    yield from marks_in(tokens, place)
    lines = source.split("\n")
    cells = 0
    for i, token in enumerate(tokens):
        where = Place(place.file, line_of(token))
        if token.type == "heading_open" and token.markup in ("-", "="):
            yield _under_a_line(where, tokens[i + 1])
        elif token.type == "blockquote_open" and tokens[i - 1].type != token.type:
            yield from _quote(where, lines[where.line - 1])
        elif token.type == "ordered_list_open" and token.attrs.get("start") in YEARS:
            yield _year(where, lines[where.line - 1])
        elif token.type == "inline":
            yield from _half_words(where, token)
        elif token.type == "tr_open" and token.map:
            line = lines[where.line - 1]
            if tokens[i - 1].type == "thead_open":
                cells = _cells(line)
            elif "|" not in line or _cells(line) > cells:
                yield _row(where, line, cells)


def _cells(line: str) -> int:
    row = line.strip().removeprefix("|")
    return len(_CELL.findall(row)) + (not row.endswith("|") or row.endswith("\\|"))


def _half_words(place: Place, inline: Token) -> Iterator[Problem]:
    """Yield what is in italics from the middle of one word to the middle of another."""
    words = "".join(map(_written, inline.children or ()))
    if _HALF.search(words):
        yield _italics(place, inline)


def _written(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type in ("em_open", "strong_open"):
        return _OPEN
    return _CLOSE if child.type in ("em_close", "strong_close") else " "


def _under_a_line(place: Place, inline: Token) -> Problem:
    return _problem(
        place,
        "Deze tekst wordt een kop, door de streepjes eronder",
        characters.excerpt(inline.content),
        "## voor een kop, of een lege regel boven de streepjes",
        "Zet ## voor de kop, of haal de streepjes weg.",
    )


def _quote(place: Place, line: str) -> Iterator[Problem]:
    if not _SIGN.match(line):
        return
    yield _problem(
        place,
        "Deze tekst wordt een citaat, door de > aan het begin",
        characters.excerpt(line),
        "een zin die niet met > begint",
        "Schrijf meer dan in plaats van >, of haal de > weg. Moet het teken er staan, typ dan \\>.",
    )


def _year(place: Place, line: str) -> Problem:
    return _problem(
        place,
        "Deze tekst wordt een punt van een genummerde lijst, door het jaartal met een punt",
        characters.excerpt(line),
        "een zin die niet met een jaartal en een punt begint",
        "Zet er een woord voor, zoals In 2021, of typ \\. in plaats van de punt.",
    )


def _italics(place: Place, inline: Token) -> Problem:
    return _problem(
        place,
        "Wat tussen deze sterretjes staat, wordt cursief, midden in een woord",
        characters.excerpt(inline.content),
        "sterretjes om hele woorden",
        "Typ \\* voor een sterretje dat er moet staan.",
    )


def _row(place: Place, line: str, cells: int) -> Problem:
    what = "Deze rij heeft meer vakjes dan de kop van de tabel"
    advice = "Geef de kop evenveel vakjes, of haal er hier een weg. Een | in een vakje is \\|."
    if "|" not in line:
        what = "Deze regel wordt een rij van de tabel erboven"
        advice = "Zet een lege regel onder de tabel."
    expected = f"een rij met {cells} vakjes, tussen | en |"
    return Problem("X14", ERROR, place, what, characters.excerpt(line), expected, advice)


def _problem(place: Place, what: str, found: str, expected: str, advice: str) -> Problem:
    return Problem("X15", ERROR, place, what, found, expected, advice)
