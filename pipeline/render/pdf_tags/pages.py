"""What runs over pages becomes one element again, and what repeats on each page leaves the tree.

WeasyPrint tags page by page: a table over three pages is three tables, each with the same head.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.render.pdf_tags.tree import Element, Record, Tree

_RUN_ON = frozenset("/Part /Sect /Div /P /L /LI /LBody /Table /TBody /NonStruct".split())
"""Roles that can go on over a page; of the rest each piece is complete in itself."""


def join(tree: Tree, record: Record) -> None:
    """Join the pieces of every HTML element that was broken over pages, and of links over lines."""
    for document in tree.kids(tree.root):
        _join_below(tree, record, document)


def _join_below(tree: Tree, record: Record, element: Element) -> None:
    before: Element = None
    for kid in tree.kids(element):
        if before is not None and _goes_on(record, before, kid):
            tree.take_over(before, kid)
        else:
            before = kid
    for kid in tree.kids(element):
        if kid["S"] == "/Table":
            _keep_one_head(tree, kid)
        _join_below(tree, record, kid)


def _goes_on(record: Record, one: Element, other: Element) -> bool:
    """Say whether an element is the next piece of the one directly before it."""
    html = record.html(one)
    same = html is not None and html is record.html(other) and record.tag(one) == record.tag(other)
    if not same or one["S"] != other["S"]:
        return False
    if one["S"] == "/Link":  # over two lines; its content stands in it, so not over two pages
        return bool(one["Pg"] == other["Pg"])
    return one["S"] in _RUN_ON and not (_has_content(one) or _has_content(other))


def _has_content(element: Element) -> bool:
    """Say whether content stands in an element itself: that belongs to a page, and so does it."""
    return any(not isinstance(kid, bytes) for kid in element["K"])


def _keep_one_head(tree: Tree, table: Element) -> None:
    heads = [kid for kid in tree.kids(table) if kid["S"] == "/THead"]
    for _, repeated in pairwise(heads):
        tree.remove(repeated)


def unnest_headings(tree: Tree) -> None:
    """Let a heading hold words alone: its number, set apart, is tagged as a heading inside it."""
    for element in tree.walk():
        if _is_heading(element):
            for inner in tree.walk(element):
                if _is_heading(inner):
                    inner["S"] = "/Span"


def _is_heading(element: Element) -> bool:
    role = str(element["S"])
    return role[:2] == "/H" and role[2:].isdigit()
