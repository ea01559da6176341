"""`build.py` from the command line: what it publishes, leaves standing, does again and refuses.

Most tests build the fictional organisation of tests/mini; the promises about shipped years are
tried on data/ itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import each
from lxml import html

from pipeline.writing import transaction

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini"


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run build.py and return its exit code and what it printed."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def bytes_of(folder: Path) -> dict[str, str]:
    """Return name -> sha256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one build of the fictional year 2022."""
    output = tmp_path_factory.mktemp("uitvoer")
    result = run("--year", "2022", "--data", str(MINI), "--output", str(output))
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """A copy of that output, to be changed."""
    return Path(shutil.copytree(published, tmp_path / "uitvoer"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the fictional data, to be changed."""
    return Path(shutil.copytree(MINI, tmp_path / "gegevens"))


def test_every_publication_has_a_page_and_a_pdf(published: Path) -> None:
    """Each publication of the year is there as HTML and PDF, and the manifest lists all files."""
    year = published / "2022"
    for name in ("jaarverslag", "publieksversie"):
        assert (year / name / "index.html").is_file()
        assert (year / name / f"{name}-2022.pdf").read_bytes().startswith(b"%PDF-1.7")
    listed = json.loads((year / "manifest.json").read_text("utf-8"))["uitvoer"]
    assert listed == {k: v for k, v in bytes_of(year).items() if k != "manifest.json"}


def test_links_between_pages_lead_somewhere(published: Path) -> None:
    """Every relative link, picture and style sheet of every page exists; nothing is fetched."""
    for page in each(published.rglob("*.html")):
        tree = html.fromstring(page.read_bytes())
        for element, attribute, link, _ in each(tree.iterlinks()):
            if attribute == "href" and element.tag == "a" and link.startswith(("http", "mailto")):
                continue
            file, _, anchor = link.partition("#")
            assert not file.startswith("http"), f"{page}: {link}"
            target = page if not file else (page.parent / file)
            assert target.is_file(), f"{page}: {link}"
            if anchor:
                ids = html.fromstring(target.read_bytes()).xpath("//@id")
                assert anchor in ids, f"{page}: {link}"


