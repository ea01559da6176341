"""Names of the places where a number stands: on a page, and its row in the register."""

from __future__ import annotations

import re

REGISTER = "cijferregister.html"
_OTHER = re.compile(r"[^a-z0-9_.]+")


def row(cell: str) -> str:
    """Return the id of a figure's row in the register: `r-maatregelen.totaal.stand_2020`."""
    return "r-" + _OTHER.sub("-", cell.lower()).strip("-")


def chapter(publication: str, heading: str) -> str:
    """Return the id of a chapter's list of figures in the register."""
    return f"h-{publication}-{heading}"


def insertion(number: int) -> str:
    """Return the id of a number in running text, by its number in the publication."""
    return f"c{number}"


def table_data(table: str) -> str:
    """Return the name of the files that hold a table as data: `tabel-maatregelen`."""
    return f"tabel-{table}"


def chart_data(name: str) -> str:
    """Return the name of the files that hold the numbers of a chart as data."""
    return f"grafiek-{name}"


def in_table(block: str, row_id: str, column: str) -> str:
    """Return the id of a cell of a table on a page."""
    return f"{block}.{row_id}.{column}"


def in_chart(block: str, line: int, series: int) -> str:
    """Return the id of a cell in the table of a chart, counted from 0."""
    return f"{block}.{line}.{series}"


def in_description(block: str, part: int) -> str:
    """Return the id of a number in the description of a chart, by its part of the description."""
    return f"{block}.t{part}"
