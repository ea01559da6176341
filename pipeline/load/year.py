"""Read what belongs to no table: the organisation, the code lists, the year's publications."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast

from pipeline import strict_yaml
from pipeline.fields import NAME, Fields, did_you_mean
from pipeline.load.files import read_text, shown
from pipeline.model import (
    ERROR,
    CodeList,
    Organisation,
    Place,
    Problem,
    Publication,
    TextFile,
)
from pipeline.strict_yaml import Scalar


def open_yaml(path: Path, problems: list[Problem]) -> Fields | None:
    """Return the fields of a YAML file, or None after a problem."""
    text = read_text(path, problems)
    if text is None:
        return None
    node, found = strict_yaml.read(text, shown(path))
    problems += found
    return Fields(node, shown(path), problems) if node else None


def read_organisation(path: Path, problems: list[Problem]) -> Organisation:
    """Return whose reports these are."""
    fields = open_yaml(path, problems)
    if fields is None:
        return Organisation("", "", "", "")
    organisation = Organisation(
        fields.text("naam"),
        fields.text("korte_naam", fields.text("naam")),
        fields.text("motto", ""),
        fields.text("website", ""),
    )
    fields.close()
    return organisation


def read_code_lists(path: Path, problems: list[Problem]) -> dict[str, CodeList]:
    """Return the code lists by id; a spelling that stands for two codes is a problem."""
    if not path.exists():
        return {}
    fields = open_yaml(path, problems)
    if fields is None:
        return {}
    return {name: _code_list(name, block) for name, block in fields.each()}


def _code_list(list_id: str, block: Fields) -> CodeList:
    labels: dict[str, str] = {}
    variants: dict[str, str] = {}
    for code, entry in block.each():
        labels[code] = entry.text("label")
        for spelling in (code, labels[code], *entry.names("ook")):
            owner = variants.setdefault(spelling.lower(), code)
            if owner != code:
                entry.report(
                    "Y03",
                    "Deze schrijfwijze staat bij twee namen",
                    f"{spelling} (ook bij {owner})",
                    "elke schrijfwijze bij één naam",
                    "Verwijder een van de twee.",
                    "ook",
                )
        entry.close()
    return CodeList(list_id, labels, variants)


def read_publications(
    path: Path, year: int, templates: Path, problems: list[Problem]
) -> tuple[Publication, ...]:
    """Return the publications that verslagjaar.yaml names."""
    fields = open_yaml(path, problems)
    if fields is None:
        return ()
    if (stated := fields.whole("jaar")) != year:
        fields.report(
            "Y08",
            "Het jaar past niet bij de map",
            str(stated),
            str(year),
            "Verbeter het jaar of de naam van de map.",
            "jaar",
        )
    publications = []
    if (block := fields.mapping("publicaties")) is not None:
        for name, entry in block.each():
            publication = _publication(name, entry, templates, problems)
            entry.close()
            if publication is not None:
                publications.append(publication)
    fields.close()
    return tuple(publications)


def _publication(
    name: str, entry: Fields, templates: Path, problems: list[Problem]
) -> Publication | None:
    title, subtitle = entry.text("titel"), entry.text("ondertitel", "")
    summary = entry.text("samenvatting")
    status = cast(
        Literal["concept", "vastgesteld"], entry.choice("status", ("concept", "vastgesteld"))
    )
    date = _date(entry)
    known = sorted(p.parent.name for p in templates.glob("*/publicatie.yaml"))
    if name not in known:
        entry.report(
            "Y08",
            "Deze publicatie heeft geen vorm",
            name,
            ", ".join(known),
            did_you_mean(name, known, "Maak een map in templates/ met publicatie.yaml."),
        )
        return None
    shape = open_yaml(templates / name / "publicatie.yaml", problems)
    if shape is None:
        return None
    kind = shape.text("naam")
    numbered, contents = shape.flag("genummerd", True), shape.flag("inhoudsopgave", True)
    shape.close()
    return Publication(
        name, kind, numbered, contents, title, subtitle, summary, status, date, templates / name
    )


def _date(entry: Fields) -> str:
    if not entry.has("datum"):
        return ""
    scalar = entry.typed("datum")
    if (
        isinstance(scalar, Scalar)
        and scalar.kind != "timestamp"
        or (scalar and len(scalar.text) != len("2021-05-25"))
    ):
        entry.report(
            "Y08",
            "Dit is geen datum",
            scalar.text,
            "jjjj-mm-dd, bijvoorbeeld 2021-05-25",
            "",
            "datum",
        )
        return ""
    return scalar.text if scalar else ""


def read_texts(
    folder: Path, publications: tuple[Publication, ...], problems: list[Problem]
) -> tuple[TextFile, ...]:
    """Return the Markdown files of every publication, in the order of their names."""
    texts = []
    for publication in publications:
        files = sorted((folder / publication.id).glob("*.md"))
        if not files:
            problems.append(
                Problem(
                    "B01",
                    ERROR,
                    Place(shown(folder / publication.id)),
                    "Deze publicatie heeft geen teksten",
                    "een lege of ontbrekende map",
                    "minstens één bestand zoals 01-inleiding.md",
                    "Voeg teksten toe, of haal de publicatie uit verslagjaar.yaml.",
                )
            )
        for path in files:
            text = read_text(path, problems)
            if text is not None:
                place = Place(shown(path), 1)
                texts.append(TextFile(publication.id, path.stem, text, place))
    for extra in sorted(p for p in folder.glob("*") if p.is_dir()):
        if extra.name not in {p.id for p in publications}:
            problems.append(
                Problem(
                    "B03",
                    ERROR,
                    Place(shown(extra)),
                    "Deze map met teksten hoort bij geen publicatie van dit jaar",
                    extra.name,
                    ", ".join(p.id for p in publications),
                    "Noem de publicatie in verslagjaar.yaml, of verwijder de map.",
                )
            )
    return tuple(texts)


def check_table_names(paths: Mapping[str, Path], problems: list[Problem]) -> None:
    """Report table files whose name cannot be used in a text."""
    for name, path in paths.items():
        if not NAME.fullmatch(name) or name[0].isdigit() or name == "cijfers":
            problems.append(
                Problem(
                    "Y08",
                    ERROR,
                    Place(shown(path)),
                    "Deze naam van een tabel kan niet",
                    name,
                    "kleine letters, cijfers en _, met een letter vooraan; niet: cijfers",
                    "Geef het bestand een andere naam.",
                )
            )
