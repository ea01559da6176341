"""Measure whole commands; print medians: `.venv/bin/python benchmarks/meet.py [runs] [year] [map]`.

The cold build is measured in pairs with WeasyPrint alone making the same PDFs one after the other
from the same HTML (in one process, so that it loads its libraries once), since only a ratio within
one run says something on a noisy machine. `map` is another checkout, such as the one before a
change: its build is measured in the same run, against the same WeasyPrint. Nothing is asserted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALONE = """
import sys, weasyprint
for page in sys.argv[1:]:
    weasyprint.HTML(filename=page).write_pdf(page + ".pdf", pdf_variant="pdf/a-2a")
"""


def run(*command: str, root: Path = ROOT, store: str = "") -> tuple[float, float, int]:
    """Run a command; return wall and processor time in seconds, peak MiB of its largest process.

    `store` is the folder of what is made once per machine; the user's own without one.
    """
    own = {**os.environ, **({"XDG_CACHE_HOME": store} if store else {})}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=root, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{errors.decode()}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def show(name: str, seconds: list[float], target: str = "") -> None:
    """Print minimum, median and maximum of a measurement."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(f"{name:<44}{low:8.2f}{middle:8.2f}{high:8.2f}   {target}")


class Measured:
    """What was measured of one kind of build, and of WeasyPrint in the same round."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []

    def add(self, seconds: float, processor: float) -> None:
        """Add one run."""
        self.wall.append(seconds)
        self.processor.append(processor)

    def show(self, name: str, alone: Measured | None = None, target: str = "") -> None:
        """Print times, and the ratio to WeasyPrint alone."""
        show(name, self.wall)
        show("  processor", self.processor)
        if alone:
            pairs = zip(self.wall, alone.wall, strict=True)
            show("  / WeasyPrint alone", [one / other for one, other in pairs], target)
            pairs = zip(self.processor, alone.processor, strict=True)
            show("  / WeasyPrint alone, processor", [one / other for one, other in pairs])


def main(runs: int, year: str, other: Path | None) -> None:
    """Measure everything `runs` times, in turn."""
    build = (sys.executable, "build.py", "--year", year, "--output")
    single: dict[str, list[float]] = {name: [] for name in ("check", "proef", "again")}
    alone, first, cold, before = Measured(), Measured(), Measured(), Measured()
    memory = []
    with tempfile.TemporaryDirectory() as folder:
        pages_folder = Path(folder) / "druk"
        run(*build, f"{folder}/warm", "--print-html", str(pages_folder))
        pages = [str(p) for p in sorted(pages_folder.glob("*/*/index.html"))]
        for i in range(runs):
            for name in ("check", "proef"):
                single[name].append(run(sys.executable, "build.py", name, "--year", year)[0])
            alone.add(*run(sys.executable, "-c", ALONE, *pages)[:2])
            store = f"{folder}/bewaard{i}"
            first.add(*run(*build, f"{folder}/eerst{i}", store=store)[:2])
            wall, processor, peak = run(*build, f"{folder}/{i}", store=store)
            cold.add(wall, processor)
            memory.append(peak)
            single["again"].append(run(*build, f"{folder}/{i}")[0])
            if other:
                before.add(*run(*build, f"{folder}/voor{i}", root=other)[:2])
    print(f"year {year}, {runs} runs, {os.cpu_count()} cores; seconds: min, median, max")
    show("check", single["check"], "target <= 0.5")
    show("proef", single["proef"], "target <= 20, aim <= 5")
    alone.show("WeasyPrint alone, same HTML")
    cold.show("cold build", alone, "target <= 1.1")
    first.show("cold build, the first on a machine", alone)
    if other:
        before.show(f"cold build of {other}", alone)
    show("rebuild, nothing changed", single["again"], "target <= 1")
    print(f"{'peak MiB of the largest process':<44}{max(memory):8d}{'':19}target <= 400")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 5,
        sys.argv[2] if len(sys.argv) > 2 else "2020",
        Path(sys.argv[3]) if len(sys.argv) > 3 else None,
    )
