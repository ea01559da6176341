"""A grid as CSV for programs: UTF-8, commas, decimal points, one line of headings.

A number that is not there has the sign that readers see in its place; the description beside the
file (`csvw`) lists those signs as no value.
"""

from __future__ import annotations

import csv
import io

from pipeline.datafiles.grids import Grid
from pipeline.model import NIHIL, Cell
from pipeline.signs import SIGNS

ABSENT = tuple(sign for missing, sign in SIGNS.items() if missing != NIHIL)
"""The signs that stand for no value; nihil is nought."""


def csv_file(grid: Grid) -> bytes:
    """Return the bytes of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings(grid))
    for row in grid.rows:
        writer.writerow([*row.labels, *(typed(value) for value in row.values)])
    return out.getvalue().encode("utf-8")


def headings(grid: Grid) -> list[str]:
    """Return the headings of all columns, each different from the others."""
    names: list[str] = []
    for heading in (*grid.keys, *(column.heading for column in grid.columns)):
        same = sum(name == heading or name.startswith(f"{heading} [") for name in names)
        names.append(f"{heading} [{same + 1}]" if same else heading)
    return names


def typed(value: Cell | str) -> str:
    """Return what stands in a cell."""
    if isinstance(value, str):
        return value
    if value.value is None:
        return SIGNS[value.missing]
    return "0" if value.missing == NIHIL else f"{value.value:f}"
