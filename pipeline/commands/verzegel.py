"""`build.py verzegel`: keep an adopted publication as it is; a later change is an erratum."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from pipeline import characters, console, dutch
from pipeline.arguments import Options, WrongCommand
from pipeline.commands.prepare import Prepared, prepare
from pipeline.commands.years import chosen_years
from pipeline.model import ERROR, Document, Place, ProblemsFound, Seal
from pipeline.names import did_you_mean
from pipeline.plan import Plan
from pipeline.sealed_files import ADOPTED, SEALS, kept_name
from pipeline.seals import altered, changed, sealable
from pipeline.writing import transaction, work_folder

_HEAD = """\
# Wat is vastgesteld, zoals het toen was, en elk erratum. Geschreven door: python3 build.py verzegel
"""


def run(root: Path, options: Options) -> int:
    """Seal what is adopted and has no seal, or what an erratum changed; show all seals."""
    (year,) = chosen_years(options)
    options = replace(options, erratum=characters.settled(options.erratum).strip())
    prepared = prepare(root, options, year)
    _refuse_errors(prepared, options)
    asked = _asked(prepared.documents, options)
    new = [(d, _next(d, options.erratum)) for d in asked if _needs(d, options)]
    if new:
        _write(options.data, prepared, new)
    again = prepare(root, options, year) if new else prepared
    for document in again.documents:
        console.say(_shown(document))
    return 0


def _refuse_errors(prepared: Prepared, options: Options) -> None:
    """Refuse what is wrong, but for the change that an erratum is about to declare."""
    declared = [
        altered(document)
        for document in prepared.documents
        if options.erratum and document.publication.id in options.rest and document.seals
    ]
    wrong = [problem for problem in prepared.problems if problem.severity == ERROR]
    if left := tuple(problem for problem in wrong if problem not in declared):
        raise ProblemsFound(left)


def _asked(documents: tuple[Document, ...], options: Options) -> list[Document]:
    """Return the publications that are meant: those that are named, or all that are adopted."""
    by_name = {document.publication.id: document for document in documents}
    for name in options.rest:
        if name not in by_name:
            there = f"Publicaties van dit jaar: {', '.join(by_name) or 'geen'}."
            raise WrongCommand(
                f"De publicatie {name} is er niet. {did_you_mean(name, by_name, there)}"
            )
        if by_name[name].is_draft:
            raise WrongCommand(
                f"{name} is nog een concept. Zet eerst status: vastgesteld en de datum in "
                "verslagjaar.yaml."
            )
    if options.erratum and len(options.rest) != 1:
        raise WrongCommand("Een erratum hoort bij één publicatie. Noem die in het commando.")
    return [document for document in documents if _meant(document, options)]


def _meant(document: Document, options: Options) -> bool:
    if options.rest:
        return document.publication.id in options.rest
    return not document.is_draft and not document.publication.adoption.unsealed


def _needs(document: Document, options: Options) -> bool:
    """Say whether a new seal is needed; refuse an erratum without anything that changed."""
    if not document.seals:
        if options.erratum:
            raise WrongCommand(
                f"{document.publication.id} heeft nog geen zegel. Verzegel eerst zonder --erratum."
            )
        return True
    if not changed(document.seals[-1], sealable(document)):
        if options.erratum:
            raise WrongCommand(
                f"In {document.publication.id} is niets veranderd sinds het laatste zegel."
            )
        return False
    return True


def _next(document: Document, erratum: str) -> Seal:
    """Return the seal of a publication as it is now; its PDF is still to be made."""
    name, today = document.publication.id, datetime.date.today().isoformat()
    version = len(document.seals) + 1
    return Seal(name, version, today, erratum, sealable(document), "", Place(""))


def _write(home: Path, prepared: Prepared, new: list[tuple[Document, Seal]]) -> None:
    """Make the PDF of each, and write all of it with the seals."""
    year, folder = prepared.data.year, prepared.data.folder.absolute()
    pdfs = _made([replace(d, seals=(*d.seals, seal)) for d, seal in new])
    sealed = [
        replace(seal, pdf=hashlib.sha256(pdfs[seal.publication]).hexdigest()) for _, seal in new
    ]
    everything = sorted([*prepared.data.seals, *sealed], key=lambda s: (s.publication, s.version))
    with transaction(home) as change:
        for seal in sealed:
            change.write(folder / ADOPTED / kept_name(seal, year), pdfs[seal.publication])
        change.write(folder / SEALS, _written(everything))


def _made(documents: list[Document]) -> dict[str, bytes]:
    """Return the PDF of each publication, by its id."""
    from pipeline.render import begin, pdf_name, workers

    wanted = {document.publication.id: frozenset({"pdf"}) for document in documents}
    with work_folder() as temporary, workers() as pair:
        work, site = temporary / "druk", temporary / "site"
        begin(
            tuple(documents), Plan(wanted, {}), pair, work, site, False, console.progress
        ).finish()
        console.end_progress()
        return {
            d.publication.id: (site / d.publication.id / pdf_name(d)).read_bytes()
            for d in documents
        }


def _written(seals: Iterable[Seal]) -> str:
    """Return the file; words stand between quotes, so that YAML reads them as they are."""
    blocks = []
    for seal in seals:
        said = {"erratum": seal.erratum, "ingetrokken": seal.withdrawn}
        lines = [f"  - publicatie: {seal.publication}", f"    datum: {seal.date}"]
        lines += [f"    {k}: {json.dumps(v, ensure_ascii=False)}" for k, v in said.items() if v]
        lines += [f'    pdf: "{seal.pdf}"', "    inhoud:"]
        lines += [
            f'      {json.dumps(part, ensure_ascii=False)}: "{digest}"'
            for part, digest in seal.content.items()
        ]
        blocks.append("\n".join(lines) + "\n")
    return f"{_HEAD}zegels:\n{''.join(blocks)}"


def _shown(document: Document) -> str:
    name = document.publication.id
    if not document.seals:
        return f"{name}: " + ("concept" if document.is_draft else "nog geen zegel")
    first, *errata = document.seals
    said = f"{name}: verzegeld op {dutch.date(first.date)}"
    return said + "".join(f"; erratum van {dutch.date(seal.date)}" for seal in errata)
