"""What `fuzz.py` spoils, and the ways in which it does."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import workbook_xml as xml
from msgspec import Struct

from pipeline.load import load
from pipeline.workbook import controllers_workbook

Way = Callable[[bytes, random.Random], bytes]

NASTY = (
    "", "-1", "0", "1", "99999999999999999999", "1e999", "NaN", "true", "xml", "s", "str", "e", "b",
    "d", "inlineStr", "A0", "XFE1", "AAAA1", "A1048577", "A1:XFD1048576", ";;;", "0,", "General",
    "[h]:mm", "'", "&#0;", "\u00ad", "\U0001f600", "(x)", "tabel", "verzuim", "../../x", "/",
    "a" * 300,
)  # fmt: skip
"""What stands in the place of a value of an attribute, or of a text."""
NOTATIONS = (
    "(453)", "453-", "43\u00a0714", "#DEEL/0!", "4-jan", "3,138", "0,048", "NNB", "n.v.t.", "€ 1",
    "1.5E+03", "ca. 5", "5*", "5 (2)", "\u2212", "\u2013", "=1+1", '"', '""', "1,1%", "uit 2021",
    "-", "",
)  # fmt: skip


class Source(Struct, frozen=True):
    """A good file, and the ways to spoil it."""

    name: str
    ending: str
    content: bytes
    ways: tuple[Way, ...]
    place: str = ""
    """Where it stands in the data folder, for `check`; '' for a file that `importeer` reads."""

    def spoil(self, chance: random.Random) -> tuple[str, bytes]:
        """Return what was done, and the file after it; now and then two things are done."""
        way = chance.choice(self.ways)
        content = way(self.content, chance)
        if chance.random() < 0.2:
            content = chance.choice(self.ways)(content, chance)
        return way.__name__, content


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file ends somewhere, or a piece is missing, or stands there twice."""
    first = chance.randrange(len(content) + 1)
    last = chance.randrange(first, len(content) + 1)
    return chance.choice(
        (content[:first], content[:first] + content[last:], content[:last] + content[first:])
    )


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # what was spoiled before may be no zip any more
        return {}


def _of_parts(change: Callable[[dict[str, bytes], random.Random], None]) -> Way:
    def way(content: bytes, chance: random.Random) -> bytes:
        parts = _parts(content)
        if parts:
            change(parts, chance)
        return xml.zipped(parts) if parts else content

    way.__name__ = change.__name__
    return way


@_of_parts
def without_a_part(parts: dict[str, bytes], chance: random.Random) -> None:
    """A part is missing."""
    del parts[chance.choice(list(parts))]


@_of_parts
def parts_swapped(parts: dict[str, bytes], chance: random.Random) -> None:
    """Two parts have each other's content."""
    one, other = chance.choices(list(parts), k=2)
    parts[one], parts[other] = parts[other], parts[one]


@_of_parts
def part_renamed(parts: dict[str, bytes], chance: random.Random) -> None:
    """A part has another name."""
    name = chance.choice(list(parts))
    other = chance.choice((name.upper(), name.replace("/", "\\"), f"x{name}", f"/{name}"))
    parts[other] = parts.pop(name)


@_of_parts
def part_spoiled(parts: dict[str, bytes], chance: random.Random) -> None:
    """Bytes of one part are others, while the zip is good."""
    name = chance.choice(list(parts))
    parts[name] = chance.choice((flipped, cut))(parts[name], chance)


def _in_a_part(pattern: str, replace: Callable[[re.Match[str], random.Random], str]) -> Way:
    """Return a way that changes some matches of a pattern in one part of XML."""

    def change(parts: dict[str, bytes], chance: random.Random) -> None:
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))] or [""])
        if not name:
            return
        text = parts[name].decode("utf-8", "replace")
        matches = list(re.finditer(pattern, text))
        for match in sorted(
            chance.sample(matches, min(len(matches), chance.randint(1, 4))),
            key=lambda match: -match.start(),
        ):
            text = text[: match.start()] + replace(match, chance) + text[match.end() :]
        parts[name] = text.encode()

    change.__name__ = replace.__name__
    return _of_parts(change)


def attribute_replaced(match: re.Match[str], chance: random.Random) -> str:
    """Return an attribute with another value."""
    return f'{match[1]}="{xml.escape(chance.choice(NASTY))}"'


def attribute_dropped(match: re.Match[str], chance: random.Random) -> str:
    """Return no attribute."""
    return "" if chance.random() < 0.9 else match[0] + match[0]


