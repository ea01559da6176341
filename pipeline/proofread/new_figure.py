"""The entry for cijfers.yaml of a number that is no figure yet, ready to be filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from decimal import Decimal

from pipeline import dutch
from pipeline.dutch_stems import words
from pipeline.numerals import Numeral, typed
from pipeline.proofread.nearest_figure import counted, in_words, unit_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EMPTY = '""'
_NAME_WORDS = 2
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý][\w’'-]*")
_CODE = re.compile(r"[0-9]{7}")
"""So many digits without a point are no amount."""
_MILLION = Decimal(1_000_000)


def new_figure(
    numeral: Numeral, sentence: str, year: int, known: Collection[str]
) -> tuple[str, str]:
    """Return a name that no figure has, and `name: {waarde: …, eenheid: …}` on one line.

    The unit is filled in when the sentence says it, the year when it says one and else that of the
    report; what only the editor knows is left empty. ('', '') for what is no figure: a row of
    digits such as a number of a file, or 'de helft'.
    """
    value = numeral.value
    if value is None or _CODE.search(numeral.text) or _is_fraction(numeral):
        return "", ""
    name = _name(numeral, sentence, known)
    unit, written = _measured(numeral, sentence, value)
    years = dict.fromkeys(_YEAR.findall(f"{sentence[: numeral.start]} {sentence[numeral.end :]}"))
    spoken_of = next(iter(years)) if len(years) == 1 else str(year)
    known_parts = f'waarde: "{written}", eenheid: {unit or _EMPTY}, jaar: "{spoken_of}"'
    if unit == "aantal" and (thing := counted(numeral, sentence)) and name.startswith(thing):
        known_parts += f", telt: {thing}"
    left = ", ".join(f"{key}: {_EMPTY}" for key in ("status", "omschrijving", "bron"))
    return name, f"{name}: {{{known_parts}, {left}}}"


def _is_fraction(numeral: Numeral) -> bool:
    value = numeral.value
    return in_words(numeral) and value is not None and value != value.to_integral_value()


def _measured(numeral: Numeral, sentence: str, value: Decimal) -> tuple[str, str]:
    """Return the unit, '' when the sentence does not say it, and the value in that unit."""
    unit = unit_of(numeral, sentence)
    if not unit and counted(numeral, sentence) and value == value.to_integral_value():
        unit = "aantal"
    if unit == "euro" and "miljoen" in f"{numeral.text} {sentence[numeral.end :][:12]}":
        value = value / _MILLION if value >= _MILLION else value
        unit = "euro_miljoen"
    written = dutch.shortest(value)
    as_typed = numeral.text.strip("€%\u00a0 ")
    return unit, as_typed if dutch.parse(as_typed) == value else written


def _name(numeral: Numeral, sentence: str, known: Collection[str]) -> str:
    """Return the name of what is counted: 'bezoekers', or two other words of the sentence.

    Never a word with a capital, which may be the name of somebody.
    """
    plain = _CAPITAL.sub(" ", f"{sentence[: numeral.start]} . {sentence[numeral.end :]}")
    own = [word for word in dict.fromkeys(words(plain)) if word.isascii() and not typed(word)]
    thing = counted(numeral, sentence)
    name = thing if thing in own else "_".join(own[:_NAME_WORDS]) or "nieuw_cijfer"
    others = (f"{name}_{n}" for n in itertools.count(2))
    return next(n for n in itertools.chain([name], others) if n not in known)
