"""The stages that every command shares: load, check, protect, compute, compose, proofread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from pipeline.approvals import withdrawn
from pipeline.arguments import Options
from pipeline.checks import check
from pipeline.compose import compose
from pipeline.compute import compute
from pipeline.consequences import without_consequences
from pipeline.forecasts import forecasts
from pipeline.load import load, years
from pipeline.model import (
    ERROR,
    Comparison,
    Document,
    Figures,
    Forecast,
    Outcome,
    Problem,
    Protected,
    Remark,
    YearData,
)
from pipeline.pending import unknown_shown
from pipeline.proofread import proofread
from pipeline.protect import disclosures, protect
from pipeline.seals import broken_seals


class Prepared(Struct, frozen=True):
    """A year as far as it goes without rendering."""

    data: YearData
    earlier: tuple[YearData, ...]
    """The folders of earlier years, oldest first."""
    outcomes: tuple[Outcome, ...]
    comparisons: tuple[Comparison, ...]
    """Figures of earlier years beside what those years' own folders say."""
    protected: Protected
    """What each publication may show of the numbers, and what is hidden."""
    forecasts: tuple[Forecast, ...]
    """What earlier years expected of figures of this year, beside what came of it, as it may be
    shown beside all publications."""
    figures: Mapping[str, Figures]
    """What each publication may show."""
    documents: tuple[Document, ...]
    remarks: tuple[Remark, ...]
    """What the checks on words say, also when all is well."""
    problems: tuple[Problem, ...]
    every_problem: tuple[Problem, ...]
    """Also what follows from another: nobody is told it, but each has its own line."""

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publishing."""
        return any(problem.severity == ERROR for problem in self.problems)


def prepare(
    root: Path, options: Options, year: int, with_places: bool = False, commit: str = ""
) -> Prepared:
    """Take one year through these stages; problems are collected, not raised.

    With places, blocks say from which line they come; drafts say from which commit they are made.
    """
    data, earlier, problems = _loaded(root / "templates", options, year)
    checked = check(data, earlier)
    outcomes = checked.outcomes
    protected, unprotected = protect(data, earlier, outcomes)
    views = {id(shown): shown for shown in (*protected.of.values(), protected.everywhere)}
    expected = {view: forecasts(shown, earlier) for view, shown in views.items()}
    computed = {view: compute(shown, outcomes, expected[view]) for view, shown in views.items()}
    figures = {name: computed[id(shown)] for name, shown in protected.of.items()}
    documents, wrong_texts = compose(data, figures, with_places, commit)
    remarks, wrong_words = proofread(protected.of, documents)
    disclosed = disclosures((*earlier, data), protected, documents, outcomes)
    found_words = _told_once(wrong_words, wrong_texts, disclosed)
    problems += (*checked.problems, *unprotected, *disclosed, *wrong_texts, *found_words)
    found = without_consequences(problems, data, earlier, outcomes)
    found += _of_agreements(data, documents, found)
    return Prepared(
        data,
        earlier,
        outcomes,
        checked.comparisons,
        protected,
        expected[id(protected.everywhere)],
        figures,
        documents,
        remarks,
        found,
        problems,
    )


def _loaded(
    templates: Path, options: Options, year: int
) -> tuple[YearData, tuple[YearData, ...], tuple[Problem, ...]]:
    """Return a year, the earlier ones, oldest first, and what is wrong in the year's own files."""
    known: dict[int, YearData] = {}
    for before in years(options.data):
        if before < year:
            known[before], _ = load(options.data, before, templates, known)
    data, problems = load(options.data, year, templates, known)
    data = data.without_drafts() if options.adopted_only else data
    return data, tuple(known.values()), problems


def _told_once(
    words: tuple[Problem, ...], texts: tuple[Problem, ...], disclosed: tuple[Problem, ...]
) -> Iterator[Problem]:
    """Yield problems with words on lines that could be read and that disclose nothing.

    What discloses a hidden number is not repeated by another problem; personal data (A) is told
    all the same.
    """
    elsewhere = {problem.place for problem in texts}
    disclosing = {problem.place for problem in disclosed if problem.severity == ERROR}
    for problem in words:
        told = problem.place in disclosing and not problem.code.startswith("A")
        if not told and problem.place not in elsewhere:
            yield problem


def _of_agreements(
    data: YearData, documents: tuple[Document, ...], found: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Return what is wrong with what was adopted and approved; of a year with errors only holes.

    With an error a text may be what it is not: what was approved is looked at after that.
    """
    holes = tuple(unknown_shown(data, documents))
    if any(problem.severity == ERROR for problem in (*found, *holes)):
        return holes
    return (*withdrawn(data, documents), *broken_seals(data, documents))
