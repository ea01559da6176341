"""`build.py`: the publications of one or all years, from data to output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline import console, fingerprint, manifest, publish, store
from pipeline.arguments import Options, WrongCommand
from pipeline.commands import overviews
from pipeline.commands.inputs import Inputs, inputs_of
from pipeline.commands.leaks import refuse_leaks
from pipeline.commands.years import chosen_years
from pipeline.model import Document, ProblemsFound, Rehearsal
from pipeline.model.account import PdfInfo
from pipeline.plan import FORMATS, Plan, keep, plan
from pipeline.render import BUNDLE, Workers, begin, pdf_name, workers
from pipeline.search_index import write_index
from pipeline.writing import make_folder

if TYPE_CHECKING:
    from pipeline.commands.prepare import Prepared


def run(root: Path, options: Options) -> int:
    """Check all chosen years first; publish only when nothing is wrong in any of them."""
    years = chosen_years(options)
    inputs = {year: inputs_of(root, options, year) for year in years}
    fresh = all(_seems_fresh(options, year, inputs[year]) for year in years)
    if fresh:
        return _build(root, options, inputs, None)
    with workers() as pair:
        return _build(root, options, inputs, pair)


def _build(root: Path, options: Options, inputs: dict[int, Inputs], pair: Workers | None) -> int:
    from pipeline.commands.prepare import prepare  # while it loads, the workers load their own

    prepared = [prepare(root, options, year, True, inputs[year].commit) for year in inputs]
    _refuse_unknown_publication(options, prepared)
    problems = tuple(problem for year in prepared for problem in year.problems)
    if any(year.has_errors for year in prepared):
        raise ProblemsFound(problems)
    console.print_problems(problems)
    said: list[str] = []
    with (
        publish.output_folder(options.output) as output,
        publish.print_folder(options.print_html, output) as pages,
    ):
        for year in prepared:
            if year.documents:
                said += _build_year(options, year, inputs[year.data.year], pair, output, pages)
            else:
                output.remove_year(year.data.year)
        output.finish(overviews.site_files(output, prepared[-1]))
    console.end_progress()
    for line in said:
        console.say(line)
    _name_foreign(options.output)
    return 0


def _name_foreign(output: Path) -> None:
    """Say what lies in the output that is not ours."""
    found = list(manifest.foreign(output, manifest.listed(output)))
    if found:
        console.say(
            f"In {output} staat wat dit programma niet heeft gemaakt. Het blijft staan en wordt "
            f"niet gepubliceerd: {', '.join(found)}"
        )


def _build_year(
    options: Options,
    year: Prepared,
    inputs: Inputs,
    pair: Workers | None,
    output: publish.Output,
    pages: Callable[[int], Path],
) -> list[str]:
    """Make what of a year has to be made; return what was done, in lines."""
    number = year.data.year
    drafts = {document.publication.id: document.is_draft for document in year.documents}
    step, before = _plan(options, number, drafts, inputs)
    if step.nothing_to_do:
        return [f"{number}: er is niets veranderd; de uitvoer staat er al."]
    if pair is None:  # the output changed while we looked
        with workers() as late:
            return _build_year(options, year, inputs, late, output, pages)
    published = options.output / str(number)
    site = make_folder(output.work / str(number))
    keep(step, number, published, site)
    pages_folder = pages(number)
    bundled = (published / BUNDLE).exists()
    making = begin(year.documents, step, pair, pages_folder, site, not bundled, console.progress)
    # This process would only wait now.
    held = tuple(d for d in year.documents if any(step.has(d.publication.id, f) for f in FORMATS))
    told = overviews.unpaged_files(year, held, _measured(options, year, inputs))
    write_index(site)
    done = making.finish()
    guarded = year.protected.guarded
    console.print_problems(tuple(p for info in done.pdfs.values() for p in info.problems))
    seal = output.seal() if guarded else ""
    records = _records(year.documents, step, before, inputs, seal, done.pdfs, site)
    overviews.write_year(year, records, done, told, options.output, site)
    refuse_leaks(year.protected, (site, pages_folder))
    manifest.write_manifest(site, inputs.manifest(number, records, guarded, seal))
    output.publish(site, number)
    return _report(options, year, records)


def _measured(options: Options, year: Prepared, inputs: Inputs) -> Rehearsal:
    """Return how good the checks of a year are, measured once for the same inputs."""
    from pipeline.commands.reread import rehearsed

    asked = {"map": str(options.data), "zonder concepten": str(options.adopted_only)}
    of = fingerprint.combined(fingerprint.of_measure(inputs.files), inputs.versions | asked)
    made = store.kept("proef", [of], lambda: msgspec.json.encode(rehearsed(year)))
    return msgspec.json.decode(made, type=Rehearsal)


def _refuse_unknown_publication(options: Options, prepared: list[Prepared]) -> None:
    names = {p.id: None for year in prepared for p in year.data.publications}
    if options.publication and options.publication not in names:
        raise WrongCommand(
            f"De publicatie {options.publication} is er niet. "
            f"Publicaties die er wel zijn: {', '.join(names) or 'geen'}."
        )


def _seems_fresh(options: Options, year: int, inputs: Inputs) -> bool:
    """Say whether all that was asked for seems to be there, so that no worker has to be started."""
    known = manifest.read_manifest(options.output / str(year)).get("publicaties", {})
    drafts = {name: record.get("status") == "concept" for name, record in known.items()}
    return bool(known) and _plan(options, year, drafts, inputs)[0].nothing_to_do


def _plan(
    options: Options, year: int, drafts: dict[str, bool], inputs: Inputs
) -> tuple[Plan, dict[str, Any]]:
    """Return what to do for these publications, and what the manifest says of them.

    `drafts` says of each publication whether it is one.
    """
    folder = options.output / str(year)
    made = manifest.read_manifest(folder)
    records = made.get("publicaties", {})
    asked = frozenset(name for name in drafts if options.publication in (None, name))
    formats = (options.format,) if options.format else FORMATS
    intact = manifest.is_intact(folder, made) and options.print_html is None
    seal = publish.seal(options.output) if made.get("verzegeld") else ""
    keys = {name: inputs.key(name, draft, seal) for name, draft in drafts.items()}
    return plan(keys, asked, formats, records, intact), records


def _records(
    documents: tuple[Document, ...],
    step: Plan,
    old: dict[str, Any],
    inputs: Inputs,
    seal: str,
    pdfs: dict[str, PdfInfo],
    site: Path,
) -> dict[str, Any]:
    """Return what the manifest says of each publication that the year now holds."""
    records = {}
    for document in documents:
        name = document.publication.id
        publication = document.publication
        record: dict[str, Any] = {
            "titel": publication.title,
            "samenvatting": publication.summary,
            "status": publication.status,
            "datum": publication.date,
        }
        said = len(record)
        for form in FORMATS:
            if form in step.wanted[name]:
                record[form] = inputs.key(name, document.is_draft, seal)
            elif form in step.kept[name]:
                record[form] = old[name][form]
        pdf = site / name / pdf_name(document)
        if "pdf" in record:
            record["paginas"] = pdfs[name].pages if name in pdfs else old[name]["paginas"]
            record["bytes"] = pdf.stat().st_size
        if len(record) > said:
            records[name] = record
    return records


def _report(options: Options, year: Prepared, records: dict[str, Any]) -> list[str]:
    lines = [f"{year.data.year}: gepubliceerd in {options.output / str(year.data.year)}"]
    for name, record in records.items():
        pdf = (
            f"pdf {record['paginas']} pagina's, {record['bytes'] // 1000} kB"
            if "pdf" in record
            else ""
        )
        page = "webpagina" if "html" in record else ""
        lines.append(f"  {name}: {', '.join(part for part in (pdf, page) if part)}")
    return lines
