"""Pictures in texts: only files of the year's own folder, always with a description."""

from __future__ import annotations

from pathlib import Path

from markdown_it.token import Token

from pipeline.compose.expressions import Number
from pipeline.compose.insertions import INLINE, Collected
from pipeline.model import ERROR, Place, Problem

FORMATS = (".png", ".jpg", ".jpeg", ".webp")


def use_image(token: Token, folder: Path, collected: Collected, place: Place) -> Path | Problem:
    """Point the picture at its place in the output; return its file, or what is wrong with it.

    Numbers in the description become plain words, since an attribute cannot hold markup.
    """
    source = str(token.attrs.get("src", ""))
    path = (folder / source).resolve()
    expected = f"een bestand in {folder.name}/ ({', '.join(FORMATS)})"
    if not token.content.strip():
        return _problem(
            place, "Bij dit plaatje ontbreekt de omschrijving", source, "![wat te zien is](…)"
        )
    if ":" in source or source.startswith(("/", "\\")) or not path.is_relative_to(folder.resolve()):
        return _problem(place, "Dit plaatje staat niet in de map van het jaar", source, expected)
    if path.suffix.lower() not in FORMATS:
        return _problem(place, "Dit soort plaatje kan niet", source, expected)
    if not path.is_file():
        return _problem(place, "Dit plaatje is er niet", source, expected)
    used = [collected.inline[int(n)] for n in INLINE.findall(token.content)]
    if not all(isinstance(item, Number) for item in used):
        return _problem(place, "In een omschrijving kan geen verwijzing staan", source, "woorden")
    token.attrs["src"] = f"afbeeldingen/{path.relative_to(folder.resolve()).as_posix()}"
    for child in token.children or ():
        child.content = INLINE.sub(lambda m: _words(m[1], collected), child.content)
    return path


def _words(number: str, collected: Collected) -> str:
    result = collected.inline[int(number)]
    return result.text if isinstance(result, Number) else ""


def _problem(place: Place, what: str, found: str, expected: str) -> Problem:
    return Problem(
        "X05",
        ERROR,
        place,
        what,
        found or "niets",
        expected,
        "Zet het bestand in data/<jaar>/afbeeldingen/ en noem alleen de naam.",
    )
