"""`build.py check`: every problem of every file, without rendering."""

from __future__ import annotations

from pathlib import Path

from pipeline import console
from pipeline.arguments import Options
from pipeline.commands.prepare import chosen_years, prepare
from pipeline.model import Outcome, Problem


def run(root: Path, options: Options) -> int:
    """Print the problems of the chosen years; return 1 when one of them is an error."""
    years = chosen_years(options)
    prepared = [prepare(root, options, year) for year in years]
    problems = [problem for year in prepared for problem in year.problems]
    form = options.format or "text"
    console.print_problems(problems, form)
    if form == "text":
        for year in prepared:
            console.say(_verdict(year.data.year, year.problems, year.outcomes))
    return int(any(year.has_errors for year in prepared))


def _verdict(year: int, problems: tuple[Problem, ...], outcomes: tuple[Outcome, ...]) -> str:
    untested = sum(outcome.verdict == "niet te toetsen" for outcome in outcomes)
    declared = sum(outcome.verdict == "fout" for outcome in outcomes)
    tested = len(outcomes) - untested
    return (
        f"{year}: {console.summary(problems)}. Regels getoetst: {tested}, waarvan {declared} "
        f"niet kloppen zoals verklaard of gemeld; niet te toetsen: {untested}."
    )
