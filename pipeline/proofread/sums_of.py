"""Which figures are together another figure, according to the rules of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import Rule, Table, YearData

_RULE = re.compile(r"\s*(?P<whole>[a-z0-9_.{}]+)\s*=\s*(?P<parts>[^=<>/*-]*(?:\*\))?[^=<>/-]*)$")
_PART = re.compile(r"\s*(?:som\(\s*(?P<list>[^()]*)\)|(?P<one>[a-z0-9_.{}]+))\s*$")


class SumOf(Struct, frozen=True):
    """A rule that says: this figure is the sum of those."""

    rule: str
    """`table/rule name/instance`, as in afwijkingen.yaml."""
    whole: str
    parts: frozenset[str]


def sums_of(data: YearData) -> tuple[SumOf, ...]:
    """Return every rule of the form 'whole = a + b' or 'whole = som(…)', per instance."""
    found = [
        s for table in data.tables.values() for rule in table.rules for s in _instances(rule, table)
    ]
    return (*found, *(s for rule in data.figure_rules for s in _instances(rule, None)))


def _instances(rule: Rule, table: Table | None) -> Iterator[SumOf]:
    match = _RULE.fullmatch(rule.formula)
    if match is None:
        return
    for row, column in _places(rule, table):
        whole = _ids(match["whole"], table, row, column)
        parts = [_terms(term, table, row, column) for term in match["parts"].split("+")]
        flat = [cell for term in parts for cell in term]
        if len(whole) == 1 and len(flat) > 1 and all(parts):
            instance = ".".join(part for part in (row, column) if part)
            name = "/".join(part for part in (rule.table, rule.name, instance) if part)
            yield SumOf(name, whole[0], frozenset(flat))


def _places(rule: Rule, table: Table | None) -> Iterator[tuple[str, str]]:
    if table is None or not rule.each:
        yield "", ""
        return
    columns = [
        c.id
        for c in table.columns
        if c.kind == "getal" and (not rule.columns or c.id in rule.columns)
    ]
    rows = [r.id for r in table.rows if not rule.rows or r.id in rule.rows]
    for row in rows if rule.each != "kolom" else [""]:
        for column in columns if rule.each != "rij" else [""]:
            yield row, column


def _terms(term: str, table: Table | None, row: str, column: str) -> list[str]:
    match = _PART.fullmatch(term)
    if match is None:
        return []
    names = match["one"].split() if match["one"] else re.split(r"\s*,\s*", match["list"].strip())
    return [cell for name in names for cell in _ids(name, table, row, column)]


def _ids(name: str, table: Table | None, row: str, column: str) -> list[str]:
    """Return the ids that a name in a rule stands for; a * stands for what is no total."""
    name = name.replace("{rij}", row).replace("{kolom}", column)
    if table is None:
        return [name] if "*" not in name else []
    if name == "cel":
        return [f"{table.id}.{row}.{column}"]
    if "*" in name:
        return _matching(name, table, row, column)
    local = (
        f"{name}.{column}"
        if column and not row
        else f"{row}.{name}"
        if row and not column
        else name
    )
    return [table.cells[local].id] if local in table.cells else [name] if "." in name else []


def _matching(name: str, table: Table, row: str, column: str) -> list[str]:
    totals = {part for r in table.rows if r.total for part in r.key[-1:]} | {"totaal"}
    if name == "*" and row and not column:
        numbers = [c.id for c in table.columns if c.kind == "getal" and not c.total]
        return [table.cells[f"{row}.{c}"].id for c in numbers]
    if not column:
        return []
    wanted = name.split(".") if name != "*" else None
    rows = [r for r in table.rows if not r.total and r.key[-1] not in totals]
    found = [r for r in rows if wanted is None or _fits(r.key, wanted)]
    return [table.cells[f"{r.id}.{column}"].id for r in found]


def _fits(key: tuple[str, ...], wanted: list[str]) -> bool:
    """Say whether a row's key is meant by 'noord.*'."""
    parts = zip(key, wanted, strict=False)
    return len(key) == len(wanted) and all(want in ("*", part) for part, want in parts)
