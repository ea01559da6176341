"""The attack: what a reader can work out about the numbers that he does not see.

He knows every number that any publication of this and earlier years shows, exactly or rounded,
every rule of the data, that counts are whole, and that only counts of at least 1 are hidden.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from pipeline.protect.facts import World
from pipeline.protect.relations import Relation, relations, relevant
from pipeline.protect.solver import INFINITE, TINY, Model, Solution


class Interval(Struct, frozen=True):
    """The least and the most that an unseen number can be, and what says so."""

    low: int
    high: int | None
    """None: no limit."""
    because: tuple[Relation, ...] = ()
    """The rules that set the limits."""

    @property
    def width(self) -> float:
        """How far the two lie apart."""
        return INFINITE if self.high is None else self.high - self.low


def attack(world: World, hidden: Mapping[int, frozenset[str]]) -> dict[str, Interval]:
    """Return what a reader can work out of each count that he does not see.

    `hidden` has the facts that each year hides where its profile is suppression.
    """
    unseen = _unseen(world, hidden)
    found = relevant(world, unseen)
    known = list(relations(world, found, unseen))
    while solved := {_only(r) for r in known if _tells(world, r)}:
        unseen -= solved
        known = list(relations(world, found, unseen))
    return _Reader(world, sorted(unseen), known).intervals()


def _unseen(world: World, hidden: Mapping[int, frozenset[str]]) -> set[str]:
    everything = frozenset().union(*hidden.values()) | world.rounded()
    return set(everything - world.seen(hidden))


def _tells(world: World, relation: Relation) -> bool:
    """Say whether a relation gives one share or ratio away: then it counts as seen."""
    return (
        len(relation.terms) == 1
        and None not in (relation.low, relation.high)
        and not world.facts[_only(relation)].count
    )


def _only(relation: Relation) -> str:
    return next(iter(relation.terms))


class _Reader:
    """A linear model of all that the reader knows."""

    def __init__(self, world: World, facts: list[str], known: list[Relation]) -> None:
        self._world = world
        self._known = known
        self._model = Model()
        rounded = world.rounded()
        self._at: dict[str, int] = {}
        for fact in facts:
            low, high = world.limits(fact, rounded)
            if not world.facts[fact].count:
                self._at[fact] = self._model.variable(-INFINITE, INFINITE, count=False)
            else:
                self._at[fact] = self._model.variable(low, INFINITE if high is None else high)
        for relation in known:
            terms = {self._at[fact]: float(factor) for fact, factor in relation.terms.items()}
            least = -INFINITE if relation.low is None else float(relation.low)
            most = INFINITE if relation.high is None else float(relation.high)
            self._model.row(least, most, terms)

    def intervals(self) -> dict[str, Interval]:
        """Return the interval of each count."""
        counts = [fact for fact in self._at if self._world.facts[fact].count]
        return {fact: self._interval(fact) for fact in counts}

    def _interval(self, fact: str) -> Interval:
        at = self._at[fact]
        self._model.cost(at, 1.0)
        low, high = self._whole(most=False), self._whole(most=True)
        self._model.cost(at, 0.0)
        because = tuple(
            relation
            for place, relation in enumerate(self._known)
            if any(s.duals and abs(s.duals[place]) > TINY for s in (low, high))
        )
        top = None if high.best >= INFINITE else math.floor(high.best + TINY)
        return Interval(math.ceil(low.best - TINY), top, because)

    def _whole(self, most: bool) -> Solution:
        """Return the least or most; when it needs broken numbers, that of whole numbers."""
        solve = self._model.most if most else self._model.least
        found = solve()
        if found is None:
            raise ValueError("the rules contradict the numbers that they were read from")
        if not found.values or found.whole:
            return found
        self._model.whole(True)
        exact = solve()
        self._model.whole(False)
        if exact is None:
            raise ValueError("no whole numbers fit the rules")
        return Solution(exact.best, exact.values, found.duals)
