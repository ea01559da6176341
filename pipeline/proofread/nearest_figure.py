"""Which figure of the year somebody meant with a number that was typed.

A number by itself says nothing: hundreds of figures share their digits with something else. So a
figure is named only when the sentence speaks of it, in the same unit and of no other year.
"""

from __future__ import annotations

import re

from pipeline import dutch
from pipeline.dutch_stems import content, stem, words
from pipeline.model import MONEY_UNITS, Cell
from pipeline.numerals import Numeral
from pipeline.proofread.facts import in_base
from pipeline.proofread.figure_topics import Topics

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEHIND = re.compile(r"\s*(%|procentpunt|procent|fte|euro|miljoen euro|miljard euro)\b|\s*(%)")
_CLAUSE = re.compile(r"[^.,;:()!?–]*")
_MOST = 2
_TELLING = 3
"""Numbers of fewer digits are all a slip away from each other."""


def nearest_figures(numeral: Numeral, sentence: str, topics: Topics) -> list[Cell]:
    """Return at most two figures of this value that the sentence speaks of, all of one year."""
    found = [cell for cell in _spoken_of(numeral, sentence, topics) if _same(numeral, cell)]
    return [cell for cell in found if cell.year == found[0].year][:_MOST]


def slipped_figure(numeral: Numeral, sentence: str, topics: Topics) -> Cell | None:
    """Return the figure that the sentence speaks of but gives another number, nearly the same."""
    typed = _digits(numeral.text)
    for cell in _spoken_of(numeral, sentence, topics) if len(typed) >= _TELLING else ():
        shown = dutch.in_text(cell)
        if _slipped(typed, _digits(shown)) and shown not in sentence:
            return cell
    return None


def unit_of(numeral: Numeral, sentence: str) -> str:
    """Return 'procent', 'procentpunt', 'fte' or 'euro' where the sentence says so, else ''."""
    behind = _BEHIND.match(sentence, numeral.end)
    said = f"{numeral.text} {behind[0].strip() if behind else ''}"
    if "procentpunt" in said:
        return "procentpunt"
    if "%" in said or "procent" in said:
        return "procent"
    if "€" in said or "euro" in said:
        return "euro"
    return "fte" if "fte" in said else ""


def counted(numeral: Numeral, sentence: str) -> str:
    """Return the word for what is counted, 'gezinnen' of '12 nieuwe gezinnen', or ''."""
    behind = _CLAUSE.match(sentence, numeral.end)
    following = (behind[0] if behind else "").split()
    for word in following:
        found = words(word, times=True)
        if word in ("nieuwe", "extra", "andere", "grote", "kleine"):
            continue
        if not found:
            return ""
        if not word.endswith("e"):
            return found[0]
    return ""


def _spoken_of(numeral: Numeral, sentence: str, topics: Topics) -> list[Cell]:
    """Return the figures that a sentence speaks of, those of a year that it names first."""
    said = content(sentence)
    thing = stem(counted(numeral, sentence))
    years = set(_YEAR.findall(sentence))
    unit = unit_of(numeral, sentence)
    found = [
        topic.cell
        for topic in topics.of
        if topic.cell.value is not None
        and _fits_unit(unit, topic.cell.unit)
        and not (years and _YEAR.fullmatch(topic.cell.year) and topic.cell.year not in years)
        and topics.fits(topic, said, thing)
    ]
    return sorted(found, key=lambda cell: (cell.year != str(topics.year), cell.id))


def _fits_unit(said: str, unit: str) -> bool:
    """Say whether a number with this unit can be a figure in that one."""
    if said == "euro":
        return unit in MONEY_UNITS
    return said == unit or (not said and unit in ("aantal", "getal"))


def _same(numeral: Numeral, cell: Cell) -> bool:
    exact = in_base(cell)
    return exact is not None and numeral.value is not None and abs(numeral.value) == abs(exact)


def in_words(numeral: Numeral) -> bool:
    """Say whether a number is written without digits."""
    return not _digits(numeral.text)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _slipped(typed: str, digits: str) -> bool:
    """Say whether digits are the same in another order, or one of them is another."""
    if len(typed) != len(digits) or typed == digits:
        return False
    return sorted(typed) == sorted(digits) or sum(map(str.__ne__, typed, digits)) == 1


def suggestion(numeral: Numeral, sentence: str, topics: Topics) -> str:
    """Return 'Bedoelt u {{ cit.crisisinterventies.2020 }} (1.234)?', '' when none is meant."""
    named = []
    for cell in nearest_figures(numeral, sentence, topics):
        word = dutch.word(cell.value) if in_words(numeral) and cell.value is not None else None
        name = f"{cell.id} | woord" if word else cell.id
        named.append(f"{{{{ {name} }}}} ({word or dutch.in_text(cell)})")
    if named:
        return f"Bedoelt u {' of '.join(named)}?"
    other = slipped_figure(numeral, sentence, topics)
    if other is None:
        return ""
    return (
        f"Hierover is er al een cijfer, met een ander getal: {{{{ {other.id} }}}} "
        f"({dutch.in_text(other)}). Kijk welk van de twee klopt."
    )