def text_replaced(match: re.Match[str], chance: random.Random) -> str:
    """Return another text."""
    return f">{xml.escape(chance.choice(NASTY + NOTATIONS))}<"


def tag_dropped(match: re.Match[str], chance: random.Random) -> str:
    """Return no tag, or the same one twice."""
    return chance.choice(("", match[0] + match[0], match[0].replace("<", "<x:", 1)))


def element_repeated(match: re.Match[str], chance: random.Random) -> str:
    """Return an element many times."""
    return match[0] * chance.choice((0, 2, 50))


def something_added(match: re.Match[str], chance: random.Random) -> str:
    """Return an element with another one after it."""
    return match[0] + chance.choice(
        (
            '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
            '<c r="Z9" t="s"><v>99999</v></c>',
            '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>',
            "<sheetData/>",
            "<!-- x -->",
            "<![CDATA[<c>]]>",
            "<f>1</f>",
            "<v/>",
            '<cols><col min="1" max="99999" width="0"/></cols>',
        )
    )


_OF_XML = (
    _in_a_part(r'([\w:]+)="([^"]*)"', attribute_replaced),
    _in_a_part(r' [\w:]+="[^"]*"', attribute_dropped),
    _in_a_part(r">([^<]+)<", text_replaced),
    _in_a_part(r"</?[\w:]+[^>]*>", tag_dropped),
    _in_a_part(r"<(\w+)[^>]*/>|<(row|c|v|si|xf|sheet)\b[^>]*>.*?</\2>", element_repeated),
    _in_a_part(r"</?[\w:]+[^>]*>", something_added),
)
_OF_ZIPS = (flipped, cut, without_a_part, parts_swapped, part_renamed, part_spoiled, *_OF_XML * 2)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def encoded(content: bytes, chance: random.Random) -> bytes:
    """Another encoding."""
    encoding = chance.choice(("cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-7", "cp037"))
    return _text(content).encode(encoding, "replace")


def separated(content: bytes, chance: random.Random) -> bytes:
    """Other separators, line ends and quotes."""
    old = chance.choice((";", "\n", ";;", ",", "kort"))
    new = chance.choice((",", "\t", "|", ";;", "\r\n", "\r", '"', '";"', "\0", "\n\n", "; ", ""))
    return _text(content).replace(old, new, chance.choice((1, -1))).encode()


def noted(content: bytes, chance: random.Random) -> bytes:
    """Cells in another notation."""
    lines = [line.split(";") for line in _text(content).split("\n")]
    for _ in range(chance.randint(1, 4)):
        line = chance.choice(lines)
        line[chance.randrange(len(line))] = chance.choice(NOTATIONS + NASTY)
    return "\n".join(";".join(line) for line in lines).encode()


def rearranged(content: bytes, chance: random.Random) -> bytes:
    """Lines in another order, some gone, some twice, some empty."""
    lines = _text(content).split("\n")
    lines = chance.choices([*lines, ";;;", "", "tabel;verzuim"], k=chance.randint(0, 9))
    return "\n".join(lines).encode()


_OF_CSV = (flipped, cut, encoded, separated, noted, rearranged)


def sources(root: Path) -> Sequence[Source]:
    """Return good files of every form, made of the fictional year."""
    data, problems = load(root / "data", 2022, root / "templates")
    assert not problems
    exported = controllers_workbook(data)
    saved = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(exported))
    book["verzuim"]["B5"].number_format = "0.0%"
    book.save(saved)
    strict = xml.book(
        root / "strict.xlsx",
        {"verzuim": xml.sheet(xml.rows(), namespace=xml.STRICT)},
        parts=xml.comments(("B3", "klopt dit?")),
        styles=xml.formats("0.0", "d-m-yyyy"),
        namespace=xml.STRICT,
    )
    csv = (root / "data/2022/tabellen/verzuim.csv").read_bytes()
    zips = {
        "xlsx": (".xlsx", exported),
        "xlsx opgeslagen": (".xlsx", saved.getvalue()),
        "strict": (".xlsx", strict.read_bytes()),
        "ods": (".ods", xml.zipped({"content.xml": xml.opendocument(xml.ROWS)})),
    }
    return (
        *(Source(name, ending, made, _OF_ZIPS) for name, (ending, made) in zips.items()),
        Source("csv in importeer", ".csv", csv, _OF_CSV),
        Source("csv in check", ".csv", csv, _OF_CSV, "2022/tabellen/verzuim.csv"),
    )
