"""What an earlier year expected, beside what came of it."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model import TableBlock

EXPECTED = """titel: {title}
bron: Begroting Waterkant
sleutel:
  post: {{kop: Post}}
kolommen:
  {columns}
rijen:
  baten: {{label: Baten, eenheid: euro_duizend}}
  verzuim: {{label: Verzuim, eenheid: procent, decimalen: 1}}
"""
T = "2022/teksten/jaarverslag/02-personeel.md"


def add(project, year: int, columns: str, csv: str) -> None:
    """Add a table with money and a percentage to a year."""
    meaning = EXPECTED.format(title="Begroting en uitkomst", columns=columns)
    project.write(f"{year}/tabellen/hoofdlijnen.yaml", meaning)
    project.write(f"{year}/tabellen/hoofdlijnen.csv", csv)


def expect_and_know(project) -> None:
    """Let 2021 expect two figures of 2022 that 2022 knows, in a column of another name."""
    add(
        project,
        2021,
        "begroot_2022: {kop: Begroting 2022, status: begroting}",
        "post;begroot_2022\nbaten;2.400\nverzuim;4,5\n",
    )
    add(
        project,
        2022,
        "bedrag_2022: {kop: Realisatie 2022, status: realisatie}",
        "post;bedrag_2022\nbaten;2.350\nverzuim;4,9\n",
    )


def test_a_forecast_stands_beside_what_came_of_it(mini):
    """Found by table, row, year and unit; the difference of percentages is in procentpunt."""
    expect_and_know(mini)
    baten, verzuim = mini.prepare().forecasts
    assert (baten.cell, baten.year) == ("hoofdlijnen.baten.bedrag_2022", 2021)
    assert baten.forecast.id == "verwacht.hoofdlijnen.baten.begroot_2022"
    assert baten.forecast.place.file == "data/2021/tabellen/hoofdlijnen.csv"
    assert (baten.forecast.value, baten.realised.value) == (Decimal(2400), Decimal(2350))
    assert (baten.difference.value, baten.difference.unit) == (Decimal(-50), "euro_duizend")
    assert (verzuim.difference.value, verzuim.difference.unit) == (Decimal("0.4"), "procentpunt")


def test_the_same_name_counts_too(mini):
    """A single figure keeps its name when the forecast comes true."""
    figure = (
        "gezinnen_2022:\n  waarde: {}\n  eenheid: aantal\n  jaar: '2022'\n  status: {}\n"
        "  omschrijving: Gezinnen\n  bron: Registratie\n"
    )
    mini.write("2021/cijfers.yaml", figure.format("1.200", "prognose"))
    (pair,) = mini.prepare().forecasts
    assert pair.cell == "cijfers.gezinnen_2022"
    assert pair.difference.value == Decimal(-55)


def test_two_that_fit_are_not_guessed(mini):
    """A budget and a forecast of one figure: neither is taken."""
    expect_and_know(mini)
    add(
        mini,
        2021,
        "begroot_2022: {kop: Begroting 2022, status: begroting}\n"
        "  prognose_2022: {kop: Prognose 2022, status: prognose}",
        "post;begroot_2022;prognose_2022\nbaten;2.400;2.380\nverzuim;4,5;nnb\n",
    )
    (pair,) = mini.prepare().forecasts
    assert pair.cell == "hoofdlijnen.verzuim.bedrag_2022"


def test_what_is_not_known_or_still_a_forecast_is_no_pair(mini):
    """No pair from an nnb, nor from this year's own forecast."""
    expect_and_know(mini)
    mini.change("2022/tabellen/hoofdlijnen.csv", "2.350", "nnb")
    mini.change("2022/tabellen/hoofdlijnen.csv", "4,9", "4,8")
    assert [pair.realised.value for pair in mini.prepare().forecasts] == [Decimal("4.8")]
    mini.change("2022/tabellen/hoofdlijnen.yaml", "status: realisatie", "status: prognose")
    assert not mini.prepare().forecasts


def test_the_pairs_are_a_numbered_table_in_a_text(mini):
    """`{{ verwachtingen() }}` places it, `verwijs` finds it, and a sentence can name a forecast."""
    expect_and_know(mini)
    text = (mini.data / T).read_text(encoding="utf-8")
    named = "{{ verwacht.hoofdlijnen.baten.begroot_2022 }}"
    mini.write(
        T,
        f"{text}\nBegroot was {named}; zie {{{{ verwijs('tabel:verwachtingen') }}}}.\n\n"
        "{{ verwachtingen() }}\n",
    )
    prepared = mini.prepare()
    assert not prepared.problems
    blocks = [b for c in prepared.documents[0].chapters for b in c.blocks]
    (table,) = [b for b in blocks if isinstance(b, TableBlock) and "Verwacht" in b.title]
    assert (table.number, table.title) == ("Tabel 2", "Verwacht en uitgekomen")
    assert [column.heading for column in table.columns] == ["Verwachting", "Uitkomst", "Verschil"]
    assert [row.labels for row in table.rows] == [
        ("Baten, Realisatie 2022",),
        ("Verzuim, Realisatie 2022",),
    ]
    assert [row.unit for row in table.rows] == ["euro_duizend", "procent"]


def test_without_pairs_there_is_no_such_table(mini):
    """The table is absent, so that asking for it is a problem (x07_geen_verwachtingen)."""
    assert "verwachtingen" not in mini.prepare().figures["jaarverslag"].tables
