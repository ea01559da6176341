"""Collect the rows and cells of one table from the lines of its CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pipeline.characters import excerpt
from pipeline.load.csv_rows import CsvRow
from pipeline.load.meaning import Meaning, RowMeaning
from pipeline.load.numbers import NotANumber
from pipeline.load.references import Vintages
from pipeline.model import (
    ERROR,
    NOT_KNOWN_YET,
    Cell,
    CodeList,
    Column,
    Place,
    Problem,
    Row,
    Rule,
    Table,
)
from pipeline.names import did_you_mean

_YEAR = re.compile("[12][0-9]{3}")
"""A row of that name speaks of that year, whatever its column says."""


class TableBuilder:
    """Collects the rows and cells of one table."""

    def __init__(
        self,
        table: str,
        file: str,
        meaning: Meaning,
        code_lists: Mapping[str, CodeList],
        vintages: Vintages,
        problems: list[Problem],
    ) -> None:
        self._table = table
        self._file = file
        self._meaning = meaning
        self._lists = [code_lists.get(key[2]) for key in meaning.keys]
        self._vintages = vintages
        self._problems = problems
        self._rows: dict[str, Row] = {}
        self._cells: dict[str, Cell] = {}
        self._texts: dict[str, str] = {}
        self._told: set[str] = set()

    def _report(
        self,
        line: int,
        code: str,
        what: str,
        found: str,
        expected: str,
        advice: str,
        column: str = "",
    ) -> None:
        context = (("kolom", column),) if column else ()
        place = Place(self._file, line)
        self._problems.append(Problem(code, ERROR, place, what, found, expected, advice, context))

    def add(self, csv_row: CsvRow) -> None:
        """Take one line of the CSV."""
        width = len(self._meaning.keys)
        key = [self._code(i, csv_row) for i in range(width)]
        if any(code is None for code in key):
            return
        row = self._row(tuple(code for code in key if code is not None), csv_row.line)
        if row.id in self._rows:
            self._report(
                csv_row.line,
                "C06",
                "Deze rij staat er twee keer",
                f"{row.id} (ook op regel {self._rows[row.id].line})",
                "elke rij één keer",
                "Verwijder een van de twee regels.",
            )
            return
        self._rows[row.id] = row
        for column, typed in zip(self._meaning.columns, csv_row.cells[width:], strict=True):
            self._cell(row, column, typed)

    def _code(self, i: int, csv_row: CsvRow) -> str | None:
        typed = csv_row.cells[i]
        code_list = self._lists[i]
        if code_list and typed.lower() in code_list.variants:
            return code_list.variants[typed.lower()]
        if typed in self._meaning.rows:
            return typed
        known = list(dict.fromkeys([*(code_list.labels if code_list else ()), *self._meaning.rows]))
        spellings = [*known, *(code_list.variants if code_list else ())]
        advice = "Verbeter de naam, of voeg hem toe aan de YAML of de codelijst."
        self._report(
            csv_row.line,
            "C07" if typed else "C05",
            "Deze naam van een rij kennen we niet" if typed else "De naam van de rij ontbreekt",
            excerpt(typed) or "niets",
            ", ".join(known),
            did_you_mean(typed.lower(), spellings, advice) if typed else "Vul de naam in.",
            self._meaning.keys[i][0],
        )
        return None

    def _row(self, key: tuple[str, ...], line: int) -> Row:
        labels = []
        for code, code_list in zip(key, self._lists, strict=True):
            own = self._meaning.rows.get(code)
            listed = code_list.labels.get(code, code) if code_list else code
            labels.append(own.label if own and own.label else listed)
        meanings = self._meanings(key)
        unit = next((m.measure.unit for m in meanings if m.measure.unit), "")
        return Row(key, tuple(labels), any(m.total for m in meanings), line, unit)

    def _meanings(self, key: tuple[str, ...]) -> list[RowMeaning]:
        """Return what the YAML says of the names in a key, the last (most precise) name first."""
        return [self._meaning.rows[code] for code in reversed(key) if code in self._meaning.rows]

    def _cell(self, row: Row, column: Column, typed: str) -> None:
        name = f"{row.id}.{column.id}"
        if column.kind == "tekst":
            self._texts[name] = typed
            if not typed:
                empty = ("Hier staat niets", "niets", "tekst, of een streepje", "Vul de tekst in.")
                self._report(row.line, "C05", *empty, column.id)
            return
        unit, decimals, rounded_to = self._measured(row, column)
        if not unit:
            self._no_unit(row, column)
            return
        year = next((code for code in row.key if _YEAR.fullmatch(code)), column.year)
        cell = Cell(
            f"{self._table}.{name}",
            None,
            NOT_KNOWN_YET,
            unit,
            decimals,
            rounded_to,
            column.status,
            year,
            ", ".join((*row.labels, column.heading)),
            Place(self._file, row.line),
            self._meaning.source,
        )
        try:
            self._cells[name] = self._vintages.filled(cell, typed)
        except NotANumber as error:
            self._refused(row, column, typed, error)

    def _refused(self, row: Row, column: Column, typed: str, error: NotANumber) -> None:
        """Report a value that cannot be read; one cause of many once, at the first of them."""
        if error.cause and error.cause in self._told:
            return
        self._told.add(error.cause)
        said = (error.code, error.what, excerpt(typed) or "niets", error.expected, error.advice)
        self._report(row.line, *said, column.id)

    def _no_unit(self, row: Row, column: Column) -> None:
        """Report a column without a unit once, at its place in the YAML."""
        if column.id in self._told:
            return
        self._told.add(column.id)
        self._problems.append(
            Problem(
                "Y06",
                ERROR,
                self._meaning.places[column.id],
                "Van deze kolom is de eenheid niet bekend",
                f"geen eenheid voor {row.id}",
                "eenheid: … bij de tabel, de kolom of de rij",
                "Voeg de eenheid toe.",
                (("kolom", column.id),),
            )
        )

    def _measured(self, row: Row, column: Column) -> tuple[str, int, Decimal]:
        own = [meaning.measure for meaning in self._meanings(row.key)]
        layers = [*own, self._meaning.measures[column.id], self._meaning.table]
        unit = next((m.unit for m in layers if m.unit), "")
        decimals = next((m.decimals for m in layers if m.decimals is not None), 0)
        exact = Decimal(0) if unit == "aantal" else Decimal(1).scaleb(-decimals)
        rounded_to = next((m.rounded_to for m in layers if m.rounded_to is not None), exact)
        return unit, decimals, rounded_to

    def close(self, complete: bool) -> None:
        """Report an empty table, and rows that the YAML names and the CSV lacks."""
        if not complete:
            return
        present = {code for row in self._rows.values() for code in row.key}
        absent = [name for name in self._meaning.rows if name not in present]
        if not self._rows:
            absent = ["met getallen"]
        for name in absent:
            self._report(
                0,
                "C08",
                "Er ontbreekt een rij",
                f"geen rij {name}",
                f"een rij {name}",
                "Voeg de rij toe aan de CSV. Hoort hij er niet, haal hem dan uit de YAML.",
            )

    def table(self, rules: tuple[Rule, ...], place: Place) -> Table:
        """Return what was collected, the rows in the order of the file."""
        meaning = self._meaning
        return Table(
            self._table,
            meaning.title,
            meaning.source,
            meaning.note,
            tuple(k[0] for k in meaning.keys),
            tuple(k[1] for k in meaning.keys),
            meaning.columns,
            tuple(self._rows.values()),
            self._cells,
            self._texts,
            rules,
            place,
            meaning.note_place,
            meaning.openness,
        )
