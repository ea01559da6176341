"""D05: words from which a reader learns a number that is not shown.

A text gives a hidden count away when it says that many (or hardly any other number) beside words
that name its row and its region or year. Beside one of those it may, which is worth a look. No
message repeats the number, or the sentence with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline import dutch
from pipeline.model import (
    ERROR,
    WARNING,
    Document,
    Outcome,
    Place,
    Problem,
    Protected,
    YearData,
)
from pipeline.protect.amounts import Amount, amounts
from pipeline.protect.counting import Counted, counted_by
from pipeline.protect.naming import Words
from pipeline.protect.pieces import Piece, pieces, sentences
from pipeline.protect.secrets import Secret, secrets
from pipeline.protect.suppress import WIDTH

_MOST = 3
"""How many names a message gives."""


def typed_values(
    vintages: tuple[YearData, ...],
    protected: Protected,
    documents: Iterable[Document],
    outcomes: tuple[Outcome, ...],
) -> Iterator[Problem]:
    """Yield a problem for each piece of text that says what is hidden, the worst of each once."""
    *earlier, data = vintages
    kept = secrets(data, protected.hidden, protected.protections)
    for vintage in earlier:
        found_before = secrets(vintage, protected.before.get(vintage.year, frozenset()))
        kept += [secret for secret in found_before if secret.cell.id not in data.cells]
    found: dict[Place, Problem] = {}
    for problem in (*_in_reasons(data, kept, outcomes), *_in_pieces(data, kept, documents)):
        known = found.get(problem.place)
        if known is None or (known.severity, problem.severity) == (WARNING, ERROR):
            found[problem.place] = problem
    yield from found.values()


def _in_pieces(
    data: YearData, kept: list[Secret], documents: Iterable[Document]
) -> Iterator[Problem]:
    reader = _Reader(data, kept)
    for piece in pieces(data, documents):
        hits = list(reader.hits(piece))
        if hits:
            certain = [hit for hit in hits if hit.certain]
            yield _problem(piece.place, certain or hits, bool(certain))


def _in_reasons(
    data: YearData, kept: list[Secret], outcomes: tuple[Outcome, ...]
) -> Iterator[Problem]:
    """Yield what is wrong with the reasons of a deviation or revision: those are about cells."""
    reads = {outcome.id: outcome.cells for outcome in outcomes}
    for deviation in data.deviations:
        about = [s for s in kept if s.cell.id in reads.get(deviation.rule, ())]
        values = {int(secret.value) for secret in about}
        if _says(deviation.reason, values):
            yield _of_reason(deviation.reason_place, ("regel", deviation.rule))
    for revision in data.revisions:
        if any(secret.cell.id == revision.cell for secret in kept):
            both = (dutch.parse(text) for text in (revision.old, revision.new))
            if _says(revision.reason, {int(value) for value in both if value is not None}):
                yield _of_reason(revision.reason_place, ("cijfer", revision.cell))


def _says(reason: str, values: set[int]) -> bool:
    """Say whether a reason has a number that tells one of some values."""
    found = (a for s in sentences(reason) for a in amounts(s))
    return any(
        amount.high is not None
        and amount.high - amount.low < WIDTH
        and any(amount.low <= value <= amount.high for value in values)
        for amount in found
    )


class _Hit(Struct, frozen=True):
    """A hidden number that a piece of text tells, and by which words."""

    names: tuple[str, ...]
    certain: bool


class _Reader:
    """Reads pieces of text as somebody who does not see what is hidden."""

    def __init__(self, data: YearData, kept: list[Secret]) -> None:
        self._kept = kept
        self._year = data.year
        self._whom = data.organisation.whom
        lists = data.code_lists.values()
        self._persons = {*self._whom.words, *(noun for secret in kept for noun in secret.counts)}
        self._words: dict[str, Words] = {}
        self._names = tuple(label for codes in lists for label in codes.labels.values())

    def hits(self, piece: Piece) -> Iterator[_Hit]:
        """Yield every hidden number that a piece tells, or may tell."""
        for amount in amounts(piece.text, self._names):
            if amount.high is None or amount.high - amount.low >= WIDTH:
                continue
            counted = counted_by(piece.text, amount, self._whom)
            for secret in self._kept:
                inside = amount.low <= secret.value <= amount.high
                if inside and not counted.thing and not secret.is_thing(counted):
                    yield from self._hit(piece, amount, counted, secret)

    def _hit(
        self, piece: Piece, amount: Amount, counted: Counted, secret: Secret
    ) -> Iterator[_Hit]:
        around = [self._read(text) for text in (piece.text, *piece.around)]
        named = secret.named(around)
        wider = secret.named([*around, self._read(piece.before)])
        spoken = secret.is_counted(counted, self._whom)
        if counted.part:
            if named and named.certain and amount.certain:
                yield _Hit(named.names, False)
        elif named and named.certain and (named.here or spoken or counted.bare):
            if amount.certain or spoken:
                yield _Hit(named.names, amount.certain)
        elif not amount.certain:
            return
        elif named and named.here and (spoken or (named.row and counted.bare)):
            yield _Hit(named.names, False)
        elif wider and wider.certain and spoken:
            yield _Hit(wider.names, False)
        elif secret.table and piece.table == secret.table.id and (spoken or counted.bare):
            yield _Hit((), False)

    def _read(self, text: str) -> Words:
        """Return the words of a text; headings are read once."""
        if text not in self._words:
            self._words[text] = Words.of(text, self._year, self._persons)
        return self._words[text]


def _problem(place: Place, hits: list[_Hit], certain: bool) -> Problem:
    names = list(dict.fromkeys(name for hit in hits for name in hit.names))
    return Problem(
        "D05",
        ERROR if certain else WARNING,
        place,
        "Deze tekst noemt een aantal dat niet wordt getoond"
        if certain
        else "Misschien noemt deze tekst een aantal dat niet wordt getoond",
        f"een getal bij {', '.join(names[:_MOST])}" if names else "een getal bij deze tabel",
        "woorden zonder dat getal",
        "Schrijf de zin zonder het getal. Telt het iets anders, of mensen die openlijk geteld "
        "mogen worden, zet dat woord dan in organisatie.yaml onder bescherming bij niet:.",
    )


def _of_reason(place: Place, of: tuple[str, str]) -> Problem:
    return Problem(
        "D05",
        ERROR,
        place,
        "In deze reden staat een cijfer dat niet wordt getoond",
        "een getal dat hier verborgen is",
        "woorden zonder dat cijfer",
        "Schrijf de zin zonder het cijfer, want de lezer ziet deze tekst.",
        (of,),
    )
