"""Hold a claimed movement (up, down, the same, doubled) against two values."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import dutch
from pipeline.model import Cell
from pipeline.proofread.claim_words import DOWN, SAME, UP, Claim
from pipeline.proofread.facts import base_unit, in_base
from pipeline.proofread.judgement import RIGHT, UNDECIDED, WRONG, Judgement, Verdict, exact, named

NEARLY = Decimal("2.5")
"""'Vrijwel gelijk': at most this many percent apart; up to twice as much is undecided."""
NEARLY_POINTS = Decimal("0.2")
"""The same between percentages, in procentpunt."""
STABLE = re.compile(r"\b(?:stabiel|constant)\b", re.IGNORECASE)
NEAR_WORD = re.compile(
    r"\b(?:vrijwel|bijna|nagenoeg|ongeveer|circa|zo goed als|redelijk|ruwweg|haast|grofweg|"
    r"min of meer|praktisch)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
NEARLY_INSIDE = re.compile(
    r"\b(?:vrijwel|bijna|nagenoeg|ongeveer|redelijk|zo goed als|praktisch)\b", re.IGNORECASE
)
_NAMES = {UP: "een stijging", SAME: "gelijk", DOWN: "een daling"}
_FURTHER = re.compile(r"\b(?:meer dan|(?P<some>ruim))\s+$", re.IGNORECASE)
_NOT_QUITE = re.compile(r"\b(?:bijna|haast)\s+$", re.IGNORECASE)
_FACTOR_ROOM = Decimal("0.1")
"""'Verdubbeld' is 1.9 to 2.1 times; 'bijna' and 'ruim' reach three times as far to their side."""


def sign(value: Decimal) -> int:
    """Return 1, 0 or -1."""
    return (value > 0) - (value < 0)


def moved(claim: Claim, before: Cell, after: Cell, lead: str) -> Judgement:
    """Return the judgement on a movement between two figures; `lead` stands before the claim."""
    old, new = in_base(before), in_base(after)
    ids = (before.id, after.id)
    if base_unit(before.unit) != base_unit(after.unit):
        return Judgement(UNDECIDED, "deze cijfers hebben verschillende eenheden", ids)
    if old is None or new is None:
        return Judgement(
            UNDECIDED, f"van {named(before)} naar {named(after)} is niet te rekenen", ids
        )
    if claim.factor is not None:
        return Judgement(*_multiplied(claim, old, new, lead), ids)
    if claim.direction == SAME:
        return Judgement(*_same(claim, before, after, lead), ids)
    step = sign(new - old)
    relation = {UP: "<", SAME: "=", DOWN: ">"}[step]
    statement = f"{named(before)} {relation} {named(after)}: {_NAMES[step]}"
    return Judgement(holds(claim, step), statement, ids)


def holds(claim: Claim, step: int) -> Verdict:
    """Say whether a movement is what the claim says, its negation included."""
    if claim.negated:
        return WRONG if step == claim.direction else RIGHT
    return RIGHT if step == claim.direction else WRONG


def _same(claim: Claim, before: Cell, after: Cell, lead: str) -> tuple[Verdict, str]:
    old, new = in_base(before), in_base(after)
    assert old is not None
    assert new is not None
    shown = dutch.in_text(before), dutch.in_text(after)
    statement = (
        f"{named(before)} en {named(after)} zijn {'' if shown[0] == shown[1] else 'niet '}gelijk"
    )
    nearly = bool(
        STABLE.search(claim.words) or NEAR_WORD.search(lead) or NEARLY_INSIDE.search(claim.words)
    )
    if claim.negated:
        return (WRONG if shown[0] == shown[1] else RIGHT), statement
    if not nearly or shown[0] == shown[1]:
        return (RIGHT if shown[0] == shown[1] else WRONG), statement
    if before.unit in ("procent", "procentpunt"):
        apart, room, unit = abs(new - old), NEARLY_POINTS, " procentpunt"
    else:
        apart = Decimal(100) * abs(new - old) / max(abs(old), abs(new))
        room, unit = NEARLY, "%"
    statement = (
        f"{named(before)} en {named(after)} verschillen {dutch.number(apart, 1)}{unit}; "
        f"tot {dutch.shortest(room)}{unit} heet dat vrijwel gelijk"
    )
    return (RIGHT if apart <= room else UNDECIDED if apart <= 2 * room else WRONG), statement


def _multiplied(claim: Claim, old: Decimal, new: Decimal, lead: str) -> tuple[Verdict, str]:
    assert claim.factor is not None
    if old == 0:
        return UNDECIDED, "van nul is geen veelvoud te rekenen"
    times = new / old
    room = _FACTOR_ROOM * claim.factor / 2
    low, high = claim.factor - room, claim.factor + room
    growing = claim.factor > 1
    if further := _FURTHER.search(lead):
        far = Decimal("Infinity") if growing else Decimal(0)
        reach = claim.factor + (3 * room if growing else -3 * room)
        low, high = sorted((claim.factor, reach if further["some"] else far))
    elif _NOT_QUITE.search(lead):
        low, high = sorted((claim.factor, claim.factor + (-3 * room if growing else 3 * room)))
    right = low <= times <= high
    statement = f"{exact(old)} werd {exact(new)}: {dutch.number(times, 2)} keer zoveel"
    return (RIGHT if right != claim.negated else WRONG), statement
