"""A new year out of the last one: nothing invented, nothing lost, and it can be built at once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Project, each
from hypothesis import given
from hypothesis import strategies as st

from pipeline import arguments, comments
from pipeline.arguments import WrongCommand
from pipeline.commands import nieuw_jaar
from pipeline.commands.prepare import Prepared, prepare
from pipeline.load import years
from pipeline.model import ERROR, NOT_KNOWN_YET, Place, Problem, ProblemsFound
from pipeline.new_year.repair import repaired
from pipeline.new_year.texts import Speaker
from pipeline.new_year.years import Shift, moved_yaml, without_years
from pipeline.proofread.material import Material
from pipeline.tokens import INLINE
from pipeline.writing import system

ROOT = Path(__file__).parent.parent


class NewYear:
    """Makes a new year in the fictional folder."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self._capsys = project, capsys

    def make(self, year: str = "2023") -> str:
        """Return what the command prints."""
        options = arguments.parse(["nieuw-jaar", year], self.project.root)
        assert nieuw_jaar.run(self.project.root, options) == 0
        return self._capsys.readouterr().out

    def text(self, path: str) -> str:
        """Return a file of the new year."""
        return (self.project.data / "2023" / path).read_text("utf-8")


@pytest.fixture
def new(mini: Project, capsys: pytest.CaptureFixture[str]) -> NewYear:
    """Return the fictional organisation, with a forecast to drop."""
    mini.change(
        "2022/cijfers.yaml",
        "regels:",
        'verwacht_2023:\n  waarde: 1.200\n  eenheid: aantal\n  jaar: "2023"\n  status: prognose\n'
        "  omschrijving: Gezinnen die wij in 2023 verwachten\n  bron: Jaarplan\nregels:",
    )
    return NewYear(mini, capsys)


def test_closing_stocks_open_the_new_year_and_the_rest_is_to_fill_in(new):
    """What the old folder has for the same year is read from there."""
    new.make()
    assert new.text("tabellen/gezinnen.csv").splitlines()[:3] == [
        "regio;soort;stand_2023;stand_2022",
        "noord;thuis;nnb;uit 2022",
        "noord;verblijf;nnb;uit 2022",
    ]
    assert "stand_2023: {kop: Stand 31-12-2023, status: realisatie}" in new.text(
        "tabellen/gezinnen.yaml"
    )
    assert new.text("tabellen/verzuim.csv").splitlines()[:2] == [
        "duur;2022;2023",
        "kort;uit 2022;nnb",
    ]


def test_what_was_expected_stays_expected(new):
    """A forecast for the new year is read from the old folder, and a next one is asked for."""
    new.make()
    figures = new.project.prepare(2023).data.figures
    kept, asked = figures["verwacht_2023"], figures["verwacht_2024"]
    assert (kept.value, kept.status, kept.year) == (1200, "prognose", "2023")
    assert kept.origin is not None
    assert (asked.missing, asked.status, asked.year) == (NOT_KNOWN_YET, "prognose", "2024")


def test_an_outcome_and_its_forecast_do_not_share_a_name(new):
    """The outcome is asked for under the name of the series; the forecast stands beside it."""
    new.project.change("2022/cijfers.yaml", "verwacht_2023:", "gezinnen_2023:")
    path = "2022/teksten/publieksversie/01-in-het-kort.md"
    new.project.write(path, "# Kort\n\nWij verwachten {{ cijfers.gezinnen_2023 }} gezinnen.\n")
    new.make()
    figures = new.project.prepare(2023).data.figures
    found = {n: (f.value, f.status, f.year) for n, f in figures.items() if "gezinnen" in n}
    assert found == {
        "gezinnen_2022": (1145, "realisatie", "2022"),
        "gezinnen_2023": (None, "realisatie", "2023"),
        "prognose_gezinnen_2023": (1200, "prognose", "2023"),
        "gezinnen_2024": (None, "prognose", "2024"),
    }
    assert (
        "Wij verwachten {{ cijfers.prognose_gezinnen_2023 }} gezinnen. {>> Nakijken: toont cijfers "
        "uit het verslag over 2022. Voorstel: Wij verwachten {{ cijfers.gezinnen_2024 }} gezinnen. "
    ) in new.text("teksten/publieksversie/01-in-het-kort.md")


def test_a_budget_stays_a_budget_beside_the_outcome(new):
    """Where the table says what happened, the outcome is asked for; nobody's budget becomes it."""
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: 2022 (begroting), status: begroting}',
    )
    printed = new.make()
    columns = {c.id: c for c in new.project.prepare(2023).data.tables["verzuim"].columns}
    assert {name: (c.heading, c.status, c.year) for name, c in columns.items()} == {
        "2022": ("2022", "realisatie", "2022"),
        "2023": ("2023", "realisatie", "2023"),
        "begroting_2023": ("2023 (begroting)", "begroting", "2023"),
    }
    assert new.text("tabellen/verzuim.csv").splitlines()[:2] == [
        "duur;2022;2023;begroting_2023",
        "kort;nnb;nnb;nnb",
    ]
    assert "  tabellen/verzuim: 2021, 2022" in printed


