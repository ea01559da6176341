"""Spoil workbooks, CSV files, texts and YAML at random and put them through the door.

`.venv/bin/python tests/fuzz.py [how many] [seed] [--kinds getallen teksten]` prints how each kind
of damage was answered.
Every answer is a result or a problem in an editor's words; anything else stops with the file kept.
Time and memory are limited for each. A small part of it is `test_fuzz.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).parent)]

import fuzz_material
import fuzz_texts
from conftest import CHARTS, SHAPES
from fuzz_material import Source

from pipeline import arguments, characters, chart_files
from pipeline.commands import check, importeer
from pipeline.model import Problem, ProblemsFound

HERE = Path(__file__).parent
SECONDS, MEBIBYTES = 20, 1024
"""The most that one file may cost, on a busy machine; all of the program is in that memory."""


KINDS = {"getallen": fuzz_material.sources, "teksten": fuzz_texts.sources}


def mini(root: Path) -> Path:
    """Return a folder with a copy of the fictional organisation, in which a command can run."""
    shutil.copytree(HERE / "mini", root / "data")
    for name, shape in SHAPES.items():
        folder = root / "templates" / name
        folder.mkdir(parents=True)
        (folder / "publicatie.yaml").write_text(shape, encoding="utf-8")
    return root


def workbook(root: Path, content: bytes, ending: str) -> str:
    """Put a file through `importeer`; return its answer in a word."""
    book = root / f"verzuim{ending}"
    book.write_bytes(content)
    options = arguments.parse(["importeer", str(book), "--year", "2022"], root)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = importeer.run(root, options)
    except ProblemsFound as found:
        return told(found.problems)
    said = printed.getvalue()
    assert said.startswith("Gelezen: "), said
    assert code in (0, 1), code
    return "niets anders" if "er verandert niets" in said else "iets anders"


def checked(root: Path, place: str, content: bytes) -> str:
    """Put a file in its place through `check`; return its answer in a word."""
    path = root / "data" / place
    old = path.read_bytes()
    path.write_bytes(content)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = check.run(root, arguments.parse(["check", "--year", "2022"], root))
    finally:
        path.write_bytes(old)
    said = printed.getvalue()
    assert code in (0, 1), code
    assert (": FOUT " in said) == (code == 1), said
    assert not characters.hides(said), ascii(said)
    return "geen fout" if code == 0 else said.split(": FOUT ", 1)[1][:3]


def told(problems: tuple[Problem, ...]) -> str:
    """Return the code of the first problem; each of them has to be complete."""
    assert problems, "refused without a reason"
    for one in problems:
        assert one.what, one
        assert one.found, one
        assert one.expected, one
        assert one.advice, one
    return problems[0].code


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Stop what takes longer than SECONDS."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Outcome:
    """How often each kind of damage was answered in each way, and what the slowest one took."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str]] = Counter()
        self.slowest = 0.0


def run(root: Path, sources: Sequence[Source], count: int, seed: int) -> Outcome:
    """Spoil so many files, each by its own chance, and return what came of them."""
    outcome = Outcome()
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        source = chance.choice(sources)
        kind, content = source.spoil(chance)
        start = time.process_time()
        try:
            with limited():
                if source.place:
                    answer = checked(root, source.place, content)
                else:
                    answer = workbook(root, content, source.ending)
        except Exception as error:
            kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}{source.ending}"
            kept.write_bytes(content)
            error.add_note(f"{source.name} {source.place}, {kind}: the file is {kept}")
            raise
        outcome.answers[f"{source.name}: {kind}", answer] += 1
        outcome.slowest = max(outcome.slowest, time.process_time() - start)
    return outcome


def main() -> None:
    """Run as many as asked, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=5000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=KINDS)
    asked = parser.parse_args()
    limit = MEBIBYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    charts = {name: chart_files.CHARTS / f"{name}.py" for name in CHARTS}
    chart_files.find = lambda: charts
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as work, contextlib.chdir(work):
        root = mini(Path(work))
        sources = [source for kind in asked.kinds or KINDS for source in KINDS[kind](root)]
        outcome = run(root, sources, asked.count, asked.seed)
    by_kind: dict[str, list[str]] = {}
    for (kind, answer), times in sorted(outcome.answers.items()):
        by_kind.setdefault(kind, []).append(f"{answer} {times}")
    for kind, listed in by_kind.items():
        print(f"{kind:36} {', '.join(listed)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = time.perf_counter() - start
    print(f"{asked.count} files in {took:.0f} s; the slowest took {outcome.slowest:.2f} s of work")
    print(f"the program had at most {peak} MiB")


if __name__ == "__main__":
    main()
