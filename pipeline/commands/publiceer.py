"""`build.py publiceer`: the whole website, checked, to a folder, a machine or a branch."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pipeline import console, manifest
from pipeline.arguments import Options, WrongCommand
from pipeline.characters import excerpt
from pipeline.commands import build
from pipeline.commands.years import chosen_years
from pipeline.fingerprint import file_hash
from pipeline.load import load
from pipeline.load.addresses import ADDRESSES, read_addresses
from pipeline.model import ERROR, Organisation, Place, Problem, ProblemsFound
from pipeline.site import addresses, machine_files
from pipeline.site.fragments import FILE as FRAGMENT
from pipeline.site.fragments import fragment
from pipeline.site.heads import CARD, with_head
from pipeline.site.links import Checked, check_links
from pipeline.site.markup import read
from pipeline.site.records import SitePage, publication_of
from pipeline.site.targets import Refusal, Target, target_of
from pipeline.writing import copy_file, transaction, work_folder, write_file

_BASE = re.compile(
    r"(?:https://[A-Za-z0-9][A-Za-z0-9.-]*|http://(?:localhost|127\.0\.0\.1))(?::[0-9]+)?"
    r"(?:/[A-Za-z0-9._~%+,=@()-]*)*",
    re.ASCII,
)
"""An address without a question, a name or a sign that means something to a web server."""
Manifests = Mapping[int, Mapping[str, Any]]


def run(root: Path, options: Options) -> int:
    """Publish everything or nothing; return 0, or raise what stands in the way."""
    try:
        if not options.target:
            raise WrongCommand("Zeg met --naar waarheen, bijvoorbeeld --naar ../site")
        ours = (root, options.data, options.output, options.output_without_drafts)
        target = target_of(options.target, root, ours)
        if options.back:
            console.say(f"Klaar: {target.restore()}.")
            return 0
        return _publish(root, options, target)
    except Refusal as refusal:
        raise WrongCommand(str(refusal)) from refusal


def _publish(root: Path, options: Options, target: Target) -> int:
    base = _base(options.base)
    years = chosen_years(replace(options, all_years=True))
    _refuse_drafts(root, options, years)
    output = options.output_without_drafts if options.adopted_only else options.output
    options = replace(options, output=output, all_years=True)
    build.run(root, options)
    manifests = _manifests(options, years)
    organisation = load(options.data, years[-1], root / "templates")[0].organisation
    with work_folder() as temporary:
        site = temporary / "site"
        checked = _made(site, options, base, manifests, organisation, target)
        _say_links(options, checked)
        done = target.publish(site)
    console.say(f"Klaar: {done}. Adres: {base}")
    return 0


def _base(word: str) -> str:
    """Return the address of the site with a slash at its end."""
    if not _BASE.fullmatch(word):
        raise WrongCommand(
            f"--basis-url {excerpt(word) or '(niets)'} is geen adres van een site. Geef het adres "
            "dat bezoekers zien, bijvoorbeeld https://www.example.org/jaarverslagen/"
        )
    return word.rstrip("/") + "/"


def _refuse_drafts(root: Path, options: Options, years: tuple[int, ...]) -> None:
    """Stop before anything is built when there are drafts and nobody said what to do with them."""
    if options.with_drafts or options.adopted_only:
        return
    drafts = [
        f"{year} {publication.id}"
        for year in years
        for publication in load(options.data, year, root / "templates")[0].publications
        if publication.status == "concept"
    ]
    if drafts:
        raise WrongCommand(
            f"Nog niet vastgesteld: {', '.join(drafts)}. Zet ze op vastgesteld, laat ze weg met "
            "--zonder-concepten, of publiceer ze als concept met --met-concepten."
        )


def _manifests(options: Options, years: tuple[int, ...]) -> Manifests:
    """Return what the output holds; WrongCommand for years that nobody knows."""
    found = dict(manifest.published_years(options.output))
    stray = [str(year) for year in found if year not in years]
    if stray:
        raise WrongCommand(
            f"In {options.output} staat {', '.join(stray)}, en dat jaar is er niet in "
            f"{options.data}. Verwijder die map uit {options.output}."
        )
    return found


def _made(
    site: Path,
    options: Options,
    base: str,
    manifests: Manifests,
    organisation: Organisation,
    target: Target,
) -> Checked:
    """Make the whole site in a folder; ProblemsFound when an address is dead or would be lost."""
    _copy_listed(options.output, site)
    pages = _pages(site, manifests)
    _write_pages(site, pages, base, organisation)
    problems: list[Problem] = []
    stated = read_addresses(options.data / ADDRESSES, problems)
    problems += addresses.place_moved(site, base, stated)
    written = {
        machine_files.NOT_FOUND: _not_found(organisation, base),
        "sitemap.xml": machine_files.sitemap(pages, base),
        "feed.xml": machine_files.feed(pages, base, organisation.name),
        "robots.txt": machine_files.robots(base),
        ".nojekyll": "",
        **machine_files.header_files(base, dict(stated.moved), stated.withdrawn),
    }
    for name, text in written.items():
        write_file(site / name, text)
    checked = check_links(site, base)
    today = datetime.date.today()
    memory, damaged = addresses.remembered(target.read(addresses.MEMORY))
    lost = addresses.lost(memory, site, stated, today)
    problems += [*checked.problems, *damaged, *lost]
    if problems:
        raise ProblemsFound(tuple(problems))
    after = addresses.next_memory(memory, addresses.addresses_of(site), today)
    write_file(site / addresses.MEMORY, addresses.memory_file(after))
    return checked


def _copy_listed(output: Path, site: Path) -> None:
    """Copy what the manifests list, each file with the bytes that they say, and nothing else.

    Raises ProblemsFound (P05) when a file is not what the build made.
    """
    for name, digest in manifest.listed(output).items():
        path = output / name
        if file_hash(path) != digest:
            raise ProblemsFound((_not_as_built(path),))
        copy_file(path, site / name)


def _not_as_built(path: Path) -> Problem:
    return Problem(
        "P05",
        ERROR,
        Place(str(path)),
        "Dit bestand is veranderd nadat het is gemaakt",
        "een andere inhoud, of een koppeling",
        "de inhoud die het programma heeft geschreven",
        "Bouw opnieuw met python3 build.py --all-years en publiceer daarna.",
    )


def _pages(site: Path, manifests: Manifests) -> list[SitePage]:
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        contents = read(path.read_text("utf-8"))
        record = publication_of(manifests, name) or {}
        title = record.get("titel", "")
        draft = record.get("status") == "concept"
        date = record.get("datum", "")
        description = contents.description or contents.title
        found.append(SitePage(name, contents.title, description, title, date, draft))
    return found


def _write_pages(site: Path, pages: list[SitePage], base: str, organisation: Organisation) -> None:
    """Give every page its head, and every publication its card and its fragment."""
    from pipeline.render.site_pages import card

    write_file(site / CARD, card(organisation, "Jaarverslagen", organisation.motto))
    for page in pages:
        path = site / page.path
        text = path.read_text("utf-8")
        if page.publication:
            style = (path.parent / "stijl.css").read_text("utf-8")
            address, title = base + page.address, page.publication
            piece = fragment(text, style, address, title, page.draft)
            write_file(path.with_name(FRAGMENT), piece)
            picture = card(organisation, page.publication, organisation.motto)
            write_file(path.with_name(CARD), picture)
        new = with_head(text, page, base, organisation.name, bool(page.publication))
        write_file(path, new)


def _not_found(organisation: Organisation, base: str) -> str:
    from pipeline.render.site_pages import not_found_page

    return not_found_page(organisation, base)


def _say_links(options: Options, checked: Checked) -> None:
    """List what leads elsewhere, which nobody here can check for certain."""
    lines = [
        f"{address}\n" + "".join(f"    {page}\n" for page in pages)
        for address, pages in sorted(checked.outside.items())
    ]
    with transaction(options.output) as change:
        change.write(options.output.absolute() / manifest.LINKS, "".join(lines))
    console.say(
        f"{checked.inside} koppelingen binnen de site, alle goed. "
        f"{len(checked.outside)} adressen daarbuiten staan in {options.output / manifest.LINKS}; "
        "kijk zelf of die nog bestaan."
    )
