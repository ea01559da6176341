"""Typography: what an editor types on a keyboard, as a typesetter would set it.

Works on the finished page, so that prose, tables, notes, titles and contents all get the same. A
rule replaces one character by one other, never more or less: text runs on across tags (a number
in its `<data>`, its unit behind it), and each piece must go back to where it stood.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape

from pipeline.dutch import DASH, MINUS, MONTHS, NBSP

APOSTROPHE = "\u2019"
OPENING = "\u2018"

_PIECES = re.compile(
    r"(<(?:script|style|title|svg)\b.*?</(?:script|style|title|svg)>|<!--.*?-->|<[^<>]*>)",
    re.DOTALL,
)
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_INLINE = frozenset("a abbr b cite data dfn em i small span strong sub sup time".split())
"""The tags that text runs through; a line of text ends at any other."""
_END = "\x1e"
"""Stands between two lines of text: white space that no text of ours has."""

_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_DAY = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag\b"
_UNIT = (
    r"(?:fte|procent|procentpunt|miljoen|miljard|mln|uur|minuten|dagen|weken|maanden|jaar|euro|"
    r"kB|MB)\b"
)
_LABEL = (
    r"(?:[Aa]rtikel|[Aa]rt\.|[Ll]id|[Nn]r\.|[Nn]ummer|[Tt]abel|[Ff]iguur|[Pp]aragraaf|[Hh]oofdstuk|"
    r"[Bb]ijlage|[Bb]lz\.|[Pp]agina|[Ff]ase|[Ss]tap|[Ii]nterventie|NEN|ISO)"
)
_INITIALS = r"(?<![\w.-])(?:(?:drs|dr|mr|ir|ing|prof|dhr|mevr)\.|(?:[A-Z]\.)+)"
_NUMBER = r"(?:0|[1-9]\d{0,3}(?:\.\d{3})*)(?:,\d+)?%?"
_NO_CODE = r"(?<!NEN[ \n\u00a0])(?<!ISO[ \n\u00a0])"
_SIDE = r"(?![\w-]|[.,]\d)"
"""Ends a number: what goes on is a date, a telephone number or a code."""

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), character)
    for pattern, character in (
        # one minus sign
        (rf"(?<![^\s(€])(-)(?=\d+(?:\.\d{{3}})*(?:,\d+)?%?{_SIDE})", MINUS),
        # en dashes: from a number, month or day to another, and between words
        (rf"{_NO_CODE}(?<![\w.,/{DASH}-]){_NUMBER}(-)(?={_NUMBER}{_SIDE})", DASH),
        (rf"(?i:(?:{_MONTH}|{_DAY})(-)(?={_MONTH}|{_DAY}))", DASH),
        (r"(?<=\S[ \u00a0])(-)(?=\s)", DASH),
        # what belongs together stays on one line
        (rf"€([ \n])(?=[\d{MINUS}]|x[ {NBSP}])", NBSP),
        (rf"(?<=x)([ \n])(?=(?:1\.000|1 mln|\d+\b){_SIDE})", NBSP),
        (r"(?<=\d)([ \n])(?=x\s\d)", NBSP),
        (rf"(?<=\d)([ \n])(?={_MONTH}|{_UNIT})", NBSP),
        (rf"(?<=\d%)([ \n])(?={_UNIT})", NBSP),
        (rf"\b{_LABEL}([ \n])(?=\d)", NBSP),
        (rf"{_INITIALS}([ \n])(?=[A-Z]|v[ao]n\b|de[rn]?\b|te[nr]?\b)", NBSP),
        (rf"(?<=\S)([ \n])(?={DASH}\s)", NBSP),
        # apostrophes, then opening and closing quotes
        (rf"(?<!\w)(['{OPENING}])(?=(?:s|t|n|m|k)\b|\d\d\b)", APOSTROPHE),
        (rf"(?<![^\s(\[{DASH}{OPENING}])(['\"])(?=\S)", OPENING),
        (r"(['\"])", APOSTROPHE),
    )
)


def typeset(text: str) -> str:
    """Return typed words as they are set; the result has as many characters as the text."""
    for pattern, character in _RULES:
        text = pattern.sub(partial(_put, character), text)
    return text


def _put(character: str, match: re.Match[str]) -> str:
    """Return what matched, with `character` in the place of its one group."""
    whole, at = match[0], match.start(1) - match.start()
    return whole[:at] + character + whole[at + 1 :]


def typeset_page(page: str) -> str:
    """Return a page with all its text set; tags, drawings and the title of the window stay."""
    pieces = _PIECES.split(page)
    texts = [unescape(piece) for piece in pieces[::2]]
    lines = "".join(
        text + (_END if _ends_line(tag) else "")
        for text, tag in zip(texts, [*pieces[1::2], "<p>"], strict=True)
    )
    lines = typeset(lines)
    at = 0
    for i, (text, tag) in enumerate(zip(texts, [*pieces[1::2], "<p>"], strict=True)):
        pieces[2 * i] = escape(lines[at : at + len(text)], quote=False)
        at += len(text) + _ends_line(tag)
    return "".join(pieces)


def _ends_line(tag: str) -> bool:
    name = _TAG_NAME.match(tag)
    return not (name and name[1] in _INLINE)
