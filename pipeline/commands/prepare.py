"""The stages that every command shares: load, check, compute, compose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.arguments import Options
from pipeline.checks import check
from pipeline.compose import compose
from pipeline.compute import compute
from pipeline.load import load, years
from pipeline.model import ERROR, Document, Outcome, Problem, YearData


@dataclass(frozen=True, slots=True)
class Prepared:
    """A year as far as it goes without rendering."""

    data: YearData
    outcomes: tuple[Outcome, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publishing."""
        return any(problem.severity == ERROR for problem in self.problems)


def prepare(root: Path, options: Options, year: int) -> Prepared:
    """Load, check, compute and compose one year; problems are collected, not raised."""
    templates = root / "templates"
    data, problems = load(options.data, year, templates)
    earlier = tuple(
        load(options.data, before, templates)[0] for before in years(options.data) if before < year
    )
    outcomes, wrong_numbers = check(data, earlier)
    figures = compute(data, outcomes)
    documents, wrong_texts = compose(data, figures)
    return Prepared(data, outcomes, documents, (*problems, *wrong_numbers, *wrong_texts))