def test_two_builds_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    """Another process, another hash seed and another time zone give the same files."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "leeg")
    subprocess.run(
        [sys.executable, "build.py", "--year", "2022", "--data", MINI, "--output", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=environment,
    )
    assert bytes_of(tmp_path / "2022") == bytes_of(published / "2022")


def test_nothing_changed_means_nothing_done(output: Path) -> None:
    """A second build says so and touches no file, whatever the time stamps are."""
    for path in MINI.rglob("*"):
        os.utime(path)
    before = {p: p.stat().st_mtime_ns for p in (output / "2022").rglob("*")}
    result = run("--year", "2022", "--data", str(MINI), "--output", str(output))
    assert "niets veranderd" in result.stdout
    assert {p: p.stat().st_mtime_ns for p in (output / "2022").rglob("*")} == before


def test_a_lost_index_comes_back(output: Path) -> None:
    """The page that lists all years is put back with its style, though no input changed."""
    lost = [output / "index.html", output / "stijl.css"]
    good = [path.read_bytes() for path in lost]
    for path in lost:
        path.unlink()
    result = run("--year", "2022", "--data", str(MINI), "--output", str(output))
    assert "niets veranderd" in result.stdout
    assert [path.read_bytes() for path in lost] == good


def test_a_damaged_output_is_made_again(output: Path) -> None:
    """A published file with other bytes is put right, though no input changed."""
    page = output / "2022" / "jaarverslag" / "index.html"
    good = page.read_bytes()
    page.write_bytes(good + b"<!-- x -->")
    run("--year", "2022", "--data", str(MINI), "--output", str(output))
    assert page.read_bytes() == good


def test_one_part_can_be_built_alone(data: Path, output: Path) -> None:
    """A changed text is rebuilt in both its formats; the other publication is left as it is."""
    text = next((data / "2022" / "teksten" / "publieksversie").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    before = bytes_of(output / "2022")
    arguments = ("--year", "2022", "--data", str(data), "--output", str(output))
    assert run(*arguments, "--publication", "publieksversie", "--format", "html").returncode == 0
    after = bytes_of(output / "2022")
    changed = {name for name in after if after[name] != before.get(name)}
    assert "publieksversie/index.html" in changed
    assert "publieksversie/publieksversie-2022.pdf" in changed
    assert not any(name.startswith("jaarverslag/") for name in changed)


def test_no_part_keeps_an_older_value(data: Path, output: Path) -> None:
    """A changed number reaches every publication that shows it, whatever part was asked for."""
    figures = data / "2022" / "cijfers.yaml"
    old, new = "waarde: 1.145", "waarde: 1.146"
    assert old in figures.read_text("utf-8")
    figures.write_text(figures.read_text("utf-8").replace(old, new, 1), "utf-8")
    table = data / "2022" / "tabellen" / "gezinnen.csv"
    before = table.read_text("utf-8")
    changed = before.replace("1.100", "1.101").replace("1.115", "1.116")
    table.write_text(changed, "utf-8")
    arguments = ("--year", "2022", "--data", str(data), "--output", str(output))
    result = run(*arguments, "--publication", "jaarverslag", "--format", "html")
    assert result.returncode == 0, result.stderr
    for name in ("jaarverslag", "publieksversie"):
        page = (output / "2022" / name / "index.html").read_text("utf-8")
        assert "1.145" not in page


def test_nothing_that_is_not_ours_is_removed(data: Path, output: Path, tmp_path: Path) -> None:
    """Folders with other files are left alone; overlapping folders are a wrong command."""
    sources = bytes_of(data)
    same = run("--year", "2022", "--data", str(data), "--output", str(data))
    inside = run("--year", "2022", "--data", str(data), "--output", str(data / "uit"))
    pages = ("--output", str(output), "--print-html")
    over_data = run("--year", "2022", "--data", str(data), *pages, str(data))
    over_output = run("--year", "2022", "--data", str(data), *pages, str(output))
    empty = run("--year", "2022", "--data", str(data), "--output", "")
    for result in (same, inside, over_data, over_output, empty):
        assert result.returncode == 2
        assert len(result.stderr.strip().splitlines()) == 1
    mine = tmp_path / "van-mij" / "2022" / "werk.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("van mij", "utf-8")
    where = ("--year", "2022", "--data", str(data), "--output")
    for result in (
        run(*where, str(mine.parent.parent)),
        run(*where, str(tmp_path / "nieuw"), "--print-html", str(mine.parent.parent)),
    ):
        assert result.returncode == 1
        assert "P01" in result.stderr
        assert mine.read_text("utf-8") == "van mij"
    assert bytes_of(data) == sources


def test_a_link_as_published_year_is_left_alone(data: Path, output: Path) -> None:
    """What a web server's link leads to is somebody else's: a problem, and nothing changes."""
    elsewhere = (output / "2022").rename(output / "elders")
    (output / "2022").symlink_to(elsewhere)
    before = bytes_of(elsewhere)
    text = next((data / "2022" / "teksten" / "publieksversie").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    where = ("--data", str(data), "--output", str(output), "--format", "html")
    result = run("--year", "2022", *where)
    assert result.returncode == 1
    assert "P01" in result.stderr
    assert bytes_of(elsewhere) == before
    assert (output / "2022").is_symlink()
    assert not list(output.glob(".transactie"))


def test_a_page_without_pdf_does_not_link_to_one(tmp_path: Path) -> None:
    """After `--format html` alone there is no PDF and no link to it; it comes with the PDF."""
    arguments = ("--year", "2022", "--data", str(MINI), "--output", str(tmp_path))
    assert run(*arguments, "--format", "html").returncode == 0
    page = tmp_path / "2022" / "jaarverslag" / "index.html"
    assert ".pdf" not in page.read_text("utf-8")
    assert ".pdf" not in (tmp_path / "2022" / "index.html").read_text("utf-8")
    assert run(*arguments, "--format", "pdf").returncode == 0
    assert "jaarverslag-2022.pdf" in page.read_text("utf-8")


def test_print_html_is_what_weasyprint_gets(output: Path, tmp_path: Path) -> None:
    """WeasyPrint alone, on the kept folder, lays out the same pages with the same words."""
    import pypdf
    import weasyprint

    kept = tmp_path / "druk"
    run("--year", "2022", "--data", str(MINI), "--output", str(output), "--print-html", str(kept))
    alone = tmp_path / "los.pdf"
    weasyprint.HTML(filename=kept / "2022" / "jaarverslag" / "index.html").write_pdf(alone)
    ours = pypdf.PdfReader(output / "2022" / "jaarverslag" / "jaarverslag-2022.pdf")
    assert [p.extract_text() for p in pypdf.PdfReader(alone).pages] == [
        p.extract_text() for p in ours.pages
    ]


def test_problems_leave_the_previous_output_standing(data: Path, output: Path) -> None:
    """With an error in the input the build ends with 1 and the published year stays as it was."""
    text = next((data / "2022" / "teksten" / "jaarverslag").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\n{{ bestaat.niet }}\n", "utf-8")
    before = bytes_of(output)
    result = run("--year", "2022", "--data", str(data), "--output", str(output))
    assert result.returncode == 1
    assert "X01" in result.stderr
    assert "Niet gepubliceerd: 1 fout." in result.stderr
    assert bytes_of(output) == before


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_previous_output(
    data: Path, output: Path, sent: signal.Signals
) -> None:
    """Stopped in the middle, the published year is untouched; the next build clears the rest."""
    text = next((data / "2022" / "teksten" / "jaarverslag").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    before = bytes_of(output / "2022")
    command = [sys.executable, "build.py", "--year", "2022", "--data", data, "--output", output]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    for line in process.stderr:
        if "pdf" in line:
            break
    process.send_signal(sent)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode != 0
    if sent != signal.SIGKILL:
        assert "Onderbroken" in rest
    assert bytes_of(output / "2022") == before
    assert run("--year", "2022", "--data", str(data), "--output", str(output)).returncode == 0
    assert not list(output.glob(".transactie"))


def test_output_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """An output 'folder' that is a file gives P01 and exit 1, not a traceback."""
    blocked = tmp_path / "uitvoer"
    blocked.write_text("in de weg")
    result = run("--year", "2022", "--data", str(MINI), "--output", str(blocked))
    assert result.returncode == 1
    assert "P01" in result.stderr
    assert "Traceback" not in result.stderr
    assert blocked.read_text() == "in de weg"


def test_two_builds_in_one_folder_exclude_each_other(output: Path) -> None:
    """While another build holds the folder, a second one stops with P01."""
    with transaction(output):
        result = run("--year", "2022", "--data", str(MINI), "--output", str(output))
    assert result.returncode == 1
    assert "ander commando bezig" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "1999"),
        ("--year", "abc"),
        ("check", "--year", "../2022"),
        ("proef", "--year", "1999"),
        ("proef", "--year", "2022", "--format", "github"),
        ("--year", "2022", "--publication", "krant"),
        (),
        ("--jaar", "2022"),
        ("--year", "2022", "--format", "docx"),
        ("--year", "2022", "--data", "bestaat-niet"),
    ],
)
def test_a_wrong_command_is_one_dutch_line_and_exit_2(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """Whatever cannot be asked for gets one line on stderr and exit 2; nothing is written."""
    where = () if "--data" in arguments else ("--data", str(MINI))
    if arguments and arguments[0] in ("check", "proef"):
        result = run(*arguments, *where)
    else:
        result = run(*arguments, *where, "--output", str(tmp_path / "uit"))
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "uit").exists()
    if arguments[:1] == ("--year",) and arguments[1] in ("1999", "abc"):
        assert "2021, 2022" in result.stderr


def test_a_new_year_touches_data_only_and_changes_no_earlier_byte(tmp_path: Path) -> None:
    """A fictional 2023 beside the others builds, and 2021 stays byte for byte what it was."""
    data = Path(shutil.copytree(MINI, tmp_path / "gegevens"))
    output = tmp_path / "uitvoer"
    arguments = ("--data", str(data), "--output", str(output))
    assert run("--year", "2021", *arguments).returncode == 0
    before = bytes_of(output / "2021")
    assert run("nieuw-jaar", "2023", "--data", str(data)).returncode == 0
    shutil.rmtree(output)
    assert run("--all-years", *arguments).returncode == 0
    assert (output / "2023" / "jaarverslag" / "jaarverslag-2023.pdf").is_file()
    assert bytes_of(output / "2021") == before


def test_shipped_2020_does_not_change_when_a_year_2022_is_added(tmp_path: Path) -> None:
    """The same on the shipped data: 2020 with and without a new 2022, byte for byte."""
    outputs = []
    for extra in (False, True):
        data = Path(shutil.copytree(ROOT / "data", tmp_path / f"gegevens-{extra}" / "data"))
        if extra:
            assert run("nieuw-jaar", "2022", "--data", str(data)).returncode == 0
        output = tmp_path / f"uitvoer-{extra}"
        result = run("--year", "2020", "--data", str(data), "--output", str(output))
        assert result.returncode == 0, result.stderr
        outputs.append(bytes_of(output / "2020"))
    assert outputs[0] == outputs[1]


def test_check_prints_the_same_problems_in_three_forms(data: Path) -> None:
    """Text for people, json for programs and github for annotations name the same places."""
    table = next((data / "2022" / "tabellen").glob("*.csv"))
    table.write_text(table.read_text("utf-8") + "onbekend;1\n", "utf-8")
    results = {
        form: run("check", "--year", "2022", "--data", str(data), "--format", form)
        for form in ("text", "json", "github")
    }
    assert {r.returncode for r in results.values()} == {1}
    problems = json.loads(results["json"].stdout)
    assert problems
    for problem in each(problems):
        place = problem["place"]
        assert f"{place['file']}:{place['line']}: FOUT {problem['code']}" in results["text"].stderr
        assert f"line={place['line']},title={problem['code']}" in results["github"].stdout


def test_progress_is_plain_lines_when_not_on_a_terminal(tmp_path: Path) -> None:
    """In a log no carriage returns or escape codes appear."""
    result = run("--year", "2022", "--data", str(MINI), "--output", str(tmp_path))
    assert "\r" not in result.stderr
    assert "\033" not in result.stderr
    assert "pdf" in result.stderr


def test_check_is_light() -> None:
    """`check` imports neither WeasyPrint, Altair, vl-convert nor pandas."""
    code = (
        "import sys; sys.argv = ['build.py', 'check', '--year', '2022', '--data', sys.argv[1]]\n"
        "sys.path.insert(0, '.')\n"
        "import build\n"
        "assert build.main(sys.argv[1:]) == 0\n"
        "assert {'pipeline.proofread', 'pipeline.protect'} <= set(sys.modules)\n"
        "heavy = {'weasyprint', 'altair', 'vl_convert', 'pandas', 'fontTools'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code, str(MINI)], cwd=ROOT, check=True)
