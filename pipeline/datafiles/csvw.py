"""The description of a CSV: CSV on the Web (W3C, Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.datafiles.csv_files import ABSENT, headings
from pipeline.datafiles.grids import Grid, GridColumn, Occasion
from pipeline.model import UNITS
from pipeline.signs import SIGNS, meanings

METADATA = ".csv-metadata.json"
"""What follows the name of a grid in the name of its description."""
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]+")
UNIT_WORDS = dict(
    zip(
        UNITS,
        (
            "aantal",
            "fte",
            "procent",
            "procentpunt",
            "euro",
            "duizend euro",
            "miljoen euro",
            "getal zonder eenheid",
        ),
        strict=True,
    )
)


def metadata(grid: Grid, occasion: Occasion) -> bytes:
    """Return the description of the CSV of a grid."""
    content: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{grid.name}.csv",
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": "\n"},
        "dc:title": grid.title,
        "dc:language": "nl",
        "dc:publisher": occasion.organisation,
        "dc:coverage": str(occasion.year),
        **({"dc:source": grid.source} if grid.source else {}),
        **({"dc:issued": occasion.issued} if occasion.issued else {}),
        **({"dc:license": {"@id": occasion.licence}} if occasion.licence else {}),
        **({"notes": [{"rdfs:comment": note} for note in grid.notes]} if grid.notes else {}),
        "tableSchema": _schema(grid, meanings(occasion.whom)),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _schema(grid: Grid, told: Mapping[str, str]) -> dict[str, Any]:
    titles = headings(grid)
    names = _names(titles)
    count = len(grid.keys)
    keys = [
        {"name": name, "titles": title, "datatype": "string", "required": True}
        for name, title in zip(names[:count], titles[:count], strict=True)
    ]
    columns = [
        _column(column, name, title, told)
        for column, name, title in zip(grid.columns, names[count:], titles[count:], strict=True)
    ]
    unique = len({row.labels for row in grid.rows}) == len(grid.rows)
    primary = {"primaryKey": names[:count] if count > 1 else names[0]} if unique else {}
    return {"columns": [*keys, *columns], **primary}


def _column(column: GridColumn, name: str, title: str, told: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "titles": title}
    if column.kind == "tekst":
        return found | {"datatype": "string"}
    found |= {
        "datatype": {"base": "decimal", "decimalChar": "."},
        "null": [*ABSENT],
        "dc:description": "; ".join(
            f"{s} = {told[missing]}" for missing, s in SIGNS.items() if s in ABSENT
        ),
    }
    if column.unit:
        found["schema:unitText"] = UNIT_WORDS[column.unit]
    if column.year:
        found["dc:temporal"] = column.year
    if column.status:
        found["schema:creativeWorkStatus"] = column.status
    return found


def _names(titles: list[str]) -> list[str]:
    """Return a name for each column that programs can use: letters, figures, all different."""
    names: list[str] = []
    for title in titles:
        name = _NOT_A_NAME.sub("_", title.lower()).strip("_") or "kolom"
        name = f"k{name}" if name[0].isdigit() else name
        same = sum(one == name or re.fullmatch(rf"{name}_\d+", one) is not None for one in names)
        names.append(f"{name}_{same + 1}" if same else name)
    return names
