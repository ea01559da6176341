"""Dutch notation: the one place where numbers get their form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import dutch
from pipeline.model import NIHIL, NOT_KNOWN_YET, Cell, Place

CELL = Cell(
    "cijfers.x",
    Decimal(453),
    "",
    "aantal",
    0,
    Decimal(0),
    "realisatie",
    "2020",
    "x",
    Place("f"),
    "",
)
numbers = st.integers(0, 4).flatmap(
    lambda places: st.tuples(
        st.integers(-(10**10), 10**10).map(lambda n: Decimal(n).scaleb(-places)), st.just(places)
    )
)


@given(numbers)
def test_what_is_written_can_be_read(pair):
    """Number and parse are each other's reverse, whatever the size, sign and decimals."""
    value, places = pair
    assert dutch.parse(dutch.number(value, places)) == value


@given(numbers)
def test_ungrouped_and_plain_minus_read_the_same(pair):
    """Excel leaves the points out and types a hyphen; that is the same number."""
    value, places = pair
    written = dutch.number(value, places)
    assert dutch.parse(written.replace(".", "").replace(dutch.MINUS, "-")) == value


@given(numbers)
def test_a_declared_value_is_one_spelling(pair):
    """What afwijkingen.yaml holds is read back as the same number, at most four decimals."""
    value, _ = pair
    assert dutch.parse(dutch.shortest(value)) == value


@given(st.decimals(-(10**9), 10**9, places=3), st.integers(0, 2))
def test_rounding_is_half_up(value, places):
    """At most half a unit away, and a tie goes away from zero: not to the even neighbour."""
    half = Decimal(1).scaleb(-places) / 2
    result = dutch.rounded(value, places)
    assert abs(result - value) <= half
    if abs(result - value) == half:
        assert abs(result) > abs(value)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "−3"),
        ("0.125", 2, "0,13"),
        ("-0.04", 1, "0,0"),
        ("1234567.891", 2, "1.234.567,89"),
        ("999.95", 1, "1.000,0"),
        ("1050", -2, "1.100"),
    ],
)
def test_notation(value, places, text):
    """Half up, a point from 1.000, a comma, a real minus sign, no minus before zero."""
    assert dutch.number(Decimal(value), places) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "1,", ",5", "1.23", "12.3456", "1.234.56", "01", "00,5", "0.123", "1 234", "1e5",
        "--1", "1-", "٣", "NaN", "1234567890123456", "1.1,1", "1,1,1", " 1",
    ],
)  # fmt: skip
def test_what_is_not_surely_a_number_is_refused(text):
    """Nothing is guessed: a decimal point, a leading zero, spaces, other digits."""
    assert dutch.parse(text) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("0", "nul"), ("1", "één"), ("8", "acht"), ("14", "veertien"), ("21", "eenentwintig"),
        ("22", "tweeëntwintig"), ("73", "drieënzeventig"), ("80", "tachtig"), ("100", "honderd"),
        ("101", None), ("-1", None), ("2.5", None),
    ],
)  # fmt: skip
def test_words(value, word):
    """Whole numbers from 0 to 100 have a word."""
    assert dutch.word(Decimal(value)) == word


def test_every_word_is_different():
    """No two numbers share a word."""
    assert len({dutch.word(Decimal(n)) for n in range(101)}) == 101


@pytest.mark.parametrize(
    ("value", "unit", "places", "text"),
    [
        ("4.8", "procent", 1, "4,8%"),
        ("1.2", "procentpunt", 1, "1,2\u00a0procentpunt"),
        ("453", "euro_duizend", 0, "€\u00a0453.000"),
        ("43.261", "euro_miljoen", 1, "€\u00a043,3\u00a0miljoen"),
        ("-1250", "euro", 0, "€\u00a0−1.250"),
        ("3533", "aantal", 0, "3.533"),
        ("12.5", "fte", 1, "12,5"),
    ],
)
def test_in_a_sentence(value, unit, places, text):
    """A number in running text carries its unit."""
    assert dutch.with_unit(Decimal(value), unit, places) == text


def test_what_is_missing_is_said():
    """Nihil is 'geen' for people and things; what is not known yet is said in words."""
    assert dutch.in_text(replace(CELL, value=Decimal(0), missing=NIHIL)) == "geen"
    assert dutch.in_text(replace(CELL, value=None, missing=NOT_KNOWN_YET)) == "nog niet bekend"
    assert dutch.in_table(replace(CELL, value=Decimal(0), missing=NIHIL)) == "–"


def test_a_date_is_written_out():
    """Day and month stay together on a line."""
    assert dutch.date("2021-05-25") == "25\u00a0mei 2021"


def test_two_spellings_of_one_number_are_the_same():
    """A declaration may leave out points; words are compared as words."""
    assert dutch.same("41100", "41.100")
    assert dutch.same("\u22125", "-5")
    assert not dutch.same("41,1", "41.100")
    assert not dutch.same("ongeveer", "41.100")
