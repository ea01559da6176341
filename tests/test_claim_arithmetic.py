"""The arithmetic behind the checks on words that claim, with numbers that nobody chose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import arithmetic, dutch
from pipeline.model import Cell, Organisation, Place, YearData
from pipeline.proofread.claim_words import Claim, claims
from pipeline.proofread.extremes import over_time
from pipeline.proofread.facts import Facts
from pipeline.proofread.movement import moved
from pipeline.proofread.points import change
from pipeline.proofread.shares import fits
from pipeline.proofread.size import sized
from pipeline.proofread.sums import weighed

COUNTS = st.integers(1, 10**6).map(Decimal)
PERCENTAGES = st.integers(1, 1000).map(lambda n: Decimal(n) / 10)
RISE, FALL, STAY = (
    next(iter(claims(words))) for words in ("Het steeg.", "Het daalde.", "Het bleef gelijk.")
)


def figure(value: Decimal | int, year: int = 2022, unit: str = "aantal", decimals: int = 0) -> Cell:
    """Return an exact single figure."""
    place = Place("data/2022/cijfers.yaml", 1)
    exact = Decimal(0) if unit == "aantal" else Decimal(1).scaleb(-decimals)
    return Cell(
        f"cijfers.x_{year}",
        Decimal(value),
        "",
        unit,
        decimals,
        exact,
        "realisatie",
        str(year),
        "x",
        place,
        "",
    )


def facts(*cells: Cell) -> Facts:
    """Return the facts of a year that holds only these single figures."""
    figures = {cell.id.removeprefix("cijfers."): cell for cell in cells}
    nobody = Organisation("", "", "", "")
    return Facts.of(
        YearData(2022, Path(), nobody, {}, (), {}, figures, (), (), (), (), frozenset())
    )


@given(COUNTS, COUNTS)
def test_exactly_one_of_rose_fell_and_stayed_is_true(old, new):
    """Whatever the figures, and their negations are true in the two other cases."""
    before, after = figure(old, 2021), figure(new)
    verdicts = [moved(c, before, after, "").verdict for c in (RISE, FALL, STAY)]
    assert verdicts.count("klopt") == 1
    assert verdicts.count("fout") == 2
    denied = [
        moved(replace(c, negated=True), before, after, "").verdict for c in (RISE, FALL, STAY)
    ]
    assert [v == "klopt" for v in denied] == [v == "fout" for v in verdicts]


@given(COUNTS, COUNTS, st.booleans())
def test_a_derived_change_has_the_direction_of_its_parts(old, new, unsigned):
    """`groei(a, b)` and `verschil(a, b)` are worked out anew: `| positief` hides nothing."""
    before, after = figure(old, 2021), figure(new)
    known = facts(before, after)
    for derive in (arithmetic.difference, arithmetic.growth):
        cell = derive(after, before)
        shown = arithmetic.without_sign(cell) if unsigned else cell
        value = known.value(shown.id)
        assert value is not None
        assert (value > 0, value < 0) == (new > old, new < old)


@given(COUNTS, COUNTS)
def test_nearly_the_same_is_undecided_before_it_is_wrong(old, new):
    """Up to 2,5% is right, up to 5% is undecided, above that it is wrong."""
    before, after = figure(old, 2021), figure(new)
    apart = 100 * abs(new - old) / max(old, new)
    expected = "klopt" if apart <= Decimal("2.5") else "niet te toetsen" if apart <= 5 else "fout"
    assert moved(STAY, before, after, "dat vrijwel ").verdict == expected


@given(COUNTS, st.integers(1, 3))
def test_ruim_and_bijna_follow_from_rounding(value, zeros):
    """A rounded figure is 'ruim' when the exact one is above it, 'bijna' when it is below."""
    cell = figure(value)
    known = facts(cell)
    shown = arithmetic.rounded_to(cell, Decimal(10) ** zeros)
    assume(shown.value)
    assert (sized("ruim", shown, known).verdict == "klopt") == (value > shown.value)
    assert (sized("bijna", shown, known).verdict == "klopt") == (value < shown.value)
    assert (sized("niet meer dan", shown, known).verdict == "klopt") == (value <= shown.value)
    about = sized("ongeveer", shown, known).verdict == "klopt"
    assert about == (abs(value - shown.value) <= shown.value * Decimal("0.05"))


@given(st.sampled_from(["ruim", "meer dan"]), st.sampled_from(["bijna", "minder dan"]), COUNTS)
def test_a_word_of_the_source_excludes_its_opposite(above, below, value):
    """Where only 'ruim 2.700' is known, 'bijna 2.700' is wrong and 'ruim 2.700' right."""
    for given_word, other in ((above, below), (below, above)):
        cell = replace(figure(value), rounded_to=Decimal(100), qualifier=given_word)
        assert sized(given_word, cell, facts(cell)).verdict == "klopt"
        assert sized(other, cell, facts(cell)).verdict == "fout"
        assert sized("circa", cell, facts(cell)).verdict == "klopt"


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_never_both_ruim_and_bijna(part, whole):
    """Of a half; and 'meer dan' and 'minder dan' say exactly on which side."""
    assume(part <= whole)
    share = Decimal(100 * part) / whole
    right = [size for size in ("ruim", "bijna") if fits("de helft", size, share) == "klopt"]
    assert len(right) <= 1
    assert (fits("de helft", "meer dan", share) == "klopt") == (2 * part > whole)
    assert (fits("de helft", "minder dan", share) == "klopt") == (2 * part < whole)
    assert (fits("het merendeel", "", share) == "klopt") == (2 * part > whole)


@given(PERCENTAGES, PERCENTAGES)
def test_a_difference_is_points_and_a_growth_is_percent(old, new):
    """The right number with the other unit is only right when both numbers are the same."""
    assume(old != new)
    before, after = figure(old, 2021, "procent", 1), figure(new, 2022, "procent", 1)
    step = abs(new - old)
    growth = dutch.rounded(100 * step / old, 1)
    assert change(step, True, before, after).verdict == "klopt"
    assert change(growth, False, before, after).verdict == "klopt"
    assert (change(step, False, before, after).verdict == "klopt") == (
        dutch.rounded(100 * step / old, max(0, -int(step.as_tuple().exponent))) == step
    )


@given(st.lists(st.integers(0, 100).map(Decimal), min_size=2, max_size=6))
def test_the_highest_is_higher_than_all_before_it(values):
    """Equal to an earlier year is undecided, a longer time than the series as well."""
    cells = [figure(value, 2022 - back) for back, value in enumerate(reversed(values))]
    known = facts(*cells)
    own, earlier = cells[0], values[:-1]
    first = 2022 - len(earlier)
    for high, better in ((True, max), (False, min)):
        beyond = better(earlier)
        verdict = over_time(high, own, known, first, strict=True).verdict
        if beyond == own.value:
            assert verdict == "niet te toetsen"
        else:
            assert verdict == ("klopt" if better(beyond, own.value) == own.value else "fout")
        too_long = over_time(high, own, known, first - 1, strict=True).verdict
        assert too_long != "klopt"


@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=6), st.sampled_from([0, 1, 2]))
def test_rounded_parts_of_a_whole_stay_within_what_rounding_explains(digits, decimals):
    """For k parts and a whole, each rounded on its own, the difference is at most (k+1)·b/2."""
    parts = [Decimal(n).scaleb(-decimals - 1) for n in digits]
    rounded = [figure(dutch.rounded(p, decimals), 2022, "fte", decimals) for p in parts]
    whole = figure(dutch.rounded(sum(parts), decimals), 2022, "fte", decimals)
    _, apart, room = weighed(whole, rounded)
    assert abs(apart) <= room == (len(parts) + 1) * Decimal(1).scaleb(-decimals) / 2


@pytest.mark.parametrize(
    ("words", "new", "verdict"),
    [
        ("verdubbeld", 195, "klopt"),
        ("verdubbeld", 220, "fout"),
        ("bijna verdubbeld", 180, "klopt"),
        ("bijna verdubbeld", 201, "fout"),
        ("ruim verdubbeld", 220, "klopt"),
        ("ruim verdubbeld", 300, "fout"),
        ("meer dan verdubbeld", 300, "klopt"),
        ("gehalveerd", 51, "klopt"),
        ("gehalveerd", 60, "fout"),
        ("bijna gehalveerd", 55, "klopt"),
        ("bijna gehalveerd", 45, "fout"),
        ("ruim gehalveerd", 45, "klopt"),
        ("meer dan gehalveerd", 30, "klopt"),
        ("meer dan gehalveerd", 55, "fout"),
    ],
)
def test_doubled_and_halved_have_bounds(words, new, verdict):
    """From 100; 'bijna' falls short of it, 'ruim' and 'meer dan' go beyond it."""
    claim = claims(words)[-1]
    assert moved(claim, figure(100, 2021), figure(new), words[: claim.start]).verdict == verdict


@pytest.mark.parametrize(
    ("words", "direction", "negated"),
    [
        ("Het verzuim nam sterk af.", -1, False),
        ("Het verzuim nam niet af.", -1, True),
        ("Het aantal liep vorig jaar op.", 1, False),
        ("De kosten gingen weer omhoog.", 1, False),
        ("Er was geen stijging.", 1, True),
        ("Niet alleen daalde het verzuim.", -1, False),
        ("Dat is niet toegenomen.", 1, True),
        ("Het bleef vrijwel gelijk.", 0, False),
    ],
)
def test_a_claim_is_read_with_its_particle_and_its_denial(words, direction, negated):
    """Verb and particle stand apart in Dutch, and 'niet' may stand before, between or behind."""
    found: tuple[Claim, ...] = claims(words)
    assert [(c.direction, c.negated) for c in found] == [(direction, negated)]


@pytest.mark.parametrize(
    "words",
    [
        "Zij namen 24 collega’s aan.",
        "Het programma liep een jaar.",
        "Wij hopen het verzuim te verlagen.",
        "Namens de raad, met af en toe een toelichting.",
        "Onder meer de scholen deden mee.",
    ],
)
def test_words_that_only_look_like_a_claim(words):
    """A particle of another verb, an infinitive of a wish, a fixed expression."""
    assert not claims(words)
