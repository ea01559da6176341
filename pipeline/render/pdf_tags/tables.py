"""Tables: each header says what it heads, each cell of data names all its headers."""

from __future__ import annotations

from collections.abc import Iterator

import pydyf
from msgspec import Struct

from pipeline.render.pdf_tags.tree import Element, Tree


class Placed(Struct, frozen=True):
    """A cell and the rows and columns that it covers."""

    element: Element
    rows: range
    columns: range
    in_head: bool


def describe(tree: Tree) -> None:
    """Give each table its ids, scopes and headers, and the root the list of all ids."""
    ids: list[tuple[bytes, Element, bytes]] = []
    for element in tree.walk():
        if element["S"] == "/Table":
            _describe(element, list(_placed(tree, element)))
        if "ID" in element:
            ids.append((element["ID"].data, element["ID"], element.reference))
    if ids:
        names = pydyf.Dictionary({"Names": pydyf.Array()})
        for _, name, reference in sorted(ids, key=lambda entry: entry[0]):
            names["Names"].extend((name, reference))
        tree.pdf.add_object(names)
        tree.root["IDTree"] = names.reference


def _placed(tree: Tree, table: Element) -> Iterator[Placed]:
    """Yield each cell with its place in the grid, also where cells above or before are wide."""
    taken: set[tuple[int, int]] = set()
    at = 0
    for section in tree.kids(table):
        if section["S"] not in ("/THead", "/TBody", "/TFoot"):
            continue
        for row in tree.kids(section):
            column = 0
            for cell in tree.kids(row):
                while (at, column) in taken:
                    column += 1
                wide, high = cell["A"].get("ColSpan", 1), cell["A"].get("RowSpan", 1)
                rows, columns = range(at, at + high), range(column, column + wide)
                taken |= {(r, c) for r in rows for c in columns}
                yield Placed(cell, rows, columns, section["S"] == "/THead")
                column += wide
            at += 1


def _describe(table: Element, cells: list[Placed]) -> None:
    headers = [cell for cell in cells if cell.element["S"] == "/TH"]
    for number, header in enumerate(headers):
        header.element["ID"] = pydyf.String(f"t{table.number}-{number}")
        header.element["A"]["Scope"] = "/Column" if header.in_head else "/Row"
    for cell in cells:
        if cell.element["S"] == "/TD":
            found = [h.element["ID"] for h in headers if _heads(h, cell)]
            cell.element["A"]["Headers"] = pydyf.Array(found)


def _heads(header: Placed, cell: Placed) -> bool:
    """Say whether a header stands above or before a cell."""
    if header.in_head:
        return bool(set(header.columns) & set(cell.columns)) and header.rows[0] < cell.rows[0]
    return bool(set(header.rows) & set(cell.rows))
