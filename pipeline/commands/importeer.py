"""`build.py importeer`: what a workbook changes, cell by cell; taken over when asked.

The new files are made in a copy of the data folder and go through every check there. What is shown
is what the checks say of that copy; only then, and only with --schrijf, the same bytes are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline import console
from pipeline.arguments import Options, WrongCommand
from pipeline.changes import CellChange, by_table, changes
from pipeline.commands.prepare import Prepared, prepare
from pipeline.commands.years import chosen_years
from pipeline.load import load
from pipeline.model import ERROR, Place, Problem, ProblemsFound, YearData
from pipeline.paths import shown
from pipeline.workbook import SheetBlock, read_blocks
from pipeline.workbook.accounting import Account
from pipeline.workbook.apply import Applied, apply_table
from pipeline.workbook.names import SINGLES
from pipeline.workbook.singles import apply_singles
from pipeline.writing import copy_folder, transaction, work_folder, write_file

_BOM = b"\xef\xbb\xbf"


class _Result(Struct, frozen=True):
    """What the workbook makes of the year."""

    changes: tuple[CellChange, ...]
    broken: dict[str, tuple[str, ...]]
    """Cell -> the rules that do not hold any more, with the numbers filled in."""
    problems: tuple[Problem, ...]
    """What the checks say now and did not say before."""
    files: dict[str, bytes]
    """The files that change, by path below the data folder."""
    absent: tuple[str, ...] = ()
    """Tables that the workbook does not have."""
    account: Account = Account()
    """What of the workbook was read, and what not."""


def run(root: Path, options: Options) -> int:
    """Show the changes; write them when asked. Returns 1 when the checks find something new."""
    (year,) = chosen_years(options)
    assert options.file is not None, "the command line asks for it"
    if not options.file.is_file():
        raise WrongCommand(f"Het werkboek {options.file} is er niet.")
    result = _result(root, options, year)
    if options.format == "json":
        console.say(json.dumps(_as_record(result), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(result):
            console.say(line)
        console.print_problems(result.problems)
    wrong = any(problem.severity == ERROR for problem in result.problems)
    if options.write and result.files:
        with transaction(options.data) as change:
            for path, content in result.files.items():
                change.write(options.data.absolute() / path, content)
    if options.format != "json":
        console.say(_conclusion(result, options, wrong))
    return int(wrong)


def _result(root: Path, options: Options, year: int) -> _Result:
    data, wrong = load(options.data, year, root / "templates")
    if any(problem.severity == ERROR for problem in wrong):
        raise ProblemsFound(wrong)
    assert options.file is not None
    problems: list[Problem] = []
    names = (*data.tables, *([SINGLES] if data.figures else []))
    found = read_blocks(options.file, names, problems)
    applied = {block.table: _applied(block, data, problems) for block in found.blocks}
    if problems:
        raise ProblemsFound(tuple(problems))
    made = {_path(name, year): done for name, done in applied.items() if done is not None}
    absent = tuple(name for name in names if name not in applied)
    with work_folder() as work:
        tried = _tried(root, options, data, made, work / "data")
    return replace(tried, absent=absent, account=found.account)


def _path(table: str, year: int) -> str:
    return f"{year}/cijfers.yaml" if table == SINGLES else f"{year}/tabellen/{table}.csv"


def _applied(block: SheetBlock, data: YearData, problems: list[Problem]) -> Applied | None:
    if block.table == SINGLES:
        old = _text(data.folder / "cijfers.yaml")
        return apply_singles(block, data.figures, old, problems)
    old = _text(data.folder / "tabellen" / f"{block.table}.csv")
    table, lists = data.tables[block.table], data.code_lists.values()
    return apply_table(block, table, lists, old, problems)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _tried(
    root: Path,
    options: Options,
    data: YearData,
    made: dict[str, Applied],
    copy: Path,
) -> _Result:
    """Return what the checks say of a copy of the data in which the files are as they would be."""
    before = prepare(root, options, data.year)
    copy_folder(options.data, copy)
    for path, done in made.items():
        write_file(copy / path, _like(options.data / path, done.text))
    after = prepare(root, replace(options, data=copy), data.year)
    unread = load(copy, data.year, root / "templates")[1]
    if any(problem.severity == ERROR for problem in unread):
        raise ProblemsFound(tuple(_at_home(p, options.data, copy, made) for p in unread))
    told = [_at_home(problem, options.data, copy, made) for problem in after.problems]
    found = changes(before.data, after.data)
    touched = {_path(name, data.year) for name in by_table(found)}
    files = {path: (copy / path).read_bytes() for path in made if path in touched}
    known = {_same_thing(problem) for problem in before.problems}
    new = tuple(problem for problem in told if _same_thing(problem) not in known)
    return _Result(found, _broken(before, after, found), new, files)


def _like(path: Path, text: str) -> bytes:
    """Return text with the line ends and the mark at the start that a file has now."""
    old = path.read_bytes()
    ends = "\r\n" if b"\r\n" in old else "\n"
    mark = _BOM if old.startswith(_BOM) else b""
    return mark + text.replace("\n", ends).encode()


def _at_home(problem: Problem, data: Path, copy: Path, made: dict[str, Applied]) -> Problem:
    """Return a problem of the copy as one of the folder itself, or of the workbook."""
    file = problem.place.file.removeprefix(shown(copy)).lstrip("/")
    applied = made.get(file)
    if applied and problem.code[0] in "BCWY" and problem.place.line in applied.places:
        return replace(problem, place=applied.places[problem.place.line])
    home = shown(data)
    words = {
        name: getattr(problem, name).replace(shown(copy), home)
        for name in ("what", "found", "expected", "advice")
    }
    context = tuple((name, text.replace(shown(copy), home)) for name, text in problem.context)
    place = Place(problem.place.file.replace(shown(copy), home), problem.place.line)
    return replace(problem, place=place, context=context, **words)


def _same_thing(problem: Problem) -> tuple[object, ...]:
    """Return what makes a problem the same one although lines moved."""
    return problem.code, problem.place.file, problem.what, problem.found, problem.context


def _broken(
    before: Prepared, after: Prepared, found: Iterable[CellChange]
) -> dict[str, tuple[str, ...]]:
    """Return for each changed cell the rules that read it and held before, and do not now."""
    failed = {outcome.id for outcome in before.outcomes if outcome.verdict == "fout"}
    touched = {change.id for change in found}
    broken: dict[str, list[str]] = {}
    for outcome in after.outcomes:
        if outcome.verdict == "fout" and outcome.id not in failed:
            for name in touched.intersection(outcome.cells):
                broken.setdefault(name, []).append(f"{outcome.rule.name}: {outcome.statement}")
    return {name: tuple(rules) for name, rules in broken.items()}


def _as_text(result: _Result) -> Iterator[str]:
    yield from result.account.lines()
    for table, found in by_table(result.changes).items():
        yield f"{table}"
        wide = max(len(change.label) for change in found)
        for change in found:
            old, new, difference = change.said
            if change.old is None or change.new is None:
                said = f"nieuw: {new}" if change.old is None else f"vervalt (was {old})"
            else:
                said = f"{old} → {new}" + (f"   ({difference})" if difference else "")
            yield f"    {change.label:<{wide}}   {said}"
            for rule in result.broken.get(change.id, ()):
                yield f"        breekt de regel {rule}"
        yield ""
    if result.absent:
        yield f"Niet in het werkboek, en dus onveranderd: {', '.join(result.absent)}."


def _conclusion(result: _Result, options: Options, wrong: bool) -> str:
    count = len(result.changes)
    if not result.files:
        return "Het werkboek zegt hetzelfde als de gegevens: er verandert niets."
    cells = "1 cel" if count == 1 else f"{count} cellen"
    tables = len(by_table(result.changes))
    told = f"{cells} anders, in {tables} {'tabel' if tables == 1 else 'tabellen'}"
    if wrong:
        told += f"; daardoor {console.summary(result.problems)}"
    if options.write:
        files = ", ".join(shown(options.data / path) for path in result.files)
        return f"Overgenomen: {told}. Geschreven: {files}."
    return f"{told}. Er is niets geschreven. Overnemen? Geef hetzelfde commando met --schrijf."


def _as_record(result: _Result) -> dict[str, object]:
    return {
        "veranderingen": [
            {
                "cijfer": change.id,
                "oud": change.said[0],
                "nieuw": change.said[1],
                "verschil": change.said[2],
                "breekt": list(result.broken.get(change.id, ())),
            }
            for change in result.changes
        ],
        "meldingen": json.loads(console.as_json(console.limited(result.problems))),
        "ontbreekt": list(result.absent),
        **result.account.as_record(),
    }
