"""The structure tree while WeasyPrint is about to write it, and which HTML each element is of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf import tags

Element = Any
"""A pydyf dictionary with S (role), K (kids) and P (parent)."""


class Record:
    """Which box each element of the structure tree was made of."""

    def __init__(self) -> None:
        self._boxes: dict[int, Any] = {}

    def note(self, element: Element, box: Any) -> None:
        """Remember an element; the first box counts: what is wrapped is yielded again."""
        self._boxes.setdefault(element.number, box)

    def tag(self, element: Element) -> str:
        """Return the name of the HTML element, with `::…` for what CSS adds; '' for none."""
        box = self._boxes.get(element.number)
        return "" if box is None or box.element is None else str(box.element_tag)

    def html(self, element: Element) -> Any:
        """Return the HTML element, None for a part that has none."""
        box = self._boxes.get(element.number)
        return None if box is None else box.element

    def has_class(self, element: Element, name: str) -> bool:
        """Say whether the HTML element has a class."""
        html = self.html(element)
        return html is not None and name in (html.get("class") or "").split()


@contextmanager
def recorded() -> Iterator[Record]:
    """Listen while WeasyPrint builds the tree: it does not tell otherwise what is what."""
    record = Record()
    original = tags._build_box_tree

    def listening(box: Any, *rest: Any) -> Iterator[Element]:
        for element in original(box, *rest):
            # An absolute box stands behind a placeholder.
            record.note(element, getattr(box, "_box", box))
            yield element

    tags._build_box_tree = listening
    try:
        yield record
    finally:
        tags._build_box_tree = original


class Tree:
    """Reads and changes the tree."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self._taken_over: dict[int, bytes] = {}
        self.root = self.resolved(pdf.catalog["StructTreeRoot"])

    def resolved(self, reference: bytes) -> Any:
        """Return the object of a reference."""
        return self.pdf.objects[number(reference)]

    def kids(self, element: Element) -> list[Element]:
        """Return the elements below an element, in reading order; no marked content."""
        found = (self.resolved(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in found if "S" in kid]

    def parent(self, element: Element) -> Element:
        """Return the element above."""
        return self.resolved(element["P"])

    def walk(self, element: Element | None = None) -> Iterator[Element]:
        """Yield every element below one, itself not, in reading order."""
        start = self.root if element is None else element
        for kid in self.kids(start):
            yield kid
            yield from self.walk(kid)

    def remove(self, element: Element) -> None:
        """Take an element out of the tree, with all below it."""
        self.parent(element)["K"].remove(element.reference)

    def move_after(self, element: Element, other: Element) -> None:
        """Put an element directly behind another one."""
        self.remove(element)
        above = self.parent(other)
        above["K"].insert(above["K"].index(other.reference) + 1, element.reference)
        element["P"] = above.reference

    def take_over(self, element: Element, other: Element) -> None:
        """Give an element the kids of another one, which leaves the tree."""
        for kid in self.kids(other):
            kid["P"] = element.reference
        element["K"].extend(other["K"])
        self._taken_over[other.number] = element.reference
        self.remove(other)

    def settle(self) -> None:
        """Let content and links of elements that were taken over point at who has them now."""

        def owner(reference: bytes) -> bytes:
            while number(reference) in self._taken_over:
                reference = self._taken_over[number(reference)]
            return reference

        nums = self.resolved(self.root["ParentTree"])["Nums"]
        for place in range(1, len(nums), 2):
            if isinstance(nums[place], bytes):
                nums[place] = owner(nums[place])
            else:
                nums[place][:] = [owner(reference) for reference in nums[place]]


def number(reference: bytes) -> int:
    """Return the number of the object that a reference names."""
    return int(reference.split()[0])
