"""`build.py exporteer`: every number of a year as a workbook, from which a controller can start."""

from __future__ import annotations

from pathlib import Path

from pipeline import console
from pipeline.arguments import Options, WrongCommand
from pipeline.commands.years import chosen_years
from pipeline.load import load
from pipeline.model import ERROR, ProblemsFound
from pipeline.workbook import controllers_workbook
from pipeline.writing import transaction


def run(root: Path, options: Options) -> int:
    """Write the workbook; a year that cannot be read is not exported, since part would be lost."""
    (year,) = chosen_years(options)
    target = options.file or Path(f"invoer-{year}.xlsx")
    _refuse(target)
    data, problems = load(options.data, year, root / "templates")
    if any(problem.severity == ERROR for problem in problems):
        raise ProblemsFound(problems)
    with transaction(target.parent) as change:
        change.write(target.absolute(), controllers_workbook(data))
    console.say(
        f"{target}: {len(data.tables)} tabellen en {len(data.figures)} losse cijfers van {year}. "
        "Hierin staan ook cijfers die de publicaties niet tonen: zet het niet op de website."
    )
    return 0


def _refuse(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise WrongCommand(f"{target} eindigt niet op .xlsx. Kies een andere naam met --naar.")
    if target.exists():
        raise WrongCommand(
            f"{target} bestaat al. Kies een andere naam met --naar, of verplaats dat werkboek."
        )
