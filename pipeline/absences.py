"""What is not there: the row, column, region, table or figure that all the rest follows from.

A path that leads nowhere lacks one thing, and that is as large as it can be: `verzuim.kort.2021`
lacks the column 2021 when no row has it, the table when there is none. What nobody asks for by its
name can still be seen to be absent: last year had it, its code list has it, or it is the one hole
in a table of regions and sorts, and every sum over its neighbours fails.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from msgspec import Struct

from pipeline.model import Outcome, Table, YearData

FIGURES = "cijfers"
_OFTEN = 2
"""So many sums have to fail before a name is missed that need not be in a table at all."""


class Absence(Struct, frozen=True, order=True):
    """One thing that is not there."""

    table: str
    """Id of the table, or `cijfers`."""
    kind: str
    """'tabel', 'rij', 'kolom' or 'cijfer'."""
    name: str = ""
    """Of the row, column or figure; '' for a table."""
    position: int = -1
    """Of a part of a row's key, such as a region: the key column that it stands in."""

    def covers(self, other: Absence) -> bool:
        """Say whether something else is absent because this is."""
        whole = self.kind == "tabel" and self.table == other.table
        part = self.position >= 0 and other.kind == "rij" and self.table == other.table
        return whole or (part and other.position < 0 and self.name in other.name.split("."))


def of_path(path: str, data: YearData) -> Absence | None:
    """Return what a path lacks, None when it lacks nothing or nobody can tell."""
    first, _, rest = path.partition(".")
    if not first or first in data.broken or first.startswith("vorig"):
        return None
    if first == FIGURES:
        absent = rest and rest not in data.figures
        whole = absent and not data.figures
        return Absence(FIGURES, "tabel") if whole else _figure(rest) if absent else None
    table = data.tables.get(first)
    if table is None:
        return Absence(first, "tabel")
    return _in_table(table, rest.split(".") if rest else [])


def _figure(name: str) -> Absence:
    return Absence(FIGURES, "cijfer", name)


def _in_table(table: Table, parts: list[str]) -> Absence | None:
    width = len(table.keys)
    keys, column = parts[:width], parts[width:]
    if column and column != ["*"] and column[0] not in {c.id for c in table.columns}:
        return Absence(table.id, "kolom", column[0])
    for i, code in enumerate(keys):
        if code not in ("*", "") and code not in {row.key[i] for row in table.rows}:
            other_place = any(code in row.key for row in table.rows)
            return None if other_place else Absence(table.id, "rij", code, i if width > 1 else -1)
    row = ".".join(keys)
    if len(keys) == width and "*" not in keys and row not in {r.id for r in table.rows}:
        return Absence(table.id, "rij", row)
    return None


def of_this_year(data: YearData, previous: YearData | None) -> Iterator[Absence]:
    """Yield the columns of this year that a table should have, since last year's had its own."""
    for table in data.tables.values():
        before = previous.tables.get(table.id) if previous else None
        here = {column.id for column in table.columns}
        for column in before.columns if before and previous else ():
            name = column.id.replace(str(data.year - 1), str(data.year))
            if name != column.id and column.id in here and name not in here:
                yield Absence(table.id, "kolom", name)


def behind_sums(
    data: YearData,
    previous: YearData | None,
    outcomes: Iterable[Outcome],
    asked: Collection[Absence],
) -> Iterator[Absence]:
    """Yield the rows that explain why every sum over their neighbours fails.

    A name of a code list only counts in a table of which nobody asks for something else in vain.
    """
    sums = [o for o in outcomes if "*" in o.rule.formula and o.verdict != "niet te toetsen"]
    failed = {c.partition(".")[0] for o in sums if o.verdict == "fout" for c in o.cells}
    for table in [table for name, table in data.tables.items() if name in failed]:
        reading = [o for o in sums if any(c.startswith(f"{table.id}.") for c in o.cells)]
        before = previous.tables.get(table.id) if previous else None
        explained = any(absence.table == table.id for absence in asked)
        for absence, least in _candidates(table, before, data):
            verdicts = [o.verdict for o in reading if _would_read(o, table, absence)]
            if len(verdicts) >= least and set(verdicts) == {"fout"}:
                if least == 1 or not explained:
                    yield absence
                explained = True


def _candidates(
    table: Table, before: Table | None, data: YearData
) -> Iterator[tuple[Absence, int]]:
    """Yield what could be absent, and how many sums have to say so."""
    here = {row.key for row in table.rows}
    parts = [{key[i] for key in here} for i in range(len(table.keys))]
    if before is not None and before.keys == table.keys:
        for row in before.rows:
            lost = [i for i, code in enumerate(row.key) if code not in parts[i]]
            if lost and len(table.keys) > 1:
                yield Absence(table.id, "rij", row.key[lost[0]], lost[0]), 1
            elif row.key not in here:
                yield Absence(table.id, "rij", row.id), 1
    if len(table.keys) > 1:
        for key in sorted(set(product(*map(sorted, parts))) - here):
            yield Absence(table.id, "rij", ".".join(key)), _OFTEN
    for i, known in enumerate(parts):
        for codes in data.code_lists.values():
            if known & codes.labels.keys() and known - _totals(table) <= codes.labels.keys():
                for code in codes.labels.keys() - known:
                    yield Absence(table.id, "rij", code, i if len(table.keys) > 1 else -1), _OFTEN


def _totals(table: Table) -> set[str]:
    return {code for row in table.rows if row.total for code in row.key}


def _would_read(outcome: Outcome, table: Table, absence: Absence) -> bool:
    """Say whether a sum takes rows together of which the absent one would be one more."""
    rows = [c.split(".")[1:-1] for c in outcome.cells if c.startswith(f"{table.id}.")]
    name = absence.name.split(".")
    if absence.position >= 0:
        return len({row[absence.position] for row in rows}) > 1
    if len(name) == 1:
        return len(rows) > 1
    differing = [[i for i in range(len(name)) if row[i] != name[i]] for row in rows]
    beside = [places[0] for places in differing if len(places) == 1]
    return len(beside) > 1 and len(set(beside)) == 1