def test_a_budget_beside_its_outcome_moves_as_it_is(new):
    """Both columns are there already: each keeps its name and its status."""
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: "2022", status: realisatie}\n'
        "  begroot_2022: {kop: Begroot 2022, status: begroting}\n"
        "  begroot_2023: {kop: Begroot 2023, status: begroting}",
    )
    rows = "duur;2021;2022;begroot_2022;begroot_2023\nkort;1,1;1,3;1,0;1,2\n"
    rows += "middellang;0,8;0,9;1,0;1,0\nlang;1,5;1,4;1,0;1,0\nzeer_lang;1,0;0,9;1,0;1,0\n"
    rows += "totaal;4,5;4,9;4,0;4,2\n"
    new.project.write("2022/tabellen/verzuim.csv", rows)
    new.make()
    assert new.text("tabellen/verzuim.csv").splitlines()[:2] == [
        "duur;2022;2023;begroot_2023;begroot_2024",
        "kort;uit 2022;nnb;uit 2022;nnb",
    ]
    table = new.project.prepare(2023).data.tables["verzuim"]
    assert table.cells["kort.begroot_2023"].value == Decimal("1.2")
    assert [column.status for column in table.columns] == [
        "realisatie",
        "realisatie",
        "begroting",
        "begroting",
    ]


def test_a_name_without_a_year_is_asked_for_too(new):
    """Its year says whose it is; sentences go on showing the old value, as that of the old year."""
    new.project.change("2022/cijfers.yaml", "vrijwilligers_2022:", "vrijwilligers:")
    path = "2022/teksten/jaarverslag/01-ons-jaar.md"
    new.project.change(path, "cijfers.vrijwilligers_2022", "cijfers.vrijwilligers")
    new.make()
    figures = new.project.prepare(2023).data.figures
    asked, kept = figures["vrijwilligers"], figures["vrijwilligers_2022"]
    assert (asked.missing, asked.year) == (NOT_KNOWN_YET, "2023")
    assert (kept.value, kept.year) == (14, "2022")
    text = new.text("teksten/jaarverslag/01-ons-jaar.md")
    assert "gezinnen, met {{ cijfers.vrijwilligers_2022 | woord }} vrijwilligers" in text
    assert "met {{ cijfers.vrijwilligers | woord }} vrijwilligers" in text


def test_a_name_that_only_holds_a_year_says_nothing(new):
    """A goal for 2030 that was measured in 2022 is asked for again under the same name."""
    new.project.change("2022/cijfers.yaml", "kosten_2022:", "doelen_2030:")
    path = "2022/teksten/jaarverslag/02-personeel.md"
    new.project.change(path, "cijfers.kosten_2022", "cijfers.doelen_2030")
    new.make()
    figures = new.project.prepare(2023).data.figures
    assert figures["doelen_2030"].missing == NOT_KNOWN_YET
    assert figures["doelen_2030_2022"].value == 2350
    assert "doelen_2031" not in new.text("cijfers.yaml") + new.text(
        "teksten/jaarverslag/02-personeel.md"
    )


TABLE = """titel: >
  Klanten
  en 2022
bron: |
  Register
  van 2022
toelichting: >-
  Geteld in
  januari 2022.
telt: klanten
openbaar: {profiel: exact, reden: Zo gepubliceerd.}
eenheid: aantal
sleutel: {regio: {kop: Regio}}
kolommen:
  vorig: {kop: Vorig, status: realisatie, jaar: "2021"}
  nu:
    kop: Nu
    status: realisatie   # geteld
    jaar: "2022"
  plan: {kop: Plan, status: begroting, jaar: "2022"}
  doel_2030: {kop: Doel, status: begroting}
  wat: {kop: Wat, soort: tekst}
rijen:
  a: {label: A}
"""


