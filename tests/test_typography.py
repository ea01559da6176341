"""Typography by the build: an editor types on a keyboard, the page is set as a typesetter would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import each
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.render.typography import typeset, typeset_page

SET = {
    "€ 12 en € x 1.000": "€_12 en €_x_1.000",
    "op 31 december 2020": "op 31_december 2020",
    "op 31\ndecember 2020": "op 31_december 2020",
    "7 x 24 uur": "7_x_24_uur",
    "12,5 fte en 4% procentpunt": "12,5_fte en 4%_procentpunt",
    "€ 43 miljoen": "€_43_miljoen",
    "artikel 12 en tabel 3": "artikel_12 en tabel_3",
    "drs. A.J. Rotering": "drs._A.J._Rotering",
    "J.A. van der Hulst": "J.A._van der Hulst",
    "2017-2021": "2017–2021",
    "5%-7%": "5%–7%",
    "0-18 jaar": "0–18_jaar",
    "10.000-12.000": "10.000–12.000",
    "maart-mei": "maart–mei",
    "maandag-vrijdag": "maandag–vrijdag",
    "hij - zij - ging": "hij_– zij_– ging",
    "-5% en (-3)": "−5% en (−3)",
    "zo'n collega's": "zo’n collega’s",
    "'s avonds in '21": "’s avonds in ’21",
    "het 'woord' en \"zo\"": "het ‘woord’ en ‘zo’",
    "('haakjes')": "(‘haakjes’)",
}
"""What is typed, and what it becomes; _ is a space that never ends a line."""

KEPT = (
    "bel 070-3001234",
    "op 12-05-2021 en 2021-05-12",
    "NEN 7510-2".replace(" ", "\u00a0"),
    "jeugd- en gezinshulp",
    "2020/2021",
    "Zuid-Holland",
    "Bodegraven-Reeuwijk",
    "A-2021",
    "-",
)


@pytest.mark.parametrize("typed", SET)
def test_what_is_typed_is_set(typed: str) -> None:
    """Spaces that hold, dashes, one minus sign and curly quotes."""
    assert typeset(typed) == SET[typed].replace("_", "\u00a0")


@pytest.mark.parametrize("typed", KEPT)
def test_what_looks_like_it_stays(typed: str) -> None:
    """Telephone numbers, dates, codes and compounds are no ranges."""
    assert typeset(typed) == typed


@given(st.text(alphabet="ab 12.,%€x-–−'\"‘’()\n\u00a0A"))
def test_no_character_comes_or_goes(text: str) -> None:
    """Each text goes back to its own place on the page; setting twice changes nothing more."""
    once = typeset(text)
    assert len(once) == len(text)
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]
    assert typeset(once) == once


def test_text_runs_on_across_tags() -> None:
    """A number stands in its own tag, the unit behind it."""
    page = "<p>Er zijn <data value='1-2'><a>12</a></data> fte, <b>3</b>-<b>5</b> &amp; 'x'</p>"
    assert typeset_page(page) == (
        "<p>Er zijn <data value='1-2'><a>12</a></data>\u00a0fte, <b>3</b>–<b>5</b> &amp; ‘x’</p>"
    )


def test_text_does_not_run_on_across_blocks() -> None:
    """The end of one cell and the start of the next are no range; drawings stay as they are."""
    page = "<td>3</td><td>-</td><td>5</td><style>a-1 'b'</style><svg><text>1-2</text></svg>"
    assert typeset_page(page) == page


def test_pages_of_a_year_are_set(built_years: Path) -> None:
    """No straight quote, typed range, or loose € in what readers see, in any publication."""
    pages = sorted(built_years.glob("20*/*/index.html"))
    assert pages
    for page in each(pages):
        tree = lxml_html.parse(page).getroot()
        for gone in tree.xpath("//script | //style | //svg | //title"):
            gone.drop_tree()
        text = tree.find("body").text_content()
        assert not re.findall(r"[\"']|€ \d|\b20\d\d-20\d\d\b|\b\d\d? (?:januari|mei|juni)\b", text)
