"""A fictional year to test with, and the switch that rewrites expected texts."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from pipeline import arguments, chart_files
from pipeline.commands import check
from pipeline.commands.prepare import Prepared, prepare

# The same examples on every machine, however slow it is.
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")

HOLLOW = "GEBOUWD"
Thing = TypeVar("Thing")
HERE = Path(__file__).parent
MINI = HERE / "mini"
SHAPES = {
    "jaarverslag": "naam: Jaarverslag\ngenummerd: ja\ninhoudsopgave: ja\n",
    "publieksversie": "naam: Publieksversie\ngenummerd: nee\ninhoudsopgave: nee\n"
    "leesbaarheid:\n  langste_zin: 25\n  gemiddelde_zin: 15\n",
}
CHARTS = ("personeelsverloop", "verzuim")
"""The charts that the fictional organisation knows, whatever else charts/ holds."""


def pytest_addoption(parser):
    """Add --update-golden."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected texts; read the diff"
    )


_seen: dict[str, int] = {}
"""Loop of the test that runs now (file:line) -> how many things it was over."""


def each(found: Iterable[Thing]) -> Iterator[Thing]:
    """Yield what was found; a test whose loop was over nothing at all fails when it ends.

    A loop inside another may be over nothing now and then, not every time.
    """
    caller = inspect.currentframe()
    assert caller is not None
    assert caller.f_back is not None
    code, line = caller.f_back.f_code, caller.f_back.f_lineno
    return _counted(found, f"{Path(code.co_filename).name}:{line}")


def _counted(found: Iterable[Thing], loop: str) -> Iterator[Thing]:
    _seen.setdefault(loop, 0)
    for thing in found:
        _seen[loop] += 1
        yield thing


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Fail a test that passes because there was nothing to look at."""
    _seen.clear()
    yield
    assert not [loop for loop, count in _seen.items() if not count], "a loop was over nothing"


class Project:
    """A copy of tests/mini/ that a test may spoil, as the folder in which somebody works."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.data = root / "data"
        self._capsys = capsys

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file below data/."""
        target = self.data / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a file below data/, which has to be there."""
        text = (self.data / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def check(self) -> tuple[int, str]:
        """Return the exit code of `check --all-years` and all that it prints."""
        options = arguments.parse(["check", "--all-years"], self.root)
        code = check.run(self.root, options)
        printed = self._capsys.readouterr()
        return code, printed.err + printed.out

    def prepare(self, year: int = 2022) -> Prepared:
        """Return a year as far as it goes without rendering."""
        options = arguments.parse(["check", "--all-years"], self.root)
        return prepare(self.root, options, year)

    def codes(self, year: int = 2022) -> list[str]:
        """Return the codes of all problems of a year."""
        return [problem.code for problem in self.prepare(year).problems]


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is made once per machine apart: tests begin with none, in every process."""
    folder = tmp_path_factory.mktemp("bewaard")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def built_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every shipped year, built once for all tests that read finished files.

    `GEBOUWD` in the environment names a folder to read instead: with a hollow one, tests must fail.
    """
    if HOLLOW in os.environ:
        return Path(os.environ[HOLLOW])
    output = tmp_path_factory.mktemp("jaren")
    command = [sys.executable, "build.py", "--all-years", "--output", str(output)]
    result = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture
def mini(tmp_path, monkeypatch, capsys) -> Project:
    """Return a copy of the fictional organisation, with the working folder beside it."""
    shutil.copytree(MINI, tmp_path / "data")
    for name, shape in SHAPES.items():
        folder = tmp_path / "templates" / name
        folder.mkdir(parents=True)
        (folder / "publicatie.yaml").write_text(shape, encoding="utf-8")
    charts = {name: chart_files.CHARTS / f"{name}.py" for name in CHARTS}
    monkeypatch.setattr(chart_files, "find", lambda: charts)
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)
