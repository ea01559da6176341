"""The only module that prints: problems as people, editors and CI want them, and progress."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from msgspec import to_builtins

from pipeline.characters import visible
from pipeline.model import ERROR, Problem

MOST = 100
"""How many problems of one code are shown of one file."""
_LONGEST = 2000
"""How many characters of one thing that was found a message repeats."""


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and line, each once."""
    return sorted(
        dict.fromkeys(problems), key=lambda p: (p.place.file, p.place.line, p.code, p.what)
    )


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in order, of each code at most MOST a file; the last says how many more."""
    shown: list[Problem] = []
    count: dict[tuple[str, str], int] = Counter()
    rest: dict[tuple[str, str], int] = {}
    """Where in `shown` the first stands that is one too many."""
    for problem in ordered(problems):
        kind = (problem.place.file, problem.code)
        count[kind] += 1
        if count[kind] == MOST + 1:
            rest[kind] = len(shown)
        if count[kind] <= MOST + 1:
            shown.append(problem)
    for kind, at in rest.items():
        shown[at] = _more(shown[at], count[kind] - MOST)
    return shown


def _more(first: Problem, number: int) -> Problem:
    what = f"En nog {number} keer {first.code} in dit bestand"
    advice = "Verbeter eerst wat hierboven staat, en controleer dan opnieuw."
    return Problem(first.code, first.severity, first.place, what, advice=advice)


def as_text(problem: Problem) -> str:
    """Return a problem in the form of DESIGN: place, code, what, then aligned lines."""
    file, line = visible(problem.place.file), problem.place.line
    where = f"{file}:{line}" if line else file
    lines = [*_lines(problem), ("uitleg", f"docs/controles.md#{problem.code.lower()}")]
    width = max(len(name) for name, _ in lines) + 2
    body = "".join(f"\n    {name:<{width}}{text}" for name, text in lines)
    return f"{where}: {problem.severity} {problem.code} {problem.what}{body}"


def _lines(problem: Problem) -> list[tuple[str, str]]:
    """Return what a problem has to say, each on one line, whatever was found in the file."""
    named = (
        *problem.context,
        ("gevonden", problem.found),
        ("verwacht", problem.expected),
        ("doe dit", problem.advice),
    )
    return [(name, _one_line(text)) for name, text in named if text]


def _one_line(text: str) -> str:
    line = visible(" ".join(text.split("\n")))
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command that annotates the line."""
    level = "error" if problem.severity == ERROR else "warning"
    text = "\n".join(f"{name}: {text}" for name, text in _lines(problem))
    file = _escaped(visible(problem.place.file), True)
    return (
        f"::{level} file={file},line={max(1, problem.place.line)},"
        f"title={_escaped(f'{problem.code} {problem.what}', True)}::{_escaped(text)}"
    )


def _escaped(text: str, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def as_json(problems: list[Problem]) -> str:
    """Return problems as a JSON list."""
    import json  # text needs none

    records = []
    for problem in problems:
        record = to_builtins(problem)
        record["context"] = dict(problem.context)
        for of_the_program in ("lacks", "rests_on"):
            del record[of_the_program]
        record["place"] = {"file": problem.place.file, "line": problem.place.line}
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1)


def print_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Print problems: text with a count on stderr, github and json on stdout."""
    found = limited(problems)
    if form == "json":
        _out(as_json(found))
    elif form == "github":
        for problem in found:
            _out(as_github(problem))
    else:
        for problem in found:
            _err(as_text(problem) + "\n")


def summary(problems: Iterable[Problem]) -> str:
    """Return '2 fouten en 1 let op'."""
    found = ordered(problems)
    errors = sum(p.severity == ERROR for p in found)
    notes = len(found) - errors
    parts = [_count(errors, "fout", "fouten")] if errors or not notes else []
    if notes:
        parts.append(_count(notes, "let op", "let op's"))
    return " en ".join(parts)


def _count(n: int, one: str, more: str) -> str:
    return f"{n or 'geen'} {one if n == 1 else more}"


def say(text: str) -> None:
    """Print a line of result."""
    _out(text)


def progress(text: str) -> None:
    """Show what the program is doing: overwritten on a terminal, a plain line elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()
    else:
        _err(text)


def end_progress() -> None:
    """Clear the progress line of a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def complain(text: str) -> None:
    """Print one line on stderr: a wrong command."""
    _err(text)


def _out(text: str) -> None:
    _write(text, sys.stdout)


def _err(text: str) -> None:
    _write(text, sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    """Print a line; a sign that the terminal does not know becomes a question mark."""
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding), file=stream, flush=True)
    except BrokenPipeError:
        # Who reads along (`| head`) has seen enough; what still comes goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
