"""D03: hide, attack what is left, and say what can still be worked out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.model import Outcome, Problem, Protected, YearData
from pipeline.protect import records
from pipeline.protect.attack import attack
from pipeline.protect.facts import World
from pipeline.protect.findings import conflicts, too_narrow
from pipeline.protect.records import Choice
from pipeline.protect.suppress import suppress


def guard(
    vintages: tuple[YearData, ...], outcomes: tuple[Outcome, ...]
) -> tuple[Protected, tuple[Problem, ...]]:
    """Return the last of some years, protected, and what its protection cannot hold."""
    hidden: dict[int, frozenset[str]] = {}
    for at, vintage in enumerate(vintages):
        world = World.of(vintages[: at + 1])
        chosen = suppress(world, hidden)
        hidden[vintage.year] = chosen.hidden
    intervals = attack(world, hidden)
    data = vintages[-1]
    cell_of = {fact: cell for (year, cell), fact in world.fact_of.items() if year == data.year}
    choice = Choice(
        *(frozenset(cell_of[f] for f in part) for part in (chosen.primary, chosen.secondary))
    )
    limits = {cell_of[f]: (i.low, i.high) for f, i in intervals.items() if f in cell_of}
    protected = records.masked(data, choice, limits, outcomes)
    before = {
        vintage.year: frozenset(
            cell
            for (year, cell), fact in world.fact_of.items()
            if year == vintage.year and fact in hidden[year]
        )
        for vintage in vintages[:-1]
    }
    protected = replace(protected, before=before, guarded=_guarded(world, hidden))
    problems = (
        *conflicts(world, hidden),
        *too_narrow(world, hidden, intervals, lambda: attack(world, _most(world))),
    )
    return protected, problems


def _guarded(world: World, hidden: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """Return the tables of which some year hides or rounds a number."""
    return frozenset(
        showing.subject.id.partition(".")[0]
        for showing in world.showings
        if set(showing.facts) - world.seen_in(showing, hidden)
    )


def _most(world: World) -> dict[int, frozenset[str]]:
    """Return the most that can be hidden: what is known even then, no choice of cells can help."""
    most = frozenset(f for f, fact in world.facts.items() if not fact.count or fact.value > 0)
    return {data.year: most for data in world.vintages}
