"""N03: words of size (ruim, bijna, meer dan, de helft, de meeste) against the exact value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import HIDDEN, Cell, Problem, Remark
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.evidence import versus
from pipeline.proofread.facts import Facts, scale
from pipeline.proofread.judgement import (
    RIGHT,
    UNDECIDED,
    WRONG,
    Judgement,
    Verdict,
    Wording,
    exact,
    spoken,
)
from pipeline.proofread.material import Mark, Material, Sentence
from pipeline.proofread.shares import share_claims

WORDING = Wording(
    "N03",
    "Het woord van grootte past niet bij het cijfer",
    "een woord dat past bij de precieze waarde",
    "Verbeter of schrap het woord, of toon het cijfer preciezer.",
    "Zegt de bron het zo? Zet dan `aanduiding:` bij het cijfer in cijfers.yaml. Schrap anders het "
    "woord, of zet het in {{ vrij('…', 'reden') }}.",
)
ABOVE, ABOUT, BELOW = "erboven", "ongeveer", "eronder"
_CLASSES = {
    ABOVE: r"ruim|meer dan|boven de|dik",
    BELOW: r"bijna|minder dan|krap|net geen|nog geen|haast|onder de|een kleine",
    ABOUT: r"circa|ca\.|ongeveer|zo’n|zo'n|rond de|rond|om en nabij(?: de)?|grofweg|ruwweg|pakweg",
}
_OF_SOURCE = {"ruim": ABOVE, "meer dan": ABOVE, "bijna": BELOW, "minder dan": BELOW, "circa": ABOUT}
_BEFORE = re.compile(
    r"(?<![\w-])(?P<not>niet )?(?:iets |net |veel )?(?P<word>"
    + "|".join(_CLASSES.values())
    + r")\s+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[^,.;()]{0,40}\((?P<word>ruim|bijna|circa|ongeveer)\)", re.IGNORECASE)
_NEVER = re.compile(r"\bnooit\b", re.IGNORECASE)
_AND_MORE = re.compile(r"[^.;()]{0,40}\ben iets (?P<word>meer|minder)\b", re.IGNORECASE)
_NEAR = 40
"""How many characters before a number its word of size can begin."""
ROOM = Decimal("0.05")
"""'Ongeveer' may be this share of the number away."""


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each word of size beside a number, and for each share in words."""
    for sentence in material.sentences:
        for mark in sentence.shown:
            for start, end, words in _words(sentence, mark):
                judgement = sized(words, cell_of(mark), material.facts)
                yield spoken(material, sentence, (start, end), judgement, WORDING)
        for span, judgement in share_claims(sentence, material):
            yield spoken(material, sentence, span, judgement, WORDING)


def _words(sentence: Sentence, mark: Mark) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) of each word of size that stands beside a number."""
    from_here = max(0, mark.start - _NEAR)
    match = _BEFORE.search(sentence.text[from_here : mark.start])
    two = match is not None and match["word"].lower().endswith(" dan") and versus(sentence, mark)
    if match and not two:
        denied = match["not"] or _NEVER.search(sentence.text)
        word = ("niet " if denied else "") + match["word"].lower()
        yield from_here + match.start(), from_here + match.end(), word
    for pattern in (_BEHIND, _AND_MORE):
        if match := pattern.match(sentence.text[mark.end :]):
            word = {"meer": "meer dan", "minder": "minder dan"}.get(
                match["word"].lower(), match["word"].lower()
            )
            yield mark.end + match.start("word"), mark.end + match.end("word"), word


def size_class(word: str) -> str:
    """Return ABOVE, ABOUT or BELOW for a word of size."""
    return next(name for name, words in _CLASSES.items() if re.fullmatch(words, word))


def sized(words: str, shown: Cell, facts: Facts) -> Judgement:
    """Return the judgement on a word of size beside a number as it is shown."""
    negated = words.startswith("niet ")
    kind = size_class(words.removeprefix("niet "))
    if negated:
        kind = {ABOVE: BELOW, BELOW: ABOVE}.get(kind, kind)
    stored = facts.cells.get(shown.id)
    value = facts.value(shown.id)
    if shown.value is None or value is None:
        unseen = "wordt hier niet getoond" if shown.missing == HIDDEN else "is nog niet bekend"
        return Judgement(UNDECIDED, f"het cijfer {unseen}", (shown.id,))
    factor = scale(shown.unit)
    displayed = dutch.rounded(shown.value, shown.decimals) * factor
    value = abs(value) if displayed >= 0 else value
    source = stored or shown
    if source.qualifier and displayed == value:
        return _of_source(kind, source)
    half = source.rounded_to * scale(source.unit) / 2
    statement = f"precies is het {exact(value)}, getoond is {exact(displayed)}"
    verdict = _compared(kind, value, displayed, half, negated)
    if verdict == UNDECIDED:
        statement = "het cijfer zelf is afgerond; of het iets meer of minder is, weten we niet"
    return Judgement(verdict, statement, shown.derived_from or (shown.id,))


def _compared(
    kind: str, value: Decimal, displayed: Decimal, half: Decimal, negated: bool
) -> Verdict:
    if kind == ABOUT:
        return RIGHT if abs(value - displayed) <= max(ROOM * abs(displayed), half) else WRONG
    over = value - displayed if kind == ABOVE else displayed - value
    if over > half or (over == half > 0):
        return RIGHT
    if half == 0:
        return RIGHT if negated and over == 0 else WRONG
    return WRONG if over < -half else UNDECIDED


def _of_source(kind: str, source: Cell) -> Judgement:
    given = _OF_SOURCE[source.qualifier]
    statement = f"de bron zegt: {source.qualifier} {dutch.in_text(source)}"
    if kind in (given, ABOUT):
        return Judgement(RIGHT, statement, (source.id,))
    return Judgement(UNDECIDED if given == ABOUT else WRONG, statement, (source.id,))
