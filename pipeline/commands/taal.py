"""`build.py taal`: the spelling of every word of a year, and how readable its texts are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline import console
from pipeline.arguments import Options
from pipeline.commands.prepare import prepare
from pipeline.commands.years import chosen_years
from pipeline.language.readability import Readability, frequency_list, measured
from pipeline.language.spelling import FILE, dictionary, field_words, misspelled, names_of
from pipeline.load.files import read_text
from pipeline.model import ChartBlock, Document, Passage, Place, Problem, TableBlock
from pipeline.proofread.material import Sentence, sentences

_RUNNING = ("alinea", "punt")
_SHORTEST = 3
"""A paragraph with fewer sentences than this says little about readability."""
_HARDEST = 5
"""How many paragraphs of a publication are named as the hardest to read."""


class Paragraph(Struct, frozen=True):
    """A paragraph or point of a list, and its measures."""

    place: Place
    measures: Readability


class Language(Struct, frozen=True):
    """What is said of one publication."""

    publication: str
    year: int
    whole: Readability
    paragraphs: tuple[Paragraph, ...]


def run(root: Path, options: Options) -> int:
    """Print misspelled words and readability; return 1 when a word is not in the dictionary."""
    common, speller = frequency_list(), dictionary()
    problems: list[Problem] = []
    path = options.data / FILE
    field = field_words((read_text(path, problems) if path.exists() else "") or "")
    found: list[Language] = []
    for chosen in chosen_years(options):
        year = prepare(root, options, chosen)
        known = field | names_of(year.data)
        for document in year.documents:
            read = [s for passage in document.passages for s in sentences(passage, document)]
            typed = [(s.typed(), s.place()) for s in read]
            problems += misspelled([*typed, *_words_of_blocks(document)], known, speller)
            found += _measured(document, read, common)
    if options.format == "json":
        console.say(json.dumps([_as_record(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            console.say("\n".join(_as_text(one)))
    console.print_problems(problems, "github" if options.format == "github" else "text")
    return int(bool(problems))


def _words_of_blocks(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield titles, headings and labels of tables and charts, and the description of a chart."""
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                yield block.title, block.place
                for heading in (*block.key_headings, *(c.heading for c in block.columns)):
                    yield heading, block.place
                for row in block.rows:
                    yield from ((label, block.place) for label in row.labels)
            elif isinstance(block, ChartBlock):
                yield block.data.title, block.place
                yield block.spoken, block.place


def _measured(
    document: Document, read: list[Sentence], common: Callable[[str], float]
) -> Iterator[Language]:
    """Yield the readability of a publication, if it has running text."""
    running = [sentence for sentence in read if sentence.passage.kind in _RUNNING]
    whole = measured([s.text for s in running], common)
    if whole is None:
        return
    paragraphs = []
    for passage, of_one in groupby(running, key=_passage):
        measures = measured([s.text for s in of_one], common)
        if measures is not None:
            paragraphs.append(Paragraph(passage.place, measures))
    yield Language(document.publication.id, document.year, whole, tuple(paragraphs))


def _passage(sentence: Sentence) -> Passage:
    return sentence.passage


def _as_text(found: Language) -> list[str]:
    """Return the summary of a publication and its hardest paragraphs."""
    judged = [p for p in found.paragraphs if p.measures.sentences >= _SHORTEST]
    hardest = sorted(judged, key=lambda p: p.measures.flesch_douma)[:_HARDEST]
    return [
        f"{found.year} {found.publication}: {_line(found.whole)}",
        *(f"  {p.place.file}:{p.place.line}  {_line(p.measures, rare=True)}" for p in hardest),
        "",
    ]


def _line(measures: Readability, rare: bool = False) -> str:
    shown = [
        f"{measures.words} woorden",
        f"{measures.sentences} zinnen",
        f"gemiddeld {_decimal(measures.mean)} en hoogstens {measures.longest} woorden per zin",
        f"Flesch-Douma {round(measures.flesch_douma)}",
        f"{_percent(measures.long_words, measures.words)} lange woorden",
        f"{_percent(measures.passive, measures.sentences)} lijdende zinnen",
    ]
    if rare and measures.rare:
        shown.append(f"weinig gebruikt: {', '.join(measures.rare)}")
    return "; ".join(shown)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%"


def _as_record(found: Language) -> dict[str, Any]:
    """Return the readability of a publication, paragraph by paragraph, as plain data."""
    return {
        "jaar": found.year,
        "publicatie": found.publication,
        "geheel": _measures(found.whole),
        "alineas": [
            {"bestand": p.place.file, "regel": p.place.line, **_measures(p.measures)}
            for p in found.paragraphs
        ],
    }


def _measures(measures: Readability) -> dict[str, Any]:
    return {
        "woorden": measures.words,
        "zinnen": measures.sentences,
        "woorden_per_zin": round(measures.mean, 1),
        "langste_zin": measures.longest,
        "flesch_douma": round(measures.flesch_douma, 1),
        "lange_woorden": measures.long_words,
        "lijdende_zinnen": measures.passive,
        "weinig_gebruikte_woorden": list(measures.rare),
    }
