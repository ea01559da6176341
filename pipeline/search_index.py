"""The search of a year: Pagefind reads the finished pages and leaves an index beside them.

Only what stands in a `data-pagefind-body` is found: the publications. The index knows Dutch word
forms and is read by a script on the reader's own machine; nothing is asked of another host.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.model import ERROR, Place, Problem, ProblemsFound
from pipeline.writing import remove

FOLDER = "zoekindex"
PAGES = "*/index.html"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""What a page of ours asks for by name; the rest of these is a user interface of Pagefind's own."""


def write_index(site: Path) -> None:
    """Index the publications in the folder of a year; ProblemsFound (P01) when Pagefind fails.

    A year without web pages, such as one of which only a PDF was asked for, gets no index.
    """
    if not any(site.glob(PAGES)):
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", PAGES]
    command += ["--output-subdir", FOLDER]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise ProblemsFound((_failed(site, result),))
    for path in (site / FOLDER).iterdir():
        ours = path.name in _NEEDED or path.suffix == ".pf_meta"
        if path.is_file() and not ours and not path.name.startswith("wasm.nl."):
            remove(path)


def _failed(site: Path, result: subprocess.CompletedProcess[str]) -> Problem:
    said = [line.strip() for line in f"{result.stdout}\n{result.stderr}".splitlines()]
    return Problem(
        "P01",
        ERROR,
        Place(site.name),
        "De zoekfunctie kan niet worden gemaakt",
        next((line for line in reversed(said) if line), f"uitkomst {result.returncode}"),
        advice="Kijk of de schijf vol is en geef het commando opnieuw.",
    )
