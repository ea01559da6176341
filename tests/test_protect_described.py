"""Single figures beside a protected table: whoever reads what they are, knows a cell."""

from __future__ import annotations

import annex
import care
import pytest

from pipeline.model import HIDDEN
from pipeline.protect.described import described

SUPPRESSED = "openbaar: {profiel: onderdrukt}\n"
OPEN = "  openbaar: {profiel: exact, reden: Een test.}\n"
THREE = "maatregelen_per_regio.zuid_holland_midden.samenloop.stand_2019"
"""A cell of 3, hidden because it is small."""

SHARE = """\
aandeel:
  waarde: {}
  eenheid: {}
  decimalen: {}
  jaar: "2025"
  status: realisatie
  omschrijving: {}
  bron: Een test
"""


@pytest.fixture
def with_figure(tmp_path):
    """Return a function: the year 2020 with the annex suppressed and one more single figure."""

    def make(value: str, label: str, more: str = OPEN, unit: str = "aantal", year: int = 2019):
        data = annex.copy(tmp_path / "data", SUPPRESSED)
        path = data / "2020/cijfers.yaml"
        figure = (
            f'proef:\n  waarde: {value}\n  eenheid: {unit}\n{more}  jaar: "{year}"\n'
            f"  status: realisatie\n  omschrijving: {label}\n  bron: Een test\n"
        )
        path.write_text(figure + path.read_text("utf-8"), "utf-8")
        return annex.prepared(data)

    return make


def blamed(year) -> set[str]:
    """Return the cells that can be worked out because of the figure."""
    found = (dict(p.context) for p in year.problems if p.code == "D03")
    return {c["cijfer"] for c in found if "omschrijving van cijfers.proef" in c["volgt uit"]}


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("3", "Jongeren met samenloop in Zuid-Holland Midden"),
        ("3", "Kinderen in de regio Midden op 31 december 2019 met samenloop"),
        ("3", "Pupillen met een samenloop, Midden Holland"),
        ("58", "Kinderen met samenloop in andere regio’s dan Zuid-Holland Midden"),
    ],
)
def test_a_figure_described_as_a_hidden_cell_gives_it_away(with_figure, value, label):
    """No rule says that the two are one; the words do, also of all the others together."""
    year = with_figure(value, label)
    assert THREE in blamed(year)


def test_the_difference_of_two_years_is_known(with_figure):
    """A growth in words is an equation between the cells of two years."""
    year = with_figure("4", "Toename van jongeren met samenloop in Zuid-Holland Midden", year=2020)
    found = [said.terms for said in described((year.data,))]
    assert {THREE.replace("2019", "2020"): 1, THREE: -1} in found


def test_the_unit_is_no_way_out(with_figure):
    """A count that is called a score is hidden as one, or known by its description."""
    label = "Jongeren met samenloop in Zuid-Holland Midden"
    year = with_figure("3", label, "", unit="getal")
    assert year.protected.of["jaarverslag"].figures["proef"].missing == HIDDEN


def test_nor_is_another_word_for_them(with_figure):
    """A word that the organisation does not know is read by its description all the same."""
    label = "Pubers met samenloop in Zuid-Holland Midden"
    assert THREE in blamed(with_figure("3", label, "", unit="getal"))


def test_nor_is_what_it_says_to_count(with_figure):
    """A figure that calls persons meldingen is read by its description too."""
    label = "Jongeren met samenloop in Zuid-Holland Midden"
    assert THREE in blamed(with_figure("3", label, "  telt: meldingen\n"))


def test_a_small_count_of_persons_is_hidden_whatever_it_describes(with_figure):
    """A loose count of children of a row, region and year was printed; it is not shown any more."""
    year = with_figure("3", "Kinderen met samenloop in Zuid-Holland Midden", "")
    shown = year.protected.of["jaarverslag"].figures["proef"]
    assert not year.has_errors
    assert (shown.value, shown.missing) == (None, HIDDEN)
    assert "D04" not in [p.code for p in year.problems]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("3", "Bijeenkomsten over samenloop in Zuid-Holland Midden"),
        ("8", "Jongeren met samenloop in Zuid-Holland Midden"),
        ("3", "Jongeren met een eigen kamer"),
        ("3", "Jongeren met samenloop in Haaglanden"),
    ],
)
def test_other_figures_tell_nothing(with_figure, value, label):
    """Things, another size, another row: no reader learns a cell from those."""
    year = with_figure(value, label)
    assert not year.has_errors
    assert year.protected.of["jaarverslag"].figures["proef"].value == int(value)


@pytest.mark.parametrize(
    ("value", "unit", "label"),
    [
        ("6,7", "procent", "Aandeel van de bewoners van Strandhof met palliatieve zorg"),
        ("7", "procent", "Bewoners van Strandhof in palliatieve zorg"),
        ("0,07", "getal", "Verhouding van palliatieve bewoners op Strandhof"),
    ],
)
def test_a_share_described_as_a_hidden_cell_gives_it_away(mini, value, unit, label):
    """Of a total that is shown, a percentage is as good as the number: it is hidden too."""
    care.write(mini.data)
    decimals = len(value.partition(",")[2])
    mini.write("2025/cijfers.yaml", SHARE.format(value, unit, decimals, label))
    year = mini.prepare(2025)
    shown = year.protected.of["jaarverslag"].tables["bewoners"].cells
    assert not year.has_errors
    assert shown["strandhof.totaal.stand_2025"].missing == HIDDEN
    record = next(p for p in year.protected.protections if p.table == "bewoners")
    low, high = record.intervals["bewoners.strandhof.palliatief.stand_2025"]
    assert high is None or high - low >= 5


def test_a_share_of_a_total_that_stands_elsewhere_is_an_error(mini):
    """Then there is nothing left to hide."""
    care.write(mini.data)
    label = "Aandeel van de bewoners van Strandhof met palliatieve zorg"
    whole = SHARE.format("45", "aantal", 0, "Bewoners van Strandhof").replace(
        "aandeel:\n", f"alle:\n{OPEN}"
    )
    mini.write("2025/cijfers.yaml", SHARE.format("6,7", "procent", 1, label) + whole)
    wrong = [p for p in mini.prepare(2025).problems if p.code == "D03"]
    assert "cijfers.aandeel" in " ".join(dict(p.context)["volgt uit"] for p in wrong)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("6,7", "Verbouwde kamers voor palliatieve zorg op Strandhof"),
        ("8,7", "Bewoners van Strandhof in palliatieve zorg"),
        ("26,7", "Bewoners van Strandhof in verblijf"),
    ],
)
def test_other_shares_tell_nothing(mini, value, label):
    """Of things, of another size, or of a number that is shown itself."""
    care.write(mini.data)
    mini.write("2025/cijfers.yaml", SHARE.format(value, "procent", 1, label))
    assert not mini.prepare(2025).has_errors
