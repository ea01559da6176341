"""An adopted publication is sealed: a later change is an erratum, and what was adopted stays."""

from __future__ import annotations

import re

import pytest
from conftest import Project
from PIL import Image

from pipeline import arguments
from pipeline.arguments import WrongCommand
from pipeline.commands import verzegel
from pipeline.load.chapters import check_numbers
from pipeline.model import ProblemsFound
from pipeline.render.html import print_page, web_page
from pipeline.sealed_files import earlier_versions

PERSONNEL = "2022/teksten/jaarverslag/02-personeel.md"
SEALS = "2022/zegels.yaml"


class Office:
    """Seals the fictional report of 2022."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self._capsys = project, capsys
        self.adopted = project.data / "2022/vastgesteld"

    def run(self, *words: str) -> str:
        """Return what the command prints."""
        options = arguments.parse(["verzegel", *words, "--year", "2022"], self.project.root)
        assert verzegel.run(self.project.root, options) == 0
        return self._capsys.readouterr().out

    def found(self) -> list[str]:
        """Return the codes and severities of all problems."""
        return [f"{p.severity} {p.code}" for p in self.project.prepare().problems]

    def document(self):
        """Return the report of 2022."""
        return self.project.prepare().documents[0]


@pytest.fixture
def unsealed(mini: Project, capsys: pytest.CaptureFixture[str]) -> Office:
    """Return an office that has sealed nothing yet, and declared nothing of it."""
    text = (mini.data / "2022/verslagjaar.yaml").read_text("utf-8")
    mini.write("2022/verslagjaar.yaml", re.sub(r".*zonder_zegel.*\n", "", text))
    return Office(mini, capsys)


@pytest.fixture
def office(unsealed: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office where the report is sealed; its PDF is a few bytes."""

    def made(documents):
        return {d.publication.id: f"%PDF {len(d.seals)}".encode() for d in documents}

    monkeypatch.setattr(verzegel, "_made", made)
    unsealed.run()
    return unsealed


def test_the_pdf_that_is_kept_is_the_one_that_a_build_makes(unsealed):
    """A seal is asked for with the command that is given; it keeps a whole PDF."""
    (problem,) = unsealed.project.prepare().problems
    assert problem.code == "K05"
    command = problem.advice.removeprefix("Typ: python3 build.py ")
    assert command == "verzegel jaarverslag --year 2022"
    said = unsealed.run(*command.split()[1:2])
    assert said.splitlines()[0].startswith("jaarverslag: verzegeld op ")
    (kept,) = unsealed.adopted.iterdir()
    assert kept.name == "jaarverslag-2022-versie-1.pdf"
    assert kept.read_bytes().startswith(b"%PDF-1.7")
    assert unsealed.found() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "where"),
    [
        (PERSONNEL, "laat het verloop", "toont het verloop", "02-personeel"),
        ("2022/cijfers.yaml", "waarde: 2.350", "waarde: 2.360", "02-personeel"),
        ("2022/tabellen/gezinnen.yaml", "titel: ", "titel: Alle ", "01-ons-jaar"),
        (PERSONNEL, "kosten_2022 | miljoen(2)", "kosten_2022 | miljoen(1)", "02-personeel"),
        (PERSONNEL, "# Personeel", "# Mensen", "02-personeel"),
        ("2022/verslagjaar.yaml", "ondertitel: Samen naar", "ondertitel: Samen over", "omslag"),
        ("2022/verslagjaar.yaml", "2023-05-09", "2023-05-10", "omslag"),
    ],
)
def test_whatever_a_reader_is_told_is_sealed(office, path, old, new, where):
    """A word, a figure, how it is shown, a title, the date: each is an error that says where."""
    office.project.change(path, old, new)
    (problem,) = [p for p in office.project.prepare().problems if p.code == "K04"]
    assert problem.severity == "FOUT"
    assert where in problem.found


def test_what_a_picture_shows_is_sealed(office):
    """Another picture under the same name and with the same description is a change."""
    picture = office.project.data / "2022/afbeeldingen/roeiboot.png"
    Image.new("RGB", (400, 300), "teal").save(picture)
    (problem,) = office.project.prepare().problems
    assert (problem.code, problem.found.rpartition(": ")[2]) == ("K04", "afbeeldingen")


