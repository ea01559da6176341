"""The stages that every command shares: load, check, protect, compute, compose, proofread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.arguments import Options
from pipeline.checks import check
from pipeline.compose import compose
from pipeline.compute import compute
from pipeline.load import load, years
from pipeline.model import ERROR, Document, Outcome, Problem, Protected, Remark, YearData
from pipeline.proofread import proofread
from pipeline.protect import protect


@dataclass(frozen=True, slots=True)
class Prepared:
    """A year as far as it goes without rendering."""

    data: YearData
    outcomes: tuple[Outcome, ...]
    protected: Protected
    """What each publication may show of the numbers, and what is hidden."""
    documents: tuple[Document, ...]
    remarks: tuple[Remark, ...]
    """What the checks on words say, also when all is well."""
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publishing."""
        return any(problem.severity == ERROR for problem in self.problems)


def prepare(root: Path, options: Options, year: int) -> Prepared:
    """Take one year through these stages; problems are collected, not raised."""
    templates = root / "templates"
    data, problems = load(options.data, year, templates)
    earlier = tuple(
        load(options.data, before, templates)[0] for before in years(options.data) if before < year
    )
    outcomes, wrong_numbers = check(data, earlier)
    protected, unprotected = protect(data, earlier, outcomes)
    figures = {name: compute(shown, outcomes) for name, shown in protected.of.items()}
    documents, wrong_texts = compose(data, figures)
    remarks, wrong_words = proofread(data, documents)
    found = (*problems, *wrong_numbers, *unprotected, *wrong_texts, *wrong_words)
    return Prepared(data, outcomes, protected, documents, remarks, found)
