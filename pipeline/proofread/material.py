"""What every check on words may look at: a publication as sentences with their numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.model import Document, Exempt, Footnote, Insertion, Passage, Place, Shown, YearData
from pipeline.proofread.facts import Facts
from pipeline.tokens import INLINE
from pipeline.words import between_sentences

LONGEST = 1000
"""Characters of a sentence that the checks read as a whole; an ordinary one has 100."""
NOT_TYPED = "\ufffc"
"""Stands for a character of an insertion where only typed words count."""


class Mark(Struct, frozen=True):
    """An insertion in a sentence: where its words stand in `Sentence.text`."""

    start: int
    end: int
    item: Insertion


class Sentence(Struct, frozen=True):
    """One sentence as a reader sees it, every insertion filled in; line ends became spaces."""

    text: str
    marks: tuple[Mark, ...]
    passage: Passage
    offsets: Sequence[int]
    """Per character of `text` its offset in `passage.text`."""
    cut: bool = False
    """Whether it goes on in the next: nothing reads a sentence longer than LONGEST as a whole."""

    def place(self, at: int = 0) -> Place:
        """Return the place of a character of the sentence in the editor's file."""
        return self.passage.line(self.offsets[min(at, len(self.offsets) - 1)])

    @property
    def shown(self) -> tuple[Mark, ...]:
        """The numbers of the sentence, in order."""
        if not self.marks:
            return ()
        return tuple(mark for mark in self.marks if isinstance(mark.item, Shown))

    def bound(self, start: int, end: int) -> bool:
        """Say whether a piece of the text lies in an insertion, so that nobody typed it."""
        return any(mark.start <= start and end <= mark.end for mark in self.marks)

    def typed(self) -> str:
        """Return the text with NOT_TYPED for each character of an insertion, but for `vrij(…)`."""
        text = self.text
        for mark in self.marks:
            if not isinstance(mark.item, Exempt):
                text = text[: mark.start] + NOT_TYPED * (mark.end - mark.start) + text[mark.end :]
        return text

    def covering(self, start: int, end: int) -> Mark | None:
        """Return the insertion in which a piece of the text lies, None when somebody typed it."""
        return next((m for m in self.marks if m.start <= start and end <= m.end), None)

    def exempt(self, start: int, end: int) -> bool:
        """Say whether a piece of the text lies in words that an editor declared free of checks."""
        return any(
            isinstance(mark.item, Exempt) and mark.start <= start and end <= mark.end
            for mark in self.marks
        )


class Material(Struct, frozen=True):
    """A publication with its sentences, and the year behind it."""

    data: YearData
    document: Document
    sentences: tuple[Sentence, ...]
    facts: Facts

    @classmethod
    def of(cls, data: YearData, document: Document, facts: Facts | None = None) -> Material:
        """Return the material of one publication; `facts` of the year where they are known."""
        found = (s for passage in document.passages for s in sentences(passage, document))
        return cls(data, document, tuple(found), facts or Facts.of(data))


def sentences(passage: Passage, document: Document) -> Iterator[Sentence]:
    """Yield the sentences of a passage; one that is too long in parts, cut between two words."""
    whole = _filled(passage, document)
    starts = [mark.start for mark in whole.marks]
    start = 0
    length = len(whole.text)
    for end, following in (*between_sentences(whole.text), (length, length)):
        if end < length and _inside(end, whole, starts):
            continue
        while end - start > LONGEST:
            cut = _cut(whole, starts, start, end)
            yield _part(whole, starts, start, cut, cut=True)
            start = cut
        yield _part(whole, starts, start, end)
        start = following


def _inside(at: int, whole: Sentence, starts: list[int]) -> bool:
    """Say whether an offset lies in an insertion; `starts` are where the insertions begin."""
    i = bisect_left(starts, at)
    return i > 0 and whole.marks[i - 1].end > at


def _cut(whole: Sentence, starts: list[int], start: int, end: int) -> int:
    """Return where a sentence may be cut: the last space that it can be, out of any insertion."""
    text = whole.text
    at = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
    while at < end and _inside(at, whole, starts):
        at += 1
    return at


def _filled(passage: Passage, document: Document) -> Sentence:
    if "\ue000" not in passage.text:
        text = passage.text.replace("\n", " ")
        return Sentence(text, (), passage, range(len(text) or 1))
    pieces: list[str] = []
    offsets: list[int] = []
    marks: list[Mark] = []
    at = 0
    for match in INLINE.finditer(passage.text):
        pieces.append(passage.text[at : match.start()])
        offsets += range(at, match.start())
        item = document.insertions[int(match[1])]
        words = "" if isinstance(item, Footnote) else item.text
        marks.append(Mark(len(offsets), len(offsets) + len(words), item))
        pieces.append(words)
        offsets += [match.start()] * len(words)
        at = match.end()
    pieces.append(passage.text[at:])
    offsets += range(at, len(passage.text))
    text = "".join(pieces).replace("\n", " ")
    return Sentence(text, tuple(marks), passage, tuple(offsets) or (0,))


def _part(whole: Sentence, starts: list[int], start: int, end: int, cut: bool = False) -> Sentence:
    if start == 0 and end == len(whole.text):
        return whole
    marks = tuple(
        Mark(mark.start - start, mark.end - start, mark.item)
        for mark in whole.marks[bisect_left(starts, start) : bisect_right(starts, end)]
        if mark.end <= end
    )
    offsets = whole.offsets[start:end] or (0,)
    return Sentence(whole.text[start:end], marks, whole.passage, offsets, cut)
