"""The letters: which fonts the publications use, whole for print and as small web fonts.

The files come from two pinned PyPI packages, so a PDF looks the same on every machine.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files

SANS = "font_source_sans_pro"
SERIF = "font_source_serif_pro"
FACES = {
    "SourceSansPro-Regular": SANS,
    "SourceSansPro-It": SANS,
    "SourceSansPro-Semibold": SANS,
    "SourceSerifPro-Regular": SERIF,
    "SourceSerifPro-Semibold": SERIF,
}
"""Each face that print.css and web.css name -> the package that holds it."""

WEB_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xA0, 0x180)))
    + "\u2009\u200a\u202f\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e"
    + "\u2020\u2021\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122"
    + "\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265\u00b2\u00b3\u2082"
)
"""Latin, Latin-1, Latin Extended-A and the signs of Dutch typography."""

WEB_FACES = tuple(face for face in FACES if face != "SourceSerifPro-Regular")
"""On the web the serif is for headings only."""


def print_fonts() -> dict[str, bytes]:
    """Return the TrueType files as they are, by path inside a page's folder."""
    return {f"fonts/{face}.ttf": _original(face) for face in FACES}


def web_fonts() -> dict[str, bytes]:
    """Return the same faces as WOFF2 with only the characters that a Dutch page needs."""
    return {f"fonts/{face}.woff2": _web_font(face) for face in WEB_FACES}


@cache
def _original(face: str) -> bytes:
    return files(FACES[face]).joinpath("files", f"{face}.ttf").read_bytes()


@cache
def _web_font(face: str) -> bytes:
    # fontTools is imported here: half the commands never make a web font.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        flavor="woff2",
        layout_features=["kern"],  # figures are tabular and lining by default in both families
        hinting=False,
        recalc_timestamp=False,
        notdef_outline=True,
        drop_tables=[*subset.Options._drop_tables_default, "GSUB", "DSIG", "BASE"],
    )
    font = TTFont(io.BytesIO(_original(face)), recalcTimestamp=False)
    # The names (they hold the licence) stay whole: pruning them costs a third of the time.
    names = font["name"]
    del font["name"]
    shaper = subset.Subsetter(options)
    shaper.populate(text=WEB_CHARACTERS)
    shaper.subset(font)
    font["name"] = names
    target = io.BytesIO()
    subset.save_font(font, target, options)
    return target.getvalue()
