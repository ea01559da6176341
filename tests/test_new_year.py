"""A new year out of the last one: nothing invented, nothing lost, and it can be built at once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Project

from pipeline import arguments
from pipeline.arguments import WrongCommand
from pipeline.commands import nieuw_jaar
from pipeline.commands.prepare import Prepared, prepare
from pipeline.load import years
from pipeline.model import NOT_KNOWN_YET, ProblemsFound
from pipeline.new_year.repair import repaired
from pipeline.new_year.texts import moved_text
from pipeline.new_year.years import moved, moved_yaml
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
    """Values that the old folder has for the same year go along, as they were typed."""
    new.make()
    assert new.text("tabellen/gezinnen.csv").splitlines()[:3] == [
        "regio;soort;stand_2023;stand_2022",
        "noord;thuis;nnb;1.100",
        "noord;verblijf;nnb;15",
    ]
    assert "stand_2023: {kop: Stand 31-12-2023, status: realisatie}" in new.text(
        "tabellen/gezinnen.yaml"
    )
    assert new.text("tabellen/verzuim.csv").splitlines()[:2] == ["duur;2022;2023", "kort;1,3;nnb"]


def test_what_was_expected_is_dropped(new):
    """The new folder asks what came of it; the old one still says what was expected."""
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: "2022", status: prognose}',
    )
    new.make()
    assert new.text("tabellen/verzuim.csv").splitlines()[1] == "kort;nnb;nnb"
    figures = new.text("cijfers.yaml")
    assert "verwacht_20" not in figures
    assert "prognose" not in figures


def test_a_column_that_only_had_a_forecast_is_now_for_what_happens(new):
    """In its status and in its heading; the value is to fill in."""
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: 2022 (prognose), status: prognose}',
    )
    new.make()
    meaning = new.text("tabellen/verzuim.yaml")
    assert '"2023": {kop: "2023", status: realisatie}' in meaning
    assert "prognose" not in meaning


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


def test_sentences_about_the_old_year_are_marked_and_the_others_move_on(new):
    """A marked one keeps its numbers: it is as true as it was."""
    new.make()
    text = new.text("teksten/jaarverslag/01-ons-jaar.md")
    assert "Eind 2022 hielpen wij {{ cijfers.gezinnen_2022 }} gezinnen, met" in text
    assert "vrijwilligers.[^1] {>> Nakijken: gaat over 2022. <<}" in text
    assert "Het verzuim was {{ verzuim.totaal.2023 }}." in new.text(
        "teksten/jaarverslag/02-personeel.md"
    )


def test_everything_is_a_draft_without_a_date_or_an_approval(new):
    """What was adopted and approved was the old year."""
    new.project.write("2022/akkoord.yaml", "akkoord:\n")
    new.make()
    stated = new.text("verslagjaar.yaml")
    assert "datum" not in stated
    assert "vastgesteld" not in stated
    assert "    # Vorig jaar: titel: Jaarverslag 2022\n    titel: Jaarverslag 2023" in stated
    assert "samenvatting: Nog te schrijven." in stated
    assert not (new.project.data / "2023/akkoord.yaml").exists()


def test_what_the_declarations_explain_stays_with_the_old_year(new):
    """A difference that no longer is there would be an error."""
    new.project.change(
        "2022/tabellen/verzuim.yaml",
        '"2022": {kop: "2022", status: realisatie}',
        '"2022": {kop: "2022", status: prognose}',
    )
    printed = new.make()
    assert "afwijkingen.yaml: Deze afwijking komt niet meer voor" in printed
    assert not (new.project.data / "2023/afwijkingen.yaml").exists()


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
    for document in prepared.documents:
        for sentence in Material.of(prepared.data, document).sentences:
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


# --- piece by piece ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (
            "Kort. In 2021 groeide het.\n",
            "Kort. In 2021 groeide het. {>> Nakijken: gaat over 2021. <<}\n",
        ),
        ("Dat is m.b.t. A {{ x.2021 }} veel.", "Dat is m.b.t. A {{ x.2022 }} veel."),
        ("| Eind 2021 | b |\n", "| Eind 2021 {>> Nakijken: gaat over 2021. <<} | b |\n"),
        ("## Plan 2021 {#plan}\n", "## Plan 2021 {>> Nakijken: gaat over 2021. <<} {#plan}\n"),
        (
            "- een {{ a.2021 }}\n- in 2021\n",
            "- een {{ a.2022 }}\n- in 2021 {>> Nakijken: gaat over 2021. <<}\n",
        ),
        (
            "Dit jaar groeide het.",
            "Dit jaar groeide het. {>> Nakijken: ‘dit jaar’ stond in het verslag over 2021. <<}",
        ),
        (
            "::: kader Plan 2021\nTekst.\n:::\n",
            "::: kader Plan 2021 {>> Nakijken: gaat over 2021. <<}\nTekst.\n:::\n",
        ),
        (
            "![De vloer in 2021](a.png)\n",
            "![De vloer in 2021](a.png)\n\n{>> Nakijken: gaat over 2021. <<}\n",
        ),
        ("Sinds 2009 is dat zo.", "Sinds 2009 is dat zo."),
        ("Oud. {>> weg <<} Nieuw.", "Oud. Nieuw."),
    ],
)
def test_a_piece_of_text_moves_on(old, expected):
    """Sentence by sentence, also in points, headings and rows."""
    assert moved_text(old, 2021, moved) == expected


def test_sources_and_comments_of_yaml_keep_their_years():
    """A number still comes from where it came."""
    text = (
        "kop: Stand 2021\n# uit 2021\nbron: Verslag 2021\ntoelichting: >\n  van 2021\nid_2021: 3\n"
    )
    expected = text.replace("Stand 2021", "Stand 2022").replace("id_2021", "id_2022")
    assert moved_yaml(text, ("bron", "toelichting")) == expected


def test_what_does_not_hold_becomes_a_comment_word_for_word(mini):
    """Two faults in one paragraph make one comment, and other paragraphs stay."""
    from pipeline.model import ERROR, Place, Problem

    text = "# Kop\n\nEerste {{ a }}\nen {{ b }}.\n\n- punt {{ c }}\n- goed\n"
    problems = [Problem("X01", ERROR, Place("t.md", line), "", "", "", "") for line in (3, 4, 6)]
    assert repaired(text, problems, "t.md", 2021) == (
        "# Kop\n\n{>> Stond er over 2021, en klopt nu niet: Eerste {{ a }} en {{ b }}. <<}\n\n"
        "- {>> Stond er over 2021, en klopt nu niet: punt {{ c }} <<}\n- goed\n"
    )
