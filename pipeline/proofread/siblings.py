"""The figures beside a figure: the other parts of its whole, or the other rows of its table."""

from __future__ import annotations

from pipeline.model import Cell
from pipeline.proofread.material import Material


def wholes(cell_id: str, material: Material) -> list[Cell]:
    """Return the figures that this one is a part of, by the rules of the year."""
    found = (s.whole for s in material.facts.sums if cell_id in s.parts)
    cells = material.facts.cells
    return [cells[whole] for whole in dict.fromkeys(found) if whole in cells]


def siblings(cell_id: str, material: Material) -> list[list[Cell]]:
    """Return the groups in which a figure can be the largest, itself included.

    The parts of each whole it belongs to; without such a rule the rows of its column that are no
    totals and have its unit (in a table with two keys: those that differ in one key).
    """
    cells = material.facts.cells
    by_rule = [
        [cells[part] for part in sorted(s.parts) if part in cells]
        for s in material.facts.sums
        if cell_id in s.parts
    ]
    groups = by_rule or _rows(cell_id, material)
    return [group for group in groups if len(group) > 1]


def _rows(cell_id: str, material: Material) -> list[list[Cell]]:
    table = material.data.tables.get(cell_id.partition(".")[0])
    if table is None:
        return []
    _, *key, column = cell_id.split(".")
    own = next((row for row in table.rows if list(row.key) == key), None)
    if own is None or own.total or own.key[-1] == "totaal":
        return []
    unit = table.cells[f"{own.id}.{column}"].unit
    groups = []
    for place in range(len(own.key)):
        rows = [
            row
            for row in table.rows
            if not row.total
            and row.key[:place] + row.key[place + 1 :] == own.key[:place] + own.key[place + 1 :]
        ]
        found = [table.cells[f"{row.id}.{column}"] for row in rows]
        groups.append([cell for cell in found if cell.unit == unit and cell.value is not None])
    return groups
