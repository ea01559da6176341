"""What the YAML of a table says: titles, keys, columns, rows and how numbers are measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from pipeline.fields import Fields
from pipeline.load.openness import read_openness
from pipeline.model import STATUSES, UNITS, CodeList, Column, Openness, Place
from pipeline.names import did_you_mean

YEAR_AT_END = re.compile(r"(?:^|_)([0-9]{4})$")


class Measure(Struct, frozen=True):
    """How numbers are measured, where a table, column or row says so itself."""

    unit: str
    decimals: int | None
    rounded_to: Decimal | None


class RowMeaning(Struct, frozen=True):
    """What the YAML says of a row, or of one of the names of a row."""

    label: str
    total: bool
    measure: Measure


class Meaning(Struct, frozen=True):
    """All that the YAML of a table says."""

    title: str
    source: str
    note: str
    note_place: Place
    keys: tuple[tuple[str, str, str], ...]
    """(column name, heading, code list id or '') per key column."""
    columns: tuple[Column, ...]
    measures: Mapping[str, Measure]
    """Per column id."""
    places: Mapping[str, Place]
    """Where each column stands in the YAML."""
    table: Measure
    rows: Mapping[str, RowMeaning]
    openness: Openness


def read_meaning(fields: Fields, code_lists: Mapping[str, CodeList] | None) -> Meaning:
    """Return the meaning of a table; problems go where `fields` reports them."""
    title, source = fields.text("titel"), fields.text("bron")
    note, note_place = fields.text("toelichting", ""), fields.place("toelichting")
    table_measure = measure(fields)
    keys = _keys(fields, code_lists)
    columns, measures, places = _columns(fields, table_measure, {key[0] for key in keys})
    rows = _rows(fields, [key[2] for key in keys if key[2]], code_lists)
    columns_read = (columns, measures, places)
    openness = read_openness(fields)
    return Meaning(
        title, source, note, note_place, keys, *columns_read, table_measure, rows, openness
    )


def _rows(
    fields: Fields, lists: list[str], code_lists: Mapping[str, CodeList] | None
) -> dict[str, RowMeaning]:
    """Return what the YAML says of rows; a row that stands in no code list needs a label."""
    labelled = {
        c for name in lists if code_lists and name in code_lists for c in code_lists[name].labels
    }
    certain = not lists or code_lists is not None
    rows = {}
    block = fields.mapping("rijen", required=not lists)
    for name, entry in block.each() if block else ():
        needed = certain and name not in labelled
        label = entry.text("label", None if needed else "")
        rows[name] = RowMeaning(label, entry.flag("totaal"), measure(entry))
        entry.close()
    return rows


def measure(fields: Fields, required: bool = False) -> Measure:
    """Return the measure that a table, column, row or figure states itself."""
    unit = ""
    if required or fields.has("eenheid"):
        unit = fields.choice("eenheid", UNITS, None if required else "")
    decimals = fields.decimals("decimalen") if fields.has("decimalen") else None
    return Measure(unit, decimals, fields.decimal("afgerond_op"))


def _keys(
    fields: Fields, code_lists: Mapping[str, CodeList] | None
) -> tuple[tuple[str, str, str], ...]:
    keys = []
    if (block := fields.mapping("sleutel")) is not None:
        for name, entry in block.each():
            code_list = entry.text("codelijst", "")
            if code_list and code_lists is not None and code_list not in code_lists:
                entry.report(
                    "Y08",
                    "Deze codelijst bestaat niet",
                    code_list,
                    ", ".join(code_lists),
                    did_you_mean(code_list, code_lists, "Kies een lijst uit codelijsten.yaml."),
                    "codelijst",
                )
            keys.append((name, entry.text("kop"), code_list))
            entry.close()
        if len(keys) not in (1, 2):
            block.report(
                "Y07",
                "Een tabel heeft één of twee sleutelkolommen",
                str(len(keys)),
                "1 of 2",
                "Noem onder sleutel: de eerste kolom of de eerste twee kolommen van de CSV.",
            )
    return tuple(keys)


def _columns(
    fields: Fields, table: Measure, keys: set[str]
) -> tuple[tuple[Column, ...], dict[str, Measure], dict[str, Place]]:
    columns = []
    measures = {}
    places = {}
    if (block := fields.mapping("kolommen")) is not None:
        for name, entry in block.each():
            if name in keys:
                entry.report(
                    "Y03",
                    "Deze naam staat er twee keer",
                    f"{name} (ook onder sleutel)",
                    "elke kolom één keer",
                    "Geef een van de twee een andere naam.",
                )
            places[name] = entry.place()
            measures[name] = own = measure(entry)
            columns.append(_column(name, entry, table, own))
            entry.close()
        if divided := _divided(columns):
            block.report(
                "Y08",
                "De kolommen van een groep staan niet bij elkaar",
                next(column.group for column in columns if column.id == divided),
                "kolommen met dezelfde groep: direct na elkaar",
                "Zet de kolommen bij elkaar, of geef een van de groepen een andere naam.",
                divided,
            )
        if not columns:
            block.report(
                "Y06",
                "Er ontbreekt een gegeven: kolommen",
                "geen enkele kolom",
                "minstens één kolom",
                "Noem onder kolommen: de kolommen van de CSV.",
            )
    return tuple(columns), measures, places


def _column(name: str, entry: Fields, table: Measure, own: Measure) -> Column:
    heading = entry.text("kop", name)
    words = entry.choice("soort", ("getal", "tekst"), "getal") == "tekst"
    found = YEAR_AT_END.search(name)
    year = entry.text("jaar", found[1] if found else "" if words else None)
    unit = own.unit or table.unit
    decimals = own.decimals if own.decimals is not None else table.decimals or 0
    status = "" if words else entry.choice("status", STATUSES)
    kind: Literal["getal", "tekst"] = "tekst" if words else "getal"
    total, group = entry.flag("totaal"), entry.text("groep", "")
    return Column(name, heading, kind, unit, decimals, status, year, total, group)


def _divided(columns: list[Column]) -> str:
    """Return the name of a column whose group began further back, with others in between."""
    seen: list[str] = []
    for column in columns:
        if column.group and column.group in seen[:-1] and column.group != seen[-1]:
            return column.id
        seen.append(column.group)
    return ""
