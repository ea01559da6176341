"""What a draft still asks of the people who make it: numbers, comments, approvals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.model import NOT_KNOWN_YET, Document, Place, YearData

NOBODY = "nog van niemand"
"""Under which name things stand that `taken` in verslagjaar.yaml does not give to anyone."""
UNWRITTEN = "Nog te schrijven."
"""What stands for a summary that speaks of another year."""
_SHOWN = 12
"""So many words of a comment say which one it is."""


class Task(Struct, frozen=True):
    """Something to do."""

    who: str
    about: str
    """Table, 'cijfers' or 'publication/chapter'."""
    said: str
    place: Place


def tasks(data: YearData, documents: tuple[Document, ...]) -> tuple[Task, ...]:
    """Return what is left to do for the drafts of a year, person by person as `taken` has them.

    A year without drafts asks nothing any more.
    """
    drafts = tuple(document for document in documents if document.is_draft)
    if not drafts:
        return ()
    found = [*_numbers(data), *_summaries(data, drafts), *_comments(data, drafts)]
    order = {who: number for number, who in enumerate(dict.fromkeys(data.tasks.values()))}
    found = list(dict.fromkeys(found))
    return tuple(sorted(found, key=lambda task: (order.get(task.who, len(order)), task.about)))


def _numbers(data: YearData) -> Iterator[Task]:
    """Yield per table what is not known yet; columns that stand in a draft on purpose too."""
    cells = {table.id: list(table.cells.values()) for table in data.tables.values()}
    for about, own in (cells | {"cijfers": list(data.figures.values())}).items():
        missing = [cell for cell in own if cell.missing == NOT_KNOWN_YET]
        here = [cell.place for cell in missing if cell.origin is None]
        there = [cell.origin for cell in missing if cell.origin is not None]
        if here:
            yield Task(_who(data, about), about, f"{_counted(here)} nog in te vullen", here[0])
        if there:
            said = f"{_counted(there)} ook in het eerdere jaar nog niet bekend"
            yield Task(_who(data, about), about, said, there[0])


def _counted(places: list[Place]) -> str:
    return f"{len(places)} {'cijfer' if len(places) == 1 else 'cijfers'}"


def _summaries(data: YearData, drafts: tuple[Document, ...]) -> Iterator[Task]:
    for document in drafts:
        name = document.publication.id
        for words, place in document.publication.words:
            if words == UNWRITTEN:
                yield Task(_who(data, name), name, "samenvatting of ondertitel te schrijven", place)


def _comments(data: YearData, drafts: tuple[Document, ...]) -> Iterator[Task]:
    for document in drafts:
        for comment in document.comments:
            stem, _, kind = comment.place.file.rpartition("/")[2].rpartition(".")
            about = f"{document.publication.id}/{stem}" if kind == "md" else stem
            words = comment.said.split()
            said = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
            yield Task(_who(data, about), about, said, comment.place)


def _who(data: YearData, about: str) -> str:
    """Return who sees to something; a chapter belongs to whoever has its publication."""
    owners: Mapping[str, str] = data.tasks
    return owners.get(about) or owners.get(about.partition("/")[0]) or NOBODY
