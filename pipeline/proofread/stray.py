"""N01: a number that somebody typed, bound to no figure of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.model import ERROR, CodeList, Exempt, Problem, Remark, YearData
from pipeline.numerals import KINDS, Numeral, typed
from pipeline.proofread.figure_topics import Topics
from pipeline.proofread.material import NOT_TYPED, Mark, Material, Sentence
from pipeline.proofread.nearest_figure import suggestion
from pipeline.proofread.new_figure import new_figure
from pipeline.proofread.personal_data import hidden
from pipeline.proofread.personal_patterns import personal

_UNIT = re.compile(r"(?:miljoen|miljard|duizend|honderd)(?:\s(?:euro|procent))?")
_LONGEST = 120
_LOST = "…"
"""What stands for a figure that is not there."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield what is said of every numeral that was typed; a stray one is a problem.

    A reference with a number ('tabel 2') is left to L01, personal data to the A codes. Words of the
    program itself, such as the note to rounded counts, stand in no file: nobody typed them.
    """
    names = names_with_numerals(material.data.code_lists)
    topics: Topics | None = None  # most texts have nothing for which they are needed
    for sentence in material.sentences:
        if not sentence.passage.place.file:
            continue
        text = sentence.typed()
        for numeral in typed(text, names):
            if numeral.kind == "verwijzing" or _is_unit(numeral, text):
                continue
            if _is_private(numeral, text):
                continue
            exempt = _exempt(numeral, sentence.marks)
            remark = _remark(material, sentence, numeral, exempt)
            if remark.verdict != "fout":
                yield remark, None
                continue
            topics = topics or Topics.of_year(material.data)
            yield remark, _stray(sentence, numeral, material.data, topics)


def names_with_numerals(code_lists: Mapping[str, CodeList]) -> tuple[str, ...]:
    """Return the spellings of the code lists in which a number is part of the name."""
    spellings = frozenset(
        spelling
        for code_list in code_lists.values()
        for spelling in (*code_list.labels.values(), *code_list.variants)
    )
    return _with_numerals(spellings)


@lru_cache(maxsize=32)  # the publications of a year have their code lists in common
def _with_numerals(spellings: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(spelling for spelling in spellings if typed(spelling)))


def _is_private(numeral: Numeral, text: str) -> bool:
    """Say whether a numeral is personal data: no message or report repeats it whole."""
    return numeral.kind in ("", "telefoonnummer", "datum", "adres") and any(
        numeral.start < found.end and found.start < numeral.end for found in personal(text)
    )


def _is_unit(numeral: Numeral, text: str) -> bool:
    """Say whether a numeral is the 'miljoen euro' behind a figure, which is its unit."""
    before = text[: numeral.start].rstrip()
    return before.endswith((NOT_TYPED, _LOST)) and bool(_UNIT.fullmatch(numeral.text))


def _exempt(numeral: Numeral, marks: tuple[Mark, ...]) -> Exempt | None:
    for mark in marks:
        within = mark.start <= numeral.start and numeral.end <= mark.end
        if within and isinstance(mark.item, Exempt):
            return mark.item
    return None


def _remark(
    material: Material, sentence: Sentence, numeral: Numeral, exempt: Exempt | None
) -> Remark:
    return Remark(
        "N01",
        material.document.publication.id,
        sentence.place(numeral.start),
        numeral.text,
        sentence.text,
        KINDS[numeral.kind] if numeral.kind else "een getypt getal",
        "vrijgesteld" if exempt else "klopt" if numeral.kind else "fout",
        (),
        exempt.reason if exempt else "",
    )


def _stray(sentence: Sentence, numeral: Numeral, data: YearData, topics: Topics) -> Problem:
    around = whole = hidden(sentence.text, data)  # before it is cut: half a number is a number too
    if len(whole) > _LONGEST:
        start = max(0, numeral.start - _LONGEST // 2)
        around = f"…{whole[start : start + _LONGEST].strip()}…"
    context = [("zin", around.strip())]
    advice = suggestion(numeral, sentence.text, topics)
    if not advice:
        advice = "Schrijf de zin zonder getal, of noem het cijfer bij zijn naam."
        name, entry = new_figure(numeral, whole, data.year, data.figures)
        if entry:
            context.append(("nieuw cijfer", entry))
            advice += (
                " Is het er nog niet? Zet dan de regel bij ‘nieuw cijfer’ in cijfers.yaml, vul hem "
                f"aan, en schrijf hier {{{{ cijfers.{name} }}}}."
            )
        advice += " Telt het getal niets, schrijf dan vrij('…', 'reden')."
    return Problem(
        "N01",
        ERROR,
        sentence.place(numeral.start),
        "Hier is een getal getypt",
        numeral.text,
        "een cijfer bij zijn naam: {{ … }}",
        advice,
        tuple(context),
    )
