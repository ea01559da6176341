"""Pictures in texts: only files of the year's own folder, always with a description."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

from markdown_it.token import Token

from pipeline import pictures
from pipeline.characters import settled
from pipeline.compose.insertions import Collected
from pipeline.compose.requests import Number
from pipeline.model import ERROR, Exempt, Place, Problem
from pipeline.names import did_you_mean
from pipeline.paths import plain_name
from pipeline.tokens import INLINE

_SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    ".png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".webp": lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
}
"""Per suffix: whether the first bytes of a file are those of such a picture."""
_MOVE = "Zet het plaatje in data/<jaar>/afbeeldingen/ en noem alleen de naam van het bestand."


def use_image(token: Token, folder: Path, collected: Collected, place: Place) -> Path | Problem:
    """Point the picture at its place in the output; return its file, or what is wrong with it.

    Numbers in the description become plain words, since an attribute cannot hold markup.
    """
    source = settled(unquote(str(token.attrs.get("src", ""))))
    if problem := _problem_with(source, token, folder, place):
        return problem
    used = [collected.inline[int(n)] for n in INLINE.findall(token.content)]
    if not all(isinstance(item, Number | Exempt) for item in used):
        return _problem(
            place,
            "In een omschrijving kan geen verwijzing of voetnoot staan",
            source,
            "alleen woorden en cijfers",
            "Zet de verwijzing in de tekst.",
        )
    token.attrs["src"] = f"afbeeldingen/{quote(source)}"
    for child in token.children or ():
        child.content = INLINE.sub(lambda m: _words(m[1], collected), child.content)
    return _files(folder)[source]


def _problem_with(source: str, token: Token, folder: Path, place: Place) -> Problem | None:
    if not token.content.strip():
        return _problem(
            place,
            "Bij dit plaatje ontbreekt de omschrijving",
            source or "niets",
            f"![wat er te zien is]({source})",
            "Schrijf tussen [ en ] wat er op het plaatje te zien is.",
        )
    if "title" in token.attrs:
        return _problem(
            place,
            "Een plaatje heeft geen tekst tussen aanhalingstekens",
            str(token.attrs["title"]),
            f"![omschrijving]({source})",
            "Haal de tekst achter de naam van het bestand weg.",
        )
    kinds = ", ".join(_SIGNATURES)
    if any(mark in source for mark in ":/\\") or source.startswith(".") or not source.strip():
        what = "Dit plaatje staat niet in de map met afbeeldingen"
        return _problem(place, what, source, f"de naam van een bestand ({kinds})", _MOVE)
    looks_right = _SIGNATURES.get(Path(source).suffix.lower())
    if looks_right is None:
        advice = "Sla het plaatje op als png of jpg."
        return _problem(place, "Dit soort plaatje kan niet", source, kinds, advice)
    names = sorted(_files(folder))
    path = _files(folder).get(source, folder)
    if not path.is_file() or path.is_symlink():
        known = f"een bestand in {folder.name}/: {', '.join(names) or '(de map is leeg)'}"
        return _problem(
            place, "Dit plaatje is er niet", source, known, did_you_mean(source, names, _MOVE)
        )
    if not looks_right(path.read_bytes()[:12]):
        what = "Dit bestand is geen plaatje van de soort die de naam noemt"
        return _problem(place, what, source, kinds, "Sla het plaatje opnieuw op als png of jpg.")
    return _unfit(path, source, place)


def _unfit(path: Path, source: str, place: Place) -> Problem | None:
    """Return why a picture cannot be shown; None when it can."""
    try:
        pictures.shown(path)
    except pictures.NotShown as wrong:
        return _problem(
            place, wrong.what, source, "een compleet plaatje dat stilstaat", wrong.advice
        )
    return None


def _files(folder: Path) -> dict[str, Path]:
    """Return what lies in a folder by the name that a text uses."""
    return {plain_name(path): path for path in folder.glob("*")}


def _words(number: str, collected: Collected) -> str:
    result = collected.inline[int(number)]
    return result.text if isinstance(result, Number | Exempt) else ""


def _problem(place: Place, what: str, found: str, expected: str, advice: str) -> Problem:
    return Problem("X05", ERROR, place, what, found, expected, advice)
