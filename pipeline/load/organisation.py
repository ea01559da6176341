"""Read whose reports these are: organisatie.yaml."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.fields import Fields
from pipeline.load.house_style import read_house_style
from pipeline.load.yaml_files import open_yaml
from pipeline.model import HouseStyle, Organisation, Problem, Whom

_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
_THEME_CODES = (
    "SOCI",
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "REGI",
    "TECH",
    "TRAN",
)
"""The themes of the European data portal; SOCI is population and society."""


def read_organisation(path: Path, problems: list[Problem]) -> Organisation:
    """Return whose reports these are, with the house style that they chose."""
    fields = open_yaml(path, problems)
    if fields is None:
        return Organisation("", "", "", "")
    organisation = Organisation(
        fields.text("naam"),
        fields.text("korte_naam", fields.text("naam")),
        fields.text("motto", ""),
        _website(fields),
        _house_style(fields, path.parent, problems),
        _address(fields, "licentie", "https://creativecommons.org/licenses/by/4.0/"),
        _THEMES + fields.choice("thema", _THEME_CODES, "SOCI"),
        _whom(fields),
    )
    fields.close()
    return organisation


def _house_style(fields: Fields, data: Path, problems: list[Problem]) -> HouseStyle:
    name = fields.text("huisstijl", "")
    return read_house_style(data, name, fields.place("huisstijl"), problems)


def _whom(fields: Fields) -> Whom:
    """Return of whom no small count may be shown; everybody, where nothing is said."""
    block = fields.mapping("bescherming", required=False)
    if block is None:
        return Whom()
    words, open_ones = (tuple(w.lower() for w in block.names(key)) for key in ("wie", "niet"))
    for word in words:
        if word in open_ones:
            block.report(
                "D08",
                "Dit woord staat bij wie u wel en bij wie u niet beschermt",
                word,
                "elk woord bij wie: of bij niet:",
                "Haal het woord bij een van de twee weg. Tot dan is het beschermd.",
                "niet",
            )
    block.close()
    return Whom(words, tuple(word for word in open_ones if word not in words))


def _website(fields: Fields) -> str:
    """Return the address of the website with https:// in front, '' when there is none."""
    return _address(fields, "website", "https://www.organisatie.nl")


def _address(fields: Fields, key: str, example: str) -> str:
    """Return an address with https:// in front, '' when there is none."""
    typed = fields.text(key, "")
    address = typed if "://" in typed or not typed else f"https://{typed}"
    if address and not re.fullmatch(
        r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[^\s\"<>]*)?", address
    ):
        fields.report(
            "Y08",
            "Dit is geen adres van een website",
            typed,
            f"bijvoorbeeld {example}",
            "Neem het adres over uit de browser.",
            key,
        )
        return ""
    return address
