"""Links in texts: where they may lead to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from pipeline import invisible
from pipeline.model import ERROR, Place, Problem

_EXPECTED = "https://…, mailto:…, tel:… of #naam-van-een-kop"


def link_problems(place: Place, token: Token) -> Iterator[Problem]:
    """Yield what is wrong with the address of a link."""
    href, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
    if invisible.position(unquote(href) + title) is not None:
        yield _problem(
            place,
            "In het adres van een link kan geen {{ … }} staan",
            "een invoeging in een adres",
            "Schrijf het adres voluit.",
        )
    elif not _allowed(href):
        advice = "Naar een tabel, figuur of kop verwijst u met verwijs(…)."
        if href.startswith("http:"):
            advice = "Gebruik het adres dat met https:// begint."
        yield _problem(place, "Dit adres kan niet in een link", href or "geen adres", advice)


def dead_link(place: Place, href: str) -> Problem:
    """Return the problem of a link to a place that is not in the publication."""
    return _problem(
        place,
        "Deze link gaat naar een plaats die er niet is",
        href,
        "Gebruik verwijs('kop:…'), of geef de kop de naam die u noemt.",
    )


def _allowed(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return not parts.scheme and href.startswith("#") and len(href) > 1


def _problem(place: Place, what: str, found: str, advice: str) -> Problem:
    return Problem("X06", ERROR, place, what, found, _EXPECTED, advice)
