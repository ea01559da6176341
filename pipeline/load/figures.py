"""Read the single figures of a year (cijfers.yaml) and what afwijkingen.yaml declares."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from pipeline import dutch, strict_yaml
from pipeline.characters import excerpt
from pipeline.fields import Fields
from pipeline.load.files import read_text
from pipeline.load.meaning import Measure, measure
from pipeline.load.numbers import NotANumber
from pipeline.load.openness import read_openness
from pipeline.load.references import Vintages
from pipeline.load.rules import read_rules
from pipeline.model import (
    NOT_KNOWN_YET,
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


def read_figures(path: Path, vintages: Vintages, problems: list[Problem]) -> Singles | None:
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
    told: set[str] = set()
    for name, entry in singles.each():
        cell = _figure(name, entry, vintages, told)
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


def _figure(name: str, fields: Fields, vintages: Vintages, told: set[str]) -> Cell | None:
    """Return a single figure, None after a problem; `told` holds the causes reported before."""
    own = measure(fields, required=True)
    typed = fields.typed("waarde")
    status, year = fields.choice("status", STATUSES), fields.text("jaar")
    label, source = fields.text("omschrijving"), fields.text("bron")
    qualifier = fields.choice("aanduiding", QUALIFIERS, "")
    if typed is None:
        return None
    cell_id = f"{PREFIX}.{name}"
    try:
        there = vintages.meant(typed.text, cell_id)
        cell = Cell(
            cell_id,
            None,
            NOT_KNOWN_YET,
            own.unit,
            *_precision(own, typed.text, there),
            status,
            year,
            label,
            fields.place("waarde"),
            source,
            qualifier=qualifier or (there.qualifier if there else ""),
        )
        return vintages.filled(cell, typed.text)
    except NotANumber as error:
        if not (error.cause and error.cause in told):
            found = excerpt(typed.text) or "niets"
            fields.report(error.code, error.what, found, error.expected, error.advice, "waarde")
        told.add(error.cause)
        return None


def _precision(own: Measure, typed: str, there: Cell | None) -> tuple[int, Decimal]:
    """Return decimals and rounding unit: as stated, else of the number it refers to, or typed."""
    decimals = own.decimals
    if decimals is None:
        behind_comma = min(len(typed.partition(",")[2]), dutch.LONGEST)
        decimals = there.decimals if there else behind_comma
    if own.rounded_to is not None:
        return decimals, own.rounded_to
    exact = Decimal(0) if own.unit == "aantal" else Decimal(1).scaleb(-decimals)
    return decimals, there.rounded_to if there else exact


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
