"""The characters of our letters, as the program knows them and as the font files have them."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from pipeline import glyphs
from pipeline.render import fonts
from pipeline.typefaces import FAMILIES

SET_BY_THE_ENGINE = {"\u2009", "\u200a", "\u202f", "\u2010", "\u2011", "\u017f"}
"""Spaces and hyphens that stand in for others; the long s becomes an s when a text is read."""


def test_the_known_characters_are_those_of_every_upright_font() -> None:
    """Neither more nor fewer: another version of a font changes the list."""
    faces = [face for family in FAMILIES.values() for face in family if face.style == "normal"]
    assert len(faces) == 4
    maps = (TTFont(io.BytesIO(fonts.original(face))).getBestCmap() for face in faces)
    common = set.intersection(*map(set, maps))
    assert {chr(c) for c in common if c >= 0x20} == set(glyphs.KNOWN) - {"\n", "\t"}


def test_what_the_web_fonts_have_can_be_typed() -> None:
    """But for letters that one family lacks, which the check refuses."""
    lacking = set(fonts.WEB_CHARACTERS) - set(glyphs.KNOWN) - SET_BY_THE_ENGINE
    assert "".join(sorted(lacking)) == "ĬĭĲĳŊŋŦŧ"


def test_a_remark_in_yaml_may_hold_anything() -> None:
    """Nobody prints it; the same in a text is told, once per line."""
    text = "titel: Goed  # 🎉\n# ✅\nkop: '🎉 en 🎉'\n"
    assert list(glyphs.unknown(text, is_yaml=True)) == [(3, "🎉")]
    assert list(glyphs.unknown(text)) == [(1, "🎉"), (2, "✅"), (3, "🎉")]
