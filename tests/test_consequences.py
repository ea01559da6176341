"""One cause, one message: whatever is taken out of a table, the first message says so."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from conftest import HERE, each

from pipeline import arguments, console
from pipeline.commands.prepare import prepare
from pipeline.model import Problem

ROOT = HERE.parent
YEAR = 2020
TABLES = sorted(path.stem for path in (ROOT / f"data/{YEAR}/tabellen").glob("*.csv"))
WORDS_ONLY = ("raad_van_bestuur", "raad_van_toezicht")
SUMMARY = ("D02", "D04", "D07")
"""What is said of a table as a whole; with other numbers in it, it says the same of those."""


class Desk:
    """A copy of one shipped year in which files can be spoiled."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        shutil.copytree(
            ROOT / "data", self.data, ignore=lambda _, names: [n for n in names if n[:2] == "20"]
        )
        self.year = self.data / str(YEAR)
        shutil.copytree(ROOT / f"data/{YEAR}", self.year)
        self.before = {self._key(problem) for problem in self.problems()}

    def problems(self) -> list[Problem]:
        """Return the problems of the year as it lies there."""
        options = arguments.parse(["check", "--year", str(YEAR), "--data", str(self.data)], ROOT)
        return console.ordered(prepare(ROOT, options, YEAR).problems)

    def new_after(self, files: dict[Path, str | None]) -> list[Problem]:
        """Return the problems that other contents of files bring; the files are put back."""
        old = {path: path.read_text(encoding="utf-8") for path in files}
        for path, text in files.items():
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        try:
            return [p for p in self.problems() if self._key(p) not in self.before]
        finally:
            for path, text in old.items():
                path.write_text(text, encoding="utf-8")

    @staticmethod
    def _key(problem: Problem) -> tuple[str, ...]:
        whole = problem.code in SUMMARY
        return problem.code, problem.place.file, problem.what, "" if whole else problem.found


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    """A desk for all of these tests."""
    return Desk(tmp_path_factory.mktemp("desk"))


def spoiled(desk: Desk, table: str) -> Iterator[tuple[str, str, dict[Path, str | None]]]:
    """Yield (what was done, the file or column to be named, the files as they are then)."""
    csv, yaml = (desk.year / f"tabellen/{table}{end}" for end in (".csv", ".yaml"))
    text, meaning = csv.read_text(encoding="utf-8"), yaml.read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    middle = len(lines) // 2
    others = [line for i, line in enumerate(lines) if i != middle]
    cells = lines[middle].split(";")
    wrong = ";".join([*cells[:-1], "x1"])
    typo = ";".join([f"{cells[0][:-1]}x", *cells[1:]])
    yield "rij weg", csv.name, {csv: "\n".join([head, *others]) + "\n"}
    yield "uitleg kapot", yaml.name, {yaml: meaning.replace("titel: ", 'titel: "', 1)}
    yield "tabel weg", table, {csv: None, yaml: None}
    if table in WORDS_ONLY:
        yield "tikfout in rij", csv.name, {csv: "\n".join([head, typo, *others]) + "\n"}
        return
    yield "cel kapot", csv.name, {csv: "\n".join([head, wrong, *others]) + "\n"}
    column = head.split(";")[-1]
    without = "\n".join(line.rpartition(";")[0] for line in [head, *lines]) + "\n"
    declared = re.sub(rf'^  "?{column}"?:.*\n', "", meaning, count=1, flags=re.MULTILINE)
    if f"{table}.{column}" not in UNUSED:
        yield "kolom weg", column, {csv: without, yaml: declared}


UNUSED = ("verdeling.2021",)
"""Columns that no text, chart or rule asks for; nor does an earlier year, for there is none."""


def test_whatever_is_spoiled_is_named_once(desk, capsys):
    """Of every table of a year: the cause is among the messages, and hardly anything else."""
    counts: Counter[int] = Counter()
    worst: list[tuple[int, str, str]] = []
    for table in TABLES:
        for done, name, files in each(spoiled(desk, table)):
            found = desk.new_after(files)
            assert any(name in f"{p.place.file} {p.found}" for p in found), (table, done, found)
            counts[len(found)] += 1
            worst.append((len(found), table, done))
    many = sorted(worst, reverse=True)[:3]
    with capsys.disabled():
        print(f"\nmeldingen per oorzaak (aantal: hoe vaak): {dict(sorted(counts.items()))}, {many}")
    assert len(worst) > 75
    assert median(list(counts.elements())) == 1
    assert max(counts) <= 4
    assert counts[1] >= 0.9 * len(worst)


def test_a_region_that_is_gone_is_named_and_nothing_else_is(desk):
    """Each region of the table of regions; 44 messages when each sum and choice had its own."""
    csv = desk.year / "tabellen/maatregelen_per_regio.csv"
    head, *lines = csv.read_text(encoding="utf-8").splitlines()
    regions = list(dict.fromkeys(line.split(";")[0] for line in lines))
    assert len(regions) == 4
    for region in each(regions):
        kept = [line for line in lines if not line.startswith(f"{region};")]
        (problem,) = desk.new_after({csv: "\n".join([head, *kept]) + "\n"})
        assert (problem.code, problem.found) == ("B07", f"geen regio {region}")


def test_a_figure_that_is_gone_is_named_with_its_places(desk):
    """However often it is asked for; the advice knows a name that is nearly the same."""
    path = desk.year / "cijfers.yaml"
    text = path.read_text(encoding="utf-8")
    without = re.sub(r"^extra_jeugdbeschermers:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    (problem,) = desk.new_after({path: without})
    assert problem.found == "geen extra_jeugdbeschermers"
    assert "regel" in problem.expected
    renamed = text.replace("\nextra_jeugdbeschermers:", "\nextra_jeugdbeschermer:", 1)
    (problem,) = desk.new_after({path: renamed})
    assert problem.advice.startswith("Heet het nu extra_jeugdbeschermer?")


def test_two_causes_are_two_messages(desk):
    """A wrong total in another table is not taken for a consequence."""
    regions, sick = (desk.year / f"tabellen/{t}.csv" for t in ("maatregelen_per_regio", "verzuim"))
    head, *lines = regions.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("haaglanden;")]
    wrong = sick.read_text(encoding="utf-8").replace("5,6", "9,6", 1).replace("3,9", "8,9", 1)
    found = desk.new_after({regions: "\n".join([head, *kept]) + "\n", sick: wrong})
    assert "B07" in {p.code for p in found}
    assert any(p.code == "T01" and "verzuim" in p.place.file for p in found)
