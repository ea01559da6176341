"""What a reader knows about numbers he does not see: the rules of the year, in linear form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.formula import compare
from pipeline.names import PREVIOUS
from pipeline.protect.facts import World
from pipeline.protect.linear import Linear, NotLinear
from pipeline.quantities import FormulaError, Missing, Quantity
from pipeline.reach import Reach
from pipeline.rule_cells import Resolver
from pipeline.rule_instances import Instance, instances


class Relation(Struct, frozen=True):
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


class Placed(Struct, frozen=True):
    """One instance of a rule, in the folder of one year."""

    reach: Reach
    instance: Instance

    @property
    def name(self) -> str:
        """The name of its outcome, with the year of the folder."""
        return f"{self.instance.id} ({self.reach.data.year})"


def every_instance(world: World) -> Iterator[Placed]:
    """Yield every instance of every rule of every year; rules that are wrong are left out."""
    for number, data in enumerate(world.vintages):
        reach = Reach.of(data, world.vintages[:number])
        tables = [(rule, table) for table in data.tables.values() for rule in table.rules]
        for rule, table in (*tables, *((rule, None) for rule in data.figure_rules)):
            try:
                found = list(instances(rule, table, data.figures))
            except FormulaError:  # the check says so (R01)
                continue
            for instance in found:
                yield Placed(reach, instance)


def relevant(world: World, unseen: Set[str]) -> list[Placed]:
    """Return the instances that read at least one unseen fact and lack no number."""
    return [i for i in every_instance(world) if reads(world, i) & unseen]


def reads(world: World, placed: Placed) -> frozenset[str]:
    """Return the facts that an instance reads; none when a number is lacking."""
    reader = _Reader(world, placed, frozenset())
    try:
        compare(placed.instance.rule.formula, reader.resolve)
    except (FormulaError, Missing):
        return frozenset()
    return frozenset(reader.facts)


def relations(world: World, found: list[Placed], unseen: Set[str]) -> Iterator[Relation]:
    """Yield the relations between unseen facts; what a rule says of seen facts alone is left out.

    A rule that fails and is declared holds with its declared difference. What a single figure is
    described as is known like a rule.
    """
    for placed in found:
        rule = placed.instance.rule
        reader = _Reader(world, placed, unseen)
        try:
            result = compare(rule.formula, reader.resolve, rule.exact)
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
                yield Relation(placed.name, terms, least, most, frozenset(reader.facts), at)
    yield from _described(world, unseen)


def _described(world: World, unseen: Set[str]) -> Iterator[Relation]:
    for said in world.described:
        facts = {world.fact_of[said.of, cell]: factor for cell, factor in said.terms.items()}
        figure = world.fact_of[said.year, said.figure]
        if figure in facts or (said.share and figure in unseen):
            continue
        factors = {**facts, figure: Decimal(0 if said.share else -1)}
        terms = {fact: x for fact, x in factors.items() if x and fact in unseen}
        if terms:
            at = sum((x * world.facts[fact].value for fact, x in terms.items()), Decimal(0))
            rest = sum((x * world.facts[f].value for f, x in factors.items()), Decimal(0)) - at
            name = f"{said.how} van {said.figure} ({said.year})"
            least, most = -said.slack - rest, said.slack - rest
            yield Relation(name, terms, least, most, frozenset(factors), at)


class _Reader:
    """Hands a formula its cells: seen ones as numbers, unseen ones with their name."""

    def __init__(self, world: World, placed: Placed, unseen: Set[str]) -> None:
        self._names, self._unseen = world.fact_of, unseen
        self._year = placed.reach.data.year
        self._resolver = Resolver(placed.reach, placed.instance)
        self.facts: set[str] = set()

    def resolve(self, path: str) -> list[Quantity]:
        return [self._named(quantity) for quantity in self._resolver.resolve(path)]

    def _named(self, quantity: Quantity) -> Quantity:
        cell, year = quantity.cells[0], self._year
        if cell.startswith(f"{PREVIOUS}."):
            cell, year = cell.removeprefix(f"{PREVIOUS}."), year - 1
        name = self._names[year, cell]
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
