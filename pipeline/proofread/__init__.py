"""Proofread: hold the words of the composed texts against the numbers they speak of.

One file per kind of check; a check is a generator of remarks: what it read, what it concluded, and
the problem when that is wrong or cannot be decided. The order of PROOFS is the order in which they
run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.model import Document, Problem, Remark, YearData
from pipeline.proofread import direction, extremes, points, precision, size, sums, unnumbered
from pipeline.proofread.facts import Facts
from pipeline.proofread.material import Material

Proof = Callable[[Material], Iterator[tuple[Remark, Problem | None]]]

PROOFS: tuple[Proof, ...] = (
    direction.check,
    size.check,
    points.check,
    extremes.check,
    sums.check,
    unnumbered.check,
    precision.check,
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
        material = Material.of(year, document, facts[id(year)])
        for prove in PROOFS:
            for remark, problem in prove(material):
                remarks.append(remark)
                if problem is not None:
                    problems.append(problem)
    return tuple(remarks), tuple(dict.fromkeys(problems))
