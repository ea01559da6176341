"""What a review needs: drafts that say which they are, comments, approvals, and what is left."""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import Project

from pipeline import arguments, fingerprint
from pipeline.approvals import contents
from pipeline.arguments import WrongCommand
from pipeline.commands import akkoord
from pipeline.commands.commit import said_commit
from pipeline.commands.inputs import Inputs
from pipeline.commands.prepare import Prepared, prepare
from pipeline.model import ProblemsFound
from pipeline.render.html import print_page, web_page
from pipeline.todo import NOBODY, tasks

DRAFT = "2022/teksten/publieksversie/01-in-het-kort.md"
ADOPTED = "2022/teksten/jaarverslag/02-personeel.md"


def documents(year: Prepared) -> dict:
    """Return the documents of a year by name."""
    return {document.publication.id: document for document in year.documents}


def with_commit(project: Project, commit: str) -> dict:
    """Return the documents of 2022, made from a commit."""
    options = arguments.parse(["check", "--all-years"], project.root)
    return documents(prepare(project.root, options, 2022, commit=commit))


# --- which draft it is ---------------------------------------------------------------------------


def test_a_draft_says_its_version_and_commit_on_paper_and_on_the_web(mini):
    """In the banner, and in what every printed page repeats."""
    mini.change("2022/verslagjaar.yaml", "status: concept", 'status: concept\n    versie: "0.3"')
    draft = with_commit(mini, "a1b2c3d van 2 mei 2023")["publieksversie"]
    said = "ersie 0.3 (a1b2c3d van 2 mei 2023)"
    for page in (print_page(draft), web_page(draft, {}, None)):
        assert said in page.replace("\xa0", " ").replace("\u202f", " ")


def test_an_adopted_publication_says_nothing_of_it(mini):
    """Its date is what counts, and a commit may not change its bytes."""
    adopted = with_commit(mini, "a1b2c3d van 2 mei 2023")["jaarverslag"]
    assert adopted.edition == ""
    assert "a1b2c3d" not in print_page(adopted)
    inputs = [Inputs({}, {}, commit) for commit in ("a", "b")]
    assert len({found.key("jaarverslag", draft=False) for found in inputs}) == 1
    assert len({found.key("publieksversie", draft=True) for found in inputs}) == 2


def test_without_git_a_draft_says_what_is_known(mini):
    """Somebody may work in a folder that came as a zip file."""
    assert said_commit(mini.root, mini.data) == ""
    assert with_commit(mini, "")["publieksversie"].edition == ""


