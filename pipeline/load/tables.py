"""Read one table: what it means (YAML) and its numbers (CSV)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pipeline import strict_yaml
from pipeline.fields import Fields, did_you_mean
from pipeline.load.csv_rows import CsvRow, read_rows
from pipeline.load.files import read_text, shown
from pipeline.load.meaning import Meaning, RowMeaning, read_meaning
from pipeline.load.numbers import NotANumber, read_number
from pipeline.load.rules import read_rules
from pipeline.model import (
    ERROR,
    Cell,
    CodeList,
    Column,
    Place,
    Problem,
    Row,
    Table,
)


def read_table(
    path: Path, code_lists: Mapping[str, CodeList], problems: list[Problem]
) -> Table | None:
    """Return the table of `path` (the YAML; the CSV lies beside it), or None after problems."""
    before = len(problems)
    text = read_text(path, problems)
    node = None
    if text is not None:
        node, found = strict_yaml.read(text, shown(path))
        problems += found
    csv_path = path.with_suffix(".csv")
    csv_text = read_text(csv_path, problems)
    if node is None or csv_text is None:
        return None
    fields = Fields(node, shown(path), problems)
    meaning = read_meaning(fields, code_lists)
    rules = read_rules(fields, path.stem)
    fields.close()
    if len(problems) > before:
        return None
    header = tuple(k[0] for k in meaning.keys) + tuple(c.id for c in meaning.columns)
    rows = read_rows(csv_text, shown(csv_path), header, problems)
    builder = _Builder(path.stem, shown(csv_path), meaning, code_lists, problems)
    for row in rows:
        builder.add(row)
    builder.close(complete=len(problems) == before)
    if len(problems) > before:
        return None
    return Table(
        path.stem,
        meaning.title,
        meaning.source,
        meaning.note,
        tuple(k[0] for k in meaning.keys),
        tuple(k[1] for k in meaning.keys),
        meaning.columns,
        tuple(builder.sorted_rows()),
        builder.cells,
        builder.texts,
        rules,
        Place(shown(path), 1),
    )


class _Builder:
    """Collects the rows and cells of one table."""

    def __init__(
        self,
        table: str,
        file: str,
        meaning: Meaning,
        code_lists: Mapping[str, CodeList],
        problems: list[Problem],
    ) -> None:
        self._table = table
        self._file = file
        self._meaning = meaning
        self._lists = [code_lists.get(key[2]) for key in meaning.keys]
        self._problems = problems
        self._rows: dict[str, Row] = {}
        self.cells: dict[str, Cell] = {}
        self.texts: dict[str, str] = {}

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
        known = set(self._meaning.rows) if i == 0 or not code_list else set()
        if code_list:
            if typed.lower() in code_list.variants:
                return code_list.variants[typed.lower()]
            known |= set(code_list.labels)
        if typed in self._meaning.rows:
            return typed
        self._report(
            csv_row.line,
            "C07" if typed else "C05",
            "Deze naam van een rij kennen we niet" if typed else "De naam van de rij ontbreekt",
            typed or "niets",
            ", ".join(sorted(known)),
            did_you_mean(
                typed, known, "Verbeter de naam, of voeg hem toe aan de YAML of codelijst."
            ),
            self._meaning.keys[i][0],
        )
        return None

    def _row(self, key: tuple[str, ...], line: int) -> Row:
        meaning = self._meaning.rows.get(key[-1])
        labels = []
        for code, code_list in zip(key, self._lists, strict=True):
            own = self._meaning.rows.get(code)
            labels.append(
                own.label if own and own.label else code_list.labels[code] if code_list else code
            )
        total = bool(meaning and meaning.total)
        unit = self._row_unit(meaning)
        return Row(key, tuple(labels), total, line, unit)

    def _row_unit(self, meaning: RowMeaning | None) -> str:
        """Return the unit of a row where rows have units of their own, else ''."""
        if not any(row.measure.unit for row in self._meaning.rows.values()):
            return ""
        return (meaning.measure.unit if meaning else "") or self._meaning.table.unit

    def _cell(self, row: Row, column: Column, typed: str) -> None:
        name = f"{row.id}.{column.id}"
        if column.kind == "tekst":
            self.texts[name] = typed
            if not typed:
                self._report(
                    row.line, "C05", "Deze cel is leeg", "niets", "tekst of -", "", column.id
                )
            return
        unit, decimals, rounded_to = self._measured(row, column)
        if not unit:
            self._report(
                row.line,
                "Y06",
                "Van dit getal is de eenheid niet bekend",
                "geen eenheid",
                "eenheid bij de tabel, de kolom of de rij",
                "Voeg `eenheid` toe aan de YAML van de tabel.",
                column.id,
            )
            return
        try:
            value, missing = read_number(typed, decimals)
        except NotANumber as error:
            self._report(
                row.line,
                error.code,
                error.what,
                typed or "niets",
                error.expected,
                error.advice,
                column.id,
            )
            return
        label = ", ".join((*row.labels, column.heading))
        self.cells[name] = Cell(
            f"{self._table}.{name}",
            value,
            missing,
            unit,
            decimals,
            rounded_to,
            column.status,
            column.year,
            label,
            Place(self._file, row.line),
            self._meaning.source,
        )

    def _measured(self, row: Row, column: Column) -> tuple[str, int, Decimal]:
        own = self._meaning.rows.get(row.key[-1])
        layers = [self._meaning.measures[column.id], self._meaning.table]
        if own:
            layers.insert(0, own.measure)
        unit = next((m.unit for m in layers if m.unit), "")
        decimals = next((m.decimals for m in layers if m.decimals is not None), 0)
        exact = Decimal(0) if unit == "aantal" else Decimal(1).scaleb(-decimals)
        rounded_to = next((m.rounded_to for m in layers if m.rounded_to is not None), exact)
        return unit, decimals, rounded_to

    def sorted_rows(self) -> list[Row]:
        """Return the rows in the order of the file."""
        return list(self._rows.values())

    def close(self, complete: bool) -> None:
        """Report rows that the YAML names and the CSV lacks."""
        if not complete:
            return
        present = {code for row in self._rows.values() for code in row.key}
        for name in self._meaning.rows:
            if name not in present:
                self._report(
                    0,
                    "C08",
                    "Er ontbreekt een rij",
                    "geen rij " + name,
                    "een rij " + name,
                    "Voeg de rij toe aan de CSV, of haal hem uit de YAML.",
                )
