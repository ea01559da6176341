"""The language of rules: what holds, what rounding may explain, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import dutch
from pipeline.formula import compare
from pipeline.quantities import FormulaError, Missing, Quantity


def among(values: dict[str, str], width: str = "0"):
    """Return a resolver for named numbers that share the half width of their rounding."""

    def resolve(path: str) -> list[Quantity]:
        names = [n for n in values if n != "totaal"] if path == "*" else [path]
        if any(name not in values for name in names):
            raise FormulaError(f"{path} bestaat niet")
        if any(values[name] == "nnb" for name in names):
            raise Missing(tuple(names))
        return [Quantity(Decimal(values[n]), Decimal(width), values[n], (n,)) for n in names]

    return resolve


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12), st.integers(-3, 3))
def test_counts_add_up_exactly(parts, slip):
    """A total of exact counts is the sum, and one off is wrong."""
    values = {f"r{i}": str(part) for i, part in enumerate(parts)}
    values["totaal"] = str(sum(parts) + slip)
    assert compare("totaal = som(*)", among(values)).holds == (slip == 0)


@given(st.lists(st.decimals(-1000, 1000, places=4), min_size=2, max_size=8), st.integers(0, 2))
def test_rounding_alone_never_fails_a_rule(parts, places):
    """Parts rounded on their own against their rounded total stay within (k+1)*b/2."""
    unit = Decimal(1).scaleb(-places)
    values = {f"r{i}": str(dutch.rounded(part, places)) for i, part in enumerate(parts)}
    values["totaal"] = str(dutch.rounded(sum(parts, Decimal(0)), places))
    result = compare("totaal = som(*)", among(values, str(unit / 2)))
    assert result.tolerance == (len(parts) + 1) * unit / 2
    assert result.holds


@given(st.lists(st.integers(-999, 999), min_size=2, max_size=8), st.integers(0, 2), st.booleans())
def test_the_bound_itself_is_allowed_and_no_more(parts, places, upwards):
    """A difference of exactly (k+1)*b/2 is rounding; the smallest step further is an error."""
    unit = Decimal(1).scaleb(-places)
    bound = (len(parts) + 1) * unit / 2 * (1 if upwards else -1)
    step = Decimal("0.0001") * (1 if upwards else -1)
    numbers = [Decimal(part).scaleb(-places) for part in parts]
    values = {f"r{i}": str(number) for i, number in enumerate(numbers)}
    resolve = {
        slip: among({**values, "totaal": str(sum(numbers) + bound + slip)}, str(unit / 2))
        for slip in (Decimal(0), step)
    }
    assert compare("totaal = som(*)", resolve[Decimal(0)]).holds
    assert not compare("totaal = som(*)", resolve[step]).holds


@given(st.decimals(-1000, 1000, places=4), st.integers(0, 2), st.integers(-1, 1))
def test_one_figure_in_two_places_is_the_same_figure(value, places, slip):
    """Rounded alike there is no room: one step of rounding apart is an error."""
    unit = Decimal(1).scaleb(-places)
    shown = dutch.rounded(value, places)
    values = {"hier": str(shown), "daar": str(shown + slip * unit)}
    assert compare("hier = daar", among(values, str(unit / 2))).holds == (slip == 0)


def test_one_figure_rounded_in_two_ways_has_room():
    """€ 43,3 million against 43.261 thousand: half of each rounding."""

    def resolve(path: str) -> list[Quantity]:
        value, width = {"miljoen": ("43.3", "0.05"), "duizend": ("43261", "0.5")}[path]
        return [Quantity(Decimal(value), Decimal(width), value, (path,))]

    assert compare("miljoen * 1.000 = duizend", resolve).holds
    assert compare("miljoen * 1.000 = duizend", resolve).tolerance == Decimal("50.5")


@pytest.mark.parametrize(
    ("formula", "holds"),
    [
        ("a = 12", True),
        ("a - b = 7", True),
        ("a = b + 7 - 0", True),
        ("a - (b - 2) = 9", True),
        ("-a = -12", True),
        ("a * 1.000 = 12000", True),
        ("2 * b = 10", True),
        ("a / 8 = 1,5", True),
        ("a - b - 3 = 4", True),
        ("a - b * 2 = 2", True),
        ("b <= a", True),
        ("a <= b", False),
        ("a >= b", True),
        ("b >= a", False),
        ("som(a, b, 3) = 20", True),
        ("aandeel(b, a + 8) = 25", True),
        ("verhouding(a, b) = 2,4", True),
    ],
)
def test_arithmetic(formula, holds):
    """Sums, signs, brackets, plain factors, shares and ratios, with the usual precedence."""
    assert compare(formula, among({"a": "12", "b": "5"})).holds == holds


def test_a_share_is_worked_out_from_the_figures_as_they_stand():
    """Only the published percentage is rounded: 33,3 for a third, and not 33,4."""
    thirds = {"deel": "1", "heel": "3", "goed": "33.3", "fout": "33.4"}

    def resolve(path):
        width = Decimal("0.05") if path in ("goed", "fout") else Decimal(0)
        return [Quantity(Decimal(thirds[path]), width, thirds[path], (path,))]

    assert compare("goed = aandeel(deel, heel)", resolve).holds
    assert not compare("fout = aandeel(deel, heel)", resolve).holds


def test_a_factor_scales_the_rounding():
    """Millions with one decimal against thousands: 41,3 * 1000 may be 50 off."""
    resolve = among({"miljoenen": "41.3"}, "0.05")
    assert compare("miljoenen * 1000 = 41350", resolve).holds
    assert not compare("miljoenen * 1000 = 41351", resolve).holds
    assert compare("miljoenen / 10 = 4,135", resolve).holds


def test_a_bound_knows_rounding_too():
    """4,9 (rounded) may be at most 4,85."""
    resolve = among({"a": "4.9"}, "0.05")
    assert compare("a <= 4,85", resolve).holds
    assert not compare("a <= 4,84", resolve).holds


@pytest.mark.parametrize("formula", ["a = b", "b = a", "a = 1 + som(b, 2)", "aandeel(a, nul) = 1"])
def test_a_missing_number_makes_a_rule_untestable(formula):
    """Not published, not known yet, or a share of nothing: no verdict."""
    with pytest.raises(Missing):
        compare(formula, among({"a": "1", "b": "nnb", "nul": "0"}))


@pytest.mark.parametrize(
    "formula",
    [
        "", "a", "a =", "= a", "a = = a", "a = a = a", "a + = a", "(a = a", "a) = a", "a = som()",
        "a = som(a", "a = som(,)", "a = onbekend", "a = macht(a, 2)", "a = aandeel(a)",
        "a = aandeel(a, a, a)", "a == a", "a < a", "a ! a", "a = 'a'",
        "a = __class__", "a = a.__class__()", "a * a = 1", "1 / a = 1", "a / 0 = 1", "a = 1.5",
        "a = 01", "a = 1,5,5", "a = som(2019,2020)", "a = ١", "a = 1_000", "a = * ", "*a = a",
        "(" * 5000 + "a" + ")" * 5000 + " = a", "-" * 5000 + "a = a", "a" * 100000,
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(formula):
    """Refused with a reason in Dutch, whatever was typed; never worked out halfway."""
    with pytest.raises(FormulaError) as refused:
        compare(formula, among({"a": "1"}))
    assert refused.value.found


@given(st.text(alphabet="ab19.,*/+-=<>(){}_ som", max_size=40))
def test_nothing_typed_makes_it_crash(formula):
    """Any text is a rule, untestable, or refused."""
    try:
        compare(formula, among({"a": "1", "b": "2"}))
    except (FormulaError, Missing):
        return


# --- rules in a folder ---------------------------------------------------------------------------

GEZINNEN = "2022/tabellen/gezinnen.yaml"


def outcomes(project) -> dict[str, str]:
    """Return the verdict of every rule instance of 2022."""
    return {outcome.id: outcome.verdict for outcome in project.prepare().outcomes}


def with_rule(project, rule: str) -> None:
    """Add a rule to the table of families."""
    text = (project.data / GEZINNEN).read_text(encoding="utf-8")
    project.write(GEZINNEN, text + f"  - naam: proef\n{rule}")


def test_a_star_leaves_totals_out(mini):
    """A star stands for what is no total, in the place where the star stands."""
    with_rule(mini, "    geldt: cijfers.gezinnen_2022 = som(gezinnen.*.totaal.stand_2022)\n")
    assert outcomes(mini)["gezinnen/proef"] == "klopt"
    mini.change(GEZINNEN, "som(gezinnen.*.totaal.stand_2022)", "som(gezinnen.*.*.stand_2022)")
    assert outcomes(mini)["gezinnen/proef"] == "klopt"


def test_placeholders_are_filled_in(mini):
    """{rij} and {kolom} stand for the row and column of the instance."""
    with_rule(mini, "    voor_elke: cel\n    geldt: cel = gezinnen.{rij}.{kolom}\n")
    verdicts = [v for name, v in outcomes(mini).items() if name.startswith("gezinnen/proef/")]
    assert verdicts == ["klopt"] * 12


def test_a_list_limits_a_rule(mini):
    """`rijen` and `kolommen` name where a rule applies."""
    with_rule(
        mini,
        "    voor_elke: cel\n    rijen: [noord.thuis]\n    kolommen: [stand_2022]\n"
        "    geldt: cel >= 1\n",
    )
    found = [name for name in outcomes(mini) if "proef" in name]
    assert found == ["gezinnen/proef/noord.thuis.stand_2022"]


def test_a_wrong_name_beside_a_missing_number_is_found(mini):
    """A rule that cannot be tested is still read to its end."""
    with_rule(mini, "    geldt: cijfers.wachttijd_2022 = cijfers.wachtijd_2021\n")
    assert mini.codes() == ["R01"]


def test_a_rule_on_a_broken_table_is_not_reported_again(mini):
    """Only the table itself is wrong; the rule that reads it waits."""
    mini.change("2022/tabellen/gezinnen.csv", "zuid;thuis;28", "zuid;thuis;x")
    assert mini.codes() == ["C03"]
