"""The texts of the new year: every sentence as it was, with a proposal for the new one behind it.

Nothing is applied unasked. A sentence that names the old year or a neighbour of it, says 'dit
jaar' or shows a number gets a comment, which an adopted publication cannot have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline import comments
from pipeline.new_year.years import RELATIVE, Shift, named
from pipeline.words import NO_END

EXPRESSION = re.compile(r"\{\{(?:[^\n{}]|\{(?!\{)|\}(?!\}))*\}\}")
_BLOCK = re.compile(r"\s*\{\{\s*(?:tabel|grafiek|diagram|afwijkingen)\([^{}]*\)\s*\}\}\s*")
_WHOLE = re.compile(rf"{EXPRESSION.pattern}|\ue010\d+\ue011|\[[^\]\n]*\]\([^)\n]*\)", re.DOTALL)
_END = re.compile(r"[.!?…][’”\")*_\]]*(?=\s+[‘“(\"*_\[{A-Z\d\ue000])|[.!?…][’”\")*_\]]*$")
_ITEM = re.compile(r"^(?:\s*(?:[-*+]|\d+\.)\s+|\[\^[^\]]+\]:\s|:\s|#{1,6}\s|\||:::|!\[)")
_LEAD = re.compile(
    r"^\s*(?:(?:[-*+]|\d+\.)\s+|\[\^[^\]]+\]:\s+|:\s+|#{1,6}\s+|:::\s*\w*\s*|\|\s*)?"
)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_CELL = re.compile(r"(?:\{\{.*?\}\}|[^|])+\|?|\|", re.DOTALL)
_OWN_YEAR = re.compile(r"\{\{\s*(jaar|vorig_jaar|volgend_jaar)\s*\}\}")
_STEPS = {"vorig_jaar": -1, "jaar": 0, "volgend_jaar": 1}
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_VALUE = re.compile(r"\b[a-z]\w*\.[\w*]")
"""The name of a number, in an expression without what is quoted there."""
_TWICE = re.compile(r"(\{>> Nakijken: (?:(?!<<\}).)*<<\}) \1")
"""What was said already a year before, and is still there."""
NAME = re.compile(r"(?<![\w.'\"])[a-z]\w*(?:\.\w+)+")
"""The full name of a number in an expression."""


class Speaker(Struct, frozen=True):
    """What is said of the sentences of a chapter, in comments behind them."""

    shift: Shift
    kept: Mapping[str, str]
    """Number -> the name under which the new folder has the old value, both in full."""

    def moved_text(self, text: str) -> str:
        """Return a chapter for the year after the old one; comments in it stay."""
        plain, lines = comments.hidden(text)
        done = "".join(piece if piece.isspace() else self._piece(piece) for piece in _pieces(plain))
        return _TWICE.sub(r"\1", comments.shown(done, lines))

    def _piece(self, piece: str) -> str:
        if _BLOCK.fullmatch(piece):  # what is placed is that of the new year, and no sentence
            return self.shift.code(piece)
        if piece.startswith("!["):
            mark = self._said(piece)
            return self._as_it_was(piece) + (f"\n{mark}\n" if mark else "")  # it stands alone
        if piece.startswith(":::"):
            return self._marked_at(piece, r"\s*$")
        if piece.startswith("|"):
            return "".join(self._marked_at(cell, r"\s*\|?\s*$") for cell in _CELL.findall(piece))
        if piece.startswith("#"):
            return self._marked_at(piece, _ATTRIBUTES.pattern + r"|\s*$")
        return "".join(self._marked_at(sentence, r"\s*$") for sentence in _sentences(piece))

    def _marked_at(self, piece: str, end: str) -> str:
        """Put the comment before what ends a heading, a row or a sentence."""
        mark = self._said(piece, end)
        piece = self._as_it_was(piece)
        if not mark:
            return piece
        found = re.search(end, piece)
        assert found is not None, "the pattern matches an empty end"
        return f"{piece[: found.start()]} {mark}{piece[found.start() :]}"

    def _said(self, sentence: str, end: str = r"\s*$") -> str:
        """Return the comment for a sentence; '' when there is nothing to look at again."""
        plain = comments.without_signs(sentence)
        body = re.sub(end, "", plain, count=1)
        body = " ".join(_LEAD.sub("", body, count=1).split())
        was = self._as_it_was(body)
        typed = EXPRESSION.sub("", was)
        proposal = EXPRESSION.sub(lambda found: self.shift.code(found[0]), self._later(body))
        years = [year for year in named(typed) if abs(year - self.shift.old) <= 1]
        if years:
            said = f"gaat over {' en '.join(map(str, years))}."
        elif relative := RELATIVE.search(typed):
            said = f"‘{relative[0].lower()}’ stond in het verslag over {self.shift.old}."
        elif any(_VALUE.search(_QUOTED.sub("", found[0])) for found in EXPRESSION.finditer(body)):
            said = f"toont cijfers uit het verslag over {self.shift.old}."
        else:
            return ""
        asked = f" Voorstel: {proposal}" if proposal != was else ""
        return f"{{>> Nakijken: {said}{asked} <<}}"

    def _later(self, text: str) -> str:
        """Return the words of a sentence one year later; expressions as they are."""
        out, at = "", 0
        for found in EXPRESSION.finditer(text):
            out += self.shift.prose(text[at : found.start()]) + found[0]
            at = found.end()
        return out + self.shift.prose(text[at:])

    def _as_it_was(self, text: str) -> str:
        """Return a text that says what it said: figures under the names they have now."""

        def names(expression: re.Match[str]) -> str:
            if year := _OWN_YEAR.fullmatch(expression[0]):
                return str(self.shift.old + _STEPS[year[1]])
            return NAME.sub(lambda name: self.kept.get(name[0], name[0]), expression[0])

        return EXPRESSION.sub(names, text)


def _pieces(text: str) -> Iterator[str]:
    """Yield paragraphs, points, headings, rows and what stands between them."""
    piece = ""
    for line in text.splitlines(keepends=True):
        blank = not line.strip()
        if piece and (
            blank
            or piece.isspace()
            or _ITEM.match(line)
            or (_ITEM.match(piece[:4]) and re.match(r"#|\||:::|!\[", piece))
        ):
            yield piece
            piece = ""
        piece += line
    if piece:
        yield piece


def _sentences(piece: str) -> Iterator[str]:
    """Yield the sentences of a paragraph with the space behind them; together they are it."""
    hidden = _WHOLE.sub(lambda found: "\ue000" * len(found[0]), piece)
    start = 0
    for end in _END.finditer(hidden):
        if NO_END.search(hidden[start : end.end()]):
            continue
        after = end.end()
        while after < len(hidden) and hidden[after].isspace():
            after += 1
        yield piece[start:after]
        start = after
    if start < len(piece):
        yield piece[start:]
