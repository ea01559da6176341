"""Read the seals of adopted publications (zegels.yaml), and look after the PDFs that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.fields import Fields
from pipeline.load.dates import read_date
from pipeline.load.files import entries
from pipeline.load.yaml_files import open_yaml
from pipeline.model import ERROR, Place, Problem, Seal
from pipeline.names import did_you_mean
from pipeline.paths import shown
from pipeline.sealed_files import ADOPTED, SEALS, kept_name

_HASH = re.compile("[0-9a-f]{16}")
_PDF_HASH = re.compile("[0-9a-f]{64}")
_AS_WRITTEN = (
    "Zet het bestand terug zoals python3 build.py verzegel het schreef, bijvoorbeeld uit git."
)


def read_seals(
    folder: Path, publications: tuple[str, ...], problems: list[Problem]
) -> tuple[Seal, ...]:
    """Return the seals of a year folder; one of a publication that is not there is a problem.

    So is a PDF that belongs to no seal: a seal that somebody took away leaves its PDF.
    """
    path = folder / SEALS
    fields = open_yaml(path, problems) if path.exists() else None
    if path.exists() and fields is None:
        return ()
    found: list[Seal] = []
    for entry in fields.mappings("zegels") if fields else ():
        seal = _seal(entry, found, publications)
        entry.close()
        if seal is not None:
            found.append(seal)
    if fields:
        fields.close()
    names = {kept_name(seal, int(folder.name)) for seal in found}
    problems += _strangers(folder / ADOPTED, names)
    return tuple(found)


def _seal(entry: Fields, before: list[Seal], publications: tuple[str, ...]) -> Seal | None:
    name, date = entry.text("publicatie"), read_date(entry)
    erratum, withdrawn = entry.text("erratum", ""), entry.text("ingetrokken", "")
    pdf, content = entry.text("pdf"), entry.mapping("inhoud")
    parts = {part: content.text(part) for part in content.node.items} if content else {}
    if name not in publications:
        advice = did_you_mean(name, publications, "Zet de publicatie terug in verslagjaar.yaml.")
        what, expected = "De publicatie van dit zegel is er niet", ", ".join(publications)
        entry.report("Y08", what, name, expected, advice, "publicatie")
        return None
    if not parts or not all(map(_HASH.fullmatch, parts.values())) or not _PDF_HASH.fullmatch(pdf):
        entry.report(
            "Y08",
            "Dit zegel is niet door het programma geschreven",
            name,
            "tekens van 0 tot en met f achter pdf en achter elk deel van inhoud",
            _AS_WRITTEN,
            "inhoud",
        )
        return None
    version = 1 + sum(seal.publication == name for seal in before)
    if bool(erratum) != (version > 1):
        entry.report(
            "Y08",
            "Alleen een later zegel heeft een erratum",
            f"zegel {version} van {name}" + (" met" if erratum else " zonder") + " erratum",
            "een erratum bij elk zegel na het eerste",
            _AS_WRITTEN,
            "erratum",
        )
    place = entry.place("publicatie")
    return Seal(name, version, date, erratum, parts, pdf, place, withdrawn)


def _strangers(folder: Path, known: set[str]) -> Iterator[Problem]:
    for path in entries(folder):
        if path.name not in known:
            yield Problem(
                "B03",
                ERROR,
                Place(shown(path)),
                "Dit bestand hoort bij geen zegel",
                path.name,
                f"alleen pdf’s van de zegels in {SEALS}",
                f"Zet het zegel terug in {SEALS}, of verwijder het bestand.",
            )
