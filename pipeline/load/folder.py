"""What stands in a year folder: nothing may be overlooked, and nothing may lead out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from pipeline import characters
from pipeline.load.files import entries
from pipeline.load.leftovers import leftovers
from pipeline.model import ERROR, Place, Problem
from pipeline.names import NAME, RESERVED, did_you_mean
from pipeline.paths import plain_name, shown

_FILES = ("verslagjaar.yaml", "cijfers.yaml", "afwijkingen.yaml", "akkoord.yaml", "zegels.yaml")
_FOLDERS = ("tabellen", "teksten", "diagrammen", "afbeeldingen", "vastgesteld")


def check_folder(
    folder: Path, publications: tuple[str, ...] | None, problems: list[Problem]
) -> None:
    """Report files that nobody would read; `publications` is None when they are not known."""
    problems += _links(folder)
    problems += leftovers(folder)
    problems += _odd_names(folder)
    problems += _strangers(folder, (*_FILES, *_FOLDERS))
    for name in _FOLDERS:
        if (folder / name).exists() and not (folder / name).is_dir():
            problems.append(_not_a_folder(folder / name))
        elif (folder / name).is_dir() and not os.access(folder / name, os.R_OK | os.X_OK):
            problems.append(_closed(folder / name))
    for path in entries(folder / "tabellen"):
        if path.suffix not in (".csv", ".yaml"):
            problems.append(_unread(path, "bestanden die eindigen op .csv of .yaml"))
    for path in entries(folder / "diagrammen"):
        if path.suffix != ".yaml":
            problems.append(_unread(path, "bestanden die eindigen op .yaml"))
    for path in entries(folder / "teksten"):
        if path.is_dir():
            problems += _texts(path, publications)
        else:
            problems.append(_unread(path, "een map per publicatie, met de teksten erin"))


def _links(folder: Path) -> Iterator[Problem]:
    above = [folder, *folder.parent.glob("*.yaml")]
    for path in (*above, *sorted(folder.rglob("*"))):
        if path.is_symlink():
            yield Problem(
                "B03",
                ERROR,
                Place(shown(path)),
                "Dit is een koppeling naar een andere plaats",
                "een koppeling (symlink)",
                "een gewoon bestand of een gewone map",
                "Zet het bestand zelf op deze plaats.",
            )


def _odd_names(folder: Path) -> Iterator[Problem]:
    """Report names with strange characters, and two that differ in what nobody sees."""
    taken: dict[Path, Path] = {}
    for path in sorted(folder.rglob("*")):
        _, strange = characters.clean(path.name)
        for kind in strange:
            problem = kind.problem(Place(shown(path)))
            yield replace(problem, advice="Geef het bestand een andere naam.")
        twin = taken.setdefault(path.with_name(plain_name(path)), path)
        if twin is not path:
            yield Problem(
                "B03",
                ERROR,
                Place(shown(path)),
                "Twee bestanden hebben voor het oog dezelfde naam",
                f"{plain_name(path)}, op twee manieren geschreven",
                "elke naam één keer",
                "Verwijder een van de twee, of geef een van de twee een andere naam.",
            )


def _strangers(folder: Path, known: tuple[str, ...]) -> Iterator[Problem]:
    for path in entries(folder):
        if path.name not in known:
            yield _unread(path, ", ".join(known), did_you_mean(path.name, known, ""))


def _not_a_folder(path: Path) -> Problem:
    return Problem(
        "B03",
        ERROR,
        Place(shown(path)),
        "Dit moet een map zijn",
        "een bestand",
        f"een map {path.name}",
        "Verwijder het bestand en maak een map met deze naam.",
    )


def _closed(path: Path) -> Problem:
    return Problem(
        "B01",
        ERROR,
        Place(shown(path)),
        "Deze map is niet te lezen",
        "een map die u niet mag openen",
        f"een leesbare map {path.name}",
        "Kijk of u de map mag lezen.",
    )


def _texts(folder: Path, publications: tuple[str, ...] | None) -> Iterator[Problem]:
    if publications is not None and folder.name not in publications:
        yield Problem(
            "B03",
            ERROR,
            Place(shown(folder)),
            "Deze map met teksten hoort bij geen publicatie van dit jaar",
            folder.name,
            ", ".join(publications),
            "Noem de publicatie in verslagjaar.yaml, of verwijder de map.",
        )
        return
    for path in entries(folder):
        if path.suffix != ".md" or path.is_dir():
            yield _unread(path, "teksten die eindigen op .md, zoals 01-inleiding.md")


def _unread(path: Path, expected: str, advice: str = "") -> Problem:
    return Problem(
        "B03",
        ERROR,
        Place(shown(path)),
        "Dit leest het programma niet",
        ("een map " if path.is_dir() else "een bestand ") + path.name,
        expected,
        advice or "Geef het de juiste naam, verplaats het of verwijder het.",
    )


def usable_name(name: str, path: Path, problems: list[Problem]) -> bool:
    """Say whether a table of this name can be used in a text; report it when not."""
    usable = bool(NAME.fullmatch(name)) and not name[0].isdigit() and name not in RESERVED
    if not usable:
        problems.append(
            Problem(
                "Y08",
                ERROR,
                Place(shown(path)),
                "Deze naam van een tabel kan niet",
                name,
                "kleine letters, cijfers en _, met een letter vooraan; niet: "
                + ", ".join(RESERVED),
                "Geef het bestand een andere naam.",
            )
        )
    return usable
