"""`build.py nieuw-jaar`: the folder of a new year, from the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from pipeline import comments, console
from pipeline.arguments import Options, WrongCommand
from pipeline.commands.check import left_to_do
from pipeline.commands.prepare import Prepared, prepare
from pipeline.diagram_words import spoken
from pipeline.load import load, years
from pipeline.model import ERROR, NOT_KNOWN_YET, Place, Problem, ProblemsFound, YearData
from pipeline.new_year import new_folder, repaired
from pipeline.new_year.years import named
from pipeline.paths import shown
from pipeline.writing import (
    copy_folder,
    transaction,
    work_folder,
    write_file,
    write_files,
)

_ROUNDS = 20
"""Taking one thing out can show another; more often than this is never needed."""


def run(root: Path, options: Options) -> int:
    """Make the folder as a whole or not at all, and say what is left to do."""
    year = _year(options)
    data, problems = load(options.data, year - 1, root / "templates")
    problems += tuple(_loose_comments(data))
    if any(problem.severity == ERROR for problem in problems):
        raise ProblemsFound(problems)
    new = new_folder(data)
    with work_folder() as temporary:
        copy = temporary / options.data.name
        copy_folder(options.data, copy)
        write_files(copy / str(year), new.files)
        prepared, taken_out = _made_whole(root, replace(options, data=copy), year)
        _refuse_old_values(prepared.data, copy, data)
        with transaction(options.data) as change:
            made = change.folder / str(year)
            copy_folder(copy / str(year), made)
            change.replace(options.data.absolute() / str(year), made)
    for line in _report(options, year, prepared, taken_out, new.left, copy):
        console.say(line)
    return int(prepared.has_errors)


def _year(options: Options) -> int:
    (word,) = options.rest
    known = years(options.data)
    if not re.fullmatch("[1-9][0-9]{3}", word):
        raise WrongCommand(f"{word} is geen jaar. Typ bijvoorbeeld: build.py nieuw-jaar 2022")
    if int(word) in known or (options.data / word).exists():
        raise WrongCommand(f"De map {options.data / word} is er al. Er is niets veranderd.")
    if int(word) - 1 not in known:
        there_are = ", ".join(map(str, known)) or "geen"
        raise WrongCommand(
            f"Een nieuw jaar komt uit het jaar ervoor, en {int(word) - 1} is er niet. "
            f"Jaren die er zijn: {there_are}."
        )
    return int(word)


def _loose_comments(data: YearData) -> Iterator[Problem]:
    """Yield a problem for each comment of which it is not certain where it ends (X12)."""
    for text in data.texts:
        yield from comments.problems(text.text, replace(text.place, line=1))
    for table in data.tables.values():
        yield from comments.problems(table.note, table.note_place)
    reasons = [(d.reason, d.reason_place) for d in data.deviations]
    reasons += [(r.reason, r.reason_place) for r in data.revisions]
    for reason, place in reasons:
        yield from comments.problems(reason, place)


def _refuse_old_values(made: YearData, copy: Path, old: YearData) -> None:
    """Refuse a new year in which a value or a decision of the old one stands as its own (V06)."""
    typed = [c for c in made.cells.values() if not c.origin and c.missing != NOT_KNOWN_YET]
    found = [(cell.place, f"{cell.id}: een getal") for cell in typed]
    adopted = [p for p in made.publications if p.status != "concept"]
    found += [(p.words[0][1], f"{p.id}: {p.status}") for p in adopted]
    if found:
        raise ProblemsFound(tuple(_refused(place, said, copy, old) for place, said in found))


def _refused(place: Place, said: str, copy: Path, old: YearData) -> Problem:
    file = place.file.removeprefix(f"{shown(copy)}/{old.year + 1}/")
    return Problem(
        "V06",
        ERROR,
        Place(shown(old.folder / file)),
        "Dit kan nieuw-jaar niet overnemen",
        said,
        "nnb of een verwijzing in het nieuwe jaar, en alles als concept",
        "Schrijf dit in het bestand zoals docs/gegevens.md het doet, en geef het commando opnieuw.",
    )


def _made_whole(root: Path, options: Options, year: int) -> tuple[Prepared, list[Problem]]:
    """Take out what does not hold in the new year until it can be built."""
    taken: list[Problem] = []
    for _ in range(_ROUNDS):
        prepared = prepare(root, options, year)
        by_file: dict[str, list[Problem]] = {}
        for problem in prepared.every_problem:
            if problem.severity == ERROR:
                by_file.setdefault(problem.place.file, []).append(problem)
        changed = False
        for file, found in by_file.items():
            path = Path(file)
            text = path.read_text("utf-8") if path.is_file() else ""
            new = repaired(text, found, path.name, year - 1)
            if new is not None and new != text:
                write_file(path, new)
                taken += found
                changed = True
        if not changed:
            break
    return prepared, taken


def _report(
    options: Options,
    year: int,
    prepared: Prepared,
    taken: list[Problem],
    left: tuple[str, ...],
    copy: Path,
) -> Iterator[str]:
    """Yield what was made; paths are those of the real folder."""

    def placed(place: Place) -> str:
        file = place.file.replace(shown(copy), shown(options.data), 1)
        return file

    yield f"{options.data / str(year)} is gemaakt uit {year - 1}, als concept."
    yield "Achter elke zin over een jaar of met een cijfer staat een voorstel, als opmerking."
    if left:
        yield f"\nNiet overgenomen; het staat nog in de jaarmap van {year - 1}:"
        yield from (f"  {line}" for line in left)
    if taken:
        yield "\nWat niet meer klopte, is een opmerking geworden:"
        told: dict[str, dict[str, None]] = {}
        for problem in taken:
            told.setdefault(placed(problem.place), {})[problem.what] = None
        for place, reasons in told.items():
            yield f"  {place}: {'; '.join(reasons)}"
    words = {d.name: f"{d.title} {spoken(d)}" for d in prepared.data.diagrams.values()}
    old = sorted(name for name, said in words.items() if year - 1 in named(said))
    if old:
        yield f"\nDeze diagrammen noemen {year - 1}; kijk ze na: {', '.join(old)}"
    yield ""
    for line in left_to_do(prepared):
        yield line.replace(shown(copy), shown(options.data), 1)
    yield f"Deze lijst krijgt u steeds van: python3 build.py check --year {year}"
    if prepared.has_errors:
        yield "Dit moet u eerst zelf oplossen; zie check."
