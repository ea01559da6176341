"""Read a CSV of the dialect that Dutch Excel writes: cells as typed, with their lines.

What Excel leaves behind and says nothing is passed over: lines and columns at the end without a
value, a first line `sep=;`. Nothing is guessed: another separator, a wrong number of cells or an
empty cell between others is a problem.
"""

from __future__ import annotations

import csv

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import ERROR, Place, Problem

_SEPARATED = ["sep=", ""]
"""Excel's own first line `sep=;`, which says what it does anyway."""


class CsvRow(Struct, frozen=True):
    """One line of the file: its cells without surrounding spaces."""

    cells: tuple[str, ...]
    line: int


def read_rows(
    text: str, file: str, header: tuple[str, ...], problems: list[Problem]
) -> list[CsvRow]:
    """Return the rows under the header; rows with a wrong number of cells are left out.

    Returns [] after a problem with the header, since no cell has a certain meaning then.
    """
    before = len(problems)
    rows = _split(text, file, problems)
    if not rows:
        if len(problems) == before:
            problems.append(_header(file, 1, "een leeg bestand", header))
        return []
    first = _without_tail(rows[0], 0)
    if first.cells != header:
        problems.append(_header_problem(file, first, header))
        return []
    good = []
    for row in (_without_tail(row, len(header)) for row in rows[1:]):
        if len(row.cells) != len(header):
            problems.append(_width(file, row, header))
        else:
            good.append(row)
    return good


def _without_tail(row: CsvRow, wide: int) -> CsvRow:
    """Return a row without the empty cells at its end, but for the `wide` first ones."""
    end = next((n for n in range(len(row.cells), wide, -1) if row.cells[n - 1]), wide)
    return replace(row, cells=row.cells[:end])


def _split(text: str, file: str, problems: list[Problem]) -> list[CsvRow]:
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=";", strict=True)
    rows = []
    start = 1
    try:
        for cells in reader:
            if reader.line_num > start:
                problems.append(
                    _unreadable(file, start, "een cel die op de regel eronder doorgaat")
                )
            elif any(cell.strip() for cell in cells) and cells != _SEPARATED:
                rows.append(CsvRow(tuple(cell.strip() for cell in cells), start))
            start = reader.line_num + 1
    except csv.Error:
        problems.append(_unreadable(file, start, "aanhalingstekens die niet kloppen"))
    return rows


def _unreadable(file: str, line: int, found: str) -> Problem:
    return Problem(
        "C02",
        ERROR,
        Place(file, line),
        "Deze regel is niet te lezen",
        found,
        "waarden met een puntkomma ertussen, alles op één regel",
        "Verwijder de aanhalingstekens, of de regelovergang in de cel.",
    )


def _header(file: str, line: int, found: str, header: tuple[str, ...]) -> Problem:
    return Problem(
        "C01",
        ERROR,
        Place(file, line),
        "De eerste regel noemt niet de juiste kolommen",
        found,
        ";".join(header),
        "Zet op regel 1 precies de namen die in de YAML van deze tabel staan.",
    )


def _header_problem(file: str, row: CsvRow, header: tuple[str, ...]) -> Problem:
    if len(row.cells) == 1 and any(mark in row.cells[0] for mark in ",\t|"):
        return Problem(
            "C09",
            ERROR,
            Place(file, row.line),
            "De kolommen zijn niet met een puntkomma gescheiden",
            row.cells[0],
            ";".join(header),
            "Sla het bestand op als CSV met puntkomma's, zoals de Nederlandse Excel doet.",
        )
    found = row.cells
    missing = [name for name in header if name not in found]
    extra = [name or "(leeg)" for name in found if name not in header]
    double = [name for name in dict.fromkeys(found) if found.count(name) > 1 and name in header]
    named = (("ontbreekt", missing), ("te veel", extra), ("dubbel", double))
    context = tuple((name, ", ".join(columns)) for name, columns in named if columns)
    problem = _header(file, row.line, ";".join(found), header)
    return replace(problem, context=context or (("volgorde", "anders dan in de YAML"),))


def _width(file: str, row: CsvRow, header: tuple[str, ...]) -> Problem:
    return Problem(
        "C02",
        ERROR,
        Place(file, row.line),
        "Deze regel heeft te veel of te weinig waarden",
        f"{len(row.cells)}: {';'.join(row.cells)}",
        f"{len(header)}: {';'.join(header)}",
        "Tel de puntkomma's: tussen twee waarden staat er precies één.",
    )