def test_year_and_status_decide_where_names_say_nothing(new):
    """Last year's column of now is this year's of before; words and a far goal stay."""
    new.project.write("2022/tabellen/klanten.yaml", TABLE.replace("\n", "\r\n"))
    cells = (
        '\ufeffregio;vorig;nu;plan;doel_2030;wat\r\na;30;40;45;100;"in 2022; {>> klopt? <<}"\r\n'
    )
    new.project.write("2022/tabellen/klanten.csv", cells)
    path = "2022/teksten/publieksversie/01-in-het-kort.md"
    new.project.write(path, "# Kort\n\nIn {{ jaar }} waren het er {{ klanten.a.nu }}.\n")
    printed = new.make()
    assert new.text("tabellen/klanten.csv").splitlines() == [
        "regio;vorig;nu;plan;doel_2030;wat",
        'a;uit 2022/klanten.a.nu;nnb;nnb;uit 2022;"in 2022; {>> klopt? <<}"',
    ]
    assert "  tabellen/klanten: vorig, plan" in printed
    meaning = new.text("tabellen/klanten.yaml")
    told = "{>> Bron, toelichting en woorden in de cellen zijn nog die van 2022. <<}"
    assert f"  januari 2022.\n  {told}" in meaning
    assert 'plan: {kop: Plan, status: begroting, jaar: "2023"}' in meaning
    assert (
        "In 2022 waren het er {{ cijfers.klanten_a_nu_2022 }}. {>> Nakijken: gaat over 2022. "
        "Voorstel: In {{ jaar }} waren het er {{ klanten.a.nu }}. <<}"
    ) in new.text("teksten/publieksversie/01-in-het-kort.md")
    assert new.project.prepare(2023).data.figures["klanten_a_nu_2022"].value == 40


def test_years_in_rows_move_too(new):
    """The row of too long ago is named; a year is read from the row of that year."""
    new.project.write(
        "2022/tabellen/reeks.yaml",
        "titel: Reeks\nbron: Register\neenheid: fte\nsleutel:\n  jaar: {kop: Jaar}\nkolommen:\n"
        '  fte: {kop: Fte, status: realisatie, jaar: "2021-2022"}\nrijen:\n'
        '  2021: {label: "2021"}\n  2022: {label: "2022"}\n',
    )
    new.project.write("2022/tabellen/reeks.csv", "jaar;fte\n2021;8\n2022;9\n")
    printed = new.make()
    assert new.text("tabellen/reeks.csv") == "jaar;fte\n2022;uit 2022\n2023;nnb\n"
    assert "  tabellen/reeks: 2021" in printed


def test_an_older_figure_stays_that_of_its_year(new):
    """Read from the old folder, whatever its name."""
    new.project.change(
        "2022/cijfers.yaml",
        "regels:",
        'opgericht:\n  waarde: 12\n  eenheid: aantal\n  jaar: "1998"\n  status: realisatie\n'
        "  omschrijving: Oprichters\n  bron: Statuten\nregels:",
    )
    new.make()
    figure = new.project.prepare(2023).data.figures["opgericht"]
    assert (figure.value, figure.year) == (12, "1998")
    assert figure.origin is not None


def test_a_goal_for_a_year_far_ahead_stays_that_goal(new):
    """It is not asked for again: its year does not move."""
    new.project.change(
        "2022/cijfers.yaml",
        "regels:",
        'doel_2030:\n  waarde: 40\n  eenheid: procent\n  jaar: "2030"\n  status: begroting\n'
        "  omschrijving: Minder uitstoot in 2030\n  bron: Plan\nregels:",
    )
    new.make()
    figures = new.project.prepare(2023).data.figures
    assert [name for name in figures if "doel" in name] == ["doel_2030"]
    assert (figures["doel_2030"].value, figures["doel_2030"].origin is None) == (40, False)


def test_what_is_filled_in_afterwards_in_the_old_year_arrives(new):
    """Also what nobody knew when the new folder was made."""
    new.make()
    assert new.project.prepare(2023).data.figures["wachttijd_2022"].missing == NOT_KNOWN_YET
    new.project.change("2022/cijfers.yaml", "waarde: nnb", "waarde: 17")
    assert new.project.prepare(2023).data.figures["wachttijd_2022"].value == 17


def test_an_outcome_that_is_filled_in_afterwards_is_asked_for(new):
    """When the old folder only had a budget, there was nothing to refer to."""
    meaning = "2022/tabellen/verzuim.yaml"
    happened, expected = "kop: Nu, status: realisatie", "kop: Nu, status: begroting"
    new.project.change(meaning, '"2022": {kop: "2022", ', '"2022": {kop: Nu, ')
    new.project.change(meaning, happened, expected)
    new.make()
    new.project.change(meaning, expected, happened)
    found = [p for p in new.project.prepare(2023).problems if p.code == "V05"]
    assert [p.place.file.rpartition("/")[2] for p in found] == ["verzuim.csv"]


def test_a_control_count_is_that_of_the_old_year(new):
    """It stays to be read, and holds nothing against the new numbers."""
    path = "2022/tabellen/verzuim.yaml"
    text = (new.project.data / path).read_text("utf-8")
    new.project.write(path, f"{text}controletelling:\n  kort: 2,4  # geteld door HR\n")
    new.make()
    made = new.text("tabellen/verzuim.yaml")
    assert "#   kort: 2,4  # geteld door HR" in made or "  # kort: 2,4  # geteld door HR" in made
    rules = new.project.prepare(2023).data.tables["verzuim"].rules
    assert not [rule for rule in rules if "controletelling" in rule.name]