def test_a_chapter_that_goes_or_comes_is_a_change_too(office):
    """Also when the chapters that stay are the same."""
    office.project.write("2022/teksten/jaarverslag/03-slot.md", "# Slot\n\nDank u wel.\n")
    assert office.found() == ["FOUT K04"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PERSONNEL, "\n", "\r\n"),
        (PERSONNEL, "Het verzuim was", "Het verzuim\nwas"),
        ("2022/cijfers.yaml", "Jaarrekening 2022", "Jaarrekening over 2022"),
        ("2022/verslagjaar.yaml", "jaar: 2022", "# Nagekeken.\njaar: 2022"),
    ],
)
def test_what_no_reader_sees_is_not_sealed(office, path, old, new):
    """Line ends, sources and remarks of the makers may change."""
    text = (office.project.data / path).read_text("utf-8")
    assert old in text
    office.project.write(path, text.replace(old, new))
    assert office.found() == []


def test_an_erratum_shows_on_both_and_the_old_version_stays(office):
    """With date and reason, on the first page and at the top of the web page, with the old PDF."""
    before = (office.adopted / "jaarverslag-2022-versie-1.pdf").read_bytes()
    office.project.change("2022/cijfers.yaml", "waarde: 2.350", "waarde: 2.360")
    with pytest.raises(ProblemsFound):
        office.run("jaarverslag")
    said = office.run("jaarverslag", "--erratum", 'Bij "kosten" telde <een> post niet mee.')
    assert "; erratum van " in said.splitlines()[0]
    assert office.found() == []
    document = office.document()
    page, paper = web_page(document, {"verzuim": ""}, None), print_page(document)
    for shown in (page, paper.partition("<main>")[0]):
        assert "Bij ‘kosten’ telde &lt;een&gt; post niet mee." in shown
        assert "Erratum van" in shown
    assert 'href="jaarverslag-2022-versie-1.pdf"' in page
    assert "vastgesteld op 9\xa0mei 2023" in page
    files = earlier_versions(document, office.project.data / "2022")
    assert files == {"jaarverslag/jaarverslag-2022-versie-1.pdf": before}


def test_the_newest_erratum_comes_first_and_nothing_of_the_old_ones_goes(office):
    """Each links to the version before it."""
    for number, (old, new) in enumerate([("2.350", "2.360"), ("2.360", "2.370")], 1):
        office.project.change("2022/cijfers.yaml", f"waarde: {old}", f"waarde: {new}")
        office.run("jaarverslag", "--erratum", f"Verbetering {'ab'[number - 1]}.")
    page = web_page(office.document(), {"verzuim": ""}, None)
    assert page.index("Verbetering b.") < page.index("Verbetering a.")
    assert re.findall(r'href="(jaarverslag-2022-versie-\d\.pdf)"', page) == [
        "jaarverslag-2022-versie-2.pdf",
        "jaarverslag-2022-versie-1.pdf",
    ]
    assert len(list(office.adopted.iterdir())) == 3


def test_the_words_of_an_erratum_are_read_like_any_other(office):
    """They stand first on the page: nobody is named there either."""
    office.project.change(PERSONNEL, "Het verzuim was", "Het ziekteverzuim was")
    office.run("jaarverslag", "--erratum", "Sanne (12) uit Delft stond hier met haar naam.")
    assert office.found() == ["FOUT A05"]


def test_a_version_that_may_not_be_shown_says_why(office):
    """For instance because somebody could be recognised in it."""
    office.project.change(PERSONNEL, "laat het verloop", "toont het verloop")
    office.run("jaarverslag", "--erratum", "Een woord is verbeterd.")
    office.project.change(SEALS, "    pdf:", "    ingetrokken: Iemand was herkenbaar.\n    pdf:")
    (office.adopted / "jaarverslag-2022-versie-1.pdf").unlink()
    assert office.found() == []
    page = web_page(office.document(), {"verzuim": ""}, None)
    assert "is niet meer te krijgen: Iemand was herkenbaar." in page
    assert "versie-1.pdf" not in page
    assert earlier_versions(office.document(), office.project.data / "2022") == {}


def test_the_pdf_that_is_kept_stays_as_it_is(office):
    """Another one in its place is an error, and so is none."""
    (kept,) = office.adopted.iterdir()
    kept.write_bytes(b"%PDF other")
    assert office.found() == ["FOUT K04"]
    kept.unlink()
    assert office.found() == ["FOUT K04"]


def test_without_its_seal_a_pdf_is_not_overlooked(office):
    """Whoever takes a seal away leaves something behind."""
    (office.project.data / SEALS).unlink()
    assert office.found()[0] == "FOUT B03"


