"""Whether an adopted publication still says what was adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from pipeline import dutch
from pipeline.approvals import content_hash, stem
from pipeline.chapter_words import filled, lines
from pipeline.fingerprint import file_hash
from pipeline.model import (
    ERROR,
    WARNING,
    Chapter,
    ChartBlock,
    Document,
    Problem,
    Seal,
    YearData,
)
from pipeline.sealed_files import ADOPTED, SEALS, kept_name

COVER = "omslag"
"""The part of a publication that is in no chapter: title, summary, author and date."""

PICTURES = "afbeeldingen"
"""The part that is what the pictures show, in the order of the texts; not there without any."""


def sealable(document: Document) -> dict[str, str]:
    """Return 'omslag', 'afbeeldingen' and each chapter -> the hash of all that readers are told.

    The words that the program itself puts under a chart are not in it: a later version may put
    them better, of the same numbers.
    """
    about = document.publication
    cover = (*(filled(text, document) for text, _ in about.words), about.author, about.date)
    found = {COVER: content_hash(cover)}
    if document.images:
        found[PICTURES] = content_hash(tuple(map(file_hash, document.images)))
    return found | {
        stem(chapter.place.file): content_hash(lines(_undescribed(chapter), document))
        for chapter in document.chapters
    }


def _undescribed(chapter: Chapter) -> Chapter:
    blocks = tuple(
        replace(block, description=()) if isinstance(block, ChartBlock) else block
        for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)


def changed(seal: Seal, now: Mapping[str, str]) -> list[str]:
    """Return the parts of a publication that are not what was sealed, added and gone ones too."""
    parts = dict.fromkeys([*now, *seal.content])
    return [part for part in parts if now.get(part) != seal.content.get(part)]


def broken_seals(data: YearData, documents: tuple[Document, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the seals of a year: changes (K04), and what is not sealed (K05)."""
    for document in documents:
        seals = document.seals
        if seals:
            problem = altered(document)
            if problem:
                yield problem
            yield from _kept(data, seals)
        elif not document.is_draft and not document.publication.adoption.unsealed:
            yield _unsealed(document)


def altered(document: Document) -> Problem | None:
    """Return the problem (K04) of a sealed publication that says something else by now."""
    name, seal = document.publication.id, document.seals[-1]
    parts = changed(seal, sealable(document))
    if not parts:
        return None
    return Problem(
        "K04",
        WARNING if document.is_draft else ERROR,
        seal.place,
        "Deze publicatie is veranderd nadat zij is vastgesteld",
        f"andere woorden, cijfers of plaatjes in: {', '.join(parts)}",
        f"dezelfde als in het zegel van {dutch.date(seal.date)}",
        "Zet terug wat er stond. Was dat fout, maak er dan een erratum van: "
        f"python3 build.py verzegel {name} --year {document.year} --erratum "
        '"wat er fout was, en waarom het is verbeterd"',
        (("publicatie", name),),
    )


def _unsealed(document: Document) -> Problem:
    name = document.publication.id
    return Problem(
        "K05",
        WARNING,
        document.publication.adoption.place,
        "Deze vastgestelde publicatie heeft geen zegel",
        f"geen zegel van {name} in {SEALS}",
        "een zegel, zodat een latere verandering opvalt",
        f"Typ: python3 build.py verzegel {name} --year {document.year}",
    )


def _kept(data: YearData, seals: tuple[Seal, ...]) -> Iterator[Problem]:
    """Yield a problem for each PDF that is not the one that was kept."""
    for seal in seals:
        path = data.folder / ADOPTED / kept_name(seal, data.year)
        if seal.withdrawn or (path.is_file() and file_hash(path) == seal.pdf):
            continue
        yield Problem(
            "K04",
            ERROR,
            seal.place,
            "De pdf die bij dit zegel bewaard hoort te zijn, is er niet of is een andere",
            f"{ADOPTED}/{path.name}" + (", veranderd" if path.is_file() else ", ontbreekt"),
            "de pdf zoals die was toen de publicatie werd verzegeld",
            "Zet het bestand terug, bijvoorbeeld uit git.",
            (("publicatie", seal.publication),),
        )
