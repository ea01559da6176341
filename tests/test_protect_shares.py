"""Shares and ratios of hidden counts: hidden with them, or known to the attack."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import HERE

CSV = "soort;aantal_2022;aandeel_2022\na;3;10\nb;15;50\nc;12;40\ntotaal;30;100\n"
YAML = """\
titel: Kinderen per soort
bron: Registratie Waterkant
telt: kinderen
openbaar: {profiel: onderdrukt}
sleutel:
  soort: {kop: Soort}
kolommen:
  aantal_2022: {kop: Aantal, eenheid: aantal, status: realisatie}
  aandeel_2022: {kop: Aandeel, eenheid: procent, status: realisatie}
rijen:
  a: {label: A}
  b: {label: B}
  c: {label: C}
  totaal: {label: Totaal, totaal: ja}
regels:
  - naam: totaal
    voor_elke: kolom
    geldt: totaal = som(*)
  - naam: aandeel in het totaal
    voor_elke: rij
    geldt: aandeel_2022 = aandeel(aantal_2022, kinderen.totaal.aantal_2022)
"""
SHARE = """\
aandeel_a_2022:
  waarde: 10
  eenheid: procent
  jaar: "2022"
  status: realisatie
  omschrijving: Aandeel van A
  bron: Registratie Waterkant
regels:
  - naam: aandeel van a
    geldt: cijfers.aandeel_a_2022 = aandeel(kinderen.a.aantal_2022, kinderen.totaal.aantal_2022)
"""


@pytest.fixture
def shares(mini):
    """The fictional year with a table of counts and their shares."""
    mini.write("2022/tabellen/kinderen.csv", CSV)
    mini.write("2022/tabellen/kinderen.yaml", YAML)
    return mini


def shown(year):
    """Return row.column -> value of the table as the annual report may show it."""
    cells = year.protected.of["jaarverslag"].tables["kinderen"].cells
    return {key: cell.value for key, cell in cells.items()}


BROKEN = "soort;aantal_2022;aandeel_2022\na;3;10,3\nb;14;48,3\nc;12;41,4\ntotaal;29;100,0\n"


@pytest.mark.parametrize(("csv", "decimals"), [(CSV, 0), (BROKEN, 1)])
def test_shares_of_hidden_counts_are_hidden(csv, decimals, shares):
    """No share stays from which, with what is seen, a hidden count could be worked out."""
    shares.write("2022/tabellen/kinderen.csv", csv)
    shares.change("2022/tabellen/kinderen.yaml", "procent,", f"procent, decimalen: {decimals},")
    year = shares.prepare()
    assert not year.has_errors
    values = shown(year)
    assert values["a.aantal_2022"] is None
    for row in ("a", "b", "c"):
        if values[f"{row}.aantal_2022"] is None:
            assert values[f"{row}.aandeel_2022"] is None
    gone = [row for row in ("a", "b", "c") if values[f"{row}.aandeel_2022"] is None]
    assert len(gone) > 1  # together they are 100


def test_a_share_that_stands_elsewhere_is_known_to_the_attack(shares):
    """A single figure says 10%: then the whole has to be hidden too, or it is an error."""
    path = shares.data / "2022/cijfers.yaml"
    text = path.read_text("utf-8").replace("regels:\n", SHARE, 1)
    path.write_text(text, "utf-8")
    year = shares.prepare()
    assert "D03" not in [p.code for p in year.problems]
    assert shown(year)["totaal.aantal_2022"] is None
    record = next(p for p in year.protected.protections if p.table == "kinderen")
    low, high = record.intervals["kinderen.a.aantal_2022"]
    assert high is None or high - low >= 5


def test_a_share_of_a_known_whole_gives_the_count_away(shares):
    """When the whole stands elsewhere as well, 10% of 30 is 3: D03."""
    whole = """\
geheel_2022:
  waarde: 30
  openbaar: {profiel: exact, reden: Een test.}
  eenheid: aantal
  jaar: "2022"
  status: realisatie
  omschrijving: Alle kinderen
  bron: Registratie Waterkant
"""
    rule = "  - naam: geheel\n    geldt: cijfers.geheel_2022 = kinderen.totaal.aantal_2022\n"
    path = shares.data / "2022/cijfers.yaml"
    text = path.read_text("utf-8").replace("regels:\n", whole + SHARE + rule, 1)
    path.write_text(text, "utf-8")
    wrong = [p for p in shares.prepare().problems if p.code == "D03"]
    assert "kinderen.a.aantal_2022" in [dict(p.context)["cijfer"] for p in wrong]
    assert any("cijfers/aandeel van a" in dict(p.context)["volgt uit"] for p in wrong)


def test_single_figures_can_be_hidden(mini):
    """A figure that counts children and says no more is hidden when it is small."""
    text = (mini.data / "2022/cijfers.yaml").read_text("utf-8")
    small = text.replace("waarde: 14\n", "waarde: 2\n  telt: kinderen\n", 1)
    mini.write("2022/cijfers.yaml", small)
    year = mini.prepare()
    assert year.protected.hidden == {"cijfers.vrijwilligers_2022"}
    assert year.protected.of["jaarverslag"].figures["vrijwilligers_2022"].value is None


def test_a_revision_of_a_hidden_count_keeps_the_old_value_to_itself(mini):
    """The note says that the number was revised, not what it was."""
    mini.change("2022/tabellen/gezinnen.yaml", "telt: gezinnen\n", "telt: kinderen\n")
    mini.change("2022/tabellen/gezinnen.csv", "zuid;verblijf;2;-", "zuid;verblijf;2;3")
    mini.change("2022/tabellen/gezinnen.csv", "zuid;totaal;30;31", "zuid;totaal;30;34")
    declared = "herzien:\n"
    for cell, was, now in (("verblijf", "0", "3"), ("totaal", "31", "34")):
        declared += (
            f"  - cijfer: gezinnen.zuid.{cell}.stand_2021\n    was: {was}\n    is: {now}\n"
            "    reden: Nagekomen.\n    wie: redactie\n"
        )
    path = mini.data / "2022/afwijkingen.yaml"
    path.write_text(path.read_text("utf-8") + declared, "utf-8")
    year = mini.prepare()
    assert "gezinnen.zuid.verblijf.stand_2021" in year.protected.hidden
    kept = {r.cell: r.old for r in year.protected.of["jaarverslag"].revisions}
    assert kept["gezinnen.zuid.verblijf.stand_2021"] == ""


def test_the_shipped_years_do_not_pay_for_the_solver():
    """`check` on data/ loads neither HiGHS nor numpy."""
    code = (
        "import sys; from pathlib import Path; from pipeline import arguments\n"
        "from pipeline.commands import check; root = Path.cwd()\n"
        "check.run(root, arguments.parse(['check', '--all-years'], root))\n"
        "assert not {'highspy', 'numpy'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_count_that_is_called_a_score_is_hidden_too(mini):
    """The unit `getal` is for ratios and marks; whole numbers of persons are counts."""
    mini.change("2022/tabellen/gezinnen.yaml", "telt: gezinnen\n", "telt: kinderen\n")
    mini.change("2022/tabellen/gezinnen.yaml", "eenheid: aantal\n", "eenheid: getal\n")
    assert "gezinnen.zuid.verblijf.stand_2022" in mini.prepare().protected.hidden
