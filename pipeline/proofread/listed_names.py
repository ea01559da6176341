"""L04: a name of a code list (a region, a programme) that is written in another way.

A text writes the label, or a spelling that the code list allows under `in_tekst`. The spellings
under `ook` are for data only; those, and the label with other capitals, hyphens or spaces, are
problems. Ordinary words are not: what is written without capitals ('een veilig thuis'), and a
spelling of one word ('Noord') where it may start a sentence or belong to another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.model import ERROR, CodeList, Problem, Remark
from pipeline.numerals.kinds import has_one
from pipeline.proofread.material import Material, Sentence

_BETWEEN = re.compile(r"[\s\u2013-]+")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_WORD_BEFORE = re.compile(r"([\w’'-]+)\s$")
_GOES_ON = re.compile(r"[\w-]")
_WORD_AFTER = re.compile(r"\s([\w’'-]+)")


class _Names(Struct, frozen=True):
    """The names of the code lists that a publication may have, to be found in lower case."""

    pattern: re.Pattern[str]
    stems: tuple[str, ...]
    """The longest word of each name; a text without any of them names nothing."""
    allowed: frozenset[str]
    only_in_data: Mapping[str, str]
    """Spelling -> the label that a text writes instead."""
    by_key: Mapping[str, str]
    """The name without spaces and hyphens, in lower case -> the label."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each name of a code list in the texts, and whether it is written as it should."""
    low = [sentence.text.lower() for sentence in material.sentences]
    names = _names(material.data.code_lists, "\n".join(low))
    if names is None:
        return
    for sentence, lower in zip(material.sentences, low, strict=True):
        if len(lower) != len(sentence.text) or not has_one(lower, names.stems):
            continue
        for match in names.pattern.finditer(lower):
            if not _whole(lower, match) or sentence.covering(*match.span()):
                continue
            written = " ".join(sentence.text[match.start() : match.end()].split())
            if written in names.allowed:
                continue
            label = _meant(written, match, sentence.text, names)
            if label:
                yield _remark(material, sentence, match, label), _problem(sentence, match, label)


def _meant(written: str, match: re.Match[str], text: str, names: _Names) -> str:
    """Return the label that was meant, '' when these are ordinary words."""
    single = not _BETWEEN.search(written)
    at_start = not text[: match.start()].strip(" ‘“'\"(")
    if at_start and written[0].lower() + written[1:] in names.allowed:
        return ""
    if written in names.only_in_data:
        ordinary = single and not any(c.isdigit() for c in written) and _ordinary(match, text)
        return "" if ordinary else names.only_in_data[written]
    label = names.by_key[_key(written)]
    if single and not _CAPITAL_INSIDE.search(label):
        return label if _BETWEEN.search(label) and written != written.lower() else ""
    if written == written.lower():
        return label if single else ""
    return "" if at_start and written[1:] == written[1:].lower() else label


def _ordinary(match: re.Match[str], text: str) -> bool:
    """Say whether one word with a capital may be no name: a sentence starts, or another name."""
    before = text[: match.start()]
    if not before.strip(" ‘“'\"(") and text.strip(" ‘’“”'\"()") != text[slice(*match.span())]:
        return True
    words = (_WORD_BEFORE.search(before), _WORD_AFTER.match(text, match.end()))
    return any(word and word[1][0].isupper() for word in words)


def _whole(lower: str, match: re.Match[str]) -> bool:
    """Say whether a match is whole words: not the Noord of Noord-Holland."""
    return not _GOES_ON.match(lower, match.end())


def _key(name: str) -> str:
    return _BETWEEN.sub("", name.lower())


def _names(code_lists: Mapping[str, CodeList], lower: str) -> _Names | None:
    """Return the names of which the longest word stands in a text in lower case, None for none."""
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
    stems = {name: max(_BETWEEN.split(name.lower()), key=len) for name in spellings}
    present = [name for name, stem in stems.items() if stem in lower]
    if not present:
        return None
    longest = sorted({_pattern(name) for name in present}, key=lambda p: (-len(p), p))
    return _Names(
        re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})"),
        tuple({stems[name] for name in present}),
        frozenset(allowed),
        only_in_data,
        {_key(name): label for name, label in spellings.items()},
    )


def _pattern(name: str) -> str:
    return r"[\s\u2013-]{0,3}".join(map(re.escape, _BETWEEN.split(name.lower())))


def _remark(material: Material, sentence: Sentence, match: re.Match[str], label: str) -> Remark:
    return Remark(
        "L04",
        material.document.publication.id,
        sentence.place(match.start()),
        sentence.text[match.start() : match.end()],
        sentence.text,
        f"in de codelijst heet dit {label}",
        "fout",
        (),
    )


def _problem(sentence: Sentence, match: re.Match[str], label: str) -> Problem:
    return Problem(
        "L04",
        ERROR,
        sentence.place(match.start()),
        "Deze naam staat anders in de codelijst",
        sentence.text[match.start() : match.end()],
        label,
        f"Schrijf {label}. Mag deze schrijfwijze ook in teksten, zet haar dan in codelijsten.yaml "
        "achter in_tekst:.",
    )
