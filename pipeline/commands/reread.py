"""Read again the sentences that a changed number touches: whether the texts give it away.

A sentence is touched when it shows the number, or when a check on words read it to judge the
sentence. Only those go through the checks on words again, with the number and all that is derived
from it filled in anew; what they say then, and did not say before, is a find.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.checks.rehearse import key, rehearse
from pipeline.commands.prepare import Prepared
from pipeline.compose.expressions import evaluate
from pipeline.compose.refusals import ExpressionError
from pipeline.compose.requests import Number
from pipeline.model import Cell, Document, Figures, Insertion, Passage, Rehearsal, Shown, YearData
from pipeline.proofread import proofread
from pipeline.tokens import INLINE

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def rehearsed(year: Prepared) -> Rehearsal:
    """Return what the checks notice, on numbers and on words, when each number is changed once."""
    return rehearse(year.data, year.earlier, Reader(year))


class Reader:
    """The texts of a year, ready to be read again for one changed cell at a time."""

    def __init__(self, year: Prepared) -> None:
        self._data = year.data
        self._texts = [_Text(document, year) for document in year.documents]

    def __call__(self, *changed: Cell) -> bool:
        """Say whether the texts of some publication contradict changed cells."""
        data = self._data
        for cell in changed:
            data = data.with_cell(cell)
        return any(text.contradicts(changed, data) for text in self._texts)


class _Text:
    """One publication, with the passages that each cell touches."""

    def __init__(self, document: Document, year: Prepared) -> None:
        self._document = document
        self._data = year.data
        self._figures = year.figures[document.publication.id]
        self._touched: defaultdict[str, set[int]] = defaultdict(set)
        self._before: dict[tuple[int, ...], set[tuple[str, ...]]] = {}
        for number, passage in enumerate(document.passages):
            for name in _names(passage, document):
                self._touched[name].add(number)
        for remark in year.remarks:
            if remark.publication == document.publication.id:
                for number, passage in enumerate(document.passages):
                    if passage.line(0) <= remark.place <= passage.line(len(passage.text)):
                        for name in remark.cells:
                            self._touched[name].add(number)

    def contradicts(self, changed: tuple[Cell, ...], data: YearData) -> bool:
        """Say whether the checks on words find something that they did not find before."""
        seen = {cell.id: cell for cell in changed if self._shows(cell.id)}
        numbers = tuple(sorted({n for name in seen for n in self._touched.get(name, ())}))
        if not numbers:
            return False
        figures = replace(self._figures, cells={**self._figures.cells, **seen})
        chosen = tuple(self._document.passages[number] for number in numbers)
        if numbers not in self._before:
            self._before[numbers] = _found(self._data, replace(self._document, passages=chosen))
        try:
            insertions = _again(self._document, chosen, frozenset(seen), figures)
        except ExpressionError:
            return True
        document = replace(self._document, passages=chosen, insertions=insertions)
        return bool(_found(data, document) - self._before[numbers])

    def _shows(self, name: str) -> bool:
        """Say whether the text shows a number as it is: not hidden, rounded or left out."""
        shown = self._figures.cells.get(name)
        return shown is not None and shown.value == self._data.cells[name].value


def _names(passage: Passage, document: Document) -> set[str]:
    """Return every full name of a cell in the insertions of a passage."""
    items = (document.insertions[int(match[1])] for match in INLINE.finditer(passage.text))
    return {n for item in items if isinstance(item, Shown) for n in _NAME.findall(item.source)}


def _found(data: YearData, document: Document) -> set[tuple[str, ...]]:
    _, problems = proofread({document.publication.id: data}, (document,))
    return {key(problem) for problem in problems}


def _again(
    document: Document, passages: tuple[Passage, ...], names: frozenset[str], figures: Figures
) -> tuple[Insertion, ...]:
    """Return the insertions, those of the passages that name one of the cells worked out anew."""
    changed: Mapping[int, Insertion] = {
        int(match[1]): _shown(item, figures)
        for passage in passages
        for match in INLINE.finditer(passage.text)
        if isinstance(item := document.insertions[int(match[1])], Shown)
        and not names.isdisjoint(_NAME.findall(item.source))
    }
    return tuple(changed.get(i, item) for i, item in enumerate(document.insertions))


def _shown(item: Shown, figures: Figures) -> Shown:
    result = evaluate(item.source, figures)
    assert isinstance(result, Number), "what showed a number shows one still"
    return Shown(result.cell, result.text, result.fact, item.source)
