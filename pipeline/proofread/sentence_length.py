"""L05 and L06: sentences too long for the readers of a publication that sets itself a limit.

X16: a sentence too long to be checked as a whole, in any publication.

`leesbaarheid:` in publicatie.yaml has the most words of one sentence (`langste_zin`) and of the
average one (`gemiddelde_zin`). Only running text counts: paragraphs and points of a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline import characters, dutch
from pipeline.model import ERROR, WARNING, Document, Place, Problem, Remark
from pipeline.proofread.material import LONGEST, Material, Sentence
from pipeline.words import counted

_RUNNING = ("alinea", "punt")
_START = 8
"""How many words of a sentence that is too long are repeated in the message."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each sentence that is too long, and what the average is."""
    publication = material.document.publication.id
    yield from (_unreadable(sentence, publication) for sentence in _cut(material))
    limits = material.document.publication
    if not (limits.longest_sentence or limits.mean_sentence):
        return
    lengths = []
    for sentence in material.sentences:
        words = counted(sentence.text) if sentence.passage.kind in _RUNNING else []
        if words:
            lengths.append(len(words))
        if limits.longest_sentence and len(words) > limits.longest_sentence:
            yield _too_long(sentence, words, material.document)
    if limits.mean_sentence and lengths:
        yield _average(Decimal(sum(lengths)) / len(lengths), len(lengths), material)


def _cut(material: Material) -> Iterator[Sentence]:
    """Yield the first part of each sentence that was cut."""
    before = False
    for sentence in material.sentences:
        if sentence.cut and not before:
            yield sentence
        before = sentence.cut


def _unreadable(sentence: Sentence, publication: str) -> tuple[Remark, Problem | None]:
    limit = f"{dutch.number(Decimal(LONGEST))} tekens"
    words = characters.excerpt(sentence.text, 40)
    remark = Remark(
        "X16",
        publication,
        sentence.place(),
        words,
        sentence.text,
        f"langer dan {limit}: in stukken gelezen",
        "niet te toetsen",
        (),
    )
    problem = Problem(
        "X16",
        WARNING,
        sentence.place(),
        "Deze zin is te lang om in één keer na te kijken",
        f"meer dan {limit}: {words}",
        f"hoogstens {limit}",
        "Maak er kortere zinnen van. Woorden ver van hun cijfer zijn nu niet nagekeken.",
    )
    return remark, problem


def _too_long(
    sentence: Sentence, words: list[str], document: Document
) -> tuple[Remark, Problem | None]:
    limit = document.publication.longest_sentence
    beginning = " ".join(words[:_START]) + " …"
    statement = f"{len(words)} woorden; hoogstens {limit}"
    remark = Remark(
        "L05",
        document.publication.id,
        sentence.place(),
        beginning,
        sentence.text,
        statement,
        "fout",
        (),
    )
    problem = Problem(
        "L05",
        ERROR,
        sentence.place(),
        "Deze zin is te lang voor de lezers van deze publicatie",
        f"{len(words)} woorden: {beginning}",
        f"hoogstens {limit} woorden (templates/{document.publication.id}/publicatie.yaml)",
        "Maak er twee zinnen van, of een opsomming.",
    )
    return remark, problem


def _average(mean: Decimal, count: int, material: Material) -> tuple[Remark, Problem | None]:
    publication = material.document.publication
    limit = publication.mean_sentence
    shown = dutch.number(mean, 1)
    right = mean <= limit
    running = (s for s in material.sentences if s.passage.kind in _RUNNING)
    place = next(s.passage.place for s in running)
    remark = Remark(
        "L06",
        publication.id,
        place,
        f"gemiddeld {shown} woorden",
        "",
        f"{count} zinnen; gemiddeld hoogstens {limit} woorden",
        "klopt" if right else "fout",
        (),
    )
    return remark, None if right else _too_long_on_average(place, shown, publication.id, limit)


def _too_long_on_average(place: Place, shown: str, publication: str, limit: int) -> Problem:
    folder = place.file.rpartition("/")[0]
    return Problem(
        "L06",
        ERROR,
        Place(folder or place.file),
        "De zinnen van deze publicatie zijn gemiddeld te lang",
        f"{shown} woorden",
        f"gemiddeld hoogstens {limit} woorden (templates/{publication}/publicatie.yaml)",
        "Typ: python3 build.py taal --all-years   Dat noemt de moeilijkste alinea's.",
    )
