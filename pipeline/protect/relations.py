"""What a reader knows about numbers he does not see: the rules of the year, in linear form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.formula import compare
from pipeline.model import Cell, Rule, Table, YearData
from pipeline.protect.facts import World
from pipeline.protect.linear import Linear, NotLinear
from pipeline.quantities import FormulaError, Missing, Quantity
from pipeline.rule_cells import Resolver, instances


@dataclass(frozen=True, slots=True)
class Relation:
    """low <= sum of factor x unseen fact <= high; None is no bound."""

    name: str
    """The rule as `check` names it, with the year of its folder."""
    terms: Mapping[str, Decimal]
    low: Decimal | None
    high: Decimal | None
    facts: frozenset[str]
    """All facts that the rule reads, seen and unseen."""
    at: Decimal
    """What the sum really is."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One rule of one year for one row, column or cell."""

    data: YearData
    cells: Mapping[str, Cell]
    rule: Rule
    table: Table | None
    row: str
    column: str

    @property
    def name(self) -> str:
        """The name of its outcome, with the year of the folder."""
        parts = (self.rule.table, self.rule.name, self.row, self.column)
        place = ".".join(part for part in parts[2:] if part)
        return "/".join(part for part in (*parts[:2], place) if part) + f" ({self.data.year})"


def every_instance(world: World) -> Iterator[Instance]:
    """Yield every instance of every rule of every year; rules that are wrong are left out."""
    for data in world.vintages:
        cells = data.cells
        tables = [(rule, table) for table in data.tables.values() for rule in table.rules]
        for rule, table in (*tables, *((rule, None) for rule in data.figure_rules)):
            try:
                places = list(instances(rule, table))
            except FormulaError:  # the check says so (R01)
                continue
            for row, column in places:
                yield Instance(data, cells, rule, table, row, column)


def relevant(world: World, unseen: Set[str]) -> list[Instance]:
    """Return the instances that read at least one unseen fact and lack no number."""
    return [i for i in every_instance(world) if reads(world, i) & unseen]


def reads(world: World, instance: Instance) -> frozenset[str]:
    """Return the facts that an instance reads; none when a number is lacking."""
    reader = _Reader(world, instance, frozenset())
    try:
        compare(instance.rule.formula, reader.resolve)
    except (FormulaError, Missing):
        return frozenset()
    return frozenset(reader.facts)


def relations(world: World, found: list[Instance], unseen: Set[str]) -> Iterator[Relation]:
    """Yield the relations between unseen facts; what a rule says of seen facts alone is left out.

    A rule that fails and is declared holds with its declared difference.
    """
    for instance in found:
        reader = _Reader(world, instance, unseen)
        try:
            result = compare(instance.rule.formula, reader.resolve)
            difference = result.left.value - result.right.value
        except (FormulaError, Missing, NotLinear):
            continue
        if not isinstance(difference, Linear):
            continue
        for form, low, high in _bounded(
            difference, result.operator, result.tolerance, result.holds
        ):
            terms = {fact: factor for fact, factor in form.terms.items() if factor}
            at = sum((x * world.facts[fact].value for fact, x in terms.items()), Decimal(0))
            rest = Decimal(form) - at
            least, most = (None if bound is None else bound - rest for bound in (low, high))
            if terms:
                yield Relation(instance.name, terms, least, most, frozenset(reader.facts), at)


class _Reader:
    """Hands a formula its cells: seen ones as numbers, unseen ones with their name."""

    def __init__(self, world: World, instance: Instance, unseen: Set[str]) -> None:
        self._names, self._unseen, self._year = world.fact_of, unseen, instance.data.year
        place = (instance.table, instance.row, instance.column)
        self._resolver = Resolver(instance.data, instance.cells, *place)
        self.facts: set[str] = set()

    def resolve(self, path: str) -> list[Quantity]:
        return [self._named(quantity) for quantity in self._resolver.resolve(path)]

    def _named(self, quantity: Quantity) -> Quantity:
        name = self._names[self._year, quantity.cells[0]]
        self.facts.add(name)
        if name not in self._unseen:
            return quantity
        return replace(quantity, value=Linear.cell(name, quantity.value))


def _bounded(
    difference: Linear, operator: str, room: Decimal, holds: bool
) -> Iterator[tuple[Linear, Decimal | None, Decimal | None]]:
    """Yield (form, low, high) for -room <= difference <= room, without a divisor.

    A difference that was declared is itself known: then it lies at that point.
    """
    low: Decimal | None = -room
    high: Decimal | None = room
    if not holds:
        low = high = Decimal(difference)
    elif operator != "=":
        low, high = (None, high) if operator == "<=" else (low, None)
    if difference.below is None:
        yield difference, low, high
        return
    below = difference.below
    if below < 0:
        terms = {fact: -factor for fact, factor in difference.terms.items()}
        below, difference = -below, Linear(Decimal(difference), terms, -below)
    zero = Decimal(0)
    if high is not None:
        yield difference.top() - below * high, None, zero
    if low is not None:
        yield difference.top() - below * low, zero, None
