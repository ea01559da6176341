"""`build.py verschil`: what differs between two years, or between two moments of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from pipeline import account, console, git
from pipeline.arguments import Options, WrongCommand
from pipeline.chapter_words import title
from pipeline.commands.prepare import Prepared, prepare
from pipeline.comparison import Difference, State, compare
from pipeline.comparison.written import as_markdown, as_text
from pipeline.load import load, years
from pipeline.writing import transaction

WORK = "de werkmap"
"""What readers call the files as they are now."""
_LATE = "Beide jaren tellen elk vanaf hun eigen jaar: stand_2020 staat naast stand_2021."


class _Side(Struct, frozen=True):
    """One of the two that are compared: a folder of data at one moment."""

    data: Path
    name: str


def run(root: Path, options: Options) -> int:
    """Show the differences; the exit code is 0, whatever differs."""
    with ExitStack() as opened:
        differences = tuple(_differences(root, options, opened))
    shown = _rendered(root, options, differences).rstrip("\n")
    if options.file is None:
        console.say(shown)
        return 0
    folder = options.file.parent
    if not folder.is_dir():
        raise WrongCommand(f"De map {folder} bestaat niet.")
    with transaction(folder) as change:
        change.write(options.file.absolute(), f"{shown}\n")
    console.say(f"{options.file}: {', '.join(f'{d.old} → {d.new}' for d in differences)}.")
    return 0


def _differences(root: Path, options: Options, opened: ExitStack) -> Iterator[Difference]:
    known = years(options.data)
    if len(options.rest) > 2:
        raise WrongCommand("Noem hoogstens twee jaren of versies.")
    old, new = (*options.rest, "")[:2]
    if old.isdecimal() and len(old) == 4 and int(old) in known:
        if not new.isdecimal() or int(new) not in known:
            there_are = ", ".join(map(str, known))
            raise WrongCommand(f"Noem naast {old} een tweede jaar. Jaren die er zijn: {there_are}.")
        if options.year is not None:
            raise WrongCommand("--year hoort bij twee versies uit git, niet bij twee jaren.")
        sides = (_Side(options.data, old), _Side(options.data, new))
        yield _compared(root, options, sides, (int(old), int(new)), (_LATE,))
        return
    sides = _side(options.data, old, opened), _side(options.data, new, opened)
    asked = sorted({*years(sides[0].data), *years(sides[1].data)})
    if options.year is not None:
        if options.year not in map(str, asked):
            raise WrongCommand(f"Het jaar {options.year} is er in geen van beide.")
        asked = [int(options.year)]
    for year in asked:
        yield _compared(root, options, sides, (year, year))


def _side(data: Path, revision: str, opened: ExitStack) -> _Side:
    if not revision:
        return _Side(data, WORK)
    commit = git.commit(data, revision)
    if commit is None:
        raise WrongCommand(
            f"{revision} is geen jaar dat er is, en git kent geen versie met die naam. "
            "Kijk met `git log --oneline` welke versies er zijn."
        )
    told = commit.short if commit.short.startswith(revision) else f"{revision} ({commit.short})"
    return _Side(opened.enter_context(git.folder_of(data, commit.short)), told)


def _compared(
    root: Path,
    options: Options,
    sides: tuple[_Side, _Side],
    both: tuple[int, int],
    notes: tuple[str, ...] = (),
) -> Difference:
    names = [side.name for side in sides]
    if both[0] == both[1]:
        names = [f"{both[0]} in {name}" for name in names]
    for side, year, said in zip(sides, both, ("is nieuw", "is er niet meer"), strict=True):
        if year not in years(side.data):
            return Difference(names[0], names[1], instead=f"Het jaar {year} {said}.")
    states = []
    for side, year, name in zip(sides, both, names, strict=True):
        prepared = prepare(root, replace(options, data=side.data), year)
        states.append(_state(prepared, name, side.data))
        if prepared.has_errors:
            found = console.summary(prepared.problems)
            notes += (f"In {name} vinden de controles {found}. Wat niet te lezen is, ontbreekt.",)
    return compare(states[0], states[1], notes)


def _state(prepared: Prepared, name: str, data: Path) -> State:
    return State(name, prepared.data, prepared.documents, _places(prepared), data)


def _places(prepared: Prepared) -> dict[str, tuple[str, ...]]:
    """Return where each cell is shown; also where only what was computed from it stands."""
    found: dict[str, dict[str, None]] = {}
    for document in prepared.documents:
        titles = {chapter.heading: title(chapter, document) for chapter in document.chapters}
        for seen in account.appearances(document):
            place = f"{document.publication.id}, {titles[seen.chapter]} ({seen.kind})"
            for name in (seen.cell.id, *seen.cell.derived_from):
                found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}


def _rendered(root: Path, options: Options, differences: tuple[Difference, ...]) -> str:
    """Return the differences in the form that was asked."""
    if options.format == "json":
        records = to_builtins(differences, str_keys=True)
        return json.dumps(records, ensure_ascii=False, indent=1)
    if options.format == "html":
        from pipeline.render.difference import difference_page

        look = load(options.data, years(options.data)[-1], root / "templates")[0].organisation
        return difference_page(differences, look)
    if options.format == "markdown":
        return as_markdown(differences)
    return "\n\n".join("\n".join(as_text(difference)) for difference in differences)
