"""L03: an abbreviation that a publication does not explain where it is first used.

In running text (paragraphs and lists) the explanation stands at the first use or before it. A
heading, tile, cell, footnote or picture, and the headings of a table or chart, need an explanation
somewhere in the publication. What an abbreviation stands for, and which ones need no explanation,
is in afkortingen.yaml. A name of a code list ('NEN 7510') is no abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from pipeline.model import (
    ERROR,
    Abbreviation,
    ChartBlock,
    Document,
    Place,
    Problem,
    Remark,
    TableBlock,
)
from pipeline.names import did_you_mean
from pipeline.proofread.material import Material
from pipeline.proofread.personal_patterns import personal

ABBREVIATIONS = "afkortingen"
"""What `YearData.broken` calls afkortingen.yaml."""
_TOKEN = re.compile(r"(?<![\w.])[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?!\w)")
_SHORT = 4
"""Up to this length two capitals are enough (RvT); in a longer word they stand side by side."""
_ROMAN = re.compile("[IVX]+")
_RUNNING = ("alinea", "punt")


_FULL, _SHORTENED = "\ufff9", "\ufffa"
"""Stand for the full words and the abbreviation while a sentence is read."""
_ARTICLE = r"(?:(?:de|het|een)\s)?"
_WORDS = rf"{_FULL}(?:en|s|’s)?(?!\w)"
_LETTERS = rf"(?<!\w){_SHORTENED}"
_EXPLAINED = re.compile(
    rf"{_WORDS}(?:\s[A-Z][\w-]+)?\s\((?:(?:afgekort|kortweg|hierna)\s)?{_LETTERS}(?!\w)"
    rf"|{_LETTERS}(?:[’']?s)?\s\({_ARTICLE}{_WORDS}"
    rf"|{_WORDS},?\s(?:afgekort|kortweg|oftewel|ook wel)\s{_ARTICLE}{_LETTERS}(?!\w)"
    rf"|{_LETTERS}\s(?:betekent|staat voor|is de afkorting van)\s{_ARTICLE}{_WORDS}"
    rf"|\bstaat\s{_LETTERS}\svoor\s{_ARTICLE}{_WORDS}"
)
"""'voluit (AFK)', 'AFK (voluit)' and other ways to say so."""


class _Use(Struct, frozen=True):
    """One place where an abbreviation is used."""

    order: int
    place: Place
    sentence: str
    running: bool
    explains: bool


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield one remark per abbreviation of the publication."""
    if ABBREVIATIONS in material.data.broken:
        return
    known = material.data.abbreviations
    for short, uses in _uses(material, known).items():
        if short not in known:
            yield (
                _remark(material, short, uses[0], "staat niet in afkortingen.yaml", False),
                (_unknown(short, uses[0], known)),
            )
        elif known[short].known:
            yield _remark(material, short, uses[0], "kent iedereen", True), None
        else:
            yield _judged(material, known[short], uses)


def _judged(
    material: Material, meaning: Abbreviation, uses: list[_Use]
) -> tuple[Remark, Problem | None]:
    explained = next((use for use in uses if use.explains), None)
    first = next((use for use in uses if use.running), uses[0])
    if explained and (not first.running or explained.order <= first.order):
        file = PurePosixPath(explained.place.file).name
        said = f"uitgelegd op regel {explained.place.line} van {file}"
        return _remark(material, meaning.short, first, said, True), None
    problem = Problem(
        "L03",
        ERROR,
        first.place,
        "Deze afkorting is hier nog niet uitgelegd",
        meaning.short,
        f"{meaning.full[0]} ({meaning.short})",
        f"Schrijf de eerste keer: {meaning.full[0]} ({meaning.short}).",
    )
    return _remark(material, meaning.short, first, "niet uitgelegd", False), problem


def _uses(material: Material, known: Mapping[str, Abbreviation]) -> dict[str, list[_Use]]:
    """Return every abbreviation with its uses in the order of the publication."""
    uses: dict[str, list[_Use]] = {}
    names = _names(material, known)
    for order, sentence in enumerate(material.sentences):
        for short, start, end in _shorts(sentence.text, known, names):
            if sentence.covering(start, end):
                continue
            explains = short in known and _explains(sentence.text, known[short])
            running = sentence.passage.kind in _RUNNING
            use = _Use(order, sentence.place(start), sentence.text, running, explains)
            uses.setdefault(short, []).append(use)
    for words, place in _words_of_blocks(material.document):
        for short, _, _ in _shorts(words, known, names):
            use = _Use(len(material.sentences), place, words, False, False)
            uses.setdefault(short, []).append(use)
    return uses


def _shorts(
    text: str, known: Mapping[str, Abbreviation], names: tuple[str, ...]
) -> Iterator[tuple[str, int, int]]:
    """Yield the abbreviations of a text, not those in a name or in what points at a person."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return
    spans = [m.span() for name in names if name in text for m in re.finditer(re.escape(name), text)]
    spans += [(piece.start, piece.end) for piece in personal(text)]  # never repeated, not in part
    for match in found:
        short = _short(match[0], known)
        if short and not any(s <= match.start() and match.end() <= e for s, e in spans):
            yield short, match.start(), match.end()


def _short(token: str, known: Mapping[str, Abbreviation]) -> str:
    """Return the abbreviation without the s of a plural, '' for another word with capitals."""
    if token in known:
        return token
    single = token.removesuffix("s")
    if single in known:
        return single
    if _ROMAN.fullmatch(token):
        return ""
    return single if re.search("[A-Z]{2}", token) or len(token) <= _SHORT else ""


def _names(material: Material, known: Mapping[str, Abbreviation]) -> tuple[str, ...]:
    """Return the names in which capitals are no abbreviation that the reader should know."""
    return tuple(
        name
        for codes in material.data.code_lists.values()
        for name in (*codes.labels.values(), *codes.in_texts)
        if any(_short(token[0], known) not in known for token in _TOKEN.finditer(name))
    )


def _words_of_blocks(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield title, headings and labels of every table and chart, but not cells with words."""
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                words = [block.title, *block.key_headings, *(c.heading for c in block.columns)]
                words += [label for row in block.rows for label in row.labels]
                yield from ((word, block.place) for word in words)
            elif isinstance(block, ChartBlock):
                words = [block.data.title, *block.data.series, *(row[0] for row in block.data.rows)]
                yield from ((word, block.place) for word in words)


def _explains(text: str, meaning: Abbreviation) -> bool:
    """Say whether a sentence tells what an abbreviation stands for, in one of the known ways."""
    lower = text.lower()
    for form in meaning.full:
        at = lower.find(form.lower())
        if at >= 0 and len(lower) == len(text):
            marked = f"{text[:at]}{_FULL}{text[at + len(form) :]}".replace(
                meaning.short, _SHORTENED
            )
            if _EXPLAINED.search(marked):
                return True
    return False


def _unknown(short: str, use: _Use, known: Mapping[str, Abbreviation]) -> Problem:
    otherwise = "Schrijf de woorden voluit, of zet de afkorting in data/afkortingen.yaml."
    return Problem(
        "L03",
        ERROR,
        use.place,
        "Deze afkorting kennen we niet",
        short,
        "een afkorting uit data/afkortingen.yaml",
        did_you_mean(short, known, otherwise),
    )


def _remark(material: Material, short: str, use: _Use, statement: str, holds: bool) -> Remark:
    return Remark(
        "L03",
        material.document.publication.id,
        use.place,
        short,
        use.sentence,
        statement,
        "klopt" if holds else "fout",
        (),
    )
