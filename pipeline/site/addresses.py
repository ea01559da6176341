"""Addresses stay: what was published remains, moves on purpose, or is withdrawn with a reason."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct, field

from pipeline.model import ERROR, Place, Problem
from pipeline.writing import copy_file, write_file

MEMORY = "adressen.json"
"""In the site itself: which addresses it has, and since when."""
YEARS_KEPT = 7
"""How long an address that was published has to lead somewhere."""
_LASTING = re.compile(r"(?:^|/)(?:[^/]+\.(?:html|pdf|csv|json|jsonld|xlsx|xml))$")
_PASSING = re.compile(r"(?:^|/)(?:zoekindex|interactief)/|(?:^|/)(?:404\.html|adressen\.json)$")
_ENCODED = re.compile(r"(?:[^%]|%(?!00)[0-9A-Fa-f]{2})+")
_PAGE = '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'


class Memory(Struct, frozen=True):
    """What a site remembers of its addresses."""

    addresses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Address -> (day on which it was first published, last day on which it was)."""


class Stated(Struct, frozen=True):
    """What adressen.yaml says."""

    moved: Mapping[str, str] = field(default_factory=dict)
    """Old address -> new one, both below the site."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Address -> why it is not there any more."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Of each old address."""


_SIGNS = " -._~/+,=@()"
"""What an address has besides letters and digits, once its %20 are read: nothing that ends a value,
starts a variable or is a pattern in the settings of a web server."""


def is_below(address: str) -> bool:
    """Say whether a word is an address below that of the site, and nothing more than that."""
    plain = unquote(address) if _ENCODED.fullmatch(address) else ""
    good = all(letter.isalnum() or letter in _SIGNS for letter in plain)
    return bool(plain) and good and not plain.startswith("/") and ".." not in plain


def remembered(text: str | None) -> tuple[Memory, list[Problem]]:
    """Return the memory of the site that is published now; empty when there is none.

    With a problem (P06) when it is damaged: then nobody knows which addresses have to stay.
    """
    if text is None:
        return Memory(), []
    try:
        return _read(text), []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Memory(), [_damaged()]


def _read(text: str) -> Memory:
    """Return what a memory says. Raises one of several errors when it is none."""
    found = {}
    for name, entry in json.loads(text)["adressen"].items():
        days = (entry["sinds"], entry["laatst"])
        found[name] = days
        for day in days:
            datetime.date.fromisoformat(day)
    return Memory(found)


def _damaged() -> Problem:
    return Problem(
        "P06",
        ERROR,
        Place(MEMORY),
        "De lijst van adressen die op de site staat, is niet te lezen",
        "een beschadigd bestand",
        "de lijst zoals dit programma haar schrijft",
        "Zet de vorige uitgave terug met --terug, of haal dit bestand van de site: dan begint de "
        "lijst opnieuw en worden oude adressen niet meer bewaakt.",
    )


def addresses_of(site: Path) -> Iterator[str]:
    """Yield the addresses of a site that others may link to: pages, PDFs and data."""
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if _LASTING.search(name) and not _PASSING.search(name):
            yield name.removesuffix("index.html") if name.endswith("/index.html") else name


def next_memory(old: Memory, now: Iterable[str], today: datetime.date) -> Memory:
    """Return the memory after publishing today; what is long gone is forgotten."""
    day = today.isoformat()
    kept = {name: when for name, when in old.addresses.items() if _counts(when[1], today)}
    kept |= {name: (old.addresses.get(name, (day, day))[0], day) for name in now}
    return Memory(dict(sorted(kept.items())))


def memory_file(memory: Memory) -> str:
    """Return the memory as it stands in the site."""
    entries = {
        name: {"sinds": since, "laatst": last} for name, (since, last) in memory.addresses.items()
    }
    return json.dumps({"adressen": entries}, ensure_ascii=False, indent=1) + "\n"


def lost(old: Memory, site: Path, stated: Stated, today: datetime.date) -> Iterator[Problem]:
    """Yield a problem (P03) for each address that would lead nowhere within seven years."""
    now = set(addresses_of(site))
    for name, (_, last) in old.addresses.items():
        if name in now or name in stated.withdrawn or not _counts(last, today):
            continue
        yield Problem(
            "P03",
            ERROR,
            Place("adressen.yaml"),
            "Een adres dat gepubliceerd was, zou verdwijnen",
            f"{name}, nog op de site op {last}",
            f"een adres blijft minstens {YEARS_KEPT} jaar bestaan",
            "Zet in adressen.yaml waar het nu staat, onder verhuisd, of waarom het weg is, "
            "onder ingetrokken.",
        )


def _counts(last: str, today: datetime.date) -> bool:
    return (today - datetime.date.fromisoformat(last)).days <= YEARS_KEPT * 366


def place_moved(site: Path, base: str, stated: Stated) -> Iterator[Problem]:
    """Make what stands at old addresses: a page that leads on, or the file itself.

    Yields a problem (P02) for one that cannot be: the new address is not there, or the old one is.
    """
    for old, new in stated.moved.items():
        page = _is_page(new)
        folder = page and not new.endswith(".html")
        target = site / unquote(f"{new.rstrip('/')}/index.html".lstrip("/") if folder else new)
        folder = old.endswith("/") or (page and not old.endswith(".html"))
        place = site / unquote(f"{old.rstrip('/')}/index.html" if folder else old)
        problem = _unmovable(site, old, new, target, place)
        if problem:
            yield Problem("P02", ERROR, stated.places[old], *problem)
            continue
        if page:
            write_file(place, _leading_on(base + quote(unquote(new))))
        else:
            copy_file(target, place)


def _is_page(address: str) -> bool:
    return address.endswith(("/", ".html")) or not Path(address).suffix


def _unmovable(
    site: Path, old: str, new: str, target: Path, place: Path
) -> tuple[str, str, str, str] | None:
    """Return what, found, expected and advice when an address cannot move; None when it can."""
    advice = "Verbeter het adres, of haal de regel weg."
    if _is_page(old) != _is_page(new):
        said = "twee pagina's, of twee bestanden"
        return "Een bestand kan geen pagina worden, of andersom", f"{old} naar {new}", said, advice
    if not target.is_file():
        said = "een pagina of bestand van deze site"
        return "Dit nieuwe adres is er niet", new, said, advice
    if place.exists() or any((site / above).is_file() for above in Path(old).parents):
        return "Op dit oude adres staat iets", old, "een adres dat vrij is", advice
    return None


def _leading_on(address: str) -> str:
    to = escape(address)
    return (
        f'{_PAGE}<title>Verhuisd</title>\n<meta http-equiv="refresh" content="0; url={to}">\n'
        f'<link rel="canonical" href="{to}">\n<meta name="robots" content="noindex">\n</head>\n'
        f"<body>\n<main>\n<h1>Verhuisd</h1>\n<p>Deze pagina staat nu op "
        f'<a href="{to}">{to}</a>.</p>\n</main>\n</body>\n</html>\n'
    )
