"""`build.py check`: every problem of every file, without rendering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline import console
from pipeline.arguments import Options
from pipeline.commands.prepare import Prepared, prepare
from pipeline.commands.years import chosen_years
from pipeline.todo import Task, tasks

_FAILED = ("T01", "T04")


def run(root: Path, options: Options) -> int:
    """Print the problems of the chosen years; return 1 when one of them is an error."""
    prepared = [prepare(root, options, year) for year in chosen_years(options)]
    problems = [problem for year in prepared for problem in year.problems]
    form = options.format or "text"
    console.print_problems(problems, form)
    if form == "text":
        for year in prepared:
            for line in left_to_do(year):
                console.say(line)
        for year in prepared:
            console.say(_verdict(year))
    return int(any(year.has_errors for year in prepared))


def left_to_do(year: Prepared) -> Iterator[str]:
    """Yield what the drafts of a year still ask, per person; errors come first."""
    found = () if year.has_errors else tasks(year.data, year.documents)
    if not found:
        return
    yield f"{year.data.year}, nog te doen:"
    for who, own in groupby(found, key=lambda task: task.who):
        yield f"  {who}"
        for about, parts in groupby(own, key=lambda task: task.about):
            yield from _about(about, list(parts))
    yield ""


def _about(about: str, parts: list[Task]) -> Iterator[str]:
    if len(parts) == 1:
        yield f"    {about}: {parts[0].said} ({parts[0].place.file}:{parts[0].place.line})"
        return
    yield f"    {about}:"
    for task in parts:
        yield f"      {task.said} ({task.place.file.rpartition('/')[2]}:{task.place.line})"


def _verdict(year: Prepared) -> str:
    verdicts = Counter(outcome.verdict for outcome in year.outcomes)
    kept, failed, untested = (verdicts[v] for v in ("klopt", "fout", "niet te toetsen"))
    broken, odd = (sum(problem.code == code for problem in year.problems) for code in _FAILED)
    rules = {deviation.rule for deviation in year.data.deviations}
    declared = sum(o.verdict == "fout" and o.id in rules for o in year.outcomes)
    untested += failed - broken - odd - declared  # something is not there, so that all sums fail
    looked_at = f"{odd} om na te kijken, " if odd else ""
    return (
        f"{year.data.year}: {console.summary(year.problems)}. Regels: {kept} goed, "
        f"{declared} verklaard, {broken} fout, {looked_at}{untested} nog niet te toetsen."
    )
