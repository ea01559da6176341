"""What one `<c>` of a sheet of Excel says."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Set as AbstractSet

from msgspec import Struct

from pipeline import characters
from pipeline.workbook.formats import is_date
from pipeline.workbook.lines import BookCell, Kind

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_ESCAPE = re.compile("_x([0-9a-fA-F]{4})_")


class Shared(Struct, frozen=True):
    """What the sheets of a workbook have together."""

    strings: tuple[tuple[str, str], ...] = ()
    """The words, and what characters in them do not belong there."""
    formats: tuple[str, ...] = ()
    from_1904: bool = False
    """Whether days are counted from 1904 and not from 1900."""
    recalculates: bool = False
    """Whether a program wrote it that computes nothing: the outcome 0 of a formula says nothing."""


def settled(raw: str) -> tuple[str, str]:
    """Return words as everything may read them, and what in them does not belong there."""
    spelled = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), raw) if "_x" in raw else raw
    plain, strange = characters.clean(spelled)
    return plain.strip(), strange[0].kind if strange else ""


def cell_of(
    where: tuple[int, int],
    attributes: dict[str, str],
    text: str,
    has: AbstractSet[str],
    shared: Shared,
) -> BookCell | None:
    """Return a cell; None when it is damaged.

    `text` is what stands in it, `has` names the elements in it: `f` for a formula, `v` for what
    stands in it.
    """
    kind = attributes.get("t", "n")
    style = attributes.get("s", "0")
    known = style.isascii() and style.isdigit() and len(style) < 10
    if not known or (int(style) >= len(shared.formats) and shared.formats):
        return None
    shown_as = shared.formats[int(style)] if shared.formats else ""
    if "f" in has and _is_lost(kind, text, has, shared):
        return BookCell(*where, "zonder uitkomst", "", shown_as)
    if not text.strip():
        return BookCell(*where)
    if kind in ("s", "str", "inlineStr"):
        return _words(where, kind, text, shown_as, shared)
    if kind == "n":
        return _number(where, text.strip(), shown_as, shared)
    kinds: dict[str, Kind] = {"b": "waar of onwaar", "e": "fout", "d": "datum"}
    return BookCell(*where, kinds[kind], text.strip(), shown_as) if kind in kinds else None


def _is_lost(kind: str, text: str, has: AbstractSet[str], shared: Shared) -> bool:
    """Say whether the outcome of a formula was never computed, or not saved."""
    if not text:
        return not (kind == "str" and "v" in has)
    return shared.recalculates and kind == "n" and text.strip() == "0"


def _words(
    where: tuple[int, int], kind: str, text: str, shown_as: str, shared: Shared
) -> BookCell | None:
    if kind != "s":
        plain, strange = settled(text)
    else:
        index = text.strip()
        known = index.isascii() and index.isdigit() and len(index) < 10
        if not known or int(index) >= len(shared.strings):
            return None
        plain, strange = shared.strings[int(index)]
    return BookCell(*where, "tekst" if plain else "leeg", plain, shown_as, strange)


def _number(where: tuple[int, int], text: str, shown_as: str, shared: Shared) -> BookCell | None:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        return None
    if is_date(shown_as):
        return BookCell(*where, "datum", _date(float(text), shared.from_1904), shown_as)
    return BookCell(*where, "getal", float(text), shown_as)


def _date(serial: float, from_1904: bool) -> str:
    """Return a number that Excel shows as a date or time, as a reader may know it."""
    if not 0 <= serial < 2_900_000:
        return f"{serial:.15g}"
    start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    moment = start + datetime.timedelta(days=serial)
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}" if serial == int(serial) else f"{moment:%Y-%m-%d %H:%M}"
