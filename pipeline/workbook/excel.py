"""Read an Excel workbook (.xlsx, .xlsm; Transitional and Strict) as sheets."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline.workbook.excel_cells import Shared, settled
from pipeline.workbook.excel_sheet import read_sheet
from pipeline.workbook.excel_styles import read_formats
from pipeline.workbook.lines import Sheet
from pipeline.workbook.package import Budget, Package
from pipeline.workbook.refusals import damaged

_OTHER_SHEETS = {"chartsheet": "een grafiek", "dialogsheet": "een venster"}


class _Relation(Struct, frozen=True):
    """What one part has to do with another."""

    kind: str
    """The last word of its type: worksheet, comments, styles …"""
    target: str


class _Entry(Struct, frozen=True):
    """A sheet as the list of sheets names it."""

    title: str
    relation: str
    hidden: bool


class _List:
    """Collects the list of sheets of workbook.xml."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.from_1904 = self.recalculates = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            title = settled(attributes.get("name", ""))[0]
            self.entries.append(_Entry(title, relation, hidden))
        elif local == "workbookPr":
            self.from_1904 = attributes.get("date1904", "").lower() in ("1", "true")
        elif local == "calcPr":
            self.recalculates = attributes.get("fullCalcOnLoad", "").lower() in ("1", "true")


class _Texts:
    """Collects the words in each element of one name, without how they are pronounced."""

    def __init__(self, element: str, budget: Budget) -> None:
        self.found: list[tuple[dict[str, str], tuple[str, str]]] = []
        self._element, self._budget = element, budget
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._in: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._in.append(name.rpartition(" ")[2])
        if self._in[-1] == self._element:
            self._pieces, self._attributes = [], attributes

    def end(self, _: str) -> None:
        if self._in.pop() == self._element:
            self._budget.texts()
            self.found.append((self._attributes, settled("".join(self._pieces))))

    def text(self, piece: str) -> None:
        if self._in[-1] in ("t", "text") and "rPh" not in self._in:
            self._pieces.append(piece)


def read_excel(package: Package, budget: Budget) -> Iterator[Sheet]:
    """Yield every sheet of a workbook, in order."""
    roots = _relations(package, "").values()
    book = next((r.target for r in roots if r.kind == "officeDocument"), "xl/workbook.xml")
    listed = _List()
    package.walk(book, listed.start, _nothing, _nothing)
    relations = _relations(package, book)
    if not listed.entries or not relations:
        raise damaged(book)
    shared = _shared(package, relations.values(), listed, budget)
    for entry in listed.entries:
        relation = relations.get(entry.relation)
        if relation is None:
            raise damaged(f"het blad {entry.title}")
        if relation.kind != "worksheet":
            other = _OTHER_SHEETS.get(relation.kind.lower(), "een blad met macro's")
            yield Sheet(entry.title, hidden=entry.hidden, other=other)
            continue
        comments = tuple(_comments(package, relation.target, budget))
        empty = Sheet(entry.title, hidden=entry.hidden, comments=comments)
        yield read_sheet(package, relation.target, empty, shared, budget)


def _shared(
    package: Package, relations: Iterable[_Relation], listed: _List, budget: Budget
) -> Shared:
    parts = {relation.kind: relation.target for relation in relations}
    strings: tuple[tuple[str, str], ...] = ()
    if "sharedStrings" in parts:
        found = _walked(package, parts["sharedStrings"], "si", budget)
        strings = tuple(text for _, text in found)
    formats = read_formats(package, parts["styles"]) if "styles" in parts else ()
    return Shared(strings, formats, listed.from_1904, listed.recalculates)


def _walked(
    package: Package, part: str, element: str, budget: Budget
) -> list[tuple[dict[str, str], tuple[str, str]]]:
    texts = _Texts(element, budget)
    package.walk(part, texts.start, texts.end, texts.text)
    return texts.found


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """Return what a part ('' for the whole file) has to do with others, by number."""
    folder, _, name = part.rpartition("/")
    path = posixpath.join(folder, f"_rels/{name}.rels")
    found: dict[str, _Relation] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = _Relation(kind, target)

    if path in package:
        package.walk(path, start, _nothing, _nothing)
    return found


def _comments(package: Package, part: str, budget: Budget) -> Iterator[tuple[str, str]]:
    """Yield address and words of each comment on a sheet, and of each word of a conversation."""
    by_kind = {r.kind.lower(): r.target for r in _relations(package, part).values()}
    talked: set[str] = set()
    for kind, element in (("threadedcomment", "threadedComment"), ("comments", "comment")):
        if kind in by_kind:
            for attributes, (text, _) in _walked(package, by_kind[kind], element, budget):
                address = attributes.get("ref", "")
                if kind == "threadedcomment":
                    talked.add(address)
                elif address in talked:
                    continue  # Excel repeats a conversation in the old place
                yield address, text


def _nothing(*_: object) -> None:
    """Pass over what a part has besides its elements."""
