"""The register as data: JSON for programs, CSV as the Dutch Excel reads it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipeline import anchors
from pipeline.model import Cell
from pipeline.model.account import Appearance, RegisterRow

COLUMNS = (
    "id omschrijving waarde eenheid jaar status afgerond_op bestand regel bron berekend_uit "
    "publicatie hoofdstuk soort getoond anker pdf_pagina"
).split()


def register_json(year: int, rows: Iterable[RegisterRow]) -> bytes:
    """Return {jaar, cijfers: [{id, waarde, …, plaatsen: […]}]}; values are exact, as text."""
    content = {"jaar": year, "cijfers": [_figure(row) for row in rows]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _figure(row: RegisterRow) -> dict[str, Any]:
    cell, origin = row.cell, row.cell.origin
    return {
        "id": cell.id,
        "rij": anchors.row(cell.id),
        "omschrijving": cell.label,
        "waarde": None if cell.value is None else f"{cell.value:f}",
        "ontbreekt": cell.missing,
        "eenheid": cell.unit,
        "jaar": cell.year,
        "status": row.status,
        "afgerond_op": None if cell.value is None else f"{cell.rounded_to:f}",
        "bestand": cell.place.file,
        "regel": cell.place.line,
        **({"overgenomen_uit": f"{origin.file}:{origin.line}"} if origin else {}),
        "bron": cell.source,
        "berekend_uit": list(row.parts),
        "plaatsen": [_place(place, page) for place, page in row.places],
    }


def _place(place: Appearance, page: int) -> dict[str, Any]:
    return {
        "publicatie": place.publication,
        "hoofdstuk": place.chapter.id,
        "soort": place.kind,
        "getoond": place.text,
        "anker": place.anchor,
        "pdf_anker": place.print_anchor,
        "pdf_pagina": page or None,
        "bestand": place.place.file,
        "regel": place.place.line,
    }


def register_csv(rows: Iterable[RegisterRow]) -> bytes:
    """Return a line per place, with semicolons and decimal commas, in UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        own = _columns(row)
        for place, page in row.places:
            name = (place.publication, place.chapter.id, place.kind, place.text, place.anchor)
            writer.writerow((*own, *name, page or ""))
        if not row.places:
            writer.writerow((*own, *[""] * 6))
    return out.getvalue().encode("utf-8-sig")


def _columns(row: RegisterRow) -> tuple[str, ...]:
    cell = row.cell
    return (
        cell.id,
        cell.label,
        _typed(cell),
        cell.unit,
        cell.year,
        row.status,
        "" if cell.value is None else _exact(cell.rounded_to),
        cell.place.file,
        str(cell.place.line),
        cell.source,
        ", ".join(row.parts),
    )


def _typed(cell: Cell) -> str:
    return cell.missing if cell.value is None else _exact(cell.value)


def _exact(value: Decimal) -> str:
    """Return a value with all its digits, as the Dutch Excel reads it."""
    return f"{value:f}".replace(".", ",")


def places_in(register: Mapping[str, Any], publication: str) -> dict[str, int]:
    """Return the PDF page of each anchor that an earlier register says of a publication."""
    return {
        place["pdf_anker"]: place["pdf_pagina"]
        for figure in register.get("cijfers", ())
        for place in figure["plaatsen"]
        if place["publicatie"] == publication and place["pdf_pagina"]
    }
