"""Proofread: hold the words of the composed texts against the numbers they speak of.

One file per kind of check; a check is a generator of remarks: what it read, what it concluded, and
the problem when that is wrong or cannot be decided. The order of PROOFS is the order in which they
run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from pipeline.model import Document, Problem, Remark, YearData
from pipeline.proofread import (
    abbreviations,
    direction,
    extremes,
    listed_names,
    past_figures,
    personal_data,
    pointing_words,
    points,
    precision,
    sentence_length,
    size,
    stray,
    sums,
    typed_references,
    unnumbered,
)
from pipeline.proofread.facts import Facts
from pipeline.proofread.material import Material
from pipeline.proofread.personal_data import hidden
from pipeline.proofread.unsure import Unsure

Proof = Callable[[Material], Iterator[tuple[Remark, Problem | None]]]

PROOFS: tuple[Proof, ...] = (
    stray.check,
    direction.check,
    size.check,
    points.check,
    extremes.check,
    sums.check,
    unnumbered.check,
    precision.check,
    past_figures.check,
    typed_references.check,
    pointing_words.check,
    abbreviations.check,
    listed_names.check,
    personal_data.check,
    sentence_length.check,
)


def proofread(
    shown: Mapping[str, YearData], documents: tuple[Document, ...]
) -> tuple[tuple[Remark, ...], tuple[Problem, ...]]:
    """Return what every check says of every publication, and the problems among that.

    `shown` is the year as each publication may show it, by its id: what a publication hides is in
    no remark about it.
    """
    remarks: list[Remark] = []
    problems: list[Problem] = []
    years = {id(year): year for year in shown.values()}
    facts = {name: Facts.of(year) for name, year in years.items()}
    for document in documents:
        year = shown[document.publication.id]
        unsure = Unsure(year, document)
        material = Material.of(year, document, facts[id(year)])
        for prove in PROOFS:
            for remark, problem in prove(material):
                words, sentence = hidden(remark.words, year), hidden(remark.sentence, year)
                remarks.append(replace(remark, words=words, sentence=sentence))
                if problem is not None and not unsure.about(remark):
                    problems.append(_discreet(problem, year))
    return tuple(remarks), tuple(dict.fromkeys(problems))


def _discreet(problem: Problem, data: YearData) -> Problem:
    """Return a problem that repeats no personal data, whichever check found it."""
    context = tuple((name, hidden(text, data)) for name, text in problem.context)
    return replace(problem, found=hidden(problem.found, data), context=context)