def test_changes_that_are_not_committed_are_said(mini):
    """So that nobody looks for them in the commit."""
    who = ["-c", "user.name=R", "-c", "user.email=r@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "data", "templates"], ["commit", "-qm", "eerste"]):
        subprocess.run(["git", *who, *words], cwd=mini.root, check=True)
    assert "wijzigingen" not in said_commit(mini.root, mini.data)
    mini.change(DRAFT, "Wij hielpen", "Wij helpen")
    assert said_commit(mini.root, mini.data).endswith(" met wijzigingen")


# --- comments ------------------------------------------------------------------------------------


def test_a_comment_shows_in_a_draft_and_is_no_part_of_its_words(mini):
    """No check judges it, no sentence counts it, no number in it has to be bound."""
    mini.change(DRAFT, "gezinnen.", "gezinnen. {>> Waren het er 12?\nVraag <het> na. <<}")
    year = mini.prepare()
    assert not any(problem.place.file.endswith("kort.md") for problem in year.problems)
    draft = documents(year)["publieksversie"]
    (comment,) = draft.comments
    assert comment.said == "Waren het er 12? Vraag <het> na."
    assert comment.place.line == 3
    for page in (print_page(draft), web_page(draft, {}, None)):
        assert 'class="opmerking"' in page
        assert "&lt;het&gt;" in page


@pytest.mark.parametrize("words", ["*Bron: ons archief.*", "**Let op!**", "_tegelijk_", "*zo*"])
@pytest.mark.parametrize("space", ["", " "])
def test_a_comment_behind_emphasis_leaves_it_whole(mini, words, space):
    """Also where the emphasis ends on a point: Markdown needs a space behind that mark."""
    mini.change(DRAFT, "gezinnen.", f"gezinnen. {words}{space}{{>> klopt dit? <<}} Meer volgt.")
    year = mini.prepare()
    assert not any(problem.place.file.endswith("kort.md") for problem in year.problems)
    said = re.sub(
        r"<aside.*?</aside>|<[^>]*>", "", web_page(documents(year)["publieksversie"], {}, None)
    )
    assert "*" not in said.partition("gezinnen.")[2].partition("volgt")[0]


def test_lines_after_a_comment_stay_where_they_are(mini):
    """A comment over two lines does not move what an editor is told of the third."""
    mini.change(DRAFT, "Wij hielpen", "{>> een\ntwee <<}\nWij hielpen {{ cijfers.onzin }} van de")
    (problem,) = [p for p in mini.prepare().problems if p.code == "X01"]
    assert problem.place.line == 5


def test_a_comment_in_a_heading_is_not_in_its_name(mini):
    """The link to a heading does not depend on who reads along."""
    before = documents(mini.prepare())["publieksversie"].chapters[0].heading.id
    mini.change(DRAFT, "# In het kort", "# In het kort {>> korter? <<}")
    assert documents(mini.prepare())["publieksversie"].chapters[0].heading.id == before


@pytest.mark.parametrize("wrong", ["{>> open", "dicht <<}", "{>> een\n\ntwee <<}", "{>>  <<}"])
def test_a_comment_that_is_not_whole_is_refused(mini, wrong):
    """Half of it could become text."""
    mini.change(DRAFT, "gezinnen.", f"gezinnen. {wrong}")
    assert "X12" in mini.codes()


def test_a_comment_in_an_adopted_publication_is_an_error(mini):
    """It would be published."""
    mini.change(ADOPTED, "zien.", "zien. {>> Klopt dit? <<}")
    assert mini.codes() == ["X12"]


# --- approvals -----------------------------------------------------------------------------------


class Desk:
    """Gives approvals on the fictional year."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self._capsys = project, capsys

    def run(self, *words: str) -> str:
        """Return what the command prints."""
        options = arguments.parse(["akkoord", *words, "--year", "2022"], self.project.root)
        assert akkoord.run(self.project.root, options) == 0
        return self._capsys.readouterr().out


@pytest.fixture
def desk(mini: Project, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return a desk with the fictional year on it."""
    return Desk(mini, capsys)


def test_an_approval_holds_until_the_text_changes(desk):
    """Of another chapter than the one that changed it still holds."""
    desk.run("jaarverslag", "--wie", "controller: A. de Wit")
    assert desk.project.codes() == []
    desk.project.change(ADOPTED, "laat het verloop", "toont het verloop")
    found = [p for p in desk.project.prepare().problems if p.code == "K01"]
    assert [problem.found.partition(",")[0] for problem in found] == ["jaarverslag/02-personeel"]
    assert "controller: A. de Wit" in found[0].found
    shown = desk.run().splitlines()
    assert shown[0].startswith("jaarverslag/01-ons-jaar: controller: A. de Wit")
    assert "ingetrokken" not in shown[0]
    assert "ingetrokken" in shown[1]
    assert shown[2] == "publieksversie/01-in-het-kort: nog geen akkoord"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("2022/cijfers.yaml", "waarde: 2.350", "waarde: 2.360"),
        ("2022/tabellen/verzuim.csv", "kort;1,1;1,3", "kort;1,0;1,4"),
        ("2022/tabellen/verzuim.yaml", "label: Kort", "label: Korte"),
    ],
)
def test_a_change_of_figures_withdraws_it_too(desk, file, old, new):
    """A chapter says what its numbers say."""
    desk.run("jaarverslag/02-personeel", "--wie", "controller")
    desk.project.change(file, old, new)
    before = contents(desk.project.prepare().documents)["jaarverslag/02-personeel"]
    assert before != desk.project.prepare().data.approvals[0].content


