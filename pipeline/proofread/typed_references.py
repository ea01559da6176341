"""L01: a reference with a number that somebody typed, such as 'tabel 2'; the build numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import (
    ERROR,
    ChartBlock,
    DiagramBlock,
    Document,
    Exempt,
    Problem,
    Remark,
    TableBlock,
)
from pipeline.numerals.kinds import has_one
from pipeline.numerals.number_words import value_of
from pipeline.proofread.material import Material, Sentence

_LABELS = {
    "tabel": "tabel",
    "tabellen": "tabel",
    "figuur": "figuur",
    "figuren": "figuur",
    "grafiek": "figuur",
    "grafieken": "figuur",
    "paragraaf": "paragraaf",
    "paragrafen": "paragraaf",
    "par.": "paragraaf",
    "§": "paragraaf",
    "hoofdstuk": "hoofdstuk",
    "hoofdstukken": "hoofdstuk",
    "bijlage": "bijlage",
    "bijlagen": "bijlage",
    "voetnoot": "voetnoot",
    "voetnoten": "voetnoot",
    "noot": "voetnoot",
    "pagina": "pagina",
    "pagina’s": "pagina",
    "pagina's": "pagina",
    "bladzijde": "pagina",
    "blz.": "pagina",
}
_TYPED = re.compile(
    r"(?<!\w)(?P<label>(?i:"
    + "|".join(map(re.escape, sorted(_LABELS, key=len, reverse=True)))
    + r"))"
    r"\s?(?P<number>[0-9]+(?:\.[0-9]+)*|(?<=\s)[A-Z](?![\w’'.-])"
    r"|(?<=\s)(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?!\w))(?!%)"
)
_STEMS = (
    *("tabel", "figu", "grafiek", "paragra", "par.", "§", "hoofdstuk", "bijlage"),
    *("noot", "noten", "pagina", "bladzijde", "blz."),
)
_KINDS = {"tabel": "tabel:…", "figuur": "grafiek:…"}


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each typed reference; whatever `verwijs(…)` made is none."""
    targets = _targets(material.document)
    for sentence in material.sentences:
        if not has_one(sentence.text.lower(), _STEMS):
            continue
        for match in _TYPED.finditer(sentence.text):
            mark = sentence.covering(match.start(), match.end())
            if mark is not None and not isinstance(mark.item, Exempt):
                continue
            exempt = mark.item if mark and isinstance(mark.item, Exempt) else None
            yield (
                _remark(material, sentence, match, exempt),
                (None if exempt else _problem(sentence, match, targets)),
            )


def _targets(document: Document) -> dict[tuple[str, str], str]:
    """Return ('tabel', '2') -> `tabel:maatregelen` for all that has a number."""
    targets: dict[tuple[str, str], str] = {}
    for chapter in document.chapters:
        number = chapter.heading.number.rpartition(" ")[2]
        targets[chapter.kind, number] = f"kop:{chapter.heading.id}"
        for heading in chapter.headings:
            targets["paragraaf", heading.number] = f"kop:{heading.id}"
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                number = block.number.rpartition(" ")[2]
                targets["tabel", number] = f"tabel:{_selection(block)}"
            elif isinstance(block, ChartBlock):
                targets["figuur", block.number.rpartition(" ")[2]] = f"grafiek:{block.name}"
            elif isinstance(block, DiagramBlock):
                number = block.number.rpartition(" ")[2]
                targets["figuur", number] = f"diagram:{block.diagram.name}"
    return targets


def _selection(block: TableBlock) -> str:
    """Return the name of a table as `verwijs` wants it: with the key that chose its rows."""
    dropped = len(block.table.key_headings) - len(block.key_headings)
    hidden = [i for i, h in enumerate(block.table.key_headings) if h not in block.key_headings]
    chosen = [block.rows[0].key[i] for i in hidden[:dropped]]
    return ".".join((block.table.id, *chosen))


def _remark(
    material: Material, sentence: Sentence, match: re.Match[str], exempt: Exempt | None
) -> Remark:
    return Remark(
        "L01",
        material.document.publication.id,
        sentence.place(match.start()),
        match[0],
        sentence.text,
        "een verwijzing met een getypt nummer",
        "vrijgesteld" if exempt else "fout",
        (),
        exempt.reason if exempt else "",
    )


def _problem(
    sentence: Sentence, match: re.Match[str], targets: dict[tuple[str, str], str]
) -> Problem:
    kind, number = _LABELS[match["label"].lower()], match["number"]
    value = 1 if number == "één" else value_of(number)
    target = targets.get((kind, number if value is None else str(value)))
    if target:
        advice = f"Schrijf {{{{ verwijs('{target}') }}}}; dat is nu {kind} {number}."
    elif kind == "voetnoot":
        advice = "Verwijs naar een kop, tabel of grafiek, of zet de uitleg in de zin."
    elif kind == "pagina":
        advice = "Noem de kop die er staat: {{ verwijs('kop:…') }}."
    else:
        advice = f"Schrijf {{{{ verwijs('{_KINDS.get(kind, 'kop:…')}') }}}} met de naam erin."
    return Problem(
        "L01",
        ERROR,
        sentence.place(match.start()),
        "Hier is het nummer van een verwijzing getypt",
        match[0],
        "een verwijzing bij naam: {{ verwijs('…') }}",
        f"{advice} Gaat het over een ander document, schrijf dan vrij('…', 'reden').",
    )
