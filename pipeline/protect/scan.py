"""Scan: read finished files and find every place where a hidden number stands after all.

Only places that say which cell they show can be judged by reading: `<data data-cel>` in HTML, an
entry with the id of a cell in JSON or CSV, and a cell of a table as CSV or XLSX. That nothing
stands in the rest (drawings, running text, the PDF) is proved by a test that builds twice with
other values behind the same hidden cells and demands the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal, InvalidOperation
from html import unescape
from pathlib import PurePosixPath
from xml.etree import ElementTree

from msgspec import Struct

from pipeline import anchors, dutch

_DATA = re.compile(
    r'<data\b[^>]*\bvalue="([^"]*)"[^>]*\bdata-cel="([^"]*)"[^>]*>(.*?)</data>', re.DOTALL
)
_ROW = re.compile(r'<tr id="(r-[^"]*)">(.*?)</tr>', re.DOTALL)
_SHOWN = re.compile(r'<td class="getal">(.*?)</td>|<a href="[^"]*/index.html#[^"]*">(.*?)</a>')
"""What a row of the register shows of its figure: the exact value, and each place."""
_TAG = re.compile(r"<[^>]*>")
_NAMES = re.compile(r"[^\s(),]+")
_CELL = re.compile(r"[a-z][\w.]*|[a-z]+\(.*\)")
"""What a cell, or a number derived from cells, is called."""
_COLUMN = re.compile("[A-Z]+")
_PLACES = frozenset(
    (
        "regel regels line pagina pages paginas page pdf_pagina jaar year decimalen decimals "
        "volgorde"
    ).split()
)
"""Names of values that say where a number stands or how it is written, not what it is."""
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Leak(Struct, frozen=True):
    """A hidden number in a finished file."""

    file: str
    cell: str
    found: str


def scan(files: Mapping[str, bytes], hidden: Set[str], rounded: Set[str]) -> list[Leak]:
    """Return every place in `files` (name -> content) that shows what may not be shown.

    `hidden` are the ids of cells without a value, `rounded` of those shown as a multiple of 5.
    """
    guarded = _Guarded(hidden, rounded)
    return [leak for name in sorted(files) for leak in _file(name, files[name], guarded)]


class _Guarded(Struct, frozen=True):
    hidden: Set[str]
    rounded: Set[str]

    @property
    def known(self) -> Set[str]:
        """The ids of all guarded cells."""
        return self.hidden | self.rounded

    def forbids(self, cell: str, text: str) -> bool:
        """Say whether a cell, or what was derived from cells, may not show this text."""
        parts = set(_NAMES.findall(cell))
        value = _number(text)
        if parts & self.hidden:
            return value is not None
        return cell in self.rounded and value is not None and value % 5 != 0


def _number(text: str) -> Decimal | None:
    """Return the number that a text is, in Dutch notation or a program's; None for other text."""
    text = text.strip()
    if (value := dutch.parse(text.removesuffix("%"))) is not None:
        return value
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _file(name: str, content: bytes, guarded: _Guarded) -> Iterator[Leak]:
    kind = PurePosixPath(name).suffix
    table = PurePosixPath(name).stem
    if kind in (".html", ".svg"):
        yield from _markup(name, content.decode("utf-8"), guarded)
    elif kind in (".json", ".jsonld"):
        yield from _entries(name, json.loads(content), guarded)
    elif kind == ".csv":
        text = content.decode("utf-8-sig")
        for delimiter in ";,":
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
            yield from _grid(name, table, rows, guarded)
    elif kind == ".xlsx":
        for sheet, rows in _sheets(content):
            for known_as in dict.fromkeys((sheet, table)):
                yield from _grid(name, known_as, rows, guarded)


def _markup(name: str, text: str, guarded: _Guarded) -> Iterator[Leak]:
    for value, cell, inside in _DATA.findall(text):
        shown = unescape(_TAG.sub("", inside))
        for found in (value, shown):
            if guarded.forbids(unescape(cell), found):
                yield Leak(name, unescape(cell), found)
                break
    cells = {anchors.row(cell): cell for cell in guarded.known}
    for row, inside in _ROW.findall(text):
        for found in ("".join(pair) for pair in _SHOWN.findall(inside)):
            if row in cells and guarded.forbids(cells[row], unescape(found).replace(" ", "")):
                yield Leak(name, cells[row], found)


def _entries(name: str, node: object, guarded: _Guarded) -> Iterator[Leak]:
    """Yield from a JSON tree each mapping that names a hidden cell and a number beside it."""
    if isinstance(node, dict):
        names = [*node, *(value for value in node.values() if isinstance(value, str))]
        for cell in filter(_CELL.fullmatch, names):
            beside = {key: v for key, v in node.items() if key not in _PLACES and v != cell}
            if cell in node:
                beside = {cell: node[cell]}
            for found in beside.values():
                plain = isinstance(found, str | int | float) and not isinstance(found, bool)
                if plain and guarded.forbids(cell, str(found)):
                    yield Leak(name, cell, str(found))
        children: Sequence[object] = list(node.values())
    else:
        children = node if isinstance(node, list) else ()
    for child in children:
        yield from _entries(name, child, guarded)


def _grid(
    name: str, table: str, rows: Sequence[Sequence[str]], guarded: _Guarded
) -> Iterator[Leak]:
    """Yield what a grid shows: rows of a register that name a cell, or a table by itself."""
    heads = rows[0] if rows else ()
    for row in rows[1:]:
        for cell in row:
            for head, found in zip(heads, row, strict=False):
                if head.lower() not in _PLACES and found != cell and guarded.forbids(cell, found):
                    yield Leak(name, cell, found)
        for keys in (1, 2):
            for head, found in list(zip(heads, row, strict=False))[keys:]:
                cell = ".".join((table, *row[:keys], head))
                # Only the cell itself: a row of a register may begin with what was derived from it.
                if cell in guarded.known and guarded.forbids(cell, found):
                    yield Leak(name, cell, found)


def _sheets(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and the rows of each sheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = _strings(book)
        names = [
            sheet.attrib["name"]
            for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(  # noqa: S314
                f"{_SHEET}sheet"
            )
        ]
        for number, name in enumerate(names, 1):
            tree = ElementTree.fromstring(  # noqa: S314  (a file that we made ourselves)
                book.read(f"xl/worksheets/sheet{number}.xml")
            )
            yield name, [_row(row, shared) for row in tree.iter(f"{_SHEET}row")]


def _strings(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314  (ours)
    return ["".join(item.itertext()) for item in tree.iter(f"{_SHEET}si")]


def _row(row: ElementTree.Element, shared: list[str]) -> list[str]:
    """Return the texts of a row, each in its own column: a workbook leaves empty cells out."""
    texts: list[str] = []
    for cell in row:
        letters = _COLUMN.match(cell.get("r", ""))
        at = _column(letters[0]) if letters else len(texts)
        texts += [""] * (at - len(texts))
        value = "".join(cell.itertext())
        texts.append(shared[int(value)] if cell.get("t") == "s" else value)
    return texts


def _column(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
