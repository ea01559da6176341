"""Words in another language, named as such: spoken and divided as they should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_PIECES = re.compile(
    r"(<(?:head|script|style|title|svg)\b.*?</(?:head|script|style|title|svg)>|<[^>]*>)", re.DOTALL
)


def name_languages(page: str, foreign: Mapping[str, str]) -> str:
    """Return a page with `lang` at each of these words, in text only; `foreign`: word -> language.

    The first letter may be a capital where the list has none; white space may be of any kind.
    """
    if not foreign:
        return page
    longest_first = sorted(foreign, key=len, reverse=True)
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, longest_first))})(?![\w-])")
    languages = {_plain(word): language for word, language in foreign.items()}

    def named(found: re.Match[str]) -> str:
        text = found[0]
        language = languages.get(_plain(text)) or languages[_plain(text[:1].lower() + text[1:])]
        return f'<span lang="{language}">{text}</span>'

    pieces = _PIECES.split(page)
    pieces[::2] = [words.sub(named, text) for text in pieces[::2]]
    return "".join(pieces)


def _pattern(word: str) -> str:
    first, rest = word[:1], word[1:]
    start = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    return start + r"\s+".join(re.escape(escape(part)) for part in rest.split())


def _plain(text: str) -> str:
    return " ".join(text.split())
