"""T02, T03: a declared deviation that does not occur (any more), or not with these values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline import dutch
from pipeline.checks.material import Material
from pipeline.checks.places import places
from pipeline.model import ERROR, Cell, Deviation, Outcome, Problem
from pipeline.names import did_you_mean


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each declared deviation that does not occur as declared."""
    outcomes = {outcome.id: outcome for outcome in material.outcomes}
    seen = set()
    for deviation in material.data.deviations:
        outcome = outcomes.get(deviation.rule)
        if deviation.rule in seen and deviation.rule:
            yield _declaration("T02", deviation, *_TWICE)
        elif outcome is None:
            if deviation.rule and not _reported(deviation, material):
                yield _unknown(deviation, outcomes)
        elif outcome.verdict == "fout":
            yield from _values(deviation, outcome, material.cells)
        elif not any(map(material.reach.unreadable, outcome.cells)):
            yield _gone(deviation, outcome)
        seen.add(deviation.rule)


_TWICE = (
    "Deze afwijking is twee keer verklaard",
    "een tweede verklaring",
    "één verklaring",
    "Haal een van de twee weg.",
)


def _reported(deviation: Deviation, material: Material) -> bool:
    """Say whether the rule has no outcome because of something that was reported already."""
    table, _, rest = deviation.rule.partition("/")
    name = rest.rpartition("/")[0] or rest
    return table in material.data.broken or bool(
        {f"{table}/{name}", f"{table}/{rest}"} & material.unreadable
    )


def _values(deviation: Deviation, outcome: Outcome, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    if dutch.same(deviation.left, outcome.left_text) and dutch.same(
        deviation.right, outcome.right_text
    ):
        return
    yield _declaration(
        "T03",
        deviation,
        "Deze afwijking heeft andere waarden dan verklaard",
        f"links {outcome.left_text}, rechts {outcome.right_text}",
        f"links {deviation.left}, rechts {deviation.right}",
        f"Kijk naar {places([cells[i] for i in outcome.cells])}. Kloppen de cijfers, werk dan de "
        "verklaring bij.",
        rests_on=outcome.cells if "*" in outcome.rule.formula else (),
    )


def _gone(deviation: Deviation, outcome: Outcome) -> Problem:
    found = "een regel die klopt"
    if outcome.verdict == "niet te toetsen":
        found = "een regel die niet te toetsen is, omdat een getal ontbreekt"
    return _declaration(
        "T02",
        deviation,
        "Deze afwijking komt niet meer voor",
        found,
        f"links {deviation.left}, rechts {deviation.right}",
        "Haal de verklaring weg.",
        rests_on=outcome.cells if "*" in outcome.rule.formula else (),
    )


def _unknown(deviation: Deviation, known: Iterable[str]) -> Problem:
    return _declaration(
        "T02",
        deviation,
        "Deze regel bestaat niet",
        deviation.rule,
        "tabel/naam van de regel/kolom of rij, zoals `check` de regel noemt",
        did_you_mean(deviation.rule, known, "Neem de naam over uit de melding van `check`."),
        lacks=_lacking(deviation.rule),
    )


def _lacking(rule: str) -> str:
    """Return the column of the table for which a rule cannot be worked out, as far as it shows."""
    table, _, rest = rule.partition("/")
    return f"{table}.*.{rest.rpartition('/')[2].rpartition('.')[2]}"


def _declaration(
    code: str,
    deviation: Deviation,
    what: str,
    found: str,
    expected: str,
    advice: str,
    lacks: str = "",
    rests_on: tuple[str, ...] = (),
) -> Problem:
    context = (("regel", deviation.rule),)
    told = (what, found, expected, advice, context, lacks, rests_on)
    return Problem(code, ERROR, deviation.place, *told)
