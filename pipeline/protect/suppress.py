"""Choose the cells to hide: counts of 1 to 4, and what else is needed so that those stay hidden.

The classical method: for each hidden cell, find the cheapest change of the other cells that keeps
every rule true while the hidden cell moves by 5. Whoever does not see the changed cells cannot
tell the true numbers from the changed ones. What changes is hidden too, and gets its own turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct

from pipeline.model import SUPPRESSED
from pipeline.protect.facts import World
from pipeline.protect.profiles import SMALL
from pipeline.protect.relations import Placed, Relation, reads, relations, relevant
from pipeline.protect.solver import INFINITE, Model, Solution

WIDTH = 5
"""How far apart the least and the most for a hidden cell have to lie."""
FREE = 0.001
"""What a unit of change costs in a cell that is hidden already; elsewhere it costs its value."""


class Choice(Struct, frozen=True):
    """The facts that a year hides where its profile is suppression."""

    primary: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """All of them."""
        return self.primary | self.secondary


def suppress(world: World, earlier: Mapping[int, frozenset[str]]) -> Choice:
    """Return what the last year of the world hides, given what earlier years hide."""
    year = world.vintages[-1].year
    own = {f for s in world.shown(SUPPRESSED) if s.year == year for f in s.facts}
    facts = world.facts
    before = frozenset().union(*earlier.values())
    small = {f for f in own if facts[f].count and facts[f].value in SMALL}
    primary = frozenset(small | (own & before))
    if not own or not primary | before:
        return Choice()
    seen = world.seen({**earlier, year: frozenset(own)})
    counts = {f for f in own if facts[f].count and facts[f].value > 0}
    changeable = ((counts | world.rounded() | before) - seen) & {f for f in facts if facts[f].count}
    soft = {f for f in own if not facts[f].count} - seen
    rules = relevant(world, changeable | soft)
    known = [r for r in relations(world, rules, changeable) if not r.facts & soft]
    free = primary | before | (world.rounded() - own)
    search = _Search(world, sorted(changeable), known, free)
    # What earlier years hide has to stay hidden beside this year's numbers too.
    targets = sorted((primary | before) & changeable, key=lambda f: (facts[f].value, f))
    hidden = search.spread_out(targets)
    hidden = (hidden & own) | primary
    return Choice(primary, (hidden | _dependent(world, rules, hidden, soft)) - primary)


def _dependent(
    world: World, rules: list[Placed], hidden: Set[str], soft: Set[str]
) -> frozenset[str]:
    """Return the shares and ratios of the same tables that were computed from hidden counts.

    Where one of them would follow from its neighbours (together 100), those are hidden too.
    """
    read = [reads(world, rule) for rule in rules]
    found = {fact for facts in read if facts & hidden for fact in facts & soft}
    alone = True
    while alone:
        lonely = [f for f in read if len(f & found) == 1 and not f & hidden and f & soft - found]
        alone = bool(lonely)
        found |= {fact for facts in lonely for fact in facts & soft}
    return frozenset(found)


class _Search:
    """The changes of all cells that no rule forbids, as a linear model."""

    def __init__(
        self, world: World, facts: list[str], known: Iterable[Relation], hidden: Set[str]
    ) -> None:
        self._hidden = set(hidden)
        self._model = Model()
        self._span = {fact: [0, 0] for fact in facts}
        self._room: dict[str, tuple[float, float]] = {}
        self._at: dict[str, tuple[int, int]] = {}
        rounded = world.rounded()
        for place, fact in enumerate(facts):
            value = int(world.facts[fact].value)
            low, high = world.limits(fact, rounded)
            down, up = float(value - low), INFINITE if high is None else float(high - value)
            # A trace of difference between equal cells makes the choice the same everywhere.
            cost = FREE if fact in self._hidden else value + place / 10_000
            self._room[fact] = (down, up)
            self._at[fact] = (
                self._model.variable(0, up, cost),
                self._model.variable(0, down, cost),
            )
        for relation in known:
            terms: dict[int, float] = {}
            for fact, factor in relation.terms.items():
                up_at, down_at = self._at[fact]
                terms[up_at], terms[down_at] = float(factor), -float(factor)
            low_bound = -INFINITE if relation.low is None else float(relation.low - relation.at)
            high_bound = INFINITE if relation.high is None else float(relation.high - relation.at)
            self._model.row(low_bound, high_bound, terms)

    def spread_out(self, targets: list[str]) -> frozenset[str]:
        """Return what has to be hidden so that each target, and each of those, moves by 5."""
        queue = list(targets)
        for target in queue:  # grows while we go
            for solution in self._moves(target):
                queue += self._hide(solution)
        return frozenset(self._hidden)

    def _moves(self, target: str) -> Iterator[Solution]:
        """Yield the cheapest changes that take a target up, and down for what is then left."""
        low, high = self._span[target]
        if high - low >= WIDTH:
            return
        for up in range(WIDTH, -1, -1):
            above = self._cheapest(target, up)
            if above:
                yield above
                break
        low, high = self._span[target]
        for down in range(WIDTH - high, 0, -1):
            below = self._cheapest(target, -down)
            if below:
                yield below
                return

    def _cheapest(self, target: str, step: int) -> Solution | None:
        up_at, down_at = self._at[target]
        down, up = self._room[target]
        if step > up or -step > down:
            return None
        self._model.bounds(up_at, max(step, 0), max(step, 0))
        self._model.bounds(down_at, max(-step, 0), max(-step, 0))
        found = self._model.least()
        if found and not found.whole:
            self._model.whole(True)
            found = self._model.least()
            self._model.whole(False)
        self._model.bounds(up_at, 0, up)
        self._model.bounds(down_at, 0, down)
        return found

    def _hide(self, solution: Solution) -> list[str]:
        """Hide what a change touches; return what was not hidden before."""
        new = []
        for fact, (up_at, down_at) in self._at.items():
            change = round(solution.values[up_at] - solution.values[down_at])
            if not change:
                continue
            low, high = self._span[fact]
            self._span[fact] = [min(low, change), max(high, change)]
            if fact not in self._hidden:
                self._hidden.add(fact)
                new.append(fact)
                for at in (up_at, down_at):
                    self._model.cost(at, FREE)
        return new
