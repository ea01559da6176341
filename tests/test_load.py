"""Reading a folder: what is accepted as it is, and what can never be read."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import strict_yaml
from pipeline.load.csv_rows import read_rows
from pipeline.load.numbers import NotANumber, read_number
from pipeline.model import NIHIL, NOT_APPLICABLE, NOT_KNOWN_YET, NOT_PUBLISHED

ROOT = Path(__file__).parent.parent
G = "2022/tabellen/gezinnen.csv"
SPOILED = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_every_value_knows_its_line(mini):
    """The cell of a row is the line on which the row stands."""
    cells = mini.prepare().data.cells
    assert cells["gezinnen.zuid.verblijf.stand_2022"].place.line == 6
    assert cells["gezinnen.zuid.verblijf.stand_2022"].place.file == f"data/{G}"
    assert cells["cijfers.kosten_2022"].place.line == 9


def test_the_dialects_of_excel_are_read(mini):
    """With a byte order mark, Windows line ends, old Mac line ends, or quotes around words."""
    plain = (mini.data / G).read_text(encoding="utf-8")
    values = {name: cell.value for name, cell in mini.prepare().data.cells.items()}
    for text in (
        "\ufeff" + plain,
        plain.replace("\n", "\r\n"),
        plain.replace("\n", "\r"),
        plain.rstrip("\n"),
        plain + "\n\n",
        plain.replace("noord", '"noord"'),
        plain.replace(";", " ; "),
        plain.replace(";", "\u00a0;\u202f"),
        plain.replace("\n", ";;\n") + ";;;;;\n;;;;;\n",
        plain.replace("1.100;1.040", "1.100;1.040;;"),
        plain.replace("noord;totaal", ";;;\n\nnoord;totaal"),
        "sep=;\n" + plain,
        plain.replace(";-\n", ";\u2212\n"),
    ):
        mini.write(G, text)
        prepared = mini.prepare()
        assert not prepared.problems
        assert {name: cell.value for name, cell in prepared.data.cells.items()} == values


def test_other_spellings_become_one_code(mini):
    """What the code list calls `ook` is the same row, in capitals too."""
    mini.change(G, "noord;verblijf", "REGIO NOORD;Logeren")
    assert mini.codes() == []


@pytest.mark.parametrize(
    ("typed", "value", "missing"),
    [
        ("1.234", Decimal(1234), ""),
        ("-", Decimal(0), NIHIL),
        ("nvt", None, NOT_APPLICABLE),
        (".", None, NOT_PUBLISHED),
        ("nnb", None, NOT_KNOWN_YET),
        ("0", Decimal(0), ""),
        ("-12", Decimal(-12), ""),
        ("+12", Decimal(12), ""),
        ("\u2212453", Decimal(-453), ""),
        ("\u00a01.234\u202f", Decimal(1234), ""),
        ("NNB", None, NOT_KNOWN_YET),
        ("N.v.t.", None, NOT_APPLICABLE),
        ("\u2013", Decimal(0), NIHIL),
    ],
)
def test_what_a_cell_may_hold(typed, value, missing):
    """A number, or one of four marks that each mean something else."""
    assert read_number(typed, 0) == (value, missing)


@pytest.mark.parametrize(
    ("typed", "unit", "decimals", "code", "advice"),
    [
        ("(453)", "euro", 0, "C03", "Bedoelt u -453?"),
        ("(€ 1.234,50)", "euro", 2, "C03", "Bedoelt u -1.234,50?"),
        ("453-", "aantal", 0, "C03", "Bedoelt u -453?"),
        ("1,0-", "procent", 1, "C03", "Bedoelt u -1,0?"),
        ("\u2013453", "aantal", 0, "C03", "Bedoelt u -453?"),
        ("- 453", "aantal", 0, "C03", "Bedoelt u -453?"),
        ("43\u00a0714", "euro", 0, "C03", "Bedoelt u 43.714?"),
        ("1 234 567", "aantal", 0, "C03", "Bedoelt u 1.234.567?"),
        ("1'234", "aantal", 0, "C03", "Bedoelt u 1.234?"),
        ("€ 1.234", "euro", 0, "C03", "Bedoelt u 1.234?"),
        ("€ 1.234", "euro_duizend", 0, "C03", "De eenheid is hier € x 1.000"),
        ("€ 1 234,-", "euro", 0, "C03", "Bedoelt u 1.234?"),
        ("4,8%", "procent", 1, "C03", "Bedoelt u 4,8?"),
        ("4,8%", "aantal", 1, "C03", "De eenheid is hier aantal"),
        ("1,2 mln", "euro", 0, "C03", "Zet de eenheid in de YAML"),
        ("#DEEL/0!", "procent", 1, "C03", "Een formule in Excel geeft een fout"),
        ("#VALUE!", "procent", 1, "C03", "Een formule in Excel geeft een fout"),
        ("#N/B", "procent", 1, "C03", "Een formule vond niet wat zij zocht"),
        ("####", "procent", 1, "C03", "De kolom was in Excel te smal"),
        ("=SOM(A1:A3)", "aantal", 0, "C03", "Dit is een formule"),
        ("4-jan", "aantal", 0, "C03", "Excel maakt van sommige getallen een datum"),
        ("mrt-21", "aantal", 0, "C03", "Excel maakt van sommige getallen een datum"),
        ("2021-01-04", "aantal", 0, "C03", "Excel maakt van sommige getallen een datum"),
        ("12:30", "aantal", 0, "C03", "Een dubbele punt maakt er een tijd van"),
        ("1,5E+03", "aantal", 0, "C03", "Excel kort dit getal af"),
        ("ca. 5", "aantal", 0, "C03", "Bedoelt u 5? Zet dat het ongeveer is in een noot"),
        ("5*", "aantal", 0, "C03", "Bedoelt u 5? Zet de uitleg in een noot"),
        ("5\u00b2", "aantal", 0, "C03", "Bedoelt u 5? Zet de uitleg in een noot"),
        ("5 (2)", "aantal", 0, "C03", "Bedoelt u 5? Geef wat tussen haakjes staat"),
        ("< 5", "aantal", 0, "C03", "Dit is een grens"),
        ("5-10", "aantal", 0, "C03", "Hier staan twee getallen"),
        ("1O5", "aantal", 0, "C03", "Bedoelt u 105?"),
        ("0123", "aantal", 0, "C03", "Bedoelt u 123?"),
        ("onbekend", "aantal", 0, "C03", "Bedoelt u nnb (nog niet bekend)?"),
        ("geen", "aantal", 0, "C03", "Bedoelt u - (nihil)?"),
        ("veel", "aantal", 0, "C03", "Typ alleen een getal."),
        ("'1.234", "aantal", 0, "C03", "Bedoelt u 1.234? Laat de aanhalingstekens weg."),
        ('"(453)"', "aantal", 0, "C03", "Bedoelt u -453?"),
        ("453 -/-", "euro", 0, "C03", "Bedoelt u -453?"),
        ("-/- 453", "euro", 0, "C03", "Bedoelt u -453?"),
        ("453 C", "euro", 0, "C03", "Credit of debet"),
        ("nog niet bekend", "aantal", 0, "C03", "Bedoelt u nnb (nog niet bekend)?"),
        ("28 kinderen", "aantal", 0, "C03", "Bedoelt u 28? Zet woorden in een noot"),
        ("Vijftien", "aantal", 0, "C03", "Bedoelt u 15? Schrijf een getal hier in cijfers."),
        ("12.345,00", "aantal", 0, "C04", "Bedoelt u 12.345?"),
        ("3,138", "aantal", 0, "C04", "Bedoelt u 3.138?"),
        ("3,138", "procent", 1, "C04", "Rond het getal af"),
        ("0,048", "procent", 1, "C04", "Bedoelt u 4,8?"),
        ("0,048", "getal", 1, "C04", "Rond het getal af"),
        ("1,234.5", "getal", 1, "C04", "Bedoelt u 1.234,5?"),
        ("1.5", "aantal", 0, "C04", "Een komma staat voor decimalen"),
        (",5", "getal", 1, "C04", "Bedoelt u 0,5?"),
        ("12.34.56", "aantal", 0, "C04", "Een komma staat voor decimalen"),
    ],
)
def test_a_refusal_says_what_a_notation_probably_means(typed, unit, decimals, code, advice):
    """Each notation has its own advice; a number is only proposed when the column can hold it."""
    with pytest.raises(NotANumber) as refused:
        read_number(typed, decimals, unit)
    assert (refused.value.code, refused.value.advice[: len(advice)]) == (code, advice)


@pytest.mark.parametrize("piece", ["9a", "1 ", "1,", "(", "-", "#"])
def test_a_long_text_is_refused_at_once(piece):
    """No pattern goes back and forth over it."""
    with pytest.raises(NotANumber) as refused:
        read_number(piece * 50_000 + "x", 0)
    assert refused.value.code == "C03"


@given(st.text(alphabet="0123456789 .,-()€%*+'eEo:/", max_size=14), st.integers(0, 4))
def test_what_is_proposed_can_be_typed(typed, decimals):
    """Whoever follows the advice is not refused again."""
    try:
        read_number(typed, decimals, "euro")
    except NotANumber as error:
        proposed = re.match(r"Bedoelt u (\S+?)(?: \(|\?)", error.advice)
        if proposed and "," not in proposed[1] and decimals >= 3:
            return  # 1.234 with three decimals is asked back on purpose
        if proposed:
            read_number(proposed[1], decimals, "euro")


def test_a_point_in_a_column_of_three_decimals_is_not_guessed():
    """1.234 may be a thousand or one and a bit."""
    with pytest.raises(NotANumber):
        read_number("1.234", 3)
    assert read_number("1,234", 3)[0] == Decimal("1.234")


@given(st.text(max_size=200))
def test_no_cell_makes_the_reader_crash(typed):
    """Any text is a number, a mark, or refused with a code."""
    try:
        read_number(typed, 1)
    except NotANumber as error:
        code = error.code
    else:
        return
    assert code in ("C03", "C04", "C05")


@given(st.text(max_size=300))
def test_no_text_makes_the_csv_reader_crash(text):
    """Whatever a file holds, it is rows of the right width or problems."""
    problems = []
    rows = read_rows(text, "x.csv", ("a", "b"), problems)
    assert all(len(row.cells) == 2 for row in rows)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,\n \t?0no", max_size=80))
def test_no_text_makes_the_yaml_reader_crash(text):
    """Any text is a tree or problems, each with a code and something to do."""
    node, problems = strict_yaml.read(text, "x.yaml")
    assert node is not None or problems
    assert all(problem.advice and problem.found for problem in problems)


FILES = (
    "organisatie.yaml", "codelijsten.yaml", "2022/verslagjaar.yaml", "2022/cijfers.yaml",
    "2022/afwijkingen.yaml", "2022/tabellen/gezinnen.csv", "2022/tabellen/gezinnen.yaml",
    "2022/teksten/jaarverslag/01-ons-jaar.md",
)  # fmt: skip


@SPOILED
@given(data=st.data())
def test_a_damaged_file_never_makes_check_crash(mini, data):
    """A piece lost, doubled or replaced anywhere: problems with a place, or nothing wrong."""
    path = data.draw(st.sampled_from(FILES))
    original = (mini.data / path).read_bytes()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 40)))
    new = data.draw(
        st.one_of(
            st.binary(max_size=6),
            st.text(alphabet="{}[]()|:;#*&!'\"<>-_.,%\n\t 0123456789abc~", max_size=12).map(
                str.encode
            ),
            st.just(original[start:end] * 2),
        )
    )
    mini.write(path, original[:start] + new + original[end:])
    try:
        for problem in each(mini.prepare().problems):
            assert problem.place.file.startswith("data")
            assert problem.what
    finally:
        mini.write(path, original)


def test_a_link_out_of_the_folder_is_refused(mini, tmp_path):
    """A text, a folder or a picture that lies elsewhere is not published."""
    (tmp_path / "elders.md").write_text("# Elders\n", encoding="utf-8")
    (mini.data / "2022/teksten/jaarverslag/03-elders.md").symlink_to(tmp_path / "elders.md")
    assert mini.codes() == ["B03"]
    (mini.data / "2022/teksten/jaarverslag/03-elders.md").unlink()
    picture = mini.data / "2022/afbeeldingen/roeiboot.png"
    picture.rename(tmp_path / "elders.png")
    picture.symlink_to(tmp_path / "elders.png")
    assert sorted(mini.codes()) == ["B03", "X05"]


@pytest.mark.parametrize(
    "name", ["2022/tabellen/verzuim.csv", "2022/tabellen/verzuim.yaml", "organisatie.yaml"]
)
def test_what_a_link_leads_to_is_never_read(mini, tmp_path, name):
    """Not a word of it stands in a message; the link itself is reported, once."""
    secret = tmp_path / "geheim"
    secret.write_text("geheim;1\n", encoding="utf-8")
    (mini.data / name).unlink()
    (mini.data / name).symlink_to(secret)
    _, said = mini.check()
    assert "geheim;1" not in said
    assert mini.codes() == ["B03"]


@pytest.mark.parametrize("kept", [12, 45])
def test_a_damaged_picture_is_reported_with_its_line(mini, kept, monkeypatch):
    """A file that ends too soon looks right from the start; WeasyPrint's leniency is no excuse."""
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    picture = mini.data / "2022/afbeeldingen/roeiboot.png"
    picture.write_bytes(picture.read_bytes()[:kept])
    assert mini.codes() == ["X05"]


