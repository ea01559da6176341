"""Check every link of a finished site: files and anchors inside it, and a list of those outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

from msgspec import Struct

from pipeline.model import ERROR, Place, Problem
from pipeline.site import markup

_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


class Checked(Struct, frozen=True):
    """What the links of a site came to."""

    inside: int
    outside: dict[str, tuple[str, ...]]
    """Address elsewhere -> the pages that lead there."""
    problems: tuple[Problem, ...]


def check_links(site: Path, base: str) -> Checked:
    """Follow every reference of every page and style sheet; `base` is the address of the site."""
    pages = {
        path.relative_to(site).as_posix(): markup.read(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    problems: list[Problem] = []
    outside: dict[str, dict[str, None]] = {}
    inside = 0
    for page, contents in pages.items():
        for reference in contents.references:
            address = reference.address.removeprefix(base) if base else reference.address
            own = address != reference.address
            if not own and urlsplit(address).scheme:
                if not address.startswith(("data:", "mailto:", "tel:")):
                    outside.setdefault(urldefrag(address).url, {})[page] = None
                continue
            inside += 1
            problem = _broken(site, pages, page, "/" + address if own else address, base)
            if problem:
                problems.append(_dead(page, reference, problem))
    problems += _styles(site)
    return Checked(inside, {name: tuple(found) for name, found in outside.items()}, tuple(problems))


def _broken(
    site: Path, pages: dict[str, markup.Contents], page: str, address: str, base: str
) -> str:
    """Return what is wrong with an internal address, '' when it leads somewhere."""
    path, anchor = urldefrag(address)
    path = unquote(path.partition("?")[0])
    root = urlsplit(base).path.rstrip("/")
    if path.startswith(f"{root}/") and root:
        path = path.removeprefix(root)
    target = path.lstrip("/") if path.startswith("/") else join(dirname(page), path)
    target = normpath(target) if path else page
    if target.startswith(".."):
        return "een plaats buiten de site"
    if (site / target).is_dir():
        target = normpath(join(target, "index.html"))
    if not (site / target).is_file():
        return "een bestand dat er niet is"
    if anchor and target in pages and unquote(anchor) not in pages[target].names:
        return f"een plaats die er niet is op {target}"
    return ""


def _styles(site: Path) -> Iterator[Problem]:
    for path in sorted(site.rglob("*.css")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for address in _IN_STYLE.findall(line):
                if address.startswith(("data:", "#")):
                    continue
                if not (path.parent / address).is_file():
                    name = path.relative_to(site).as_posix()
                    reference = markup.Reference(address, number)
                    yield _dead(name, reference, "een bestand dat er niet is")


def _dead(page: str, reference: markup.Reference, why: str) -> Problem:
    return Problem(
        "P02",
        ERROR,
        Place(page, reference.line),
        "Deze koppeling in de site leidt nergens heen",
        f"{reference.address}: {why}",
        "een pagina, bestand of kop van deze site",
        "Verbeter de koppeling in de tekst, of het adres in adressen.yaml.",
    )
