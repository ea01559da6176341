"""What differs between two years, or two moments: each change told once, and nothing else."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Project, each
from hypothesis import given
from hypothesis import strategies as st

from pipeline import arguments
from pipeline.arguments import WrongCommand
from pipeline.commands import verschil
from pipeline.comparison.words import pieces_of


class History:
    """The fictional organisation with its data in git, of which a test makes a second moment."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self._capsys = project, capsys
        for words in (["init", "-q"], ["add", "data"], ["commit", "-qm", "eerste"]):
            self.git(*words)

    def git(self, *words: str) -> None:
        """Run git as somebody who has no settings."""
        who = ["-c", "user.name=R", "-c", "user.email=r@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=self.project.root, check=True)

    def difference(self, *words: str) -> str:
        """Return what the command prints."""
        options = arguments.parse(["verschil", *words], self.project.root)
        assert verschil.run(self.project.root, options) == 0
        return self._capsys.readouterr().out

    def records(self, *words: str) -> list[dict]:
        """Return what the command prints as data."""
        return json.loads(self.difference(*words, "--format", "json"))


@pytest.fixture
def history(mini: Project, capsys: pytest.CaptureFixture[str]) -> History:
    """Return the fictional organisation in git."""
    return History(mini, capsys)


def test_nothing_differs_from_the_same(history):
    """A moment beside itself has no change of any kind."""
    for found in each(history.records("HEAD")):
        assert not any(found[kind] for kind in ("numbers", "tables", "blocks", "texts"))
    assert "geen verschil" in history.difference("HEAD", "HEAD")


def test_a_number_is_told_with_its_difference_and_all_its_places(history):
    """The word for it in a sentence changes with it, and is shown too."""
    history.project.change("2022/cijfers.yaml", "waarde: 14", "waarde: 16")
    (found,) = history.records("HEAD", "--year", "2022")
    (number,) = found["numbers"]
    assert number["change"]["id"] == "cijfers.vrijwilligers_2022"
    assert number["places"] == ["jaarverslag, 1 Ons jaar (tekst)"]
    text = history.difference("HEAD", "--year", "2022")
    assert "Vrijwilligers aan het eind van het jaar: 14 → 16  (+2)" in text
    assert "met [-veertien-]{+zestien+} vrijwilligers" in text


def test_a_number_that_only_a_computed_one_shows_has_places_too(history):
    """What was computed from it changes where it stands."""
    history.project.change(
        "2022/teksten/jaarverslag/01-ons-jaar.md",
        "## Gezinnen",
        "Dat is {{ verschil(cijfers.gezinnen_2022, cijfers.vrijwilligers_2022) }} meer.\n\n"
        "## Gezinnen",
    )
    history.git("commit", "-qam", "tweede")
    history.project.change("2022/cijfers.yaml", "waarde: 14", "waarde: 16")
    (number,) = history.records("HEAD", "--year", "2022")[0]["numbers"]
    assert number["places"][0] == "jaarverslag, 1 Ons jaar (tekst)"


def test_money_differs_in_money(history):
    """Thousands of euros in the data are euros in the difference."""
    history.project.change("2022/cijfers.yaml", "waarde: 2.350", "waarde: 2.450")
    text = history.difference("HEAD").replace("\xa0", " ")
    assert "€ 2.350.000 → € 2.450.000  (+€ 100.000)" in text


def test_a_text_is_told_word_by_word_with_its_line(history):
    """Only the words that differ are marked."""
    path = "2022/teksten/jaarverslag/02-personeel.md"
    history.project.change(path, "laat het verloop zien", "toont het verloop")
    (text,) = history.records("HEAD", "--year", "2022")[0]["texts"]
    assert (text["place"]["file"], text["place"]["line"]) == (f"data/{path}", 5)
    told = [(piece["kind"], piece["words"].strip()) for piece in text["pieces"]]
    assert ("weg", "laat") in told
    assert ("nieuw", "toont") in told


def test_a_removed_paragraph_and_a_new_one_are_told_apart(history):
    """Sentences that have little in common are not woven into one."""
    path = "2022/teksten/publieksversie/01-in-het-kort.md"
    history.project.change(
        path, "Wij hielpen {{ cijfers.gezinnen_2022 }} gezinnen.", "Dit is iets heel anders."
    )
    texts = history.records("HEAD", "--year", "2022")[0]["texts"]
    assert [[piece["kind"] for piece in text["pieces"]] for text in texts] == [["weg"], ["nieuw"]]


def test_tables_and_charts_that_change_are_named(history):
    """In the data, and where a publication shows them."""
    history.project.change("2022/tabellen/verzuim.csv", "kort;1,1;1,3", "kort;1,1;1,4")
    history.project.change("2022/tabellen/verzuim.yaml", "titel: Verzuim naar", "titel: Ziek naar")
    (found,) = history.records("HEAD", "--year", "2022")
    assert [table["said"] for table in found["tables"]] == [
        ["de titel was ‘Verzuim naar duur’ en is ‘Ziek naar duur’"]
    ]
    assert [number["change"]["id"] for number in found["numbers"]] == ["verzuim.kort.2022"]
    history.project.change(
        "2022/teksten/jaarverslag/02-personeel.md", "{{ grafiek('verzuim') }}\n", ""
    )
    (found,) = history.records("HEAD", "--year", "2022")
    assert any(block["said"] == "staat er niet meer" for block in found["blocks"])


def test_two_years_are_compared_each_from_its_own_year(history):
    """The last column of one beside the last column of the other."""
    (found,) = history.records("2021", "2022")
    changed = {number["change"]["id"] for number in found["numbers"]}
    assert "verzuim.kort.2022" in changed
    assert not any(name.endswith("2020") for name in changed)
    assert {block["publication"] for block in found["blocks"]} >= {"publieksversie"}


def test_a_year_that_one_moment_lacks_is_said_in_one_line(history):
    """A new year is not a list of all that is in it."""
    history.git("rm", "-rq", "--cached", "data/2022")
    history.git("commit", "-qm", "zonder")
    found = {record["new"]: record for record in history.records("HEAD")}
    assert found["2022 in de werkmap"]["instead"] == "Het jaar 2022 is nieuw."
    assert "Het jaar 2022 is nieuw." in history.difference("HEAD", "--format", "markdown")


def test_faults_in_one_of_the_moments_are_said_first(history):
    """Who reads on knows that something may be missing."""
    history.project.change("2022/tabellen/verzuim.csv", "1,4", "fout")
    assert "vinden de controles" in history.difference("HEAD", "--year", "2022").split("==")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["geentak"], "geen versie met die naam"),
        (["--output=x"], "Er ontbreekt iets"),
        (["2021"], "Noem naast 2021 een tweede jaar"),
        (["2021", "1999"], "Noem naast 2021 een tweede jaar"),
        (["2021", "2022", "--year", "2022"], "niet bij twee jaren"),
        (["2021", "2022", "2021"], "hoogstens twee"),
        (["HEAD", "--year", "1999"], "in geen van beide"),
        (["HEAD", "--naar", "nergens/x.html"], "bestaat niet"),
    ],
)
def test_what_cannot_be_compared_is_refused(history, words, said, capsys):
    """In one line, with what can be done."""
    with pytest.raises((WrongCommand, SystemExit)) as refused:
        history.difference(*words)
    assert said in f"{refused.value}{capsys.readouterr().err}"


