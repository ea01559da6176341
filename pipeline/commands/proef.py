"""`build.py proef`: make every slip in the numbers of a year, and report what is noticed."""

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

_NAMES = 34
_WIDTH = 18
_SINGLE = len(SLIPS)
"""So many of the shares are of slips in one number; the rest are of slips in several."""


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
    """Return the report as two aligned tables and the list of what nothing guards."""
    own, copied = found.pooled(), found.copied
    numbers = sum(guard.cells for guard in found.guards)
    copies = sum(guard.copies for guard in found.guards)
    lines = [
        f"{found.year}: elke vergissing één keer gemaakt, in het geheugen. Welk deel valt op?",
        "",
        "Eigen cijfers staan in geen eerdere jaarmap. Staat een cijfer daar wel (een kopie), dan",
        "valt een ander getal altijd op (V01): dat zegt niets over de controles van dit jaar.",
        "",
        _line("soort vergissing", (f"{numbers} eigen cijfers", f"{copies} kopieën")),
        *(
            _line(share.slip, map(_share, (share, copied[i] if i < _SINGLE else Share("", 0, 0))))
            for i, share in enumerate(own)
        ),
        _line("alles samen", (_share(_sum(own)), _share(_sum(copied)))),
        "",
        _line("tabel", ("eigen cijfers", "één cijfer", "meer cijfers", "kopieën")),
        *(_guard(guard) for guard in found.guards),
        "",
        *_unguarded(found.guards),
    ]
    if problems:
        lines.append(f"Het jaar zelf heeft nu {console.summary(problems)}; zie `check`.")
    return "\n".join(lines)


def _line(name: str, parts: Iterable[str]) -> str:
    return f"{name:<{_NAMES}}" + "".join(f"{part:>{_WIDTH}}" for part in parts)


def _guard(guard: Guard) -> str:
    single, several = guard.shares[:_SINGLE], guard.shares[_SINGLE:]
    shares = map(_share, (_sum(single), _sum(several), _sum(guard.copied)))
    return _line(guard.table, (str(guard.cells), *shares))


def _share(share: Share) -> str:
    return dutch.share_of(share.percent, share.made)


def _sum(shares: Iterable[Share]) -> Share:
    shares = list(shares)
    return Share("", sum(s.noticed for s in shares), sum(s.made for s in shares))


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
                "kopieen": guard.copies,
                "opgemerkt": {s.slip: [s.noticed, s.made] for s in guard.shares},
                "opgemerkt_in_kopieen": {s.slip: [s.noticed, s.made] for s in guard.copied},
                "onbewaakt": [{"cijfer": c.id, **to_builtins(c.place)} for c in guard.unguarded],
                "gemist": [list(pair) for pair in guard.escaped],
            }
            for guard in found.guards
        ],
    }
