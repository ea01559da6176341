"""Every number that we can write is found whole, with its value; what counts nothing has a kind."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import dutch
from pipeline.numerals import KINDS, find, typed

VALUES = st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False)
DECIMALS = st.integers(0, 6)
SENTENCE = "Het waren er {} bij elkaar."


def only(text: str, sentence: str = SENTENCE):
    """Return the one numeral of a sentence around a text; it has to be that text, whole."""
    (numeral,) = find(sentence.format(text))
    assert numeral.text == text
    return numeral


# --- what dutch.py writes ------------------------------------------------------------------------


@given(VALUES, DECIMALS)
def test_a_number_is_found_whole(value, decimals):
    """With its sign, points and decimals, and it counts something."""
    numeral = only(dutch.number(value, decimals))
    assert (numeral.value, numeral.kind) == (dutch.rounded(value, decimals), "")


@given(
    VALUES,
    st.sampled_from(
        ["aantal", "fte", "procent", "procentpunt", "euro", "euro_duizend", "euro_miljoen", "getal"]
    ),
    DECIMALS,
)
def test_a_number_is_found_with_its_unit(value, unit, decimals):
    """€ before it, %, procentpunt and miljoen behind it; the value is in whole units."""
    numeral = only(dutch.with_unit(value, unit, decimals))
    expected = dutch.rounded(value, decimals)
    if unit == "euro_duizend":
        expected = dutch.rounded(value * 1000, max(0, decimals - 3))
    if unit == "euro_miljoen":
        expected *= 1_000_000
    assert (numeral.value, numeral.kind) == (expected, "")


@pytest.mark.parametrize("n", range(2, 101))
def test_every_number_word_is_found(n):
    """Also at the start of a sentence, with a capital."""
    word = dutch.word(Decimal(n))
    assert word is not None
    assert only(word).value == n
    assert find(f"{word.capitalize()} gezinnen.")[0].value == n


@given(st.dates())
def test_a_date_is_one_numeral_that_counts_nothing(day):
    """Day, month and year together, in the years that reports speak of."""
    iso = day.replace(year=1900 + day.year % 200).isoformat()
    assert only(dutch.date(iso), "Vastgesteld op {}.").kind == "datum"


# --- what people write ---------------------------------------------------------------------------


def spelled(n: int) -> str:
    """Return a number below a million in words, as the spelling rules join them."""
    if n >= 1000:
        thousands, rest = divmod(n, 1000)
        head = ("" if thousands == 1 else spelled(thousands)) + "duizend"
        return head + (spelled(rest) if rest else "")
    if n > 100:
        hundreds, rest = divmod(n, 100)
        head = ("" if hundreds == 1 else spelled(hundreds)) + "honderd"
        return head + (spelled(rest) if rest else "")
    return dutch.word(Decimal(n)) or ""


@given(st.integers(2, 999_999))
def test_a_long_number_word_is_one_numeral(n):
    """`honderdvijftig`, `tweeduizendvierentwintig`, up to a million."""
    assert only(spelled(n)).value == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("de helft", "0.5"),
        ("een kwart", "0.25"),
        ("driekwart", "0.75"),
        ("twee derde", Decimal(2) / 3),
        ("een tiende", "0.1"),
        ("anderhalf", "1.5"),
        ("anderhalve", "1.5"),
        ("tweeënhalf", "2.5"),
        ("derde", "3"),
        ("twintigste", "20"),
        ("honderdderde", "103"),
        ("3e", "3"),
        ("12de", "12"),
        ("drietal", "3"),
        ("tweemaal", "2"),
        ("vijfdaagse", "5"),
        ("twaalfjarige", "12"),
        ("tweeduizend vijfhonderd", "2500"),
        ("vijftienhonderd", "1500"),
        ("twee miljoen", "2000000"),
        ("1,2 miljoen", "1200000"),
        ("3 mln", "3000000"),
        ("€ 1.304", "1304"),
        ("€1.304,50", "1304.50"),
        ("EUR 12", "12"),
        ("4,8 %", "4.8"),
        ("vijftig procent", "50"),
        ("-3", "-3"),
        ("2½", "2.5"),
        ("1304", "1304"),
        ("nul", "0"),
    ],
)
def test_other_ways_to_write_a_number(text, value):
    """Parts, ordinals, scales, amounts."""
    numeral = only(text)
    assert (numeral.value, numeral.kind) == (Decimal(value), "")


@pytest.mark.parametrize("text", ["3.3", "1:4", "1.4", "12.34.5"])
def test_what_is_no_dutch_number_has_no_value(text):
    """It is found whole all the same."""
    assert only(text).value is None


@pytest.mark.parametrize(
    "text",
    "een één eerste beide tientallen honderden dubbel verdubbeld driehoek nulmeting vierkant "
    "achter wachten klachten eenmalig derden twijfel negatief kwartaal halverwege".split(),
)
def test_words_that_are_no_numeral(text):
    """Words that only look like one, and those that docs/controles.md leaves out."""
    assert not find(SENTENCE.format(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De raad acht het nodig.", []),
        ("Dat moet u in acht nemen.", []),
        ("Wij nemen de regels in acht.", []),
        ("Wij deelden de groep in acht.", ["acht"]),
        ("Daar is acht op te slaan.", ["acht"]),
        ("Vier het samen!", []),
        ("Er zijn acht teams en vier regio's.", ["acht", "vier"]),
    ],
)
def test_verbs_that_look_like_a_number(text, found):
    """'acht' and 'vier' as verbs, and heed that is taken; a rare turn stays a number."""
    assert [numeral.text for numeral in find(text)] == found


def test_the_ends_of_a_range_are_two_numerals():
    """A hyphen between digits is no minus."""
    for text in ("10-12", "10–12", "10 tot 12", "tussen 10 en 12"):
        assert [n.value for n in find(text)] == [10, 12]


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2020", "jaar"),
        ("2020–2022", "jaar"),
        ("2020-2022", "jaar"),
        ("2020/2021", "jaar"),
        ("2020/21", "jaar"),
        ("’21", "jaar"),
        ("jaren negentig", "jaar"),
        ("31 december 2020", "datum"),
        ("31 december", "datum"),
        ("31-12-2020", "datum"),
        ("2020-12-31", "datum"),
        ("mei 2021", "datum"),
        ("13 en 14 juni 2020", "datum"),
        ("derde kwartaal van 2021", "datum"),
        ("tweede helft van 2020", "datum"),
        ("Q3 2021", "datum"),
        ("24/7", "tijd"),
        ("7 x 24 uur", "tijd"),
        ("7x24", "tijd"),
        ("24 uur per dag", "tijd"),
        ("zeven dagen per week", "tijd"),
        ("12.30 uur", "tijd"),
        ("artikel 1:255 BW", "wetsartikel"),
        ("artikel 24", "wetsartikel"),
        ("art. 7.3.11", "wetsartikel"),
        ("artikelen 1:255 en 1:257 BW", "wetsartikel"),
        ("070-3081234", "telefoonnummer"),
        ("06 12 34 56 78", "telefoonnummer"),
        ("+31 70 308 12 34", "telefoonnummer"),
        ("0800-0432", "telefoonnummer"),
        ("NEN 7510", "norm"),
        ("NEN-EN-ISO 9001:2015", "norm"),
        ("WCAG 2.2", "norm"),
        ("versie 2.0", "versie"),
        ("COVID-19", "code"),
        ("B1", "code"),
        ("tabel 2", "verwijzing"),
        ("paragraaf 3.3", "verwijzing"),
        ("bijlage 1", "verwijzing"),
        ("tabellen 1, 2 en 3", "verwijzing"),
        ("hoofdstuk twee", "verwijzing"),
        ("KvK 12345678", "registratie"),
        ("Laan van Meerdervoort 70", ""),
        ("Neherkade 3054", "adres"),
        ("Tweede Kamer", "naam"),
        ("ten tweede", "opsomming"),
        ("OTS korter dan 1 jaar", "naam"),
    ],
)
def test_a_kind_takes_the_whole_name(text, kind):
    """Year, date, article, reference: one numeral with its kind."""
    (numeral,) = find(f"Zie {text} voor meer.", ["OTS korter dan 1 jaar"])
    assert numeral.kind == kind
    assert numeral.kind in ("", *KINDS)
    assert numeral.text == (text if kind else "70")


@pytest.mark.parametrize(
    "text",
    [
        "ruim 2000",
        "bijna 1950 brieven",
        "van 2000 gezinnen",
        "2020%",
        "€ 2020",
        "2.020",
        "1899",
        "2100",
        "2020 fte",
        "40 december",
        "12 maanden",
        "om 24 kinderen",
    ],
)
def test_what_looks_like_a_year_or_date_may_count(text):
    """Four digits without a point are an amount where the words around them say so."""
    assert [n.kind for n in find(f"Het zijn {text}.")] == [""]


def test_a_year_has_its_value_and_says_so():
    """A year can be compared with years."""
    assert only("2020", "In {} begon het.").value == 2020


def test_a_heading_number_is_only_made_by_the_build():
    """'3.1 Onze missie' on a finished page has a kind; somebody who types it typed a number."""
    assert [n.kind for n in find("3.1 Onze missie")] == ["kopnummer"]
    assert [n.kind for n in typed("3.1 Onze missie")] == [""]
    assert [n.kind for n in find("12 JR-maatregelen")] == [""]


@given(st.text(alphabet="0123456789.,:/-–€% abehtwivjrnd\u00a0()\n’", max_size=60))
def test_numerals_are_in_order_and_hold_every_digit(text):
    """No overlap, no digit left out, and each is a slice of the text."""
    numerals = find(text)
    assert [n.text for n in numerals] == [text[n.start : n.end] for n in numerals]
    assert all(a.end <= b.start for a, b in itertools.pairwise(numerals))
    inside = {i for n in numerals for i in range(n.start, n.end)}
    assert all(i in inside for i, c in enumerate(text) if c in "0123456789")