def test_markdown_keeps_signs_of_a_text_as_they_are(history):
    """A text cannot become markup of the report."""
    history.project.change("2022/teksten/jaarverslag/02-personeel.md", "laat het", "*laat* < het")
    lines = history.difference("HEAD", "--format", "markdown").splitlines()
    (told,) = [line for line in lines if "<ins>" in line]
    assert "&#60;" in told
    assert "<summary>" in "\n".join(lines)


def test_the_page_stands_alone(history):
    """It asks for no other file, so that it can be mailed."""
    history.project.change("2022/cijfers.yaml", "waarde: 14", "waarde: 16")
    history.difference("HEAD", "--format", "html", "--naar", "verschil.html")
    page = (history.project.root / "verschil.html").read_text(encoding="utf-8")
    asked = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            asked.extend(value for name, value in attrs if name in ("src", "href"))

    Reader().feed(page)
    assert asked == []
    assert "url(" not in page
    assert "<del><span" in page


WORDS = st.lists(st.sampled_from(["een", "twee", "drie,", "3,5", "vier."]), max_size=12).map(
    " ".join
)


@given(WORDS, WORDS)
def test_pieces_give_both_texts_back(old, new):
    """Whatever the words: nothing is lost and nothing is added."""
    pieces = pieces_of(old, new)
    both = {
        kind: "".join(piece.words for piece in pieces if piece.kind in ("gelijk", kind))
        for kind in ("weg", "nieuw")
    }
    assert both["weg"].split() == old.split()
    assert both["nieuw"].split() == new.split()


def test_the_shipped_years_can_be_compared(capsys):
    """And the report still fits in a comment."""
    root = Path(__file__).parent.parent
    options = arguments.parse(["verschil", "2020", "2021", "--format", "markdown"], root)
    assert verschil.run(root, options) == 0
    assert len(capsys.readouterr().out) <= 61_000
