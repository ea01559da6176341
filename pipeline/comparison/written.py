"""A comparison as text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.changes import CellChange
from pipeline.comparison.report import Difference, NumberChange, Piece, TextChange

_LONGEST = 60_000
"""Characters of Markdown that fit in a comment on a pull request."""
_CONTEXT = 12
"""How many words of a long unchanged piece are repeated on each side of a change."""
_SIGNS = re.compile(r"[\\`*_\[\]<>&#|~]")
NOTHING = "Er is geen verschil in cijfers, tabellen, grafieken of teksten."


def counted(difference: Difference) -> str:
    """Return how much differs, in one line."""
    counts = (
        (len(difference.numbers), "cijfer anders", "cijfers anders"),
        (len(difference.tables), "tabel met andere opzet", "tabellen met andere opzet"),
        (len(difference.blocks), "ander onderdeel", "andere onderdelen"),
        (len(difference.texts), "stuk tekst anders", "stukken tekst anders"),
    )
    return ", ".join(f"{n} {one if n == 1 else more}" for n, one, more in counts if n)


def as_text(difference: Difference) -> Iterator[str]:
    """Yield the lines for a terminal; words that went are [-so-], words that came {+so+}."""
    yield f"Van {difference.old} naar {difference.new}"
    yield from difference.notes
    if difference.nothing:
        yield difference.instead or NOTHING
        return
    yield counted(difference) + "."
    for table, found in by_table(difference.numbers):
        yield f"\n== Cijfers: {table}"
        for number in found:
            old, new, change = shown(number.change)
            yield f"  {number.change.label}: {old} → {new}" + (f"  ({change})" if change else "")
            if number.places:
                yield f"      staat in: {'; '.join(number.places)}"
    if difference.tables:
        yield "\n== Tabellen"
        for one in difference.tables:
            yield f"  {one.title} ({one.table})"
            yield from (f"      {said}" for said in one.said)
    if difference.blocks:
        yield "\n== Wat de publicaties tonen"
        for block in difference.blocks:
            yield f"  {block.publication}: {block.name}: {block.said}"
    for (publication, chapter), texts in by_chapter(difference.texts):
        yield f"\n== Tekst: {publication}, {chapter}"
        for text in texts:
            yield f"  {text.place.file}:{text.place.line}"
            yield "    " + "".join(_for_terminal(piece) for piece in shortened(text.pieces))


def shown(change: CellChange) -> tuple[str, str, str]:
    """Return old, new and difference; in words where there is nothing."""
    old, new, difference = change.said
    return old or "er nog niet", new or "er niet meer", difference


def _for_terminal(piece: Piece) -> str:
    marks = {"weg": ("[-", "-]"), "nieuw": ("{+", "+}"), "gelijk": ("", "")}[piece.kind]
    return f"{marks[0]}{piece.words}{marks[1]}"


def as_markdown(differences: Iterable[Difference]) -> str:
    """Return a report for a pull request, cut off where a comment would be too long."""
    text = "\n".join(line for one in differences for line in _markdown(one)) + "\n"
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST].rpartition("\n")[0]
    open_ = cut.count("<details>") - cut.count("</details>")
    return f"{cut}\n{'</details>' * open_}\n\n*Het overzicht is hier afgekapt: het is te lang.*\n"


def _markdown(difference: Difference) -> Iterator[str]:
    yield f"### Van {_plain(difference.old)} naar {_plain(difference.new)}\n"
    yield from (f"> {_plain(note)}\n" for note in difference.notes)
    if difference.nothing:
        yield difference.instead or NOTHING
        return
    yield f"{counted(difference)}.\n"
    if difference.numbers:
        yield "| cijfer | was | is | verschil | staat in |\n|---|--:|--:|--:|---|"
        for number in difference.numbers:
            table = number.change.id.partition(".")[0]
            cells = (f"{table}: {number.change.label}", *shown(number.change))
            yield f"| {' | '.join(map(_cell, (*cells, '; '.join(number.places))))} |"
        yield ""
    if difference.tables or difference.blocks:
        yield "| onderdeel | wat |\n|---|---|"
        for table_ in difference.tables:
            yield f"| {_cell(table_.title)} | {_cell('; '.join(table_.said))} |"
        for block in difference.blocks:
            yield f"| {_cell(f'{block.publication}, {block.name}')} | {_cell(block.said)} |"
        yield ""
    for (publication, chapter), texts in by_chapter(difference.texts):
        yield f"<details>\n<summary>Tekst: {_plain(publication)}, {_plain(chapter)}</summary>\n"
        for text in texts:
            yield "".join(_for_markdown(piece) for piece in shortened(text.pieces)) + "\n"
        yield "</details>\n"


def _for_markdown(piece: Piece) -> str:
    words = _plain(piece.words)
    if piece.kind == "gelijk":
        return words
    tag = "del" if piece.kind == "weg" else "ins"
    return f"<{tag}>{words}</{tag}>"


def _plain(text: str) -> str:
    """Return words that Markdown and HTML leave as they are."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _cell(text: str) -> str:
    return _plain(text).replace("\n", " ")


def shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces, of long unchanged ones only what stands next to a change."""
    found = list(pieces)
    for i, piece in enumerate(found):
        words = piece.words.split(" ")
        if piece.kind != "gelijk" or len(words) <= 2 * _CONTEXT + 1:
            yield piece
            continue
        head = " ".join(words[:_CONTEXT]) if i else ""
        tail = " ".join(words[-_CONTEXT:]) if i < len(found) - 1 else ""
        yield Piece("gelijk", f"{head} […] {tail}")


def by_table(
    numbers: Iterable[NumberChange],
) -> Iterator[tuple[str, list[NumberChange]]]:
    """Yield numbers by the table they are in."""
    for table, found in groupby(numbers, key=lambda n: n.change.id.partition(".")[0]):
        yield table, list(found)


def by_chapter(
    texts: Iterable[TextChange],
) -> Iterator[tuple[tuple[str, str], list[TextChange]]]:
    """Yield texts by publication and chapter."""
    for name, found in groupby(texts, key=lambda text: (text.publication, text.chapter)):
        yield name, list(found)
