"""Read the rules of a table or of the single figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from pipeline.fields import Fields
from pipeline.model import ERROR, WARNING, Rule, Severity

_EACH = ("rij", "kolom", "cel", "jaar")
_SEVERITIES: dict[str, Severity] = {"fout": ERROR, "let op": WARNING}


def read_rules(fields: Fields, table: str) -> tuple[Rule, ...]:
    """Return the rules under `regels:`; two rules of one table cannot have the same name."""
    rules: list[Rule] = []
    for entry in fields.mappings("regels"):
        name = entry.text("naam")
        if any(rule.name == name for rule in rules):
            entry.report(
                "Y03",
                "Deze naam staat er twee keer",
                name,
                "elke regel een eigen naam",
                "Geef een van de twee een andere naam.",
                "naam",
            )
        if "/" in name:
            entry.report(
                "Y08", "Deze naam kan niet", name, "een naam zonder /", "Verander de naam.", "naam"
            )
        each = entry.choice("voor_elke", _EACH, "") if entry.has("voor_elke") else ""
        rules.append(
            Rule(
                name,
                table,
                entry.text("geldt"),
                cast(Literal["", "rij", "kolom", "cel", "jaar"], each),
                entry.names("rijen"),
                entry.names("kolommen"),
                entry.place("geldt"),
                _SEVERITIES[entry.choice("ernst", tuple(_SEVERITIES), "fout")],
                entry.flag("sluitend"),
            )
        )
        entry.close()
    return (*rules, *_control_counts(fields, table))


def _control_counts(fields: Fields, table: str) -> Iterator[Rule]:
    """Yield a rule per row under `controletelling:`, the sum of its numbers as counted apart."""
    if (block := fields.mapping("controletelling", required=False)) is None:
        return
    for row in block.node.items:
        counted = block.typed(row)
        if counted is not None:
            formula = f"som({table}.{row}.*) = {counted.text}"
            place = block.place(row)
            yield Rule(f"controletelling {row}", table, formula, "", (), (), place, exact=True)
