"""What differs in the words of two publications: passage by passage, then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.chapter_words import passages_of, title
from pipeline.comparison.report import Piece, TextChange
from pipeline.model import Chapter, Document, Passage

_WORD = re.compile(r"\s+|[\w.,’'-]*\w|\S")
_ALIKE = 0.4
"""From this share of the same words two passages are one that was changed."""


def text_changes(old: Document | None, new: Document | None) -> Iterator[TextChange]:
    """Yield every passage that differs, in the order of the new publication."""
    before = dict(_chapters(old))
    after = dict(_chapters(new))
    for name, chapter in after.items():
        assert new is not None
        now = passages_of(chapter, new)
        was: Sequence[Passage] = ()
        if name in before and old is not None:
            was = passages_of(before[name], old)
        yield from _passages(new, title(chapter, new), was, now)
    for name, chapter in before.items():
        if name not in after and old is not None:
            yield from _passages(old, title(chapter, old), passages_of(chapter, old), ())


def _chapters(document: Document | None) -> Iterator[tuple[str, Chapter]]:
    """Yield chapters by the name of their file without its number, which may shift."""
    for chapter in document.chapters if document else ():
        stem = chapter.place.file.rpartition("/")[2].removesuffix(".md")
        yield re.sub(r"^\d+-", "", stem), chapter


def _passages(
    document: Document, chapter: str, old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[TextChange]:
    def change(was: Passage | None, now: Passage | None) -> TextChange:
        either = now or was
        assert either is not None, "one of the two is there"
        pieces = pieces_of(was.text if was else "", now.text if now else "")
        return TextChange(document.publication.id, chapter, pieces, either.place)

    a, b = [p.text for p in old], [p.text for p in new]
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = list(old[i:j]), list(new[k:m])
        while gone and come:
            if _alike(gone[0].text, come[0].text):
                yield change(gone.pop(0), come.pop(0))
            elif any(_alike(gone[0].text, passage.text) for passage in come):
                yield change(None, come.pop(0))
            else:
                yield change(gone.pop(0), None)
        for passage in gone:
            yield change(passage, None)
        for passage in come:
            yield change(None, passage)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as one, word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("gelijk", "".join(a[i:j])))
            continue
        if i < j:
            pieces.append(Piece("weg", "".join(a[i:j])))
        if k < m:
            pieces.append(Piece("nieuw", "".join(b[k:m])))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Take a lone space between two changes into both, so that they read as one."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        lone = piece.kind == "gelijk" and not piece.words.strip()
        if lone and 0 < i < len(pieces) - 1:
            out += [Piece("weg", piece.words), Piece("nieuw", piece.words)]
        else:
            out.append(piece)
    merged: list[Piece] = []
    run: dict[str, str] = {}
    for piece in [*out, Piece("gelijk", "")]:
        if piece.kind != "gelijk":
            run[piece.kind] = run.get(piece.kind, "") + piece.words
            continue
        merged += [Piece(kind, run[kind]) for kind in ("weg", "nieuw") if run.get(kind, "").strip()]
        if run and not any(words.strip() for words in run.values()):
            merged.append(Piece("gelijk", next(iter(run.values()))))
        run = {}
        if piece.words:
            merged.append(piece)
    return merged
