"""Read the HTML that we made: its links, its names, and pieces of it written anew."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from msgspec import Struct

Attributes = list[tuple[str, str | None]]
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LINKS = ("href", "src", "action", "poster", "data-bundel")


class Reference(Struct, frozen=True):
    """Something that a page asks for or leads to."""

    address: str
    line: int


class Contents(Struct, frozen=True):
    """What a page says to other pages."""

    names: frozenset[str]
    """The id of each element."""
    references: tuple[Reference, ...]
    title: str
    description: str


def read(text: str) -> Contents:
    """Return what a page holds."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    title = "".join(reader.title)
    return Contents(frozenset(reader.names), tuple(reader.references), title, reader.description)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.references: list[Reference] = []
        self.title: list[str] = []
        self.description = ""
        self._in_title = False
        self._drawing = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Keep what leads somewhere, and the name of the element."""
        given = {name: value or "" for name, value in attrs}
        self._drawing += tag == "svg"
        self._in_title = tag == "title" and not self._drawing
        if "id" in given:
            self.names.add(given["id"])
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")
        for name in _LINKS:
            if name in given:
                self.references.append(Reference(given[name], self.getpos()[0]))
        for part in given.get("srcset", "").split(","):
            if part.strip():
                self.references.append(Reference(part.split()[0], self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        """Leave the title, or a drawing, which may have a title of its own."""
        self._in_title = False
        self._drawing -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Keep the title."""
        if self._in_title:
            self.title.append(data)


class Rewriter(HTMLParser):
    """Writes HTML anew; a subclass says what becomes of each element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._dropped: list[str] = []

    def changed(self, tag: str, attributes: Attributes) -> Attributes | None:
        """Return the attributes that an element gets; None to leave it out with all inside."""
        raise NotImplementedError

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write or drop an element."""
        if self._dropped:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        new = self.changed(tag, attrs)
        if new is None:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        self.written.append(f"<{tag}{''.join(_said(new))}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Write or drop an element that is closed at once, as in drawings."""
        new = None if self._dropped else self.changed(tag, attrs)
        if new is not None:
            self.written.append(f"<{tag}{''.join(_said(new))}/>")

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._dropped:
            self._dropped.pop()
        else:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep words as they are."""
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """Keep a named character as it is."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character as it is."""
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._dropped:
            self.written.append(text)


def _said(attributes: Attributes) -> Iterator[str]:
    for name, value in attributes:
        yield f" {name}" if value is None else f' {name}="{escape(value)}"'
