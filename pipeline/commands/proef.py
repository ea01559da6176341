"""`build.py proef`: change every number of a year, and report what the checks notice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from pipeline import console, dutch
from pipeline.arguments import Options
from pipeline.commands.prepare import prepare
from pipeline.commands.reread import rehearsed
from pipeline.commands.years import chosen_years
from pipeline.model import SLIPS, Guard, Problem, Rehearsal, Share

_NAMES = 28
_WIDTH = 15


def run(root: Path, options: Options) -> int:
    """Print how well each chosen year is guarded; the outcome is a report, never a failure."""
    reports = []
    for chosen in chosen_years(options):
        year = prepare(root, options, chosen)
        found = rehearsed(year)
        reports.append(as_record(found, year.problems))
        if options.format != "json":
            console.say(as_text(found, year.problems))
    if options.format == "json":
        console.say(json.dumps(reports, ensure_ascii=False, indent=1))
    return 0


def as_text(found: Rehearsal, problems: Sequence[Problem]) -> str:
    """Return the report as an aligned table and the list of what nothing guards."""
    lines = [
        f"{found.year}: elk getal één keer veranderd op vier manieren. Welk deel valt op?",
        "",
        _line("tabel", "cijfers", SLIPS),
        *(_line(g.table, str(g.cells), map(_share, g.shares)) for g in found.guards),
        _total("alle tabellen", found, tables_only=True),
        _total("alles", found, tables_only=False),
        "",
        *_unguarded(found.guards),
    ]
    if problems:
        lines.append(f"Het jaar zelf heeft nu {console.summary(problems)}; zie `check`.")
    return "\n".join(lines)


def _line(name: str, cells: str, parts: Iterable[str]) -> str:
    return f"{name:<{_NAMES}}{cells:>8}" + "".join(f"{part:>{_WIDTH}}" for part in parts)


def _share(share: Share) -> str:
    return dutch.share_of(share.percent, share.made)


def _total(name: str, found: Rehearsal, tables_only: bool) -> str:
    cells = sum(g.cells for g in found.guards if not (tables_only and g.table == "cijfers"))
    shares = found.pooled(tables_only)
    whole = Share("", sum(s.noticed for s in shares), sum(s.made for s in shares))
    return _line(name, str(cells), map(_share, shares)) + f"   samen {_share(whole)}"


def _unguarded(guards: Sequence[Guard]) -> list[str]:
    cells = [cell for guard in guards for cell in guard.unguarded]
    if not cells:
        return ["Geen enkel cijfer is onbewaakt."]
    rows = [f"  {c.place.file}:{c.place.line}  {c.id}  ({c.label})" for c in cells]
    return [f"Onbewaakt, geen enkele verandering valt op ({len(cells)}):", *rows]


def as_record(found: Rehearsal, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the report as plain data, for `--format json`."""
    return {
        "jaar": found.year,
        "meldingen": len(problems),
        "tabellen": [
            {
                "tabel": guard.table,
                "titel": guard.title,
                "cijfers": guard.cells,
                "opgemerkt": {s.slip: [s.noticed, s.made] for s in guard.shares},
                "onbewaakt": [{"cijfer": c.id, **to_builtins(c.place)} for c in guard.unguarded],
                "gemist": [list(pair) for pair in guard.escaped],
            }
            for guard in found.guards
        ],
    }
