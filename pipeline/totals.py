"""Which names of a table are totals, so that a * leaves them out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Row, Table


def totals(table: Table) -> set[tuple[int, str]]:
    """Return (position in a cell's key, name) of every row name and column that is a total.

    A row with two names is a total when one of them is. Which one: a name that also stands in a
    row that is no total is none itself.
    """
    width = len(table.keys)
    found = {(width, column.id) for column in table.columns if column.total}
    ordinary = {pair for row in table.rows if not row.total for pair in enumerate(row.key)}
    open_rows = []
    for row in table.rows:
        candidates = [pair for pair in enumerate(row.key) if pair not in ordinary]
        if row.total and len(candidates) == 1:
            found.add(candidates[0])
        elif row.total:
            open_rows.append(row)
    return found | _last_names(open_rows, found)


def _last_names(rows: Sequence[Row], found: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return the last name of each total row in which no other row shows the total."""
    return {
        (len(row.key) - 1, row.key[-1])
        for row in rows
        if not any(pair in found for pair in enumerate(row.key))
    }