def test_a_linked_year_is_refused(mini, tmp_path):
    """The year folder itself is a folder."""
    (mini.data / "2022").rename(tmp_path / "elders")
    (mini.data / "2022").symlink_to(tmp_path / "elders")
    assert "B03" in mini.codes()


@pytest.mark.parametrize("name", [G, "2022/verslagjaar.yaml", "organisatie.yaml"])
def test_a_folder_named_like_a_file_is_reported(mini, name):
    """A folder `gezinnen.csv` is no table."""
    (mini.data / name).unlink()
    (mini.data / name).mkdir()
    (mini.data / name / "x").touch()
    assert "B01" in mini.codes()


def test_what_systems_leave_behind_is_ignored(mini):
    """Excel's lock file, the Mac's and Windows' own files are nobody's mistake."""
    for name in ("~$gezinnen.csv", ".DS_Store", "Thumbs.db", "desktop.ini"):
        mini.write(f"2022/tabellen/{name}", b"\x00\x01")
    assert mini.codes() == []


def test_an_address_without_https_is_completed(mini):
    """`waterkant.example` leads to the website, not to a file of that name."""
    mini.change("organisatie.yaml", "https://waterkant.example", "waterkant.example")
    prepared = mini.prepare()
    assert not prepared.problems
    assert prepared.data.organisation.website == "https://waterkant.example"


def test_an_empty_list_of_deviations_is_no_mistake(mini):
    """Who removes the last one need not remove the heading above it."""
    mini.write("2022/afwijkingen.yaml", "afwijkingen:\nherzien:\n")
    assert mini.codes() == ["T01"]


def test_check_imports_nothing_heavy(mini):
    """An editor waits for check dozens of times a day."""
    code = (
        "import sys; from pipeline import arguments; from pipeline.commands import check; "
        "from pathlib import Path; root = Path(sys.argv[1]); "
        "check.run(root, arguments.parse(['check', '--all-years'], root)); "
        "print(sorted({'weasyprint', 'pandas', 'altair', 'numpy', 'fontTools'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(mini.root)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.strip().split("\n")[-1] == "[]", done.stderr
