"""D05: a hidden number that somebody typed in a reason or explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import ERROR, WARNING, Outcome, Place, Problem, Protected, YearData

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.]*(?:,\d+)?(?![\w])")
_WORD = re.compile(r"\w+")


def typed_values(
    data: YearData, protected: Protected, outcomes: tuple[Outcome, ...]
) -> Iterator[Problem]:
    """Yield a problem for each text beside the numbers that types what is hidden."""
    cells = data.cells
    kept = {i: v for i in protected.hidden if (v := cells[i].value) is not None}
    reads = {outcome.id: outcome.cells for outcome in outcomes}
    for deviation in data.deviations:
        values = {kept[cell] for cell in reads.get(deviation.rule, ()) if cell in kept}
        yield from _found(deviation.reason, values, deviation.place, ("regel", deviation.rule))
    for revision in data.revisions:
        if revision.cell in kept:
            values = {v for t in (revision.old, revision.new) if (v := dutch.parse(t)) is not None}
            yield from _found(revision.reason, values, revision.place, ("cijfer", revision.cell))
    for table in data.tables.values():
        values = {kept[c.id] for c in table.cells.values() if c.id in kept}
        yield from _found(table.note, values, table.place, ("tabel", table.id))


def _found(
    text: str, values: Iterable[Decimal], place: Place, of: tuple[str, str]
) -> Iterator[Problem]:
    """Yield a problem when a text names a value; in a reason also when it does so in a word."""
    values = set(values)
    reason = of[0] != "tabel"
    words = {word for v in values if (word := dutch.word(v))} if reason else set()
    numbers = [n for n in _NUMBER.findall(text) if dutch.parse(n.rstrip(".")) in values]
    typed = [*numbers, *(w for w in _WORD.findall(text.lower()) if w in words)]
    if typed:
        where = "reden" if reason else "toelichting"
        yield Problem(
            "D05",
            ERROR if reason else WARNING,
            place,
            f"In deze {where} staat een cijfer dat niet wordt getoond",
            ", ".join(dict.fromkeys(typed)),
            "woorden zonder dat cijfer",
            "Schrijf de zin zonder het cijfer, want de lezer ziet deze tekst.",
            (of,),
        )
