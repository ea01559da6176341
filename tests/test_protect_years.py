"""Protection over the years: what last year hid stays hidden beside this year's numbers."""

from __future__ import annotations

import pytest

OLD = "regio;soort;stand_2021\nnoord;thuis;1.040\nnoord;verblijf;12\nnoord;totaal;1.052\n"
OLD += "zuid;thuis;28\nzuid;verblijf;3\nzuid;totaal;31\n"
NEW = "regio;soort;stand_2022;stand_2021\nnoord;thuis;1.100;1.040\nnoord;verblijf;15;12\n"
NEW += "noord;totaal;1.115;1.052\nzuid;thuis;26;28\nzuid;verblijf;4;3\nzuid;totaal;30;31\n"
SAME = """\
  - naam: thuis en verblijf groeien samen
    geldt: gezinnen.zuid.thuis.stand_2022 - gezinnen.zuid.thuis.stand_2021 = -2
"""


@pytest.fixture
def years(mini):
    """Two years that suppress the same table; the second repeats the first beside its own."""
    mini.write("2021/tabellen/gezinnen.csv", OLD)
    mini.write("2022/tabellen/gezinnen.csv", NEW)
    for year in (2021, 2022):
        said = "telt: kinderen\nopenbaar: {profiel: onderdrukt}\n"
        mini.change(f"{year}/tabellen/gezinnen.yaml", "telt: gezinnen\n", said)
    return mini


def narrow(prepared):
    """Return the hidden cells of which too much is known."""
    return [
        cell
        for record in prepared.protected.protections
        for cell, (low, high) in record.intervals.items()
        if high is not None and high - low < 5
    ]


def test_the_second_year_hides_what_the_first_hid(years):
    """Every cell that 2021 hides is hidden again in 2022, small or not."""
    old, new = years.prepare(2021), years.prepare(2022)
    assert not old.has_errors
    assert not new.has_errors
    assert old.protected.hidden
    assert old.protected.hidden < new.protected.hidden
    assert not narrow(new)


def test_a_rule_across_years_is_known_to_the_attack(years):
    """A rule that ties this year's hidden cell to last year's is held against both."""
    path = years.data / "2022/tabellen/gezinnen.yaml"
    path.write_text(path.read_text("utf-8") + SAME, "utf-8")
    new = years.prepare(2022)
    assert not new.has_errors
    assert not narrow(new)


def test_a_changed_status_is_another_fact(years):
    """A forecast with the name of last year's count says nothing certain about it."""
    old = "stand_2021: {kop: Stand 31-12-2021, status: realisatie}"
    years.change("2022/tabellen/gezinnen.yaml", old, old.replace("realisatie", "prognose"))
    years.change("2022/tabellen/gezinnen.csv", "zuid;verblijf;4;3", "zuid;verblijf;4;5")
    years.change("2022/tabellen/gezinnen.csv", "zuid;totaal;30;31", "zuid;totaal;30;33")
    new = years.prepare(2022)
    assert "D03" not in [p.code for p in new.problems]


@pytest.mark.parametrize("name", ["logees_2021", "iets_anders_2021"])
def test_a_figure_read_from_an_earlier_year_is_the_number_there(years, name):
    """`uit 2021/…` brings last year's hidden count as a figure: hidden with it, or an error."""
    figure = (
        f"{name}:\n  waarde: uit 2021/gezinnen.zuid.verblijf.stand_2021\n  eenheid: aantal\n"
        '  telt: meldingen\n{}  jaar: "2021"\n  status: realisatie\n'
        "  omschrijving: Meldingen\n  bron: Register\n"
    )
    path = years.data / "2022/cijfers.yaml"
    path.write_text(figure.format("") + path.read_text("utf-8"), "utf-8")
    told = [dict(p.context) for p in years.prepare(2022).problems if p.code == "D03"]
    assert f"verwijzing van cijfers.{name} (2022)" in "".join(c["volgt uit"] for c in told)