def test_a_figure_stays_and_asks_for_one_of_now(new):
    """With the source and the word of the old one left behind."""
    new.make()
    data = new.project.prepare(2023).data
    assert str(data.figures["gezinnen_2022"].value) == "1145"
    asked = data.figures["gezinnen_2023"]
    assert (asked.missing, asked.year) == (NOT_KNOWN_YET, "2023")
    assert "bron: Nog niet bekend" in new.text("cijfers.yaml")
    assert "geldt: cijfers.gezinnen_2023 = som(gezinnen.*.totaal.stand_2023)" in new.text(
        "cijfers.yaml"
    )


def test_every_sentence_stays_and_a_proposal_stands_behind_it(new):
    """It is as true as it was; what it would say of the new year is for somebody to decide."""
    new.make()
    text = new.text("teksten/jaarverslag/01-ons-jaar.md")
    assert "Eind 2022 hielpen wij {{ cijfers.gezinnen_2022 }} gezinnen, met" in text
    assert (
        "vrijwilligers.[^1] {>> Nakijken: gaat over 2022. Voorstel: Eind 2023 hielpen wij "
        "{{ cijfers.gezinnen_2023 }} gezinnen, met {{ cijfers.vrijwilligers_2023 | woord }} "
        "vrijwilligers.[^1] <<}"
    ) in text
    assert (
        "Het verzuim was {{ verzuim.totaal.2022 }}. {>> Nakijken: toont cijfers uit het verslag "
        "over 2022. Voorstel: Het verzuim was {{ verzuim.totaal.2023 }}. <<}"
    ) in new.text("teksten/jaarverslag/02-personeel.md")
    assert "{{ tabel('gezinnen') }}" in text


def test_everything_is_a_draft_without_a_date_or_an_approval(new):
    """What was adopted and approved was the old year."""
    new.project.write("2022/akkoord.yaml", "akkoord:\n")
    new.make()
    stated = new.text("verslagjaar.yaml")
    assert "\n    datum:" not in stated
    assert "# Vorig jaar: datum: 2023-05-09" in stated
    assert "vastgesteld" not in stated
    assert "    # Vorig jaar: titel: Jaarverslag 2022\n    titel: Jaarverslag 2023" in stated
    assert "samenvatting: Nog te schrijven." in stated
    assert not (new.project.data / "2023/akkoord.yaml").exists()


def test_what_the_declarations_explain_stays_to_be_read(new):
    """As a comment: a difference that no longer is there would be an error."""
    new.project.change(
        "2022/afwijkingen.yaml",
        "afwijkingen:",
        "herzien:\n  - cijfer: verzuim.kort.2021\n    was: 1,0\n    is: 1,1\n"
        "    reden: Nagekomen telling.\n    wie: controller\nafwijkingen:",
    )
    new.project.change("2021/tabellen/verzuim.csv", "kort;1,1", "kort;1,0")
    new.project.change("2021/tabellen/verzuim.csv", "totaal;4,5", "totaal;4,4")
    new.project.change(
        "2022/afwijkingen.yaml",
        "afwijkingen:",
        "  - cijfer: verzuim.totaal.2021\n    was: 4,4\n    is: 4,5\n"
        "    reden: Nagekomen telling.\n    wie: controller\nafwijkingen:",
    )
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: "2022", status: prognose}',
    )
    printed = new.make()
    assert "afwijkingen.yaml: Deze afwijking komt niet meer voor" in printed
    text = new.text("afwijkingen.yaml")
    assert "# Gold over 2022: - regel: verzuim/totaal van het verzuim/2022" in text
    assert text.count("# reden: Nagekomen telling.") == 2
    data = new.project.prepare(2023).data
    assert (data.deviations, data.revisions) == ((), ())


def test_what_belongs_to_the_old_year_alone_is_named(new):
    """Approvals, and columns of too long ago."""
    new.project.write("2022/akkoord.yaml", "akkoord:\n")
    printed = new.make()
    assert "  akkoord.yaml: dat gold voor 2022" in printed
    assert "  tabellen/verzuim: 2021" in printed


