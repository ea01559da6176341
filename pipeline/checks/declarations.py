"""T02, T03: a declared deviation that does not occur (any more), or not with these values."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.material import Material
from pipeline.names import did_you_mean
from pipeline.model import ERROR, Deviation, Problem


def check(material: Material) -> Iterator[Problem]:
    """Yield a problem for each declared deviation that does not occur as declared."""
    failing = {o.id: o for o in material.outcomes if o.verdict == "fout"}
    known = {o.id for o in material.outcomes}
    seen = set()
    for deviation in material.data.deviations:
        outcome = failing.get(deviation.rule)
        if deviation.rule in seen:
            yield _declaration("T02", deviation, "Deze afwijking is twee keer verklaard", "", "")
        elif outcome is None:
            if deviation.rule.partition("/")[0] not in material.data.broken:
                yield _gone(deviation, known)
        elif (deviation.left, deviation.right) != (outcome.left_text, outcome.right_text):
            yield _declaration(
                "T03",
                deviation,
                "Deze afwijking heeft andere waarden dan verklaard",
                f"links {outcome.left_text}, rechts {outcome.right_text}",
                f"links {deviation.left}, rechts {deviation.right}",
            )
        seen.add(deviation.rule)


def _gone(deviation: Deviation, known: set[str]) -> Problem:
    if deviation.rule in known:
        return _declaration(
            "T02",
            deviation,
            "Deze afwijking komt niet meer voor",
            "een regel die klopt of niet te toetsen is",
            "het verklaarde verschil",
        )
    return _declaration(
        "T02",
        deviation,
        "Deze regel bestaat niet",
        deviation.rule,
        did_you_mean(deviation.rule, known, "tabel/naam van de regel/kolom of rij"),
    )


def _declaration(code: str, deviation: Deviation, what: str, found: str, expected: str) -> Problem:
    return Problem(
        code,
        ERROR,
        deviation.place,
        what,
        found,
        expected,
        "Werk de verklaring bij, of haal haar weg als het verschil is opgelost.",
        (("regel", deviation.rule),),
    )
