"""What lies in an output folder that the program did not make: it stays, and goes nowhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import manifest

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests/mini"


def build(output: Path, *words: str) -> tuple[int, str]:
    """Build the fictional year as a user does; return the exit code and what is said."""
    command = [
        sys.executable,
        "build.py",
        "--year",
        "2022",
        "--data",
        str(MINI),
        "--format",
        "html",
    ]
    command += ["--output", str(output), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr + done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output that no test may touch."""
    output = tmp_path_factory.mktemp("vreemd") / "output"
    code, said = build(output)
    assert code == 0, said
    return output


@pytest.fixture
def output(made, tmp_path) -> Path:
    """Return a copy of it that a test may spoil."""
    shutil.copytree(made, tmp_path / "output")
    return tmp_path / "output"


def rebuilt(output: Path) -> tuple[int, str]:
    """Build again what has lost a page."""
    (output / "2022/gegevens.html").unlink()
    return build(output)


STRANGE = ["notitie.txt", "2022/notitie.txt", "2022/jaarverslag/notitie.html", "eigen/index.html"]


def test_everything_that_is_made_is_listed(made):
    """The manifests of years and folder name each file, and nothing but those."""
    listed = manifest.listed(made)
    files = {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()}
    assert len(listed) > 30
    assert files - set(listed) == {"manifest.json", "2022/manifest.json"}
    assert not list(manifest.foreign(made, listed))


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_of_somebody_else_stays_and_is_named(output, name):
    """Through a build that replaces the year, byte for byte; it is in no manifest."""
    (output / name).parent.mkdir(exist_ok=True)
    (output / name).write_bytes(b"van mij")
    code, said = rebuilt(output)
    assert code == 0, said
    assert (output / name).read_bytes() == b"van mij"
    assert (output / "2022/gegevens.html").is_file()
    assert name.removesuffix("index.html") in said.rpartition("niet gepubliceerd: ")[2]
    assert name not in manifest.listed(output)


@pytest.mark.parametrize("name", ["link.html", "2022/link", "2022/jaarverslag/link.html"])
def test_a_link_stays_a_link(output, tmp_path, name):
    """What it leads to is neither read nor changed."""
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/geheim.html").write_bytes(b"geheim")
    target = tmp_path / "elders" / ("geheim.html" if name.endswith(".html") else "")
    (output / name).symlink_to(target)
    code, said = rebuilt(output)
    assert code == 0, said
    assert (output / name).is_symlink()
    assert (output / name).readlink() == target
    assert name in said
    assert (tmp_path / "elders/geheim.html").read_bytes() == b"geheim"
    assert not [path for path in manifest.listed(output) if "link" in path or "geheim" in path]


@pytest.mark.parametrize("name", ["2022/index.html", "2022/jaarverslag/index.html", "index.html"])
def test_a_link_in_the_place_of_a_page_is_refused(output, tmp_path, name):
    """It is not overwritten, nor is what it leads to; nothing else changes either."""
    (tmp_path / "elders.html").write_bytes(b"van mij")
    (output / name).unlink()
    (output / name).symlink_to(tmp_path / "elders.html")
    code, said = rebuilt(output)
    assert code == 1
    assert "P01" in said
    assert name in said
    assert (output / name).is_symlink()
    assert (tmp_path / "elders.html").read_bytes() == b"van mij"
    assert not (output / "2022/gegevens.html").exists()


@pytest.mark.parametrize("name", ["index.html", "stijl.css", "zoeken.html", "fonts"])
def test_somebodys_own_page_is_never_overwritten(tmp_path, name):
    """A folder with a page of one's own as --output: refused, with the name of the file."""
    output = tmp_path / "www"
    output.mkdir()
    (output / name).write_bytes(b"van mij")
    code, said = build(output)
    assert code == 1
    assert "P01" in said
    assert name in said
    assert [path.name for path in output.iterdir()] == [name]
    assert (output / name).read_bytes() == b"van mij"


def test_an_output_of_an_earlier_version_is_taken_over(output):
    """It has years of ours and no list of what stands beside them."""
    (output / manifest.MANIFEST).unlink()
    (output / "index.html").write_text("van een vorige versie", "utf-8")
    code, said = rebuilt(output)
    assert code == 0, said
    assert "vorige versie" not in (output / "index.html").read_text("utf-8")
    assert "index.html" in manifest.listed(output)


def test_what_is_not_made_any_more_goes(output):
    """A file that the list names and the build does not make."""
    (output / "fonts/oud.woff2").write_bytes(b"x")
    listed = manifest.read_manifest(output)
    listed["uitvoer"]["fonts/oud.woff2"] = "x"
    (output / manifest.MANIFEST).write_text(manifest.as_text(listed), "utf-8")
    code, said = rebuilt(output)
    assert code == 0, said
    assert not (output / "fonts/oud.woff2").exists()


BROKEN = [
    "",
    "{",
    "[]",
    '{"uitvoer": []}',
    '{"uitvoer": {"../../x": "y"}}',
    '{"uitvoer": {"a": 1}}',
]
BROKEN += ['{"uitvoer": {}, "publicaties": [1]}', '{"uitvoer": {}, "publicaties": {"a": 1}}']


@pytest.mark.parametrize("text", BROKEN)
def test_a_damaged_manifest_is_no_manifest(output, text):
    """The year is made again; a name outside its folder is never followed."""
    (output / "2022" / manifest.MANIFEST).write_text(text, "utf-8")
    assert manifest.read_manifest(output / "2022") == {}
    code, said = build(output)
    assert code in (0, 1), said
    assert "Traceback" not in said
    if code == 0:
        assert manifest.read_manifest(output / "2022")["uitvoer"]


def test_what_was_changed_after_the_build_is_not_published(output, tmp_path):
    """Nor what nobody listed: the site has what the manifests say, byte for byte."""
    (output / "2022/kwaad.html").write_text("<p>kwaad</p>", "utf-8")
    (output / "kwaad.html").symlink_to(os.devnull)
    words = ["--naar", str(tmp_path / "site"), "--basis-url", "https://www.example.org/"]
    words += ["--met-concepten", "--data", str(MINI), "--output", str(output)]
    command = [sys.executable, "build.py", "publiceer", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "kwaad.html" in done.stderr + done.stdout
    assert (tmp_path / "site/2022/index.html").is_file()
    assert not list((tmp_path / "site").rglob("kwaad*"))
