"""Whether a chapter still says what somebody approved."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline import dutch
from pipeline.chapter_words import lines
from pipeline.model import ERROR, WARNING, Document, Problem, YearData


def contents(documents: tuple[Document, ...]) -> dict[str, str]:
    """Return 'publication/chapter' -> the hash of all that its readers are told."""
    return {
        f"{document.publication.id}/{stem(chapter.place.file)}": content_hash(
            lines(chapter, document)
        )
        for document in documents
        for chapter in document.chapters
    }


def content_hash(told: tuple[str, ...]) -> str:
    """Return sixteen hexadecimal digits for what a chapter says, line by line.

    The same letters count as the same, however they are put together.
    """
    words = unicodedata.normalize("NFC", "\n".join(told))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def stem(file: str) -> str:
    """Return the name of a chapter: that of its file, without folder and .md."""
    return file.rpartition("/")[2].removesuffix(".md")


def withdrawn(data: YearData, documents: tuple[Document, ...]) -> Iterator[Problem]:
    """Yield a problem (K01) for each approval of a chapter that says something else by now.

    An error in an adopted publication; in a draft something to know.
    """
    now: Mapping[str, str] = contents(documents) if data.approvals else {}
    drafts = {document.publication.id: document.is_draft for document in documents}
    for approval in data.approvals:
        chapter = f"{approval.publication}/{approval.chapter}"
        if now.get(chapter, approval.content) == approval.content:
            continue
        yield Problem(
            "K01",
            WARNING if drafts[approval.publication] else ERROR,
            approval.place,
            "Dit hoofdstuk is veranderd sinds het akkoord",
            f"{chapter}, akkoord van {approval.by} op {dutch.date(approval.date)}",
            "dezelfde woorden en cijfers als toen",
            f"Laat {approval.by} het opnieuw lezen en geef dan opnieuw akkoord: "
            f"python3 build.py akkoord {chapter} --year {data.year} --wie …",
        )
