"""L02: 'hieronder', 'de tabel hierboven', 'onderstaande lijst' with nothing there to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.line_numbers import line_numbers
from pipeline.model import (
    ERROR,
    ChartBlock,
    DiagramBlock,
    NotesBlock,
    Problem,
    Prose,
    Remark,
    TableBlock,
)
from pipeline.numerals.kinds import has_one
from pipeline.proofread.material import Material, Sentence

_BLOCKS = {DiagramBlock: "figuur", TableBlock: "tabel", ChartBlock: "figuur", NotesBlock: "lijst"}
_PASSAGES = {"punt": "lijst", "tegel": "tegels", "cel": "tabel", "alt": "figuur"}
_NOUNS = {
    "tabel": ("tabel",),
    "tabellen": ("tabel",),
    "figuur": ("figuur",),
    "figuren": ("figuur",),
    "grafiek": ("figuur",),
    "grafieken": ("figuur",),
    "afbeelding": ("figuur",),
    "foto": ("figuur",),
    "lijst": ("lijst", "tegels"),
    "opsomming": ("lijst", "tegels"),
    "kader": ("kader",),
    "vak": ("kader",),
    "overzicht": ("tabel", "figuur", "lijst", "tegels"),
}
_ANYTHING = ("tabel", "figuur", "lijst", "tegels", "kader")
_NOUN = "|".join(_NOUNS)
_WORDS = re.compile(
    rf"(?<!\w)(?:(?:(?P<noun>{_NOUN})\s)?(?P<adverb>hieronder|hierboven)"
    rf"(?!\s(?:val\w*|verst\w+|begrepen|begrijp\w*)\b)"
    rf"|(?P<adjective>onderstaande?|bovenstaande?)(?:\s(?P<named>{_NOUN}))?"
    rf"|(?:de|het)\s(?P<order>volgende|vorige)\s(?P<ordered>{_NOUN}))(?!\w)",
    re.IGNORECASE,
)
_STEMS = ("hieronder", "hierboven", "onderstaand", "bovenstaand", "volgende", "vorige")
_BOX = re.compile(r"^:::\s*(?:kader|citaat|tegels)", re.MULTILINE)


class _Thing(Struct, frozen=True):
    """Something in a chapter that a sentence can point at."""

    line: int
    what: str


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each word that points up or down in its chapter, and whether something is there.

    A note stands where its table or number does, so nobody can say what is above or below it.
    """
    things = _things(material)
    files = {chapter.place.file for chapter in material.document.chapters}
    for sentence in material.sentences:
        if not has_one(sentence.text.lower(), _STEMS):
            continue
        for match in _WORDS.finditer(sentence.text):
            place = sentence.place(match.start())
            if sentence.covering(match.start(), match.end()) or place.file not in files:
                continue
            noun = (match["noun"] or match["named"] or match["ordered"] or "").lower()
            wanted = _NOUNS.get(noun, _ANYTHING)
            down = _points_down(match)
            found = [
                thing
                for thing in things.get(sentence.passage.chapter, ())
                if thing.what in wanted
                and (thing.line > place.line if down else thing.line < place.line)
            ]
            where = "verderop" if down else "eerder"
            yield (
                _remark(material, sentence, match, where, found),
                (None if found else _problem(sentence, match, wanted, where)),
            )


def _points_down(match: re.Match[str]) -> bool:
    word = (match["adverb"] or match["adjective"] or match["order"]).lower()
    return word in ("hieronder", "volgende") or word.startswith("onder")


def _things(material: Material) -> dict[str, list[_Thing]]:
    """Return per chapter (its HTML id) what stands in it, tables in words and lists included."""
    things: dict[str, list[_Thing]] = {}
    sources = {text.place.file: text.text for text in material.data.texts}
    for chapter in material.document.chapters:
        here = things.setdefault(chapter.heading.id, [])
        for block in chapter.blocks:
            if not isinstance(block, Prose):
                here.append(_Thing(block.place.line, _BLOCKS[type(block)]))
        source = sources.get(chapter.place.file, "")
        line = line_numbers(source)
        here += (_Thing(line(box.start()) + 1, "kader") for box in _BOX.finditer(source))
    for passage in material.document.passages:
        if passage.kind in _PASSAGES:
            thing = _Thing(passage.place.line, _PASSAGES[passage.kind])
            things.setdefault(passage.chapter, []).append(thing)
    return things


def _remark(
    material: Material, sentence: Sentence, match: re.Match[str], where: str, found: list[_Thing]
) -> Remark:
    statement = f"{where} in het hoofdstuk staat er {len(found) or 'niets'}"
    return Remark(
        "L02",
        material.document.publication.id,
        sentence.place(match.start()),
        match[0],
        sentence.text,
        statement,
        "klopt" if found else "fout",
        (),
    )


def _problem(
    sentence: Sentence, match: re.Match[str], wanted: tuple[str, ...], where: str
) -> Problem:
    one = " of ".join(wanted) if len(wanted) < 3 else "tabel, figuur, lijst of kader"
    return Problem(
        "L02",
        ERROR,
        sentence.place(match.start()),
        "Hier wordt gewezen naar iets wat er niet staat",
        match[0],
        f"een {one}, {where} in hetzelfde hoofdstuk",
        "Zet het erbij, of verwijs ernaar met verwijs('…').",
    )
