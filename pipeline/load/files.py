"""Read the bytes of an input file as text, or say why that cannot be done for certain."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from pipeline import characters, glyphs
from pipeline.load.leftovers import is_leftover
from pipeline.load.merge_marks import without_marks
from pipeline.model import ERROR, Place, Problem
from pipeline.paths import plain_name, shown

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OF_THE_SYSTEM = ("Thumbs.db", "desktop.ini")
_SHOWN_TO_READERS = (".md", ".csv", ".yaml")
_SHOWN = 40
"""How many characters before and after a wrong one a message repeats."""


def entries(folder: Path, suffix: str = "") -> list[Path]:
    """Return what an editor put in a folder, without what systems and Excel leave behind."""
    if not folder.is_dir() or folder.is_symlink() or not os.access(folder, os.R_OK | os.X_OK):
        return []
    found = (
        path
        for path in folder.iterdir()
        if path.name.endswith(suffix)
        and path.name[0] not in ".~"
        and path.name not in _OF_THE_SYSTEM
        and not is_leftover(path)
    )
    return sorted(found, key=plain_name)


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file, as `characters.clean` leaves it; None when it is none.

    A link is not opened: what it leads to may lie anywhere. `check_folder` reports it.
    """
    file = shown(path)
    if path.is_symlink():
        return None
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError:
        data = None
    if data is None:
        problems.append(_unreadable(path))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(file, data, error.start))
        return None
    text, strange = characters.clean(text)
    problems += [kind.problem(Place(file, 1)) for kind in strange]
    text, unmerged = without_marks(text, file)
    problems += unmerged
    if path.suffix in _SHOWN_TO_READERS:
        found = glyphs.unknown(text, path.suffix == ".yaml")
        problems += [_without_glyph(Place(file, line), letters) for line, letters in found]
    return text


def _without_glyph(place: Place, letters: str) -> Problem:
    return Problem(
        "W08",
        ERROR,
        place,
        "Ons lettertype heeft dit teken niet",
        ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters),
        "tekens die het lettertype heeft",
        "Schrijf het in woorden, of haal het teken weg.",
    )


def _unreadable(path: Path) -> Problem:
    found = "een map met die naam" if path.is_dir() else "geen leesbaar bestand"
    return Problem(
        "B01",
        ERROR,
        Place(shown(path)),
        "Dit bestand ontbreekt of is niet te lezen",
        found,
        f"het bestand {path.name}",
        "Zet het bestand terug, of kijk of u het mag lezen.",
    )


def _not_utf8(file: str, data: bytes, at: int) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    start = data.rfind(b"\n", 0, at) + 1
    words = data[max(start, at - _SHOWN) : at + _SHOWN].split(b"\n")[0]
    found = f"een teken in een andere codering, bij “{words.decode('cp1252', 'replace').strip()}”"
    if data.startswith(_UTF16):
        line, found = 1, "UTF-16 (in Excel: Unicode-tekst)"
    return Problem(
        "B02",
        ERROR,
        Place(file, line),
        "Dit bestand is niet opgeslagen als UTF-8",
        found,
        "UTF-8",
        "Sla het bestand op als UTF-8 (in Excel: CSV UTF-8).",
    )