def test_back_to_a_draft_a_change_is_known(office):
    """It is something to know there, and an error again once it is adopted."""
    office.project.change("2022/verslagjaar.yaml", "status: vastgesteld", "status: concept")
    assert office.found() == []
    office.project.change(PERSONNEL, "laat het verloop", "toont het verloop")
    assert office.found() == ["LET OP K04"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("publieksversie",), "nog een concept"),
        (("jaarverlsag",), "Bedoelt u jaarverslag?"),
        (("jaarverslag", "--erratum", "Er was iets."), "niets veranderd"),
        (("--erratum", "Er was iets."), "één publicatie"),
    ],
)
def test_what_cannot_be_sealed_is_refused(office, words, said):
    """And the seals stay as they are."""
    before = (office.project.data / SEALS).read_bytes()
    with pytest.raises(WrongCommand, match=re.escape(said)):
        office.run(*words)
    assert (office.project.data / SEALS).read_bytes() == before


def test_an_erratum_needs_something_that_was_sealed(unsealed):
    """There is no version before it."""
    with pytest.raises(WrongCommand, match="nog geen zegel"):
        unsealed.run("jaarverslag", "--erratum", "Er was iets.")


def test_chapters_may_go_by_tens(tmp_path):
    """Whoever numbers 10, 20, 30 leaves room, and still misses 20 when it is gone."""
    names = ["10-begin.md", "20-midden.md", "30-slot.md"]
    assert not list(check_numbers([tmp_path / name for name in names]))
    (problem,) = check_numbers([tmp_path / name for name in (names[0], names[2])])
    assert problem.expected == "ook 20"


def test_an_appendix_may_begin_a_new_ten(tmp_path):
    """Whatever comes before it."""
    files = [tmp_path / name for name in ("01-begin.md", "90-cijfers.md")]
    assert not list(check_numbers(files, files[1:]))
    assert [p.expected for p in check_numbers(files)] == ["ook 02 tot en met 89"]


def test_a_publication_of_one_text_needs_no_number(tmp_path):
    """Numbers are for an order."""
    assert not list(check_numbers([tmp_path / "bericht.md"]))
    assert [p.code for p in check_numbers([tmp_path / "02-bericht.md"])] == ["B05"]


def test_a_new_year_starts_without_seals(office):
    """What was adopted, and why it was as it was, belongs to the year in which it was."""
    from pipeline.new_year import new_folder

    office.project.change(
        "2022/verslagjaar.yaml",
        "datum: 2023-05-09",
        "datum: 2023-05-09\n    zonder_zegel: Zo.\n    nog_niet_bekend:\n      gezinnen: Komt nog.",
    )
    made = new_folder(office.project.prepare().data)
    assert "verslagjaar.yaml" in made.files
    assert not [name for name in made.files if "zegel" in name or name.startswith("vastgesteld")]
    assert {"zegels.yaml: dat gold voor 2022", "vastgesteld: dat gold voor 2022"} <= set(made.left)
    said = made.files["verslagjaar.yaml"].decode()
    assert "    # Vorig jaar: nog_niet_bekend:\n    # Vorig jaar: gezinnen: Komt nog." in said
    assert "\n    zonder_zegel" not in said


@pytest.mark.parametrize(
    "text",
    [
        "n.n.b.",
        "nnb",
        "N.N.B",
        "n.t.b.",
        "XX dagen",
        "?? dagen",
        "nog in te vullen",
        "nader te bepalen",
    ],
)
def test_what_was_still_to_be_filled_in_is_not_adopted(mini, text):
    """However somebody typed that; in a draft it may stand."""
    mini.change(PERSONNEL, "Het verzuim was", f"De wachttijd was {text}. Het verzuim was")
    assert [p.code for p in mini.prepare().problems if p.severity == "FOUT"] == ["K02"]
    mini.change(
        "2022/verslagjaar.yaml", "status: vastgesteld\n    datum: 2023-05-09", "status: concept"
    )
    mini.change("2022/verslagjaar.yaml", "    zonder_zegel: ", "    # ")
    assert "K02" not in [p.code for p in mini.prepare().problems]


@pytest.mark.parametrize(
    "text", ["Wat is er nodig?", "Maat XXL is er ook.", "Dat is nog niet bekend."]
)
def test_words_that_only_look_like_it_may_be_adopted(mini, text):
    """A question, a size, a sentence about what nobody knows."""
    mini.change(PERSONNEL, "Het verzuim was", f"{text} Het verzuim was")
    assert "K02" not in [p.code for p in mini.prepare().problems]
