"""Read the single figures of a year (cijfers.yaml) and what afwijkingen.yaml declares."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from pipeline import dutch, strict_yaml
from pipeline.fields import Fields
from pipeline.load.files import read_text
from pipeline.load.meaning import measure
from pipeline.load.numbers import NotANumber, read_number
from pipeline.load.openness import read_openness
from pipeline.load.rules import read_rules
from pipeline.model import (
    QUALIFIERS,
    STATUSES,
    Cell,
    Deviation,
    Openness,
    Problem,
    Revision,
    Rule,
)
from pipeline.paths import shown
from pipeline.strict_yaml import Mapping

PREFIX = "cijfers"
DECLARATIONS = "afwijkingen.yaml"
"""Stands among the broken tables when it is not known what the file declares."""
_UNCLEAR = ("Y03", "Y07")
"""After these problems it is not known what afwijkingen.yaml declares."""


class Singles(Struct, frozen=True):
    """What cijfers.yaml holds."""

    figures: dict[str, Cell] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    openness: dict[str, Openness] = field(default_factory=dict)


def read_figures(path: Path, problems: list[Problem]) -> Singles | None:
    """Return the single figures by id, their rules and their openness; None after problems."""
    before = len(problems)
    if not path.exists():
        return Singles()
    text = read_text(path, problems)
    if text is None:
        return None
    node, found = strict_yaml.read(text, shown(path))
    problems += found
    if node is None:
        return None
    top = Fields(node, shown(path), problems)
    rules = read_rules(top, PREFIX)
    singles = Fields(_without_rules(node), shown(path), problems)
    figures, openness = {}, {}
    for name, entry in singles.each():
        cell = _figure(name, entry)
        said = read_openness(entry)
        entry.close()
        if cell is not None:
            figures[name] = cell
        if said != Openness():
            openness[name] = said
    return None if len(problems) > before else Singles(figures, rules, openness)


def _without_rules(node: Mapping) -> Mapping:
    items = {name: value for name, value in node.items.items() if name != "regels"}
    return Mapping(items, node.lines, node.line)


def _figure(name: str, fields: Fields) -> Cell | None:
    own = measure(fields, required=True)
    typed = fields.typed("waarde")
    status, year = fields.choice("status", STATUSES), fields.text("jaar")
    label, source = fields.text("omschrijving"), fields.text("bron")
    qualifier = fields.choice("aanduiding", QUALIFIERS, "")
    if typed is None:
        return None
    decimals = own.decimals
    if decimals is None:
        decimals = min(len(typed.text.partition(",")[2]), dutch.LONGEST)
    exact = Decimal(0) if own.unit == "aantal" else Decimal(1).scaleb(-decimals)
    rounded_to = exact if own.rounded_to is None else own.rounded_to
    try:
        value, missing = read_number(typed.text, decimals, own.unit)
    except NotANumber as error:
        fields.report(
            error.code, error.what, typed.text or "niets", error.expected, error.advice, "waarde"
        )
        return None
    return Cell(
        f"{PREFIX}.{name}",
        value,
        missing,
        own.unit,
        decimals,
        rounded_to,
        status,
        year,
        label,
        fields.place("waarde"),
        source,
        qualifier=qualifier,
    )


def read_deviations(
    path: Path, problems: list[Problem]
) -> tuple[tuple[Deviation, ...], tuple[Revision, ...]] | None:
    """Return what afwijkingen.yaml declares; nothing when the file is absent, None when unclear."""
    if not path.exists():
        return (), ()
    before = len(problems)
    text = read_text(path, problems)
    node = None
    if text is not None:
        node, found = strict_yaml.read(text, shown(path))
        problems += found
    if node is None:
        return None
    top = Fields(node, shown(path), problems)
    deviations = []
    for entry in top.mappings("afwijkingen"):
        left, right = _typed(entry, "links"), _typed(entry, "rechts")
        reason, by = entry.text("reden"), entry.text("wie")
        place, why = entry.place("regel"), entry.place("reden")
        deviations.append(Deviation(entry.text("regel"), left, right, reason, by, place, why))
        entry.close()
    revisions = []
    for entry in top.mappings("herzien"):
        old, new = _typed(entry, "was"), _typed(entry, "is")
        reason, by = entry.text("reden"), entry.text("wie")
        place, why = entry.place("cijfer"), entry.place("reden")
        revisions.append(Revision(entry.text("cijfer"), old, new, reason, by, place, why))
        entry.close()
    top.close()
    if any(problem.code in _UNCLEAR for problem in problems[before:]):
        return None
    return tuple(deviations), tuple(revisions)


def _typed(fields: Fields, key: str) -> str:
    scalar = fields.typed(key)
    return scalar.text if scalar else ""
