"""The one door for text: what comes in strange goes on plain, and what may matter is reported."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import characters
from pipeline.model import Place

SILENT = {
    "twee\u0308entwintig": "tweëentwintig",
    "toe\xadgenomen": "toegenomen",
    "toe\u200bge\u200cno\u200dmen\ufeff": "toegenomen",
    "\u200e06 \u202d1234\u202c": "06 1234",
    "ﬁets, oﬃcieel, vĳf, Ĳssel": "fiets, officieel, vijf, IJssel",
    "１２％ ｅｎ 𝟏𝟐 𝗷𝗮𝗮𝗿": "12% en 12 jaar",
    "10\u2009000 en\u3000meer": "10 000 en meer",
    "€\xa012 en 5\u202f000": "€\xa012 en 5\xa0000",
    "24\u2011uurs en 24\u2010uurs": "24-uurs en 24-uurs",
    "\uf0b7\tpunt": "•\tpunt",
    "een\r\ntwee\rdrie": "een\ntwee\ndrie",
    "m² CO₂ ½ ⅓ 5 μg, blíj́f, zoʼn, één": "m² CO₂ ½ ⅓ 5 μg, blíj́f, zoʼn, één",
    "одна страна": "одна страна",
}
"""Loss-free: what is typed -> what is read."""
REPORTED = {
    "een\x00 tw\x1bee": ("een twee", "een besturingsteken", 2),
    "een\x0btwee": ("een twee", "een einde van een regel of bladzijde uit een ander programma", 1),
    "een\u2028twee": (
        "een twee",
        "een einde van een regel of bladzijde uit een ander programma",
        1,
    ),
    "\u202enee": ("nee", "een teken dat de schrijfrichting omdraait", 1),
    "x\ue0001\ue001": ("x1", "een teken uit een symboollettertype", 2),
    "een\ufffc": ("een", "een teken op de plaats van iets wat verloren ging", 1),
    "ja\U000e006e\U000e0065": ("ja", "verborgen tekst", 2),
    "een\ud800": ("een", "een teken dat niet bestaat", 1),
    "v\u0332i\u0332jf": ("vijf", "een streep of rand door een letter heen", 2),
    "٣ en ①": ("3 en 1", "een cijfer uit een ander schrift of in een rondje", 2),
    "vіjf en аcht": ("vijf en acht", "een letter uit een ander alfabet die op de onze lijkt", 2),
    "оор": ("oop", "een letter uit een ander alfabet die op de onze lijkt", 3),
    "ᴠɪᴊꜰ": ("vijf", "een letter uit een ander alfabet die op de onze lijkt", 4),
}
"""What is typed -> what is read, the kind that is reported, and how many."""


@pytest.mark.parametrize("typed", SILENT, ids=ascii)
def test_what_changes_nothing_is_made_right_in_silence(typed):
    """The plain form comes out, and nothing is reported."""
    assert characters.clean(typed) == (SILENT[typed], ())


@pytest.mark.parametrize("typed", REPORTED, ids=ascii)
def test_what_may_matter_is_reported_once_with_its_count(typed):
    """One report per kind; the plain form comes out all the same."""
    plain, kind, count = REPORTED[typed]
    text, found = characters.clean(typed)
    assert (text, [(s.kind, s.count) for s in found]) == (plain, [(kind, count)])


def test_a_report_names_the_line_and_the_words():
    """The first of its kind, on its own line, however much fell away before it."""
    _, found = characters.clean("een\xad\xad\xad\ntwee \u202edrie\nvier\u202e")
    (problem,) = [strange.problem(Place("tekst.md", 10)) for strange in found]
    assert problem.place == Place("tekst.md", 11)
    assert "U+202E, 2 keer), bij “twee drie”" in problem.found


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_what_came_out_stays_as_it_is(typed):
    """The door is passed once: a second time changes and reports nothing, and the lines stay."""
    text, _ = characters.clean(typed)
    assert characters.clean(text) == (text, ())
    assert unicodedata.is_normalized("NFC", text)
    assert not characters.hides(text)
    assert text.count("\n") == typed.replace("\r\n", "\n").replace("\r", "\n").count("\n")
