"""L04: a name of a code list (a region, a programme) that is written in another way.

A text writes the label, or a spelling that the code list allows under `in_tekst`. The spellings
under `ook` are for data only; those, and the label with other capitals, hyphens or spaces, are
problems. Ordinary words are not: what is written without capitals ('een veilig thuis'), and a
spelling of one word ('Noord') where it may start a sentence or belong to another name.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.model import ERROR, CodeList, Problem, Remark
from pipeline.proofread.material import Material, Sentence

_BETWEEN = re.compile(r"[\s\u2013-]+")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_WORD_BEFORE = re.compile(r"([\w’'-]+)\s$")
_GOES_ON = re.compile(r"[\w-]")
"""After a match: it is no whole word, as the Noord of Noord-Holland."""
_APART = "\0"
"""Stands between two sentences: part of no name."""
_WORD_AFTER = re.compile(r"\s([\w’'-]+)")


class _Names(Struct, frozen=True):
    """The names of the code lists that a publication may have, to be found in lower case."""

    pattern: re.Pattern[str]
    allowed: frozenset[str]
    only_in_data: Mapping[str, str]
    """Spelling -> the label that a text writes instead."""
    by_key: Mapping[str, str]
    """The name without spaces and hyphens, in lower case -> the label."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each name of a code list in the texts, and whether it is written as it should."""
    sentences = [s for s in material.sentences if len(s.text.lower()) == len(s.text)]
    whole = _APART.join(sentence.text.lower() for sentence in sentences)
    names = _names(material.data.code_lists, whole)
    if names is None:
        return
    starts = list(itertools.accumulate((len(s.text) + 1 for s in sentences), initial=0))
    for match in names.pattern.finditer(whole):
        number = bisect_right(starts, match.start()) - 1
        sentence, first = sentences[number], starts[number]
        span = match.start() - first, match.end() - first
        if _GOES_ON.match(whole, match.end()) or sentence.covering(*span):
            continue
        written = " ".join(sentence.text[slice(*span)].split())
        if written in names.allowed:
            continue
        label = _meant(written, span, sentence.text, names)
        if label:
            yield _remark(material, sentence, span, label), _problem(sentence, span, label)


def _meant(written: str, span: tuple[int, int], text: str, names: _Names) -> str:
    """Return the label that was meant, '' when these are ordinary words."""
    single = not _BETWEEN.search(written)
    at_start = not text[: span[0]].strip(" ‘“'\"(")
    if at_start and written[0].lower() + written[1:] in names.allowed:
        return ""
    if written in names.only_in_data:
        ordinary = single and not any(c.isdigit() for c in written) and _ordinary(span, text)
        return "" if ordinary else names.only_in_data[written]
    label = names.by_key[_key(written)]
    if single and not _CAPITAL_INSIDE.search(label):
        return label if _BETWEEN.search(label) and written != written.lower() else ""
    if written == written.lower():
        return label if single else ""
    return "" if at_start and written[1:] == written[1:].lower() else label


def _ordinary(span: tuple[int, int], text: str) -> bool:
    """Say whether one word with a capital may be no name: a sentence starts, or another name."""
    before = text[: span[0]]
    if not before.strip(" ‘“'\"(") and text.strip(" ‘’“”'\"()") != text[slice(*span)]:
        return True
    words = (_WORD_BEFORE.search(before), _WORD_AFTER.match(text, span[1]))
    return any(word and word[1][0].isupper() for word in words)


def _key(name: str) -> str:
    return _BETWEEN.sub("", name.lower())


def _names(code_lists: Mapping[str, CodeList], lower: str) -> _Names | None:
    """Return the names of which each word stands in a text in lower case, None for none."""
    allowed: dict[str, str] = {}
    only_in_data: dict[str, str] = {}
    for codes in code_lists.values():
        allowed |= {label: label for label in codes.labels.values()}
        allowed |= {name: codes.labels[code] for name, code in codes.in_texts.items()}
        only_in_data |= {
            name: codes.labels[code]
            for name, code in codes.only_in_data.items()
            if name != name.lower() and name not in allowed
        }
    spellings = {**only_in_data, **allowed}
    words = {name: _BETWEEN.split(name.lower()) for name in spellings}
    present = [name for name in spellings if all(word in lower for word in words[name])]
    if not present:
        return None
    longest = sorted({_pattern(name) for name in present}, key=lambda p: (-len(p), p))
    return _Names(
        re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})"),
        frozenset(allowed),
        only_in_data,
        {_key(name): label for name, label in spellings.items()},
    )


def _pattern(name: str) -> str:
    return r"[\s\u2013-]{0,3}".join(map(re.escape, _BETWEEN.split(name.lower())))


def _remark(material: Material, sentence: Sentence, span: tuple[int, int], label: str) -> Remark:
    return Remark(
        "L04",
        material.document.publication.id,
        sentence.place(span[0]),
        sentence.text[slice(*span)],
        sentence.text,
        f"in de codelijst heet dit {label}",
        "fout",
        (),
    )


def _problem(sentence: Sentence, span: tuple[int, int], label: str) -> Problem:
    return Problem(
        "L04",
        ERROR,
        sentence.place(span[0]),
        "Deze naam staat anders in de codelijst",
        sentence.text[slice(*span)],
        label,
        f"Schrijf {label}. Mag deze schrijfwijze ook in teksten, zet haar dan in codelijsten.yaml "
        "achter in_tekst:.",
    )
