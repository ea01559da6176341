"""Number formats, as Excel writes them: what they show of a number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pipeline import dutch

STANDARD = ("", "general", "standaard")
"""The format of a cell that nobody formatted, in lower case."""
HIDING = ";;;"
"""The format that shows nothing."""
SCALED = "0,"
"""The format that shows thousands."""
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 14: "dd-mm-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d-m-yyyy h:mm"},
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd-mm-yyyy"),
    **{45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"},
}
"""What the numbers of formats mean that a workbook does not spell out; 0 is Standaard."""

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_WORDS = re.compile(r"^[_*].$|[\"\\;]")
"""What of such a word is not shown."""
_BRACKETS = re.compile(r"\[[^\]]*\]")
_SCALED = re.compile(r"[0#?],+(?![0#?])")
_PLAIN = re.compile(r"(#,##)?(0+|#)(\.0+)?(%?)")
_MOST_DIGITS = 10
"""How many digits the format Standaard surely shows."""


@lru_cache(maxsize=256)
def sections(code: str) -> tuple[str, ...]:
    """Return the parts of a format (positive, negative, nought, words), without literals."""
    return tuple(_BRACKETS.sub("", _QUOTED.sub("", code)).split(";"))


@lru_cache(maxsize=256)
def _told(code: str) -> tuple[str, ...]:
    """Return the parts of a format with the words that they show."""
    spelled = _QUOTED.sub(lambda match: _WORDS.sub("", match[0]), code)
    return tuple(_BRACKETS.sub("", spelled).split(";"))


def hides(code: str, value: str | float) -> bool:
    """Say whether a format shows nothing of a value: a blank, or words in the place of a number."""
    if code.lower() in STANDARD or _part(sections(code), value).strip():
        return False
    return not _part(_told(code), value).strip() or (not isinstance(value, str) and value != 0)


def _part(parts: tuple[str, ...], value: str | float) -> str:
    """Return the part of a format that shows a value."""
    if isinstance(value, str):
        return parts[3] if len(parts) > 3 else "@"
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


@lru_cache(maxsize=256)
def is_date(code: str) -> bool:
    """Say whether a format makes a date or a time of a number."""
    if code.lower() in STANDARD:
        return False
    timer = re.search(r"\[(h+|m+|s+)\]", code, re.IGNORECASE)
    return bool(timer or re.search("[dmyhs]", sections(code)[0], re.IGNORECASE))


def is_scaled(code: str) -> bool:
    """Say whether a format shows a number in thousands or millions."""
    return bool(_SCALED.search(sections(code)[0]))


def is_percentage(code: str) -> bool:
    """Say whether a format shows 0.25 as 25%."""
    return "%" in sections(code)[0]


def decimals(code: str) -> int | None:
    """Return how many decimals a format shows; None when it says nothing (Standaard)."""
    first = sections(code)[0]
    if "0" not in first and "#" not in first:
        return None
    after = re.search(r"\.([0#?]+)", first)
    return len(after[1]) if after else 0


def shown(value: Decimal, code: str) -> str | None:
    """Return a number as a reader of the sheet sees it ('1.234,50', '25%'); None when unsure."""
    if code.lower() in (*STANDARD, "@"):
        plain = format(value.normalize(), "f")
        few = len(re.sub("[^0-9]", "", plain)) <= _MOST_DIGITS
        return plain.replace(".", ",") if few else None
    match = _PLAIN.fullmatch(code)
    if not match:
        return None
    grouped, whole, after, percent = match.groups()
    places = len(after or ".") - 1
    text = dutch.number(value * 100 if percent else value, places).replace(dutch.MINUS, "-")
    if not grouped:
        text = text.replace(".", "")
    short = len(whole) - len(text.lstrip("-").partition(",")[0].replace(".", ""))
    if short > 0 and "#" not in whole:
        sign = "-" if text.startswith("-") else ""
        text = sign + "0" * short + text.removeprefix("-")
    return text + (percent or "")
