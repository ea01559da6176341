"""A piece of text that is too long to be one: it is set aside before anything reads its inside.

Readers of marks, numbers and claims look at a piece of text as a whole, some of them from every
character. A limit keeps them quick, whatever was pasted.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pipeline import characters, dutch
from pipeline.compose.lines import line_of
from pipeline.model import ERROR, Place, Problem

LONGEST = 4000
"""Characters of a paragraph, point or cell; an ordinary page has 3,000."""
_SET_ASIDE = "te_lang"
"""Where a piece of text keeps what it was before it was set aside."""


def set_aside(state: StateCore) -> None:
    """Take the words out of each piece that is too long; a rule that runs before inline."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST:
            token.meta[_SET_ASIDE] = token.content
            token.content = "…"


def too_long(tokens: list[Token], place: Place) -> Iterator[Problem]:
    """Yield a problem for each piece of text that was set aside."""
    for token in tokens:
        if words := token.meta.get(_SET_ASIDE):
            yield Problem(
                "X16",
                ERROR,
                Place(place.file, line_of(token)),
                "Deze alinea is te lang om na te kijken",
                f"{dutch.number(Decimal(len(words)))} tekens: {characters.excerpt(words, 40)}",
                f"hoogstens {dutch.number(Decimal(LONGEST))} tekens",
                "Maak er meer alinea's van, met een lege regel ertussen.",
            )
