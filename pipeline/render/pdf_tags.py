"""What WeasyPrint 70 leaves open in the structure of a tagged PDF, added before it is written.

Running heads become artifacts (a screen reader skips them), header cells say what they head, and
the root lists their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]


def complete(_document: object, pdf: pydyf.PDF) -> None:
    """Complete the structure tree; the form of a WeasyPrint finisher."""
    root = _resolved(pdf, pdf.catalog["StructTreeRoot"])
    elements = dict(_elements(pdf, root["K"], None))
    _mark_running_heads(pdf, root, elements)
    _tag_links(pdf, root, elements)
    _describe_headers(pdf, root, elements)


def _mark_running_heads(pdf: pydyf.PDF, root: Any, elements: dict[int, Any]) -> None:
    """Turn marked content that no element of the tree owns into pagination artifacts."""
    nums = _resolved(pdf, root["ParentTree"])["Nums"]
    for page, reference in enumerate(pdf.page_references):
        owners = nums[2 * page + 1]
        orphans = {mcid for mcid, owner in enumerate(owners) if _number(owner) not in elements}
        if not orphans:
            continue
        stream = _resolved(pdf, _resolved(pdf, reference)["Contents"]).stream
        for i, item in enumerate(stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in orphans:
                stream[i - 1] = "/Artifact"
                stream[i] = pydyf.Dictionary({"Type": "/Pagination"})
        for mcid in orphans:
            owners[mcid] = "null"


def _tag_links(pdf: pydyf.PDF, root: Any, elements: dict[int, Any]) -> None:
    """Call every element that owns a link annotation a link, such as bold words inside a link."""
    nums = _resolved(pdf, root["ParentTree"])["Nums"]
    for owner in nums[1::2]:
        if isinstance(owner, bytes):
            element = elements.get(_number(owner))
            if element and element["S"] in ("/Span", "/NonStruct"):
                element["S"] = "/Link"


def _describe_headers(pdf: pydyf.PDF, root: Any, elements: dict[int, Any]) -> None:
    """Give each header cell its scope and list the ids of all of them."""
    names: list[tuple[bytes, str, bytes]] = []
    for element in elements.values():
        if element["S"] != "/TH" or "ID" not in element:
            continue
        section = _resolved(pdf, _resolved(pdf, element["P"])["P"])
        element["A"]["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"
        names.append((element["ID"].data, element["ID"], element.reference))
    if names:
        tree = pydyf.Dictionary({"Names": pydyf.Array()})
        for _, name, reference in sorted(names, key=lambda entry: entry[0]):
            tree["Names"].extend((name, reference))
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _elements(pdf: pydyf.PDF, kids: Any, parent: Any) -> Iterator[tuple[int, Any]]:
    for kid in kids:
        if isinstance(kid, bytes):
            element = _resolved(pdf, kid)
            if "S" in element and element is not parent:
                yield element.number, element
                yield from _elements(pdf, element["K"], element)


def _resolved(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
