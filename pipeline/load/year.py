"""Read what belongs to no table: the code lists, the year's publications, its texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct, field

from pipeline.characters import plain_margins
from pipeline.fields import Fields
from pipeline.load.adoption import check_order, read_adoption
from pipeline.load.chapters import check_numbers
from pipeline.load.dates import read_date
from pipeline.load.files import entries, read_text
from pipeline.load.review import read_tasks
from pipeline.load.yaml_files import open_yaml
from pipeline.model import (
    ERROR,
    CodeList,
    Place,
    Problem,
    Publication,
    TextFile,
)
from pipeline.names import did_you_mean
from pipeline.paths import plain_name, shown

_APPENDIX = re.compile(r"\A\s*# .*\{[^}\n]*\.bijlage\b")
_UNKNOWN = "onbekend"
"""For a publication of long ago, of which nobody knows when it was adopted."""


def read_code_lists(path: Path, problems: list[Problem]) -> dict[str, CodeList] | None:
    """Return the code lists by id, None when they cannot be read.

    A spelling that stands for two codes is a problem.
    """
    if not path.exists():
        return {}
    fields = open_yaml(path, problems)
    if fields is None:
        return None
    return {name: _code_list(name, block) for name, block in fields.each()}


def _code_list(list_id: str, block: Fields) -> CodeList:
    labels: dict[str, str] = {}
    variants: dict[str, str] = {}
    only_in_data: dict[str, str] = {}
    in_texts: dict[str, str] = {}
    for code, entry in block.each():
        labels[code] = entry.text("label")
        shown_too, others = entry.names("in_tekst"), entry.names("ook")
        in_texts |= dict.fromkeys(shown_too, code)
        only_in_data |= {name: code for name in others if name not in shown_too}
        for spelling in (code, labels[code], *shown_too, *others):
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
    return CodeList(list_id, labels, variants, only_in_data, in_texts)


class Stated(Struct, frozen=True):
    """What verslagjaar.yaml says."""

    names: tuple[str, ...] | None = None
    """Of all publications; None when the file cannot be read."""
    publications: tuple[Publication, ...] = ()
    """Those that can be made."""
    tasks: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_made(self) -> bool:
        """Whether every publication that is named can be made."""
        return self.names is not None and len(self.names) == len(self.publications)


def read_publications(path: Path, year: int, templates: Path, problems: list[Problem]) -> Stated:
    """Return the publications of a year, and who sees to what."""
    fields = open_yaml(path, problems)
    if fields is None:
        return Stated()
    before = len(problems)
    stated = fields.whole("jaar")
    if stated != year and len(problems) == before:
        fields.report(
            "Y08",
            "Het jaar past niet bij de map",
            str(stated),
            str(year),
            "Verbeter het jaar of de naam van de map.",
            "jaar",
        )
    publications = []
    block = fields.mapping("publicaties")
    for name, entry in block.each() if block else ():
        publication = _publication(name, entry, templates, problems)
        entry.close()
        if publication is not None:
            publications.append(publication)
    problems += check_order(tuple(publications))
    tasks = read_tasks(fields, path.parent)
    fields.close()
    return Stated(tuple(block.node.items) if block else None, tuple(publications), tasks)


def _publication(
    name: str, entry: Fields, templates: Path, problems: list[Problem]
) -> Publication | None:
    title, subtitle = entry.text("titel"), entry.text("ondertitel", "")
    summary = entry.text("samenvatting")
    status = cast(
        Literal["concept", "vastgesteld"], entry.choice("status", ("concept", "vastgesteld"))
    )
    date, author = _date(entry, status), entry.text("auteur", "")
    version = entry.text("versie", "")
    known = sorted(p.parent.name for p in templates.glob("*/publicatie.yaml"))
    if name not in known:
        _formless(name, entry, known)
        return None
    shape = open_yaml(templates / name / "publicatie.yaml", problems)
    if shape is None:
        return None
    kind, form = shape.text("naam"), _form(shape)
    numbered, contents = shape.flag("genummerd", True), shape.flag("inhoudsopgave", True)
    limits, adoption = _limits(shape), read_adoption(entry, shape, known)
    shape.close()
    told = (title, subtitle, summary, status, date)
    keys = ("titel", "ondertitel", "samenvatting")
    words = tuple((text, entry.place(key)) for text, key in zip(told, keys, strict=False) if text)
    folder = templates / name
    return Publication(
        name,
        kind,
        numbered,
        contents,
        *told,
        folder,
        form,
        author,
        words,
        *limits,
        version,
        adoption,
    )


def _formless(name: str, entry: Fields, known: list[str]) -> None:
    """Report a publication that no folder of templates/ knows."""
    entry.report(
        "Y08",
        "Deze publicatie heeft geen vorm",
        name,
        ", ".join(known),
        did_you_mean(name, known, "Maak een map in templates/ met publicatie.yaml."),
    )


def _form(shape: Fields) -> Literal["boek", "blad"]:
    return cast(Literal["boek", "blad"], shape.choice("vorm", ("boek", "blad"), "boek"))


def _limits(shape: Fields) -> tuple[int, int]:
    """Return the most words of a sentence and of the average one; 0 for no limit."""
    limits = shape.mapping("leesbaarheid", required=False)
    if limits is None:
        return 0, 0
    found = limits.whole("langste_zin", 0), limits.whole("gemiddelde_zin", 0)
    limits.close()
    return found


def _date(entry: Fields, status: str) -> str:
    """Return when it was adopted, '' while that is not known."""
    if not entry.has("datum"):
        if status == "vastgesteld":
            entry.report(
                "Y08",
                "Bij een vastgestelde publicatie ontbreekt de datum",
                "geen datum",
                f"de dag waarop zij is vastgesteld, of datum: {_UNKNOWN}",
                "Zet datum: erbij, of maak er weer status: concept van.",
                "status",
            )
        return ""
    return read_date(entry, _UNKNOWN if status == "vastgesteld" else "")


def read_texts(
    folder: Path, publications: tuple[Publication, ...], problems: list[Problem]
) -> tuple[TextFile, ...]:
    """Return the Markdown files of every publication, in the order of their names."""
    texts = []
    for publication in publications:
        files = [path for path in entries(folder / publication.id, ".md") if path.is_file()]
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
        appendices: set[Path] = set()
        for path in files:
            text = read_text(path, problems)
            if text is not None:
                name, place = plain_name(path).removesuffix(".md"), Place(shown(path), 1)
                texts.append(TextFile(publication.id, name, plain_margins(text), place))
                appendices |= {path} if _APPENDIX.search(text) else set()
        problems += check_numbers(files, appendices)
    return tuple(texts)
