"""Footnotes: the call is a Reference, and the Note is read directly after it."""

from __future__ import annotations

import pydyf

from pipeline.render.pdf_tags.tree import Element, Record, Tree

NOTE_CLASS, CALL_CLASS = "voetnoot", "nootcijfer"
_CALL = "::footnote-call"


def pair(tree: Tree, record: Record) -> None:
    """Bring each footnote from the bottom of its page to the place where the text calls it."""
    calls: dict[int, Element] = {}
    notes: dict[int, list[Element]] = {}
    for element in tree.walk():
        html, tag = record.html(element), record.tag(element)
        if record.has_class(element, NOTE_CLASS):
            if tag.endswith(_CALL):
                calls.setdefault(id(html), element)
            elif "::" not in tag:
                notes.setdefault(id(html), []).append(element)
        elif record.has_class(element, CALL_CLASS) and tag == "sup":
            element["S"] = "/Reference"  # a second call of the same note, with a link to it
    for key, (note, *rest) in notes.items():
        for continued in rest:  # a long note goes on at the bottom of the next page
            tree.take_over(note, continued)
        note["S"] = "/Note"
        note["ID"] = pydyf.String(record.html(note).get("id"))
        calls[key]["S"] = "/Reference"
        area = tree.parent(note)
        tree.move_after(note, calls[key])
        _drop_empty(tree, area)


def _drop_empty(tree: Tree, element: Element) -> None:
    while not element["K"]:
        above = tree.parent(element)
        tree.remove(element)
        element = above
