"""A01-A08: what points at one person and may not be shown.

A01 a burgerservicenummer, A02 an e-mail address of a person, A03 a telephone number, A04 a date of
birth, A05 somebody's name or initial with age or place, A06 a family, a parent or a home, A07 a
licence plate or the number of a file, A08 a bank account. Whoever may be named, and addresses and
numbers that are meant for the public, stand in namen.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

from pipeline import words_beside
from pipeline.model import ERROR, Place, Problem, Remark, Table, YearData
from pipeline.proofread.material import Material
from pipeline.proofread.personal_patterns import (
    ACCOUNT,
    BIRTH,
    BSN,
    EMAIL,
    FAMILY,
    FILE,
    PERSON,
    PHONE_NUMBER,
    Finding,
    masked,
    personal,
)

_WORDING = {
    BSN: (
        "Hier staat een burgerservicenummer",
        "geen nummer dat van één persoon is",
        "Haal het nummer weg, ook uit eerdere versies van het bestand.",
    ),
    EMAIL: (
        "Hier staat een e-mailadres van een persoon",
        "een algemeen adres, zoals info@…",
        "Gebruik een algemeen adres. Mag dit adres getoond worden, zet het dan in data/namen.yaml.",
    ),
    PHONE_NUMBER: (
        "Hier staat een telefoonnummer",
        "alleen nummers die in data/namen.yaml staan",
        "Haal het nummer weg. Is het een algemeen nummer, zet het dan in data/namen.yaml.",
    ),
    BIRTH: (
        "Hier staat een geboortedatum",
        "hoogstens een leeftijd, bij niemand die te herkennen is",
        "Haal de datum weg.",
    ),
    PERSON: (
        "Hier lijkt iemand met naam en leeftijd of plaats te staan",
        "niemand die te herkennen is",
        "Haal de naam, de leeftijd of de plaats weg. Is het een functionaris, zet de naam dan in "
        "data/namen.yaml.",
    ),
    FAMILY: (
        "Hier lijkt een gezin, een ouder of een woonadres herkenbaar te zijn",
        "niemand die te herkennen is",
        "Haal de naam of het adres weg. Is het een functionaris, zet de naam dan in "
        "data/namen.yaml.",
    ),
    FILE: (
        "Hier staat een kenteken of het nummer van een dossier",
        "geen nummer dat bij één persoon hoort",
        "Haal het nummer weg. Is het openbaar, zet het dan in data/namen.yaml achter contact.",
    ),
    ACCOUNT: (
        "Hier staat het nummer van een bankrekening (IBAN)",
        "alleen nummers die in data/namen.yaml staan",
        "Haal het nummer weg. Is het van de organisatie, zet het dan in data/namen.yaml.",
    ),
}
_GENERAL = re.compile(
    r"(?:info|contact|post|receptie|secretariaat|bestuurssecretariaat|communicatie|redactie|pers|"
    r"persvoorlichting|woordvoering|klachten|klachtencommissie|privacy|fg|helpdesk|servicedesk|"
    r"no-?reply|support|administratie|facturen|hr|personeelszaken|vacatures|werkenbij|"
    r"clientenraad|meldpunt|aanmelding(?:en)?|vragen|webredactie|website)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"0[89]0[0-9]")
_LINK = re.compile(r"\b(?:mailto|tel):([^\s)>\"\]]+)")
_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{2,}(?![\w-])")
PERSONS = "namen"
"""What `YearData.broken` calls namen.yaml."""


_FUNCTION_WORDS = frozenset(
    "alle allemaal beide dat de deze die dit een elk elke er haar het hier hij iedere iemand ik in "
    "jij maar men met mijn nu of om onze over sinds toen u uit van vanaf veel voor waar wat we wel "
    "wie wij ze zij zijn zo nederland europa".split()
)
"""Words with a capital that are no person, in whatever text."""


class _Shown(Struct, frozen=True):
    """What may be shown: who holds an office, public addresses, and capitals that are no person."""

    officials: frozenset[str]
    """The words of their names, in lower case."""
    contacts: frozenset[str]
    no_person: frozenset[str]
    """Words of code lists, and words that the texts also write in lower case."""
    read: bool
    """Whether namen.yaml could be read; if not, nothing is said of names and addresses."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield what points at a person, in the texts and in what tables and titles show in words."""
    findings = [(found, place) for text, place in _pieces(material) for found in personal(text)]
    if not findings:
        return
    shown = _may_be_shown(material.data)
    for found, place in findings:
        reason = judge(found, shown)
        if reason is not None:
            yield (
                _remark(material.document.publication.id, found, place, reason),
                (None if reason else _problem(found, place)),
            )