@pytest.mark.parametrize(
    "broken",
    [
        "Een {>> opmerking zonder einde.\n\nEen alinea.\n\nNog een {>> opmerking <<}.",
        "Een einde <<} zonder begin.",
        "In een {>> opmerking staat {>> een opmerking <<} van een ander <<}.",
        "Een {>> opmerking\n\nover twee alinea's <<}.",
        "| a | {>> b |\n|---|---|\n| c | d |",
        "`code {>> zonder einde`",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_without_an_end_is_refused(new, broken, end):
    """With file and line, and nothing is made: where it ends is not for a program to guess."""
    path = "2022/teksten/publieksversie/01-in-het-kort.md"
    new.project.write(path, f"# In het kort\n\n{broken}\n\nSlot.\n".replace("\n", end))
    with pytest.raises(ProblemsFound) as found:
        new.make()
    assert {problem.code for problem in found.value.problems} == {"X12"}
    places = [problem.place for problem in found.value.problems]
    assert all(place.file.endswith(path) and place.line >= 3 for place in places)
    assert not (new.project.data / "2023").exists()


def test_a_broken_comment_in_a_table_or_a_reason_is_refused_too(new):
    """The same grammar, wherever a comment can stand."""
    new.project.change(
        "2022/tabellen/verzuim.yaml", "sleutel:", "toelichting: Zie {>> de bron.\nsleutel:"
    )
    new.project.change("2022/afwijkingen.yaml", "alleen in het", "alleen {>> in het")
    with pytest.raises(ProblemsFound) as found:
        new.make()
    files = [problem.place.file.rpartition("/")[2] for problem in found.value.problems]
    assert sorted(files) == ["afwijkingen.yaml", "verzuim.yaml"]


STYLES = {
    "op een regel": 'extra: {waarde: 7, eenheid: aantal, jaar: "2022", status: realisatie, '
    "omschrijving: Boten, bron: Register}  # geteld\n",
    "over regels": 'extra: {waarde: 7, eenheid: aantal,\n  jaar: "2022", status: realisatie,\n'
    "  omschrijving: Boten, bron: Register}\n",
    "met aanhalingstekens": "'extra':\n  \"waarde\": '7'\n  eenheid: aantal\n  jaar: \"2022\"\n"
    "  status: realisatie\n  omschrijving: Boten\n  bron: Register\n",
    "met opmerkingen": "extra:\n  # telling van HR\n  waarde: 7  # twee keer geteld\n"
    '# en nog eens\n  eenheid: aantal\n\n  jaar: "2022"\n  status: realisatie\n'
    "  omschrijving: >\n    Boten\n    in de haven\n  bron: |\n    Register\n    van de haven\n",
    "in een andere volgorde": 'extra:\n    bron: Register\n    jaar: "2022"\n    waarde: 7\n'
    "    omschrijving: Boten\n    status: realisatie\n    eenheid: aantal\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_however_a_figure_is_typed_it_is_asked_for(new, style):
    """Its words stay, in the file if not in the figure."""
    new.project.change("2022/cijfers.yaml", "regels:", f"{STYLES[style]}regels:")
    new.make()
    figure = new.project.prepare(2023).data.figures["extra"]
    assert (figure.missing, figure.year) == (NOT_KNOWN_YET, "2023")
    assert "7" in new.text("cijfers.yaml")
    assert not words_of(STYLES[style]) - words_of(new.text("cijfers.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        "jaar: 2022\npublicaties: {jaarverslag: {titel: Ons jaar, samenvatting: Kort., "
        "status: vastgesteld, datum: 2023-05-09}, publieksversie: {titel: Ons jaar 2022, "
        "samenvatting: Over 2022., status: concept}}\n",
        "jaar: 2022\npublicaties:\n  jaarverslag: {titel: Ons jaar, samenvatting: Kort., "
        'status: "vastgesteld", datum: 2023-05-09}  # af\n  publieksversie:\n    titel: >\n'
        "      Ons jaar\n      2022\n    samenvatting:\n      Over\n      2022.\n"
        "    status: concept\n",
    ],
)
def test_however_the_publications_are_typed_they_are_drafts(new, text):
    """Adopted was the old year, in whatever form the file says so."""
    new.project.write("2022/verslagjaar.yaml", text)
    new.make()
    found = new.project.prepare(2023).data.publications
    assert {(p.id, p.status, p.date) for p in found} == {
        ("jaarverslag", "concept", ""),
        ("publieksversie", "concept", ""),
    }
    assert all("2022" not in p.title + p.summary for p in found)
    assert "2023-05-09" in new.text("verslagjaar.yaml")


def test_what_cannot_be_taken_over_for_certain_is_refused(new):
    """Columns on one line have no lines of their own to divide, so somebody has to."""
    path = new.project.data / "2022/tabellen/verzuim.yaml"
    text = path.read_text("utf-8")
    block = text[text.index("kolommen:") : text.index("rijen:")]
    one = 'kolommen: {"2021": {kop: "2021", status: realisatie}, '
    one += '"2022": {kop: "2022", status: begroting}}\n'
    path.write_text(text.replace(block, one), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        new.make()
    (problem,) = found.value.problems
    assert (problem.code, problem.place.line) == (
        "V06",
        text[: text.index("kolommen:")].count("\n") + 1,
    )
    assert not (new.project.data / "2023").exists()


def test_a_value_of_the_old_year_never_stands_in_the_new_one_as_its_own(new, monkeypatch):
    """Whatever the files look like: the new folder is read, and refused when it has one."""
    monkeypatch.setattr("pipeline.new_year.folder.moved_figures", lambda text, *_: text)
    with pytest.raises(ProblemsFound) as found:
        new.make()
    assert {problem.code for problem in found.value.problems} == {"V06"}
    assert all("2022/cijfers.yaml" in p.place.file for p in found.value.problems)
    assert not (new.project.data / "2023").exists()


def test_it_says_what_is_left_as_check_does(new):
    """One list, which check repeats until it is empty."""
    printed = new.make()
    assert "2023, nog te doen:" in printed
    _, checked = new.project.check()
    for line in ("cijfers nog in te vullen", "samenvatting of ondertitel te schrijven"):
        assert line in printed
        assert line in checked


@pytest.mark.parametrize(
    ("year", "said"),
    [("2022", "is er al"), ("2030", "2029 is er niet"), ("straks", "geen jaar")],
)
def test_a_year_that_cannot_be_made_is_refused(new, year, said):
    """An existing folder is never touched."""
    before = sorted(new.project.data.rglob("*"))
    with pytest.raises(WrongCommand, match=said):
        new.make(year)
    assert sorted(new.project.data.rglob("*")) == before


def test_a_year_with_errors_has_to_be_put_right_first(new):
    """What cannot be read would be lost."""
    new.project.change("2022/tabellen/verzuim.csv", "1,3", "fout")
    with pytest.raises(ProblemsFound):
        new.make()
    assert not (new.project.data / "2023").exists()


def test_when_it_cannot_be_written_nothing_stands_there(new, monkeypatch):
    """Not half a folder either."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(system, "move", full)
    with pytest.raises(ProblemsFound) as refused:
        new.make()
    assert [problem.found for problem in refused.value.problems] == ["de schijf is vol"]
    assert years(new.project.data) == (2021, 2022)
    assert not list(new.project.data.glob(".*"))


# --- the shipped years ---------------------------------------------------------------------------


def made(tmp: Path, year: int) -> tuple[Path, Prepared]:
    """Return the data with a new year in it, and that year."""
    data = tmp / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.rmtree(data / str(year), ignore_errors=True)
    options = arguments.parse(["nieuw-jaar", str(year), "--data", str(data)], ROOT)
    assert nieuw_jaar.run(ROOT, options) == 0
    return data, prepare(ROOT, options, year)


@pytest.mark.parametrize("year", [y + 1 for y in years(ROOT / "data")])
def test_every_sentence_that_speaks_of_the_old_year_is_marked(year, tmp_path):
    """In every text of every shipped year; and there is nothing that stands in the way."""
    _, prepared = made(tmp_path, year)
    assert not prepared.has_errors
    spoken = re.compile(rf"(?<!\d){year - 1}(?!\d)")
    seen = 0
    for document in each(prepared.documents):
        for sentence in each(Material.of(prepared.data, document).sentences):
            own = sentence.passage.place.file.endswith(".md") and sentence.passage.kind != "alt"
            if not own or not spoken.search(sentence.typed()):
                continue
            seen += 1
            after = sentence.passage.text[sentence.offsets[0] :]
            marks = [document.insertions[int(found[1])] for found in INLINE.finditer(after)]
            assert any("Nakijken" in getattr(mark, "said", "") for mark in marks), sentence.text
    assert seen


def test_the_new_year_is_built_before_a_value_is_filled_in(tmp_path):
    """As PDF and as web page, with everything it links to."""
    data, _ = made(tmp_path, 2022)
    command = [sys.executable, "build.py", "--year", "2022", "--data", str(data)]
    command += ["--output", str(tmp_path / "uit")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "uit/2022/jaarverslag/jaarverslag-2022.pdf").is_file()
    register = json.loads((tmp_path / "uit/2022/cijferregister.json").read_text("utf-8"))
    traced = {row["id"]: row.get("overgenomen_uit") for row in register["cijfers"]}
    assert traced["verzuim.totaal.2021"] == "data/2021/tabellen/verzuim.csv:6"
    assert traced["verzuim.totaal.2022"] is None


def test_what_is_filled_in_afterwards_arrives_in_the_shipped_years(tmp_path):
    """The folder of the new year stays as it is."""
    data, prepared = made(tmp_path, 2022)
    assert prepared.data.cells["verzuim.kort.2021"].missing == NOT_KNOWN_YET
    path = data / "2021/tabellen/verzuim.csv"
    text = path.read_text("utf-8")
    assert "kort;0,4;0,5;0,3;nnb" in text
    path.write_text(text.replace("kort;0,4;0,5;0,3;nnb", "kort;0,4;0,5;0,3;0,6"), encoding="utf-8")
    options = arguments.parse(["check", "--year", "2022", "--data", str(data)], ROOT)
    cell = prepare(ROOT, options, 2022).data.cells["verzuim.kort.2021"]
    assert (cell.value, cell.missing) == (Decimal("0.6"), "")


# --- piece by piece ------------------------------------------------------------------------------


SHIFT = Shift(2021, frozenset(range(2017, 2023)), {"oud_2021": "oud_2021"})


def moved_text(text: str) -> str:
    """Return a text for 2022, in which the figure `los` has a new value."""
    return Speaker(SHIFT, {"cijfers.los": "cijfers.los_2021"}).moved_text(text)


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (
            "Kort. In 2021 groeide het.\n",
            "Kort. In 2021 groeide het. {>> Nakijken: gaat over 2021. "
            "Voorstel: In 2022 groeide het. <<}\n",
        ),
        (
            "Dat is m.b.t. A {{ x.y.2021 }} veel.",
            "Dat is m.b.t. A {{ x.y.2021 }} veel. {>> Nakijken: toont cijfers uit het verslag over "
            "2021. Voorstel: Dat is m.b.t. A {{ x.y.2022 }} veel. <<}",
        ),
        (
            "Er zijn {{ cijfers.los }} boten.",
            "Er zijn {{ cijfers.los_2021 }} boten. {>> Nakijken: toont cijfers uit het verslag "
            "over 2021. Voorstel: Er zijn {{ cijfers.los }} boten. <<}",
        ),
        (
            "Dat was in {{ jaar }} zo.",
            "Dat was in 2021 zo. {>> Nakijken: gaat over 2021. "
            "Voorstel: Dat was in {{ jaar }} zo. <<}",
        ),
        (
            "| Eind 2021 | b |\n",
            "| Eind 2021 {>> Nakijken: gaat over 2021. Voorstel: Eind 2022 <<} | b |\n",
        ),
        (
            "## Plan 2021 {#plan}\n",
            "## Plan 2021 {>> Nakijken: gaat over 2021. Voorstel: Plan 2022 <<} {#plan}\n",
        ),
        (
            "- een\n- in 2021\n",
            "- een\n- in 2021 {>> Nakijken: gaat over 2021. Voorstel: in 2022 <<}\n",
        ),
        (
            "Dit jaar groeide het.",
            "Dit jaar groeide het. {>> Nakijken: ‘dit jaar’ stond in het verslag over 2021. <<}",
        ),
        (
            "::: kader Plan 2021\nTekst.\n:::\n",
            "::: kader Plan 2021 {>> Nakijken: gaat over 2021. Voorstel: Plan 2022 <<}\n"
            "Tekst.\n:::\n",
        ),
        (
            "![De vloer in 2021](a.png)\n",
            "![De vloer in 2021](a.png)\n\n{>> Nakijken: gaat over 2021. "
            "Voorstel: ![De vloer in 2022](a.png) <<}\n",
        ),
        ("{{ tabel('x', kolommen='2020 2021') }}\n", "{{ tabel('x', kolommen='2021 2022') }}\n"),
        ("Sinds 2009 is dat zo.", "Sinds 2009 is dat zo."),
        ("Oud. {>> klopt dit? <<} Nieuw.", "Oud. {>> klopt dit? <<} Nieuw."),
        (
            "In 2021 {>> of\n- in 2020? <<} was dat zo.",
            "In 2021 {>> of\n- in 2020? <<} was dat zo. {>> Nakijken: gaat over 2021. "
            "Voorstel: In 2022 was dat zo. <<}",
        ),
    ],
)
def test_a_piece_of_text_gets_a_proposal(old, expected):
    """Sentence by sentence, also in points, headings and rows; comments stay where they are."""
    assert moved_text(old) == expected


def test_sources_and_comments_of_yaml_keep_their_years():
    """A number still comes from where it came."""
    text = (
        "kop: Stand 2021\n# uit 2021\nbron: Verslag 2021\ntoelichting: >\n  van 2021\nid_2021: 3\n"
    )
    expected = text.replace("Stand 2021", "Stand 2022").replace("id_2021", "id_2022")
    assert moved_yaml(text, ("bron", "toelichting"), SHIFT.code) == expected


def test_a_year_that_stands_apart_stays():
    """A goal for 2030 or a first year 2015 does not slide along; a figure is known by its name."""
    assert SHIFT.code("geldt: x.2017 = y.2021 + z.2015 - w.2030") == (
        "geldt: x.2018 = y.2022 + z.2015 - w.2030"
    )
    assert SHIFT.code("cijfers.oud_2021") == "cijfers.oud_2021"


def test_what_was_proposed_a_year_before_is_not_said_again():
    """A mark that nobody looked at stays one mark."""
    once = moved_text("In 2021 groeide het.")
    assert moved_text(once) == once


def test_what_does_not_hold_becomes_a_comment_word_for_word(mini):
    """Two faults in one paragraph make one comment, and other paragraphs stay."""
    text = "# Kop\n\nEerste {{ a }}\nen {{ b }}.\n\n- punt {{ c }}\n- goed\n"
    problems = [Problem("X01", ERROR, Place("t.md", line), "", "", "", "") for line in (3, 4, 6)]
    assert repaired(text, problems, "t.md", 2021) == (
        "# Kop\n\n{>> Stond er over 2021, en klopt nu niet: Eerste {{ a }} en {{ b }}. <<}\n\n"
        "- {>> Stond er over 2021, en klopt nu niet: punt {{ c }} <<}\n- goed\n"
    )


def test_a_comment_in_what_does_not_hold_stays_whole(mini):
    """Inside the comment that repeats the paragraph, as words between brackets."""
    text = "Eerste {{ a }} {>> klopt\n- dit? <<} en meer.\n\nGoed.\n"
    problem = Problem("X01", ERROR, Place("t.md", 1), "", "", "", "")
    assert repaired(text, [problem], "t.md", 2021) == (
        "{>> Stond er over 2021, en klopt nu niet: Eerste {{ a }} (opmerking: klopt - dit?) en "
        "meer. <<}\n\nGoed.\n"
    )


# --- nothing that an editor wrote is lost --------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Een zin over {year}. ",
        "Er waren {{{{ cijfers.los }}}} boten. ",
        "Dat was {{{{ a.b.{year} }}}} meer",
        "Een haakje {{{{ zonder einde ",
        "{{>> klopt dit? <<}}",
        "{{>> ",
        " <<}}",
        "`code` ",
        "`{{>> in code <<}}`",
        "[link {year}](http://example.org/{year})",
        "| cel {year} | nog een |",
        "## Kop {year}",
        "- punt ",
        "::: kader Titel {year}",
        ":::",
        "[^1]: noot ",
        "**vet** ",
        "Dit jaar! ",
        "\n",
        "\n\n",
    ]
)
WRITTEN = st.lists(PIECES, min_size=1, max_size=14).map("".join)
YEARS = st.sampled_from(["2019", "2020", "2021", "2022", "2030"])


def words_of(text: str) -> Counter[str]:
    """Return the words of a text, each with how often it stands there; years all alike."""
    return Counter(re.findall(r"\w+", without_years(text)))


@given(WRITTEN, YEARS)
def test_no_word_of_a_text_is_lost(template, year):
    """Or the comments in it are refused; what comes out can be read again."""
    text = template.format(year=year)
    broken = list(comments.problems(text, Place("t.md", 1)))
    assert broken or comments.hidden(text)[0].count("{>>") == 0
    if broken:
        return
    new = Speaker(SHIFT, {}).moved_text(text)
    assert words_of(text) <= words_of(new)
    assert not list(comments.problems(new, Place("t.md", 1)))


@given(WRITTEN, YEARS, st.integers(1, 10))
def test_no_word_of_what_does_not_hold_is_lost(template, year, line):
    """Wherever the fault is, the block around it becomes one comment that can be read."""
    text = template.format(year=year)
    line = min(line, text.count("\n") + 1)
    if list(comments.problems(text, Place("t.md", 1))):
        return
    new = repaired(text, [Problem("X01", ERROR, Place("t.md", line), "", "", "", "")], "t.md", 2021)
    assert new is not None
    assert words_of(text) <= words_of(new)
    assert not list(comments.problems(new, Place("t.md", 1)))


@pytest.mark.parametrize("year", [y + 1 for y in years(ROOT / "data")])
def test_nothing_of_a_shipped_year_is_lost(year, tmp_path, capsys):
    """Every word stands in the new folder, every number is read from the old one or is named."""
    data, prepared = made(tmp_path, year)
    printed = capsys.readouterr().out
    old, new = data / str(year - 1), data / str(year)
    compared = 0
    for path in each(sorted(p for p in old.rglob("*") if p.suffix in (".md", ".yaml"))):
        name = path.relative_to(old).as_posix()
        if name in ("akkoord.yaml", "zegels.yaml") or "diagrammen" in name:
            continue
        target = re.sub(r"(?<!\d)20\d\d(?!\d)", lambda y: str(int(y[0]) + 1), name)
        after = (new / target).read_text("utf-8")
        kept = path.read_text("utf-8").replace("status: vastgesteld", "status: concept")
        before = re.sub(r"(?m)^  waarde: .*$", "  waarde: uit 1", kept)
        after = re.sub(r"uit \d{4}(/\w+)?", "uit 1", after)
        assert not words_of(before) - words_of(after), name
        compared += 1
    assert compared
    there = {cell.origin for cell in prepared.data.cells.values() if cell.origin}
    comments_there = (new / "cijfers.yaml").read_text("utf-8") if old.glob("cijfers.yaml") else ""
    earlier = next(y for y in prepared.earlier if y.year == year - 1)
    for cell in each(earlier.cells.values()):
        if cell.missing == NOT_KNOWN_YET or cell.place in there:
            continue
        table, _, key = cell.id.partition(".")
        if table == "cijfers":
            assert re.search(rf"# {year - 1}|# waarde: ", comments_there), cell.id
        else:
            column = re.escape(key.rpartition(".")[2])
            assert re.search(rf"tabellen/{table}: .*\b{column}\b", printed), cell.id
