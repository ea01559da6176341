"""The parts of a workbook file (a zip of XML), read in a stream and within limits.

Here, and nowhere else, a failure of a library that unpacks or parses becomes `Unreadable`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from pipeline.workbook.refusals import damaged, locked, too_large

MOST_BYTES = 64 * 2**20
"""How much a workbook may hold when it is unpacked."""
MOST_CELLS = 200_000
"""How many cells with something in them a workbook may have."""
_MOST_CHARACTERS = 5_000_000
"""How much text its cells may have."""
_MOST_TAGS = 2_100_000
"""How many tags its XML may have: cells with a format and nothing in them cost time too."""
_DEEPEST = 1_000
"""How deep the elements of its XML may stand in each other."""
_CHUNK = 2**17
"""More than the longest text that a cell can have: there is a tag in each."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Budget:
    """Counts what is read of one workbook, and refuses it where that is too much."""

    def __init__(self) -> None:
        self._cells = self._texts = self._characters = self._tags = 0

    def cells(self, count: int = 1) -> None:
        """Count filled cells."""
        self._cells += count
        if self._cells > MOST_CELLS:
            raise too_large(f"meer dan {MOST_CELLS // 1000}.000 gevulde cellen")

    def texts(self) -> None:
        """Count a text that cells share, or a comment."""
        self._texts += 1
        if self._texts > MOST_CELLS:
            raise too_large(f"meer dan {MOST_CELLS // 1000}.000 teksten of opmerkingen")

    def characters(self, count: int) -> None:
        """Count characters of text."""
        self._characters += count
        if self._characters > _MOST_CHARACTERS:
            raise too_large(f"meer dan {_MOST_CHARACTERS // 1_000_000} miljoen tekens tekst")

    def tags(self, count: int) -> None:
        """Count tags of XML."""
        self._tags += count
        if self._tags > _MOST_TAGS:
            raise too_large("honderdduizenden cellen, al zijn ze misschien leeg")


class Package:
    """An opened workbook file; its parts are found whatever the capitals of their names."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # whatever the library raises on bytes that are no zip
            raise damaged() from error
        parts = self._zip.infolist()
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise too_large(f"uitgepakt meer dan {MOST_BYTES >> 20} MiB")
        if any(part.flag_bits & 1 for part in parts):
            raise locked()
        self._parts = {_plain(part.filename): part for part in parts}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._parts)

    def text(self, name: str) -> str:
        """Return a short part that is not XML."""
        return b"".join(self._chunks(name)).decode("utf-8", "replace")

    def walk(self, name: str, start: Start, end: End, text: End) -> None:
        """Read a part of XML; a name is `namespace name`, one without a namespace `name`."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = self._counted(text)
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.XmlDeclHandler = _refuse_encoding
        depth = 0
        try:
            for chunk in self._chunks(name):
                tags = chunk.count(b"<")
                self._budget.tags(tags)
                depth += tags - 2 * chunk.count(b"</") - chunk.count(b"/>")
                if depth > _DEEPEST:
                    raise damaged(name)
                if not tags and len(chunk) == _CHUNK:
                    raise too_large("een tekst die langer is dan in een cel past")
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(name) from error

    def _counted(self, text: End) -> End:
        """Return a reader of text that sees no more of it than there may be."""

        def counted(piece: str) -> None:
            self._budget.characters(len(piece))
            text(piece)

        return counted

    def _chunks(self, name: str) -> Iterator[bytes]:
        part = self._parts.get(_plain(name))
        if part is None:
            raise damaged(name)
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except Exception as error:  # zlib, lzma, struct …: whatever the library raises
            raise damaged(name) from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_doctype(*_: object) -> None:
    """Refuse what no workbook has, and what lets a short text grow without end."""
    raise damaged("een DOCTYPE")


def _refuse_encoding(_version: str, encoding: str | None, _alone: int) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "utf-16", "us-ascii", "iso-8859-1"):
        raise damaged(f"een codering {encoding}")