def _pieces(material: Material) -> Iterator[tuple[str, Place]]:
    """Yield every piece of text that somebody typed and a reader may see."""
    data, publication = material.data, material.document.publication
    for sentence in material.sentences:
        yield sentence.typed(), sentence.place()
    for text in data.texts:
        if text.publication == publication.id and _LINK.search(text.text):
            for number, line in enumerate(text.text.split("\n"), 1):
                for match in _LINK.finditer(line):
                    yield match[1], Place(text.place.file, number)
    yield from words_beside.of_adoption(material.document)
    yield from words_beside.of_remarks(material.document)
    if publication == data.publications[0]:  # the words of the year itself are read once
        yield from words_beside.of_year(data)
        yield from words_beside.of_sources(data)
        for table in data.tables.values():
            yield from _words_of(table)
        yield from ((cell.label, cell.place) for cell in data.figures.values())


def _words_of(table: Table) -> Iterator[tuple[str, Place]]:
    """Yield the words of a table, each with its place: title, note, headings, labels, cells."""
    for words in (table.title, table.note, *(column.heading for column in table.columns)):
        yield words, table.place
    rows = str(PurePosixPath(table.place.file).with_suffix(".csv"))
    for row in table.rows:
        for label in row.labels:
            yield label, Place(rows, row.line)
        for column in table.columns:
            yield table.texts.get(f"{row.id}.{column.id}", ""), Place(rows, row.line)


def _may_be_shown(data: YearData) -> _Shown:
    names = " ".join(name for official in data.persons.officials for name in official.names)
    lists = " ".join(label for codes in data.code_lists.values() for label in codes.variants)
    written_small = {word for text in data.texts for word in _WORD.findall(text.text)}
    return _Shown(
        frozenset(names.lower().split()),
        frozenset(_plain(contact) for contact in data.persons.contacts),
        frozenset(re.findall(r"\w+", lists)) | written_small | _FUNCTION_WORDS,
        PERSONS not in data.broken,
    )


def judge(found: Finding, shown: _Shown) -> str | None:
    """Return why a finding may be shown, '' when it may not, None when it is no person at all."""
    if found.code in (BSN, BIRTH):
        return ""
    if not shown.read:
        return None
    if found.name:
        name = found.name.lower()
        if name in shown.officials:
            return "staat als functionaris in namen.yaml"
        return None if name in shown.no_person else ""
    if _plain(found.text) in shown.contacts:
        return "staat als contact in namen.yaml"
    if found.code == EMAIL:
        general = _GENERAL.fullmatch(found.text.partition("@")[0])
        return "een algemeen adres" if general else ""
    return "een servicenummer" if _SERVICE.match(found.text) else ""


def _plain(contact: str) -> str:
    """Return an address in one spelling: '+31 (0)70 308 12 34' is 0703081234."""
    if "@" in contact:
        return contact.lower()
    if re.search("[A-Za-z]", contact):
        return re.sub(r"\W", "", contact).lower()
    return re.sub(r"^(?:31|0031)0?", "0", re.sub("[^0-9]", "", contact))


def hidden(text: str, data: YearData) -> str:
    """Return a text in which everything that may not be shown is masked, for reports."""
    found = personal(text)
    if found:
        shown = _may_be_shown(data)
        for piece in found:
            if judge(piece, shown) == "":
                text = text[: piece.start] + masked(piece.text) + text[piece.end :]
    return text


def _remark(publication: str, found: Finding, place: Place, reason: str) -> Remark:
    hidden = masked(found.text)
    verdict: Literal["vrijgesteld", "fout"] = "vrijgesteld" if reason else "fout"
    statement = _WORDING[found.code][0]
    return Remark(found.code, publication, place, hidden, "", statement, verdict, (), reason)


def _problem(found: Finding, place: Place) -> Problem:
    what, expected, advice = _WORDING[found.code]
    return Problem(found.code, ERROR, place, what, masked(found.text), expected, advice)
