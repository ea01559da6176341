"""Where the cells of a rule stand, in words for a message."""

from __future__ import annotations

from pipeline.model import Cell


def places(used: list[Cell]) -> str:
    """Return 'data/…/cit.csv regel 9, of een van de regels 2 t/m 8' for the cells of a rule."""
    lines: dict[str, list[int]] = {}
    for cell in used:
        lines.setdefault(cell.place.file, []).append(cell.place.line)
    return " of ".join(f"{file} {_lines(numbers)}" for file, numbers in lines.items())


def _lines(numbers: list[int]) -> str:
    first, *others = dict.fromkeys(numbers)
    if not others:
        return f"regel {first}"
    runs: list[list[int]] = []
    for number in sorted(others):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    rest = " en ".join(_run(run) for run in runs)
    return f"regel {first} of {rest}" if len(others) == 1 else f"regel {first}, of regel {rest}"


def _run(run: list[int]) -> str:
    return f"{run[0]} t/m {run[-1]}" if len(run) > 2 else " en ".join(map(str, run))
