"""Read the bytes of an input file as text, or say why that cannot be done for certain."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import ERROR, Place, Problem


def shown(path: Path) -> str:
    """Return a path as the user sees it: relative to the working folder when it lies inside."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file (with or without BOM); None after reporting a problem."""
    file = shown(path)
    try:
        data = path.read_bytes()
    except OSError:
        problems.append(
            Problem(
                "B01",
                ERROR,
                Place(file),
                "Dit bestand ontbreekt of is niet te lezen",
                "geen leesbaar bestand",
                path.name,
                "Zet het bestand terug, of kijk of u het mag lezen.",
            )
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(file, data, error.start))
        return None
    if "\x00" in text:
        problems.append(_not_utf8(file, data, data.index(b"\x00")))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(file: str, data: bytes, at: int) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    start = data.rfind(b"\n", 0, at) + 1
    words = data[start : at + 12].split(b"\n")[0].decode("cp1252", "replace").strip()
    return Problem(
        "B02",
        ERROR,
        Place(file, line),
        "Dit bestand is niet opgeslagen als UTF-8",
        f"een teken in een andere codering, bij “{words}”",
        "UTF-8",
        "Sla het bestand op als UTF-8 (in Excel: CSV UTF-8).",
    )
