"""The letters: which fonts the publications use, whole for print and as small web fonts.

The files come from pinned PyPI packages, so a PDF looks the same on every machine. A house style
chooses one family for text and one for headings.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from pipeline import store, typefaces
from pipeline.model import HouseStyle
from pipeline.typefaces import Face

WEB_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xA0, 0x180)))
    + "\u2009\u200a\u202f\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e"
    + "\u2020\u2021\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122"
    + "\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265\u00b2\u00b3\u2082"
)
"""Latin, Latin-1, Latin Extended-A and the signs of Dutch typography."""


class Letters(Struct, frozen=True):
    """The two families of a house style."""

    text: str
    heading: str

    @classmethod
    def of(cls, style: HouseStyle) -> Letters:
        """Return the families that a style chose."""
        text, heading = (
            typefaces.of_stack(style.light[path].value)
            for path in ("basis.text.font-family.default", "basis.heading.font-family")
        )
        return cls(text, heading)

    @property
    def print_faces(self) -> tuple[Face, ...]:
        """Each face that a PDF can use."""
        families = dict.fromkeys((self.text, self.heading))
        return tuple(face for family in families for face in typefaces.FAMILIES[family])

    @property
    def web_faces(self) -> tuple[Face, ...]:
        """Each face that a web page uses: of the headings only the heavy one."""
        text = typefaces.FAMILIES[self.text]
        return tuple(dict.fromkeys((*text, typefaces.face(self.heading, 600))))


def print_fonts(letters: Letters) -> dict[str, bytes]:
    """Return the TrueType files as they are, by path inside a page's folder."""
    return {f"fonts/{face.file}.ttf": original(face) for face in letters.print_faces}


def web_fonts(letters: Letters) -> dict[str, bytes]:
    """Return the same faces as WOFF2 with only the characters that a Dutch page needs."""
    return {f"fonts/{face.file}.woff2": _web_font(face) for face in letters.web_faces}


def print_rules(letters: Letters) -> str:
    """Return the CSS that names the faces for print."""
    return "".join(_rule(face, f"url(fonts/{face.file}.ttf)") for face in letters.print_faces)


def web_rules(letters: Letters) -> str:
    """Return the CSS that names the faces for the web."""
    return "".join(
        _rule(face, f'url(fonts/{face.file}.woff2) format("woff2")', " font-display: optional;")
        for face in letters.web_faces
    )


def _rule(face: Face, source: str, more: str = "") -> str:
    family = next(name for name, faces in typefaces.FAMILIES.items() if face in faces)
    italic = " font-style: italic;" if face.style == "italic" else ""
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {face.weight};{italic}{more} '
        f"src: {source}; }}\n"
    )


@cache
def original(face: Face) -> bytes:
    """Return the bytes of a font file."""
    return files(face.package).joinpath("files", f"{face.file}.ttf").read_bytes()


@cache
def _web_font(face: Face) -> bytes:
    """Return a face as a small web font, made once on a machine."""
    whole = original(face)
    of = (whole, version("fonttools"), version("brotli"), Path(__file__).read_bytes())
    return store.kept("letter", of, lambda: _subset(whole))


def _subset(whole: bytes) -> bytes:
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
    font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
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
