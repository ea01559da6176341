"""Links in texts: where they may lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline import characters
from pipeline.model import ERROR, Place, Problem

_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:[/?#:]|$)", re.IGNORECASE)
"""An address as people say it: www.example.nl, example.nl/pad."""
_EXPECTED = "https://…, mailto:…, tel:… of #naam-van-een-kop"


def link_problems(place: Place, token: Token) -> Iterator[Problem]:
    """Yield what is wrong with the address of a link."""
    href, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
    written = unquote(href) + title
    if "\ue000" in written or "\ue002" in written:
        yield _problem(
            place,
            "In het adres van een link kan geen {{ … }} staan",
            "een invoeging in een adres",
            "Schrijf het adres voluit.",
        )
    elif characters.hides(written):
        yield _problem(
            place,
            "In het adres van een link staat een teken dat niemand ziet",
            characters.visible(written),
            "Neem het adres opnieuw over uit de browser.",
        )
    elif not _allowed(href):
        advice = "Naar een tabel, figuur of kop verwijst u met verwijs(…)."
        if href.startswith("http:"):
            advice = "Gebruik het adres dat met https:// begint."
        elif _SITE.match(href):
            advice = f"Zet https:// ervoor: https://{href}"
        yield _problem(place, "Dit adres kan niet in een link", href or "geen adres", advice)


def unused_definitions(
    env: Mapping[str, Any], tokens: list[Token], place: Place
) -> Iterator[Problem]:
    """Yield the lines `[naam]: adres` that Markdown takes out of the text and nothing uses."""
    inline = [child for token in tokens for child in token.children or ()]
    used = {str(token.attrs.get(name)) for token in inline for name in ("href", "src")}
    unused = [d for d in env.get("references", {}).values() if d["href"] not in used]
    for definition in (*unused, *env.get("duplicate_refs", ())):
        yield _problem(
            replace(place, line=definition["map"][0] + 1),
            "Deze regel komt niet in de tekst",
            f"[…]: {definition['href']}",
            "Schrijf een link als [tekst](adres). Is het geen link, laat dan de : weg.",
        )


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
