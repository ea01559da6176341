"""The data of a year for catalogues such as data.overheid.nl: DCAT-AP-NL 3.0 as JSON-LD.

Addresses are relative to the file itself, so the folder can be published anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.datafiles.grids import Grid, Occasion

CATALOGUE = "catalogus.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
PAGE = "../gegevens.html"
"""The page for people that lists the same files."""
_CSVW = "https://www.w3.org/TR/tabular-metadata/"
_UNKNOWN_LICENCE = "http://standaarden.overheid.nl/owms/terms/licentieonbekend"
"""For an organisation that names no licence: nothing is given away that nobody decided on."""
FORMATS = {
    ".csv": ("CSV", "https://www.iana.org/assignments/media-types/text/csv", "csv"),
    ".xlsx": (
        "XLSX",
        "https://www.iana.org/assignments/media-types/application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel",
    ),
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(grids: Iterable[Grid], occasion: Occasion, files: Mapping[str, bytes]) -> bytes:
    """Return the catalogue of a year; `files` holds the bytes of what it points at, by name."""
    shared = {
        "dct:publisher": _organisation(occasion),
        "dct:creator": _organisation(occasion),
        "dcat:contactPoint": _contact(occasion),
        "dct:language": {"@id": f"{_EU}/language/NLD"},
        **_dates(occasion),
    }
    name, year = occasion.organisation, occasion.year
    content = {
        "@context": _CONTEXT,
        "@id": CATALOGUE,
        "@type": "dcat:Catalog",
        "dct:title": _dutch(f"Jaarcijfers {year} van {name}"),
        "dct:description": _dutch(
            f"De tabellen en grafieken uit de publicaties van {name} over {year}, als data."
        ),
        "dct:license": _licence(occasion),
        **shared,
        "dcat:dataset": [_dataset(grid, occasion, shared, files) for grid in grids],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _dataset(
    grid: Grid, occasion: Occasion, shared: Mapping[str, Any], files: Mapping[str, bytes]
) -> dict[str, Any]:
    year = occasion.year
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _date(f"{year}-01-01"),
        "dcat:endDate": _date(f"{year}-12-31"),
    }
    described = f"{grid.title}. Uit de publicaties van {occasion.organisation} over {year}."
    if grid.source:
        described += f" Bron: {grid.source}."
    return {
        "@id": f"#{grid.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{occasion.short_name.lower()}-{year}-{grid.name}",
        "dct:title": _dutch(grid.title),
        "dct:description": _dutch(described),
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:theme": {"@id": occasion.theme},
        "dct:temporal": period,
        "dcat:landingPage": {"@id": PAGE},
        "foaf:page": {"@id": PAGE},
        "dct:conformsTo": {"@id": _CSVW},
        **shared,
        "dcat:distribution": [
            _distribution(f"{grid.name}{kind}", kind, grid, occasion, files) for kind in FORMATS
        ],
    }


def _distribution(
    name: str, kind: str, grid: Grid, occasion: Occasion, files: Mapping[str, bytes]
) -> dict[str, Any]:
    code, media, words = FORMATS[kind]
    content = files[name]
    return {
        "@id": f"#{name}",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(f"{grid.title} ({words})"),
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dct:license": _licence(occasion),
        "dct:language": {"@id": f"{_EU}/language/NLD"},
        **({"dct:conformsTo": {"@id": _CSVW}} if kind == ".csv" else {}),
        "dct:format": {"@id": f"{_EU}/file-type/{code}"},
        "dcat:mediaType": {"@id": media},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@value": hashlib.sha256(content).hexdigest(),
                "@type": "xsd:hexBinary",
            },
        },
    }


def _organisation(occasion: Occasion) -> dict[str, Any]:
    page = {"foaf:homepage": {"@id": occasion.website}} if occasion.website else {}
    return {
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": _dutch(occasion.organisation),
        **page,
    }


def _contact(occasion: Occasion) -> dict[str, Any]:
    page = {"vcard:hasURL": {"@id": occasion.website}} if occasion.website else {}
    return {
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": occasion.organisation,
        **page,
    }


def _dates(occasion: Occasion) -> dict[str, Any]:
    if not occasion.issued:
        return {}
    return {"dct:issued": _date(occasion.issued), "dct:modified": _date(occasion.modified)}


def _licence(occasion: Occasion) -> dict[str, str]:
    return {"@id": occasion.licence or _UNKNOWN_LICENCE}


def _dutch(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "nl"}


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
