"""Load: a year folder becomes `YearData`, in which every value knows its file and line."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.load.abbreviations import ABBREVIATIONS, read_abbreviations
from pipeline.load.diagrams import read_diagrams
from pipeline.load.figures import DECLARATIONS, PREFIX, Singles, read_deviations, read_figures
from pipeline.load.files import entries
from pipeline.load.folder import check_folder, usable_name
from pipeline.load.foreign import read_foreign
from pipeline.load.organisation import read_organisation
from pipeline.load.persons import PERSONS, read_persons
from pipeline.load.references import Vintages
from pipeline.load.review import APPROVALS, read_approvals
from pipeline.load.seals import read_seals
from pipeline.load.tables import read_table
from pipeline.load.year import Stated, read_code_lists, read_publications, read_texts
from pipeline.model import (
    ERROR,
    Abbreviation,
    Approval,
    CodeList,
    Persons,
    Place,
    Problem,
    Seal,
    Table,
    TextFile,
    YearData,
)
from pipeline.paths import shown


def years(data: Path) -> tuple[int, ...]:
    """Return the years that have a folder (no link to one) under `data`, oldest first."""
    names = (p.name for p in data.glob("*") if p.is_dir() and not p.is_symlink())
    return tuple(sorted(int(name) for name in names if re.fullmatch("[1-9][0-9]{3}", name)))


def load(
    data: Path, year: int, templates: Path, known: dict[int, YearData] | None = None
) -> tuple[YearData, tuple[Problem, ...]]:
    """Read everything of one year; whatever is wrong is in the problems, all of it.

    Tables that cannot be read are left out and named in `broken`, so that later stages do not
    report the same thing again. `known` are the earlier years that were read; others are added.
    """
    problems: list[Problem] = []
    folder = data / str(year)
    organisation = read_organisation(data / "organisatie.yaml", problems)
    code_lists = read_code_lists(data / "codelijsten.yaml", problems)
    stated = read_publications(folder / "verslagjaar.yaml", year, templates, problems)
    check_folder(folder, stated.names if stated.all_made else None, problems)
    vintages = _vintages(data, year, templates, {} if known is None else known)
    tables, singles, broken = _numbers(folder, code_lists, vintages, problems)
    declared = read_deviations(folder / "afwijkingen.yaml", problems)
    broken |= {DECLARATIONS} if declared is None else set()
    texts = read_texts(folder / "teksten", stated.publications, problems)
    words = _shared(data, broken, problems)
    return YearData(
        year,
        folder,
        organisation,
        code_lists or {},
        stated.publications,
        tables,
        singles.figures,
        singles.rules,
        *(declared or ((), ())),
        texts,
        frozenset(broken),
        singles.openness,
        (),
        *words,
        *read_diagrams(folder / "diagrammen", problems),
        read_foreign(data / "vreemde_woorden.yaml", problems),
        *_agreed(folder, stated, texts, problems),
        stated.tasks,
    ), tuple(problems)


def _vintages(data: Path, year: int, templates: Path, known: dict[int, YearData]) -> Vintages:
    def read(before: int) -> YearData:
        if before not in known:
            known[before], _ = load(data, before, templates, known)
        return known[before]

    return Vintages(year, years(data), read)


def _agreed(
    folder: Path, stated: Stated, texts: tuple[TextFile, ...], problems: list[Problem]
) -> tuple[tuple[Approval, ...], tuple[Seal, ...]]:
    """Return who approved what and what was adopted, where it is known what there is."""
    if not stated.all_made:
        return (), ()
    approvals = read_approvals(folder / APPROVALS, texts, problems)
    return approvals, read_seals(folder, stated.names or (), problems)


def _shared(
    data: Path, broken: set[str], problems: list[Problem]
) -> tuple[dict[str, Abbreviation], Persons]:
    """Return what texts of all years may use: abbreviations, and names of persons.

    Addresses of the site are only checked: who publishes it reads them.
    """
    _check_addresses(data / "adressen.yaml", problems)
    abbreviations = read_abbreviations(data / "afkortingen.yaml", problems)
    persons = read_persons(data / "namen.yaml", problems)
    broken |= {ABBREVIATIONS} if abbreviations is None else set()
    broken |= {PERSONS} if persons is None else set()
    return abbreviations or {}, persons or Persons()


def _check_addresses(path: Path, problems: list[Problem]) -> None:
    """Report what is wrong with moved addresses now, and not when the site is published."""
    if path.exists():
        from pipeline.load.addresses import read_addresses  # few years have them

        read_addresses(path, problems)


def _numbers(
    folder: Path,
    code_lists: dict[str, CodeList] | None,
    vintages: Vintages,
    problems: list[Problem],
) -> tuple[dict[str, Table], Singles, set[str]]:
    """Return the tables, the single figures, and the names of what could not be read."""
    tables, broken = _tables(folder / "tabellen", code_lists, vintages, problems)
    singles = read_figures(folder / "cijfers.yaml", vintages, problems)
    return tables, singles or Singles(), broken | ({PREFIX} if singles is None else set())


def _tables(
    folder: Path,
    code_lists: dict[str, CodeList] | None,
    vintages: Vintages,
    problems: list[Problem],
) -> tuple[dict[str, Table], set[str]]:
    paths = {path.stem: path for path in entries(folder, ".yaml")}
    tables = {}
    broken = {name for name, path in paths.items() if not usable_name(name, path, problems)}
    for path in entries(folder, ".csv"):
        if path.stem not in paths:
            problems.append(_without_meaning(path))
            broken.add(path.stem)
    for name, path in paths.items():
        if name in broken:
            continue
        table = read_table(path, code_lists, vintages, problems)
        if table is None:
            broken.add(name)
        else:
            tables[name] = table
    return tables, broken


def _without_meaning(path: Path) -> Problem:
    return Problem(
        "B01",
        ERROR,
        Place(shown(path)),
        "Bij deze tabel ontbreekt de uitleg",
        f"alleen {path.name}",
        f"ook {path.stem}.yaml, in dezelfde map",
        "Maak de YAML met titel, kolommen en regels; zie docs/gegevens.md.",
    )
