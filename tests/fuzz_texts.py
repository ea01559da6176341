"""What `fuzz.py` spoils of the texts and the YAML of a year, and the ways in which it does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from fuzz_material import Source, cut, flipped

PIECES = (
    "**", "*", "_", "`", "```", "~~", "- ", "* ", "1. ", "478. ", "2021. ", "a. ", "> ", "#", "##",
    "####### ", "---", "===", "|", "| a | b |", "|---|", "\t", "    ", "[", "](", "![", "[^1]",
    "[^1]: ", "[a]: b", "[[", "{{", "}}", "{%", "{#", "{#naam}", "{.bijlage}", "{>>", "<<}", ":::",
    "::: kader", "::: tegels", "\n\n", "\n", "\\", "<", ">", "<b>", "<!--", "&shy;", "&#8203;",
    "&eacute;", "$", "%", "'", '"', "…", "€ ", "24/7", "12%", "drie", "duizend" * 50, "1" * 40,
    "meer dan in 2021", "steeg", "waarvan", "respectievelijk", "het hoogste sinds 2019", "bijna ",
    "zie tabel 2", "hieronder", "Jan (8 jaar) uit Delft", "06-12345678", "123456782", "a@b.nl",
    "{{ tabel('verzuim') }}", "{{ tabel('verzuim', rijen='a') }}", "{{ grafiek('verzuim') }}",
    "{{ verwijs('kop:verzuim') }}", "{{ vrij('drie', 'een vaste uitdrukking') }}", "{{ a.b.c }}",
    "{{ vrij('\\u202e', 'een reden') }}", "{{ som(verzuim.totaal.2022, 1) }}", "{{ jaar | woord }}",
    "{{ cijfers.gezinnen_2022 | afgerond(100) }}", "{{ afwijkingen() }}", "{{ " + "(" * 90 + " }}",
    "{{ verschil(verzuim.totaal.2022, verzuim.totaal.2021) | positief }}", "ﬁ", "ĳ", "e\u0301",
    "\u00ad", "\u200b", "\u202e", "\u2028", "\x00", "\x1b[31m", "\ufffc", "\uf0b7", "\ue0000\ue001",
    "а", "٣", "①", "½", "\xa0", "\u2011", "👩‍👧", "İ", "ß", "null", "~", "no", "0x1f", "1_000",
    "12:30", "2021-01-01", ": ", "- - - ", "? ", "&a ", "*a", "!!python/object:os.system ", "!",
    "[1, [2, {a: b}]]", "{a: {b: [c]}}", "[" * 60, "{" * 60, "\"\\u0000\"", "'\\'", "|-\n  a",
    "uit 2021", "norm", "jaar:", "telt: kinderen", "profiel: exact", "som(*)", "a = b + c / 0",
    "totaal = som(*)", "(((((", "1.1.1.1", ",,,",
)  # fmt: skip
"""What editors paste, mistype and try, and what is meant to break something."""


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _at(text: str, chance: random.Random) -> int:
    return chance.randrange(len(text) + 1)


def inserted(content: bytes, chance: random.Random) -> bytes:
    """Pieces stand in the middle of something."""
    text = _text(content)
    for _ in range(chance.randint(1, 4)):
        at = _at(text, chance)
        text = text[:at] + chance.choice(PIECES) + text[at:]
    return text.encode("utf-8", "surrogatepass")


def begun(content: bytes, chance: random.Random) -> bytes:
    """Lines begin or end with a piece."""
    lines = _text(content).split("\n")
    for _ in range(chance.randint(1, 4)):
        at, piece = chance.randrange(len(lines)), chance.choice(PIECES)
        lines[at] = chance.choice((piece + lines[at], lines[at] + piece, piece))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def repeated(content: bytes, chance: random.Random) -> bytes:
    """A piece stands there very often, on one line, on many, or as many paragraphs."""
    text, at = _text(content), 0
    at = _at(text, chance)
    between = chance.choice(("", " ", "\n", "\n\n", ". "))
    many = between.join([chance.choice(PIECES)] * chance.choice((2, 9, 80, 700)))
    return (text[:at] + many[:9000] + text[at:]).encode("utf-8", "surrogatepass")


def strewn(content: bytes, chance: random.Random) -> bytes:
    """Characters from anywhere in Unicode stand among the others."""
    text = _text(content)
    for _ in range(chance.randint(1, 12)):
        at = _at(text, chance)
        point = chance.choice((chance.randrange(0x250), chance.randrange(0x2000, 0x2100)))
        point = chance.choice((point, chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)))
        text = text[:at] + chr(point) + text[at:]
    return text.encode("utf-8", "surrogatepass")


def replaced(content: bytes, chance: random.Random) -> bytes:
    """A word became another of the file, or a piece; a value or a name is none any more."""
    words = _text(content).split(" ")
    for _ in range(chance.randint(1, 5)):
        words[chance.randrange(len(words))] = chance.choice((chance.choice(words), *PIECES[:9], ""))
    return " ".join(words).encode()


def shuffled(content: bytes, chance: random.Random) -> bytes:
    """Lines stand in another place, twice, or deeper than they did."""
    lines = _text(content).split("\n")
    for _ in range(chance.randint(1, 6)):
        line = chance.choice(lines)
        if chance.random() < 0.4:
            lines.remove(line)
        lines.insert(chance.randrange(len(lines) + 1), " " * chance.choice((0, 0, 2, 4)) + line)
    return "\n".join(lines).encode()


_WAYS = (flipped, cut, inserted, inserted, begun, begun, repeated, strewn, replaced, shuffled)


def sources(root: Path) -> Sequence[Source]:
    """Return the texts and YAML of the fictional years; as many texts as YAML, about."""
    data = root / "data"
    found = [*sorted(data.rglob("*.md")) * 3, *sorted(data.rglob("*.yaml"))]
    places = [path.relative_to(data).as_posix() for path in found]
    return [
        Source(place.rpartition(".")[2], f".{place.rpartition('.')[2]}", content, _WAYS, place)
        for place, content in zip(places, (path.read_bytes() for path in found), strict=True)
    ]
