"""How long people wait for a command: `.venv/bin/python benchmarks/wachten.py [runs]`.

Prints medians. Each command is a whole process on a copy of the data, in turn, so that a busy
moment hits all of them. Nothing is asserted. voorbeeld.py measures how long a save takes to show.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://www.example.org/verslagen/"


def main(runs: int) -> None:
    """Measure everything `runs` times."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="wachten-") as work:
        folder = Path(work)
        output = ["--output", str(folder / "output")]
        site = ["--naar", str(folder / "site"), "--basis-url", BASE, "--met-concepten", *output]
        _run("publiceer", *site)
        for turn in range(runs):
            data = folder / f"data-{turn}"
            shutil.copytree(ROOT / "data", data)
            book = str(folder / f"{turn}.xlsx")
            own = ["--data", str(data)]
            for name, words in (
                ("check", ["check", "--year", "2021"]),
                ("exporteer", ["exporteer", "--year", "2021", "--naar", book]),
                ("importeer", ["importeer", book, "--year", "2021"]),
                ("verschil van twee jaren", ["verschil", "2020", "2021"]),
                ("verschil met git", ["verschil", "HEAD", "--year", "2021"]),
                ("akkoord, een overzicht", ["akkoord", "--year", "2021"]),
                ("nieuw-jaar", ["nieuw-jaar", "2022", *own]),
                ("publiceer, niets veranderd", ["publiceer", *site]),
            ):
                seconds.setdefault(name, []).append(_run(*words))
    print(f"{'s':<34}{'min':>8}{'mediaan':>8}{'max':>8}")
    for name, found in seconds.items():
        middle = statistics.median(found)
        print(f"{name:<34}{min(found):8.2f}{middle:8.2f}{max(found):8.2f}")


def _run(*words: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "build.py", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}:\n{done.stderr}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
