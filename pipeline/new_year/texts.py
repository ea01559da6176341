"""The texts of the new year: carried over, with a comment at every sentence about the old one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.new_year.years import named
from pipeline.words import NO_END

_EXPRESSION = re.compile(r"\{\{(?:[^\n{}]|\{(?!\{)|\}(?!\}))*\}\}")
_KEPT_WHOLE = re.compile(
    r"\{\{(?:[^\n{}]|\{(?!\{)|\}(?!\}))*\}\}|\{>>.*?<<\}|\[[^\]\n]*\]\([^)\n]*\)", re.DOTALL
)
_END = re.compile(r"[.!?…][’”\")*_\]]*(?=\s+[‘“(\"*_\[{A-Z\d\ue000])|[.!?…][’”\")*_\]]*$")
_COMMENT = re.compile(r"[ \t]*\{>>.*?<<\}", re.DOTALL)
_ITEM = re.compile(r"^(?:\s*(?:[-*+]|\d+\.)\s+|\[\^[^\]]+\]:\s|:\s|#{1,6}\s|\||:::|!\[)")
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_CELL = re.compile(r"(?:\{\{.*?\}\}|[^|])+\|?|\|", re.DOTALL)
_RELATIVE = re.compile(r"\b(dit|afgelopen|vorig|komend|volgend) jaar\b", re.IGNORECASE)


def moved_text(text: str, old: int, move: Callable[[str], str]) -> str:
    """Return a chapter of the year `old` for the year after it; `move` takes names there.

    A sentence that names that year, the one before or the one after, or says 'dit jaar', is left
    as it is with a comment behind it; in all others names of figures go on to the new year.
    """
    text = _COMMENT.sub("", text)
    return "".join(
        piece if piece.isspace() else _moved(piece, old, move) for piece in _pieces(text)
    )


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


def _moved(piece: str, old: int, move: Callable[[str], str]) -> str:
    if piece.startswith("!["):
        mark = _said(piece, old)
        return piece + (f"\n{mark}\n" if mark else "")  # a picture stands alone
    if piece.startswith(":::"):
        return _marked_at(piece, _said(piece, old), move, r"\s*$")
    if piece.startswith("|"):
        return "".join(_marked_cell(cell, old, move) for cell in _CELL.findall(piece))
    if piece.startswith("#"):
        return _marked_at(piece, _said(piece, old), move, _ATTRIBUTES.pattern + r"|\s*$")
    return "".join(_sentence(sentence, old, move) for sentence in _sentences(piece))


def _marked_cell(cell: str, old: int, move: Callable[[str], str]) -> str:
    return _marked_at(cell, _said(cell, old), move, r"\s*\|?\s*$")


def _marked_at(piece: str, mark: str, move: Callable[[str], str], end: str) -> str:
    """Put the comment before what ends a heading or row."""
    if not mark:
        return _in_expressions(piece, move)
    found = re.search(end, piece)
    assert found is not None, "the pattern matches an empty end"
    return f"{piece[: found.start()]} {mark}{piece[found.start() :]}"


def _sentence(sentence: str, old: int, move: Callable[[str], str]) -> str:
    mark = _said(sentence, old)
    if not mark:
        return _in_expressions(sentence, move)
    body = sentence.rstrip()
    return f"{body} {mark}{sentence[len(body) :]}"


def _said(sentence: str, old: int) -> str:
    """Return the comment for a sentence; '' when it does not speak of the old year."""
    typed = _EXPRESSION.sub("", sentence)
    years = [year for year in named(typed) if abs(year - old) <= 1]
    if years:
        return f"{{>> Nakijken: gaat over {' en '.join(map(str, years))}. <<}}"
    relative = _RELATIVE.search(typed)
    if relative:
        return f"{{>> Nakijken: ‘{relative[0].lower()}’ stond in het verslag over {old}. <<}}"
    return ""


def _sentences(piece: str) -> Iterator[str]:
    """Yield the sentences of a paragraph with the space behind them; together they are it."""
    hidden = _KEPT_WHOLE.sub(lambda found: "\ue000" * len(found[0]), piece)
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


def _in_expressions(text: str, change: Callable[[str], str]) -> str:
    return _EXPRESSION.sub(lambda found: change(found[0]), text)
