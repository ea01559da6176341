"""The number formats of an Excel workbook, by the number by which its cells call them."""

from __future__ import annotations

from pipeline.workbook.formats import BUILT_IN, HIDING
from pipeline.workbook.package import Package

_WHITE = ("ffffff", "00ffffff", "ffffffff")


class _Styles:
    """Collects what styles.xml says: formats, white letters and fills, and cells that use them."""

    def __init__(self) -> None:
        self.spelled: dict[str, str] = {}
        self.white_fonts: list[bool] = []
        self.dark_fills: list[bool] = []
        self.used: list[dict[str, str]] = []
        self._in: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        above = self._in[-1] if self._in else ""
        if local == "numFmt" and above == "numFmts":
            self.spelled[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "font" and above == "fonts":
            self.white_fonts.append(False)
        elif local == "color" and above == "font" and self.white_fonts:
            self.white_fonts[-1] = _is_white(attributes)
        elif local == "fill" and above == "fills":
            self.dark_fills.append(False)
        elif local == "patternFill" and above == "fill" and self.dark_fills:
            self.dark_fills[-1] = attributes.get("patternType", "none") != "none"
        elif local == "gradientFill" and above == "fill" and self.dark_fills:
            self.dark_fills[-1] = True
        elif local == "fgColor" and above == "patternFill" and self.dark_fills:
            self.dark_fills[-1] &= not _is_white(attributes)
        elif local == "xf" and above == "cellXfs":
            self.used.append(attributes)
        self._in.append(local)

    def end(self, _: str) -> None:
        self._in.pop()

    def format(self, attributes: dict[str, str]) -> str:
        """Return the number format of a style; white letters on white show as little as ;;;."""
        if _at(self.white_fonts, attributes.get("fontId")) and not _at(
            self.dark_fills, attributes.get("fillId")
        ):
            return HIDING
        number = attributes.get("numFmtId", "0")
        return self.spelled.get(number, BUILT_IN.get(_whole(number), ""))


def read_formats(package: Package, name: str) -> tuple[str, ...]:
    """Return the number format of each style that cells have, in order."""
    styles = _Styles()
    package.walk(name, styles.start, styles.end, lambda _: None)
    return tuple(styles.format(attributes) for attributes in styles.used)


def _is_white(attributes: dict[str, str]) -> bool:
    indexed = attributes.get("indexed") in ("1", "9")
    themed = attributes.get("theme") == "0" and not attributes.get("tint", "").startswith("-")
    return indexed or themed or attributes.get("rgb", "").lower() in _WHITE


def _at(known: list[bool], index: str | None) -> bool:
    place = _whole(index or "0")
    return known[place] if 0 <= place < len(known) else False


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
