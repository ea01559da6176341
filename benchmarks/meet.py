"""Measure whole commands; print medians: `.venv/bin/python benchmarks/meet.py [runs] [year]`.

The cold build is measured in pairs with WeasyPrint alone making the same PDFs one after the other
from the same HTML (in one process, so that it loads its libraries once), since only a ratio within
one run says something on a noisy machine. Nothing is asserted.
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


def run(*command: str) -> tuple[float, int]:
    """Run a command; return its wall time in seconds and the peak MiB of its largest process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{errors.decode()}")
    return seconds, usage.ru_maxrss // 1024


def show(name: str, seconds: list[float], target: str) -> None:
    """Print minimum, median and maximum of a measurement."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(f"{name:<34}{low:8.2f}{middle:8.2f}{high:8.2f}   {target}")


def main(runs: int, year: str) -> None:
    """Measure everything `runs` times, in turn."""
    build = (sys.executable, "build.py", "--year", year, "--output")
    times: dict[str, list[float]] = {k: [] for k in ("check", "proef", "cold", "alone", "again")}
    ratios, memory = [], []
    with tempfile.TemporaryDirectory() as folder:
        pages_folder = Path(folder) / "druk"
        run(*build, f"{folder}/warm", "--print-html", str(pages_folder))
        pages = [str(p) for p in sorted(pages_folder.glob("*/*/index.html"))]
        for i in range(runs):
            times["check"].append(run(sys.executable, "build.py", "check", "--year", year)[0])
            times["proef"].append(run(sys.executable, "build.py", "proef", "--year", year)[0])
            alone, _ = run(sys.executable, "-c", ALONE, *pages)
            cold, peak = run(*build, f"{folder}/{i}")
            again, _ = run(*build, f"{folder}/{i}")
            times["alone"].append(alone)
            times["cold"].append(cold)
            times["again"].append(again)
            ratios.append(cold / alone)
            memory.append(peak)
    print(f"year {year}, {runs} runs, {os.cpu_count()} cores; seconds: min, median, max")
    show("check", times["check"], "target <= 0.5")
    show("proef", times["proef"], "target <= 20, aim <= 5")
    show("cold build (2 PDFs, 2 pages)", times["cold"], "")
    show("WeasyPrint alone, same HTML", times["alone"], "")
    show("cold build / WeasyPrint alone", ratios, "target <= 1")
    show("rebuild, nothing changed", times["again"], "target <= 1")
    print(f"{'peak MiB of the largest process':<34}{max(memory):8d}{'':19}target <= 400")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, sys.argv[2] if len(sys.argv) > 2 else "2020")
