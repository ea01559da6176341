"""What the block of the single figures makes of cijfers.yaml: other values on the same lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import ERROR, Cell, Place, Problem
from pipeline.names import did_you_mean
from pipeline.workbook.apply import Applied, double, name_of, number, same
from pipeline.workbook.cells import Measured
from pipeline.workbook.names import SINGLE, SINGLES, VALUE
from pipeline.workbook.sheet_walk import BlockRow, SheetBlock

_VALUE = re.compile(r"^(\s*waarde:[ \t]*)(\"[^\"]*\"|'[^']*'|[^#\s][^#]*?)?([ \t]*(?:#.*)?)$")
_PLAIN = re.compile(r"[0-9][0-9.,]*|-[0-9][0-9.,]*|nnb|nvt")


def apply_singles(
    block: SheetBlock, figures: Mapping[str, Cell], old: str, problems: list[Problem]
) -> Applied | None:
    """Return what cijfers.yaml becomes: other values on the same lines; None after problems."""
    before = len(problems)
    if sorted(block.header) != sorted((SINGLE, VALUE)):
        expected = f"{SINGLE}, {VALUE}"
        advice = "Neem de kolomnamen precies over, of zet haakjes om wat uitleg is."
        what, found = "De kolommen van de losse cijfers kloppen niet", ", ".join(block.header)
        problems.append(Problem("E01", ERROR, block.place, what, found, expected, advice))
        return None
    name_at, value_at = block.header.index(SINGLE), block.header.index(VALUE)
    lines, places = old.split("\n"), {}
    seen: dict[str, Place] = {}
    for line in block.rows:
        name = name_of(line.cells[name_at], line, problems)
        cell = figures.get(name)
        if cell is None or name in seen:
            again = double(line, (name,), seen[name]) if name in seen else None
            problems.append(again or _stranger(line, name, figures))
            continue
        seen[name] = line.place
        measured = Measured(cell.unit, cell.decimals)
        typed = number(line.cells[value_at], measured, line, problems)
        places[cell.place.line] = line.place
        if not same(typed, cell):
            _replace_value(lines, cell, typed, line, problems)
    problems += [_lacking(block, name) for name in figures if name not in seen]
    return Applied("\n".join(lines), places) if len(problems) == before else None


def _replace_value(
    lines: list[str], cell: Cell, typed: str, line: BlockRow, problems: list[Problem]
) -> None:
    at = cell.place.line - 1
    match = _VALUE.fullmatch(lines[at])
    if not match:
        advice = "Zet waarde: op een eigen regel, of verander dit cijfer in cijfers.yaml zelf."
        what, expected = "Deze regel kan het programma niet vervangen", "waarde: … op een regel"
        found = f"{cell.place.file}:{cell.place.line}: {lines[at].strip()}"
        problems.append(Problem("E02", ERROR, line.place, what, found, expected, advice))
        return
    safe = typed if _PLAIN.fullmatch(typed) else '"' + typed.replace('"', "'") + '"'
    lines[at] = f"{match[1].rstrip()} {safe}{match[3]}"


def _stranger(line: BlockRow, name: str, figures: Mapping[str, Cell]) -> Problem:
    advice = "Verbeter de naam. Een nieuw cijfer begint in cijfers.yaml, met zijn betekenis."
    advice = did_you_mean(name, figures, advice)
    what, found = "Dit losse cijfer kennen we niet", name or "niets"
    return Problem("E01", ERROR, line.place, what, found, f"een naam uit {SINGLES}.yaml", advice)


def _lacking(block: SheetBlock, name: str) -> Problem:
    advice = "Zet de rij terug. Hoort het cijfer er niet meer, haal het dan uit cijfers.yaml."
    what, expected = "Een los cijfer ontbreekt", f"een rij {name}"
    return Problem("E01", ERROR, block.place, what, f"geen rij {name}", expected, advice)
