"""What a number in a text counts: persons, things, or what its sentence is about."""

from __future__ import annotations

import re

from msgspec import Struct

from pipeline.model import Whom
from pipeline.numerals.number_words import cardinal
from pipeline.protect.amounts import Amount
from pipeline.protect.counted import is_thing
from pipeline.protect.nouns import alike, is_noun, plain

_NEXT = re.compile(r"(?:\s+([\w’'-]+))?(?:\s+([\w’'-]+))?")
_BEFORE = re.compile(r"([\w’'-]+)\s+$")
_PART = re.compile(r"\s+van\s+(?:de|het|die|deze|onze|ons|hun|alle|al)\b", re.IGNORECASE)
"""'Twee van de bewoners': these may be a part of what is hidden, or all of it."""
_WHOLE = re.compile(r"\s+(?:in totaal\s+)?([\w’'.-]+)")
"""'Drie van de 45 bewoners': the whole is said, so this counts those that the sentence is about."""
_PERSONS = ("personen", "persoon", "mensen", "mens", "mannen", "vrouwen", "jongens", "meisjes")


class Counted(Struct, frozen=True):
    """What stands behind a number: the words that may be its noun; none when it stands alone."""

    nouns: tuple[str, ...] = ()
    thing: bool = False
    """Whether it counts no persons."""
    part: bool = False
    """Whether it counts some of a number that is not said: 'twee van de bewoners'."""

    @property
    def bare(self) -> bool:
        """Whether nothing behind it says what it counts."""
        return not self.nouns

    @property
    def persons(self) -> bool:
        """Whether it counts persons in so many words."""
        return any(alike(noun, word) for noun in self.nouns for word in _PERSONS)


def counted_by(text: str, amount: Amount, whom: Whom) -> Counted:
    """Return what a number of a text counts."""
    match = _NEXT.match(text, amount.end)
    found = [plain(word) for word in match.groups() if word] if match else []
    if found and not is_noun(found[0]):
        found = []
    elif found and not found[0].endswith("e"):  # no adjective: what follows is another word
        found = found[:1]
    before = _BEFORE.search(text[: amount.start])
    numbered = text[amount.start].isdigit() and before is not None and is_thing(before[1], whom)
    of = _PART.match(text, amount.end)
    whole = _WHOLE.match(text, of.end()) if of else None
    part = of is not None and not (whole and _is_number(whole[1]))
    thing = numbered or any(is_thing(word, whom) for word in found)
    return Counted(tuple(found), thing, part)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or cardinal(plain(word)) is not None
