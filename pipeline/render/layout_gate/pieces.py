"""What a reader gets on paper: every piece of text and every picture, with its place on the page.

Sizes are in CSS pixels, from the top left corner of a page. Read from WeasyPrint's boxes, which
know the element that they were made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

CAPITAL = 0.66
"""How high letters reach above the line that they stand on, in their size."""
LEADERS = frozenset({"h2", "h3", "h4", "caption", "figcaption", "thead", "dt"})
"""What announces something: it may not be the last on a page."""


class Frame(Struct, frozen=True):
    """Where a piece has to stay: the block, cell or column around it."""

    left: float
    right: float
    bottom: float
    flow: Literal["text", "note", "margin"] = "text"
    """The text itself, the notes at the foot of a page, or what stands around the page."""
    loose: bool = False
    """Hangs or is placed outside its block on purpose."""
    leads: bool = False
    column: int = 0
    """Which column of text, 0 where there is one."""


class Piece(Struct, frozen=True):
    """One run of letters in a line, or one picture."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str
    """'' for a picture."""
    element: Any
    """The HTML element; None for what a style sheet writes."""
    frame: Frame


class Line(Struct, frozen=True):
    """One line of a block of running text."""

    page: int
    block: Any
    """The element."""
    text: str
    open: float
    """Room between its last letter and the margin."""
    room: float
    """Between both margins."""
    size: float
    """Of its letters."""
    ended: bool
    """Whether an editor ended it here."""


class Fragment(Struct, frozen=True):
    """The part of a table on one page or in one column."""

    page: int
    table: Any
    """The element."""
    has_headings: bool


class Sheet(Struct, frozen=True):
    """One page: its size, and all that is on it in reading order."""

    width: float
    height: float
    pieces: list[Piece]
    lines: list[Line]
    tables: list[Fragment]
    marks: list[tuple[Any, str]]
    """Each point of a list, with what stands in front of it."""


def sheets(document: Any) -> list[Sheet]:
    """Return all pages of a document that WeasyPrint laid out."""
    return [_Reader(page._page_box, number).sheet for number, page in enumerate(document.pages, 1)]


class _Reader:
    """Walks the boxes of one page."""

    def __init__(self, page: Any, number: int) -> None:
        self._number = number
        self.sheet = Sheet(page.margin_width(), page.margin_height(), [], [], [], [])
        left, top = page.content_box_x(), page.content_box_y()
        frame = Frame(left, left + page.width, top + page.height)
        for child in page.children:
            self._read(child, frame)

    def _read(self, box: Any, frame: Frame) -> None:
        """Take a box and all that is in it."""
        if isinstance(box, boxes.TextBox):
            self._text(box, frame)
            return
        if isinstance(box, boxes.ReplacedBox):
            left, top = box.content_box_x(), box.content_box_y()
            self._add(box, (left, top, left + box.width, top + box.height), "", frame)
            return
        if isinstance(box, boxes.TableBox):
            has = any(getattr(child, "is_header", False) for child in box.children)
            self.sheet.tables.append(Fragment(self._number, box.element, has))
        if isinstance(box, boxes.LineBox):
            self._line(box, frame)
        else:
            frame = _framed(box, frame)
        columns = _columns(box)
        for number, child in enumerate(box.children, 1):
            inner = frame
            if columns and child.element is box.element:
                left = child.content_box_x()
                inner = replace(frame, left=left, right=left + child.width, column=number)
            self._read(child, inner)

    def _text(self, box: Any, frame: Frame) -> None:
        if not box.text.strip() or box.style["visibility"] != "visible":
            return
        size = box.style["font_size"]
        line = box.position_y + box.baseline
        where = (box.position_x, line - CAPITAL * size, box.position_x + box.width, line)
        self._add(box, where, box.text, frame)
        if box.element_tag == "li::marker":
            self.sheet.marks.append((box.element, box.text.strip()))

    def _add(
        self, box: Any, where: tuple[float, float, float, float], text: str, frame: Frame
    ) -> None:
        self.sheet.pieces.append(Piece(self._number, *where, text, box.element, frame))

    def _line(self, box: Any, frame: Frame) -> None:
        if frame.flow == "text" and not frame.loose and box.style["text_align_all"] == "start":
            text = "".join(_letters(box))
            ended = any(part.element_tag.startswith("br") for part in box.descendants())
            room = frame.right - box.position_x
            line = Line(
                self._number,
                box.element,
                text,
                room - box.width,
                room,
                box.style["font_size"],
                ended,
            )
            self.sheet.lines.append(line)


def _framed(box: Any, frame: Frame) -> Frame:
    """Return the frame of what is in a box."""
    if isinstance(box, boxes.MarginBox):
        return Frame(box.position_x, box.position_x + box.margin_width(), 0.0, "margin", loose=True)
    if isinstance(box, boxes.FootnoteAreaBox):
        frame = replace(frame, flow="note", loose=True)
    if isinstance(box, AbsolutePlaceholder) or box.is_absolutely_positioned():
        frame = replace(frame, loose=True)
    if isinstance(box, boxes.InlineBlockBox) and box.style["width"] == (0, "px"):
        frame = replace(frame, loose=True)
    if box.element_tag in LEADERS or "kader-titel" in _classes(box):
        frame = replace(frame, leads=True)
    if isinstance(box, boxes.BlockContainerBox) and not isinstance(box, boxes.InlineBlockBox):
        left = box.padding_box_x()
        return replace(frame, left=left, right=left + box.padding_width())
    return frame


def _columns(box: Any) -> bool:
    """Tell whether a box is laid out in columns, each a child that is of the same element."""
    style = box.style
    return bool(style["column_count"] != "auto" or style["column_width"] != "auto")


def _classes(box: Any) -> list[str]:
    return [] if box.element is None else box.element.get("class", "").split()


def _letters(box: Any) -> Iterator[str]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.ParentBox):
            yield from _letters(child)