def test_a_change_inside_a_diagram_or_a_declared_reason_withdraws_it_too(desk):
    """The words of its boxes, and the list of all notes of the year."""
    diagram = "titel: Vaart\nomschrijving: Een vak.\nrijen:\n  - vakken:\n      - kop: Roeien\n"
    desk.project.write("2022/diagrammen/vaart.yaml", diagram)
    desk.project.change(DRAFT, "Wij hielpen", "{{ diagram('vaart') }}\n\nWij hielpen")
    desk.run("publieksversie", "--wie", "controller")
    desk.run("jaarverslag/02-personeel", "--wie", "controller")
    assert "K01" not in desk.project.codes()
    desk.project.write("2022/diagrammen/vaart.yaml", diagram.replace("Roeien", "Zeilen"))
    desk.project.change("2022/afwijkingen.yaml", "alleen in het totaal mee", "nergens mee")
    assert desk.project.codes().count("K01") == 2


def test_what_a_reader_does_not_meet_leaves_it_standing(desk):
    """A comment, a source, another line end."""
    desk.run("publieksversie", "--wie", "controller")
    desk.project.change(DRAFT, "Wij hielpen", "Wij\nhielpen {>> mooi <<}")
    desk.project.change("2022/cijfers.yaml", "bron: Registratie Waterkant", "bron: Registratie")
    assert "K01" not in desk.project.codes()


def test_a_second_approval_by_the_same_person_takes_the_place_of_the_first(desk):
    """Of somebody else it stands beside it."""
    for who in ("controller", "controller", "bestuur"):
        desk.run("publieksversie/01-in-het-kort", "--wie", who)
    assert [a.by for a in desk.project.prepare().data.approvals] == ["bestuur", "controller"]


def test_an_approval_does_not_make_a_publication_anew(desk):
    """Nothing that readers see depends on it."""
    keys = []
    for _ in range(2):
        files = fingerprint.inputs(desk.project.root, desk.project.data, 2022)
        keys.append(fingerprint.of_publication(files, "jaarverslag"))
        desk.run("jaarverslag", "--wie", "controller")
    assert keys[0] == keys[1]


def test_what_cannot_be_approved_is_refused(desk):
    """No name, no such chapter, or a year with errors: nothing is written."""
    with pytest.raises(WrongCommand, match="--wie"):
        desk.run("jaarverslag")
    with pytest.raises(WrongCommand, match="Bedoelt u jaarverslag/02-personeel"):
        desk.run("jaarverslag/02-personel", "--wie", "controller")
    desk.project.change(ADOPTED, "zien.", "zien. {>> Klopt dit? <<}")
    with pytest.raises(ProblemsFound):
        desk.run("jaarverslag", "--wie", "controller")
    assert not (desk.project.data / "2022/akkoord.yaml").exists()


# --- what is left to do --------------------------------------------------------------------------


def test_what_is_left_is_told_per_person(mini):
    """First those that `taken` names, in its order, then what nobody has."""
    mini.write(
        "2022/verslagjaar.yaml",
        (mini.data / "2022/verslagjaar.yaml")
        .read_text("utf-8")
        .replace("    zonder_zegel", "    nog_niet_bekend: {gezinnen: Komt.}\n    zonder_zegel")
        + "taken:\n  HR: [gezinnen]\n  redactie: [publieksversie]\n",
    )
    mini.change("2022/tabellen/gezinnen.csv", "verblijf;15", "verblijf;nnb")
    mini.change("2022/tabellen/gezinnen.csv", "verblijf;2", "verblijf;nnb")
    mini.change(DRAFT, "gezinnen.", "gezinnen. {>> Klopt dit? <<} {>> Echt? <<}")
    year = mini.prepare()
    told = [(task.who, task.about, task.said) for task in tasks(year.data, year.documents)]
    assert told == [
        ("HR", "gezinnen", "2 cijfers nog in te vullen"),
        ("redactie", "publieksversie/01-in-het-kort", "Klopt dit?"),
        ("redactie", "publieksversie/01-in-het-kort", "Echt?"),
        (NOBODY, "cijfers", "1 cijfer nog in te vullen"),
    ]
    code, printed = mini.check()
    assert code == 0, printed
    assert "  redactie\n    publieksversie/01-in-het-kort:\n      Klopt dit?" in printed


def test_a_year_that_is_adopted_asks_nothing(mini):
    """What is not known in it, stays so."""
    year = mini.prepare(2021)
    assert tasks(year.data, year.documents) == ()
