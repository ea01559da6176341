"""D03: a hidden number that a reader can work out, or that is hidden here and shown there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.model import ERROR, EXACT, ROUNDED, Cell, Problem
from pipeline.protect.attack import Interval
from pipeline.protect.declarations import listed
from pipeline.protect.facts import Showing, World
from pipeline.protect.profiles import SMALL
from pipeline.protect.relations import Relation
from pipeline.protect.suppress import WIDTH

Hidden = Mapping[int, frozenset[str]]
_RULES = 4
"""How many rules a message names."""


def conflicts(world: World, hidden: Hidden) -> Iterator[Problem]:
    """Yield a problem for each table that one publication hides and another shows.

    A rounded form leaves a width of 4: too little for what is hidden. What is only rounded may not
    stand elsewhere exactly when it counts 1 to 4.
    """
    now = world.vintages[-1].year
    met = set()
    for guarded in world.showings:
        key = (guarded.year, guarded.subject.id, guarded.profile)
        if key in met or guarded.profile == EXACT:
            continue
        met.add(key)
        kept = _kept(world, guarded, hidden)
        for other in world.showings:
            if other.subject.id != guarded.subject.id or now not in (guarded.year, other.year):
                continue
            near = guarded.hides and other.profile == ROUNDED
            seen = set(other.facts) if near else world.seen_in(other, hidden)
            if both := [fact for fact in kept if fact in seen]:
                yield _conflict(guarded, other, both)


def _kept(world: World, guarded: Showing, hidden: Hidden) -> list[str]:
    """Return the facts that a reader of one publication may not learn from another."""
    if guarded.hides:
        return [fact for fact in guarded.facts if fact in hidden[guarded.year]]
    small = (fact for fact in guarded.facts if world.facts[fact].value in SMALL)
    return [fact for fact in small if world.facts[fact].count]


def _conflict(guarded: Showing, other: Showing, both: list[str]) -> Problem:
    names = listed([fact.partition(".")[2] or fact for fact in both])
    here = guarded if guarded.year >= other.year else other
    return Problem(
        "D03",
        ERROR,
        here.subject.place,
        "De ene publicatie toont wat de andere afschermt",
        f"{_told(other)} toont {'afgerond' if other.profile == ROUNDED else 'exact'}: {names}",
        f"{'niet getoond' if guarded.hides else 'afgerond'}, zoals in {_told(guarded)}",
        "Kies in beide publicaties hetzelfde profiel. Wat al eerder exact is gepubliceerd, kan "
        "alleen nog verborgen worden als ook die publicatie verandert.",
        (("tabel" if here.subject.is_table else "cijfer", here.subject.id),),
    )


def _told(showing: Showing) -> str:
    return f"{showing.publication} {showing.year}"


def too_narrow(
    world: World,
    hidden: Hidden,
    intervals: Mapping[str, Interval],
    at_best: Callable[[], Mapping[str, Interval]],
) -> Iterator[Problem]:
    """Yield a problem for each hidden number that can be worked out, exactly or nearly.

    A rounded number of 1 to 4 may be known nearly (its rounded form says so), not exactly.
    `at_best` is the attack on as much hiding as there can be: it tells what is to blame.
    """
    guarded = frozenset().union(*hidden.values())
    known = [
        (fact, interval)
        for fact, interval in intervals.items()
        if (fact in guarded - world.rounded() and interval.width < WIDTH)
        or (world.facts[fact].value in SMALL and interval.low == interval.high)
    ]
    blamed = at_best() if known else {}
    for fact, interval in known:
        best = blamed.get(fact, interval)
        because = best.because if best.width < WIDTH else interval.because
        yield _worked_out(world, fact, interval, because, fact in guarded)


def _worked_out(
    world: World, fact: str, interval: Interval, because: tuple[Relation, ...], kept: bool
) -> Problem:
    cell = _cell(world, fact)
    exact = interval.low == interval.high
    rules = list(dict.fromkeys(relation.name for relation in because))
    return Problem(
        "D03",
        ERROR,
        cell.place,
        f"Dit {'verborgen' if kept else 'afgeronde'} cijfer is "
        f"{'' if exact else 'bijna '}uit te rekenen",
        # Not which number: a message may stand where others read it.
        "één getal dat kan" if exact else f"{interval.width:.0f} verschil",
        f"minstens {WIDTH} verschil tussen het kleinste en het grootste getal dat kan"
        if kept
        else "meer dan één getal dat kan",
        _advice(_subject(cell.id), because),
        (("cijfer", cell.id), ("volgt uit", "; ".join(rules[:_RULES]) or "het profiel zelf")),
    )


def _advice(own: str, because: tuple[Relation, ...]) -> str:
    others = sorted({_subject(f) for relation in because for f in relation.facts} - {own})
    if others:
        return f"Scherm ook {', '.join(others)} af, of kies bij {own} een ander profiel."
    return f"Kies bij {own} een ander profiel, in alle publicaties hetzelfde."


def _subject(cell: str) -> str:
    """Return the table of a cell, or the name of a single figure."""
    return cell if cell.startswith("cijfers.") else cell.partition(".")[0]


def _cell(world: World, fact: str) -> Cell:
    """Return the cell of a fact in the newest folder that has it."""
    homes = [(year, cell) for (year, cell), name in world.fact_of.items() if name == fact]
    newest, cell = max(homes)
    return next(data for data in world.vintages if data.year == newest).cells[cell]
