"""What WeasyPrint 70 leaves open in the structure of a tagged PDF, added before it is written.

In this order: pieces over pages are joined, footnotes paired with their calls, tables described,
words in another language marked, links named, and what no element owns becomes an artifact.
"""

from __future__ import annotations

from typing import Any

import pydyf

from pipeline.render.pdf_tags import notes, pages, tables
from pipeline.render.pdf_tags.tree import Record, Tree, number, recorded

__all__ = ["complete", "recorded"]


def complete(record: Record, pdf: pydyf.PDF) -> None:
    """Complete the structure tree; `record` says which HTML each element is of."""
    tree = Tree(pdf)
    notes.pair(tree, record)
    pages.join(tree, record)
    tree.settle()
    pages.unnest_headings(tree)
    tables.describe(tree)
    _name_languages(tree, record)
    elements = {element.number: element for element in tree.walk()}
    _tag_links(tree, elements)
    _mark_artifacts(tree, elements)


def _name_languages(tree: Tree, record: Record) -> None:
    """Give each element the language that its HTML names, where that is not of the page itself."""
    for element in tree.walk():
        html = record.html(element)
        if html is not None and html.get("lang") and html.tag != "html":
            element["Lang"] = pydyf.String(html.get("lang"))


def _tag_links(tree: Tree, elements: dict[int, Any]) -> None:
    """Call every element that owns a link annotation a link, such as bold words inside a link."""
    nums = tree.resolved(tree.root["ParentTree"])["Nums"]
    for owner in nums[1::2]:
        if isinstance(owner, bytes):
            element = elements.get(number(owner))
            if element and element["S"] in ("/Span", "/NonStruct"):
                element["S"] = "/Link"


def _mark_artifacts(tree: Tree, elements: dict[int, Any]) -> None:
    """Turn marked content that no element of the tree owns into pagination artifacts.

    Such are the running heads, page numbers, and the head of a table on its second page.
    """
    nums = tree.resolved(tree.root["ParentTree"])["Nums"]
    for page, reference in enumerate(tree.pdf.page_references):
        owners = nums[2 * page + 1]
        orphans = {mcid for mcid, owner in enumerate(owners) if number(owner) not in elements}
        if not orphans:
            continue
        stream = tree.resolved(tree.resolved(reference)["Contents"]).stream
        for i, item in enumerate(stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in orphans:
                stream[i - 1] = "/Artifact"
                stream[i] = pydyf.Dictionary({"Type": "/Pagination"})
        for mcid in orphans:
            owners[mcid] = "null"
