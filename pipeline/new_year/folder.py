"""Every file of the new year folder."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.model import YearData
from pipeline.new_year.figures import moved_figures, staying
from pipeline.new_year.tables import moved_cells, moved_meaning
from pipeline.new_year.texts import moved_text
from pipeline.new_year.years import moved, mover, named
from pipeline.todo import UNWRITTEN

_LEFT_BEHIND = ("akkoord.yaml",)
"""What belongs to the old year alone."""
_STATUS = re.compile(r"^(\s+status:).*$")
_OF_ADOPTION = re.compile(r"^\s+(?:datum|versie):")
_SPOKEN = re.compile(r"^(?P<indent>\s+)(?P<key>titel|samenvatting|ondertitel):\s*(?P<words>.*)$")
_REVISED = re.compile(r"^herzien:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def new_folder(data: YearData) -> dict[str, bytes]:
    """Return the files of the year after `data`, by path in its folder."""
    files: dict[str, bytes] = {}
    for path in sorted(p for p in data.folder.rglob("*") if p.is_file() and not _hidden(p)):
        name = path.relative_to(data.folder).as_posix()
        if name not in _LEFT_BEHIND:
            target = moved(name) if name.endswith(".md") else name
            files[target] = _file(name, path, data)
    return files


def _hidden(path: Path) -> bool:
    return path.name.startswith((".", "~"))


def _file(name: str, path: Path, data: YearData) -> bytes:
    folder, _, file = name.partition("/")
    table = data.tables.get(path.stem) if folder == "tabellen" else None
    if folder in ("diagrammen", "afbeeldingen"):
        return path.read_bytes()
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    if name == "verslagjaar.yaml":
        text = _stated(text)
    elif name == "cijfers.yaml":
        text = moved_figures(text, data)
    elif name == "afwijkingen.yaml":
        text = _REVISED.sub("", text)
    elif table is not None:
        csv = file.endswith(".csv")
        text = (
            moved_cells(table, text)
            if csv
            else moved_meaning(table, text, data.year, mover(staying(data)))
        )
    elif folder == "teksten":
        text = moved_text(text, data.year, mover(staying(data)))
    return text.encode()


def _stated(text: str) -> str:
    """Return verslagjaar.yaml: everything a draft, what was said of the old year still to write."""
    lines = []
    for line in text.split("\n"):
        spoken = _SPOKEN.match(line)
        if _OF_ADOPTION.match(line):
            continue
        if spoken and named(spoken["words"]):
            lines.append(f"{spoken['indent']}# Vorig jaar: {line.strip()}")
            title = spoken["key"] == "titel"
            words = moved(spoken["words"]) if title else UNWRITTEN
            lines.append(f"{spoken['indent']}{spoken['key']}: {words}")
        elif line.lstrip().startswith(("#", "auteur:")):
            lines.append(line)
        else:
            lines.append(moved(_STATUS.sub(r"\1 concept", line)))
    return "\n".join(lines)
