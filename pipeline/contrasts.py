"""Which colours of the house style meet on a page, and how much they have to differ.

WCAG 2.2: 4.5 for text (1.4.3), 3 for large text and for what a picture is read by (1.4.11).
Colours that only decorate, such as the arcs of the cover, are not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline import colors
from pipeline.model import Token

TEXT, LARGE = 4.5, 3.0
_DOCUMENT = "basis.color.default.bg-document"
_SUBTLE = "basis.color.default.bg-subtle"
_MARKED = "basis.color.highlight.bg-subtle"
_ON_PAPER = (
    "basis.color.default.color-document",
    "basis.color.default.color-subtle",
    "basis.heading.color",
    "basis.color.accent-1.color-default",
    "basis.color.action-1.color-default",
)
_SERIES = tuple(f"jaarverslag.chart.series.{n}" for n in range(1, 6))
_MARKS = ("jaarverslag.chart.focus-color", *_SERIES)


class Pair(Struct, frozen=True):
    """A colour, what lies behind it, and the least contrast between the two."""

    front: str
    back: str
    least: float


def _of(front: tuple[str, ...], back: tuple[str, ...], least: float) -> tuple[Pair, ...]:
    return tuple(Pair(one, other, least) for other in back for one in front)


PAIRS: tuple[Pair, ...] = (
    *_of(_ON_PAPER, (_DOCUMENT, _SUBTLE, _MARKED), TEXT),
    *_of(
        ("basis.color.negative.color-default", "basis.color.warning.color-default"),
        (_DOCUMENT,),
        TEXT,
    ),
    Pair("basis.color.highlight.color-document", "basis.color.highlight.bg-default", TEXT),
    Pair(
        "basis.color.accent-1-inverse.color-document",
        "basis.color.accent-1-inverse.bg-default",
        TEXT,
    ),
    Pair(
        "basis.color.accent-2-inverse.color-document",
        "basis.color.accent-2-inverse.bg-default",
        TEXT,
    ),
    *(
        pair
        for cover in ("cover", "cover-warm")
        for pair in (
            Pair(f"jaarverslag.{cover}.color", f"jaarverslag.{cover}.background-color", TEXT),
            Pair(
                f"jaarverslag.{cover}.accent-color", f"jaarverslag.{cover}.background-color", LARGE
            ),
            Pair(
                f"jaarverslag.{cover}.button.color",
                f"jaarverslag.{cover}.button.background-color",
                TEXT,
            ),
            Pair(
                f"jaarverslag.{cover}.button.background-color",
                f"jaarverslag.{cover}.background-color",
                LARGE,
            ),
        )
    ),
    *_of(_MARKS, (_DOCUMENT, "jaarverslag.chart.band-color"), TEXT),
    *_of(("jaarverslag.chart.muted-color",), (_DOCUMENT, "jaarverslag.chart.band-color"), LARGE),
    *_of(
        ("basis.color.default.color-document", "basis.color.default.color-subtle"),
        ("jaarverslag.chart.band-color",),
        TEXT,
    ),
)


FOCUS = ("basis.focus.outline-color", "basis.focus.inverse.outline-color")
"""The two lines around what has the keyboard: one of them has to stand out, wherever it is."""
GROUNDS = (
    _DOCUMENT,
    _SUBTLE,
    _MARKED,
    "basis.color.highlight.bg-default",
    "basis.color.accent-1-inverse.bg-default",
    "basis.color.accent-2-inverse.bg-default",
    "jaarverslag.cover.background-color",
    "jaarverslag.cover-warm.background-color",
)
"""What a link or button can lie on."""


class Weak(Struct, frozen=True):
    """A pair that differs too little."""

    pair: Pair
    ratio: float


def weak(tokens: Mapping[str, Token]) -> Iterator[Weak]:
    """Yield each pair that is too much alike; nothing of tokens that are not known."""

    def ratio(front: str, back: str) -> float:
        known = front in tokens and back in tokens
        return colors.contrast(tokens[front].value, tokens[back].value) if known else 21.0

    for pair in PAIRS:
        found = ratio(pair.front, pair.back)
        if found < pair.least:
            yield Weak(pair, found)
    for ground in GROUNDS:
        best = max(FOCUS, key=lambda line: ratio(line, ground))
        if ratio(best, ground) < LARGE:
            yield Weak(Pair(best, ground, LARGE), ratio(best, ground))
