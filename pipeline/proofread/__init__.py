"""Proofread: hold the words of the composed texts against the numbers they speak of.

One file per kind of check; a check is a generator of remarks: what it read, what it concluded, and
the problem when that is wrong or cannot be decided. The order of PROOFS is the order in which they
run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.model import Document, Problem, Remark, YearData
from pipeline.proofread import (
    abbreviations,
    listed_names,
    personal_data,
    pointing_words,
    stray,
    typed_references,
)
from pipeline.proofread.material import Material
from pipeline.proofread.personal_data import hidden

Proof = Callable[[Material], Iterator[tuple[Remark, Problem | None]]]

PROOFS: tuple[Proof, ...] = (
    stray.check,
    typed_references.check,
    pointing_words.check,
    abbreviations.check,
    listed_names.check,
    personal_data.check,
)


def proofread(
    data: YearData, documents: tuple[Document, ...]
) -> tuple[tuple[Remark, ...], tuple[Problem, ...]]:
    """Return what every check says of every publication, and the problems among that."""
    remarks: list[Remark] = []
    problems: list[Problem] = []
    for document in documents:
        material = Material.of(data, document)
        for prove in PROOFS:
            for remark, problem in prove(material):
                words, sentence = hidden(remark.words, data), hidden(remark.sentence, data)
                remarks.append(replace(remark, words=words, sentence=sentence))
                if problem is not None:
                    problems.append(_discreet(problem, data))
    return tuple(remarks), tuple(dict.fromkeys(problems))


def _discreet(problem: Problem, data: YearData) -> Problem:
    """Return a problem that repeats no personal data, whichever check found it."""
    context = tuple((name, hidden(text, data)) for name, text in problem.context)
    return replace(problem, found=hidden(problem.found, data), context=context)
