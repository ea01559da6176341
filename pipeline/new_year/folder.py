"""Every file of the new year folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pipeline import characters
from pipeline.model import ERROR, Place, Problem, ProblemsFound, YearData
from pipeline.new_year import yaml_lines
from pipeline.new_year.cells import kept_cells
from pipeline.new_year.figures import Move, kept_names, moved_figures, moves, new_names
from pipeline.new_year.stated import stated
from pipeline.new_year.tables import Undivided, gone, moved_cells, moved_meaning
from pipeline.new_year.texts import Speaker
from pipeline.new_year.years import Shift
from pipeline.paths import shown

_LEFT_BEHIND = ("akkoord.yaml", "zegels.yaml", "vastgesteld")
"""What belongs to the old year alone."""
_COPIED = ("diagrammen", "afbeeldingen")


class Made(Struct, frozen=True):
    """The files of the new year by path in its folder, and what of the old one is not in them."""

    files: dict[str, bytes]
    left: tuple[str, ...]
    """A line for each."""


def new_folder(data: YearData) -> Made:
    """Return the year after `data`; raises ProblemsFound for what cannot be taken over."""
    found = moves(data)
    shift = Shift.of(data, new_names(data, found))
    cells, figures = kept_cells(data, shift)
    kept = kept_names(found) | cells
    files: dict[str, bytes] = {}
    left = list(_too_long_ago(data, shift))
    for path in sorted(p for p in data.folder.rglob("*") if p.is_file() and not _hidden(p)):
        name = path.relative_to(data.folder).as_posix()
        if (first := name.partition("/")[0]) in _LEFT_BEHIND:
            left.append(f"{first}: dat gold voor {data.year}")
            continue
        target = shift.words(name) if name.endswith(".md") else name
        if path.suffix == ".md" and name.startswith("teksten/"):
            files[target] = Speaker(shift, kept).moved_text(_text(path)).encode()
        else:
            files[target] = _file(name, path, data, shift, found)
    if figures:
        before = files.get("cijfers.yaml", b"").decode().rstrip("\n")
        files["cijfers.yaml"] = "\n".join([before, "", *figures, ""]).lstrip("\n").encode()
    return Made(files, tuple(dict.fromkeys(left)))


def _too_long_ago(data: YearData, shift: Shift) -> list[str]:
    lost = {table.id: gone(table, shift) for table in data.tables.values()}
    return [f"tabellen/{name}: {', '.join(found)}" for name, found in lost.items() if found]


def _hidden(path: Path) -> bool:
    return path.name.startswith((".", "~"))


def _file(name: str, path: Path, data: YearData, shift: Shift, found: dict[str, Move]) -> bytes:
    folder, _, file = name.partition("/")
    table = data.tables.get(path.stem) if folder == "tabellen" else None
    if folder in _COPIED:
        return path.read_bytes()
    text = _text(path)
    if name == "verslagjaar.yaml":
        text = stated(text, shift)
    elif name == "cijfers.yaml":
        text = moved_figures(text, data, shift, found)
    elif name == "afwijkingen.yaml":
        text = _declared(text, data.year)
    elif table is not None and file.endswith(".csv"):
        text = moved_cells(table, text, shift)
    elif table is not None:
        try:
            text = moved_meaning(table, text, shift)
        except Undivided as error:
            raise ProblemsFound((_on_one_line(path, error.line),)) from error
    return text.encode()


def _text(path: Path) -> str:
    return characters.clean(path.read_text("utf-8-sig"))[0]


def _on_one_line(path: Path, line: int) -> Problem:
    return Problem(
        "V06",
        ERROR,
        Place(shown(path), line),
        "Dit kan nieuw-jaar niet overnemen",
        "kolommen die samen op een regel staan",
        "elke kolom op een eigen regel",
        "Zet elke kolom op een eigen regel en geef het commando opnieuw.",
    )


def _declared(text: str, old: int) -> str:
    """Return afwijkingen.yaml, what was revised in the old year as a comment."""
    span = yaml_lines.spans(text, yaml_lines.tree(text)).get("herzien")
    if span is None:
        return text
    first, last = span
    lines = text.split("\n")
    lines[first + 1 : last] = [f"# Over {old}:", *yaml_lines.commented(lines[first + 1 : last])]
    return "\n".join(lines)
