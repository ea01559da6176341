"""The same as interruptions.py from outside: strace stops the real program, with nothing replaced.

`.venv/bin/python tests/interruptions_outside.py` needs strace (Debian). Per command it lets each
flush, exchange, removal and the like once be the last, or be refused, and prints how often all was
old or new after the next command. It is a sample: one moment takes two starts of the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from interruptions import COMMANDS, ROOT, Tree, tree

CALLS = ("fsync", "renameat2", "rename", "unlink", "rmdir", "mkdir")
"""Calls that only the writing of results makes; the program that is loaded makes none of them."""
WAYS = ("signal=SIGKILL", "signal=SIGINT", "signal=SIGTERM", "error=ENOSPC", "error=EIO")
NAMES = ("akkoord", "importeer --schrijf", "nieuw-jaar", "exporteer")
QUIET = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}


def program(words: list[str], folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with other words in front."""
    command = [*before, sys.executable, str(ROOT / "build.py"), *words]
    return subprocess.run(
        command, cwd=folder, env=QUIET, capture_output=True, text=True, check=False
    )


def calls(words: list[str], folder: Path, log: Path) -> dict[str, int]:
    """Return how often a command makes each call."""
    done = program(words, folder, "strace", "-f", "-e", f"trace={','.join(CALLS)}", "-o", str(log))
    assert done.returncode == 0, done.stderr
    lines = log.read_text("utf-8", "replace").splitlines()
    return {name: sum(f" {name}(" in line for line in lines) for name in CALLS}


def tried(name: str, work: Path, every: int) -> Iterator[str]:
    """Yield '' for each moment after which all was whole, else what was wrong."""
    command = COMMANDS[name]
    old, now = work / "oud", work / "nu"
    old.mkdir(parents=True)
    command.prepare(old, work / "onthouden")
    shutil.copytree(old, now)
    made = calls(command.words, now, work / "strace.log")
    states = (tree(old), tree(now))
    assert states[0] != states[1]
    moments = [(call, n) for call, count in made.items() for n in range(1, count + 1)]
    for number, (call, n) in enumerate(moments):
        way = WAYS[number % len(WAYS)] if every else ""
        for told in [way] if way else WAYS:
            yield _one(
                command.words, list(command.after), (old, now), f"{call}:{told}:when={n}", states
            )


def _one(
    words: list[str],
    after: list[str],
    folders: tuple[Path, Path],
    fault: str,
    states: tuple[Tree, Tree],
) -> str:
    old, now = folders
    shutil.rmtree(now)
    shutil.copytree(old, now)
    log = now.parent / "strace.log"
    done = program(words, now, "strace", "-f", "-e", f"inject={fault}", "-o", str(log))
    second = program(after, now)
    if "Traceback" in done.stderr + second.stderr:
        return f"{fault}: {(done.stderr + second.stderr)[-600:]}"
    if second.returncode not in (0, 2):
        return f"{fault}: daarna {second.returncode} {second.stderr[-300:]}"
    if tree(now) not in states:
        return f"{fault}: niet heel (uitkomst {done.returncode})"
    left = [path for path in now.rglob("*") if ".transactie" in path.name]
    return f"{fault}: er ligt nog {left}" if left else ""


def main() -> int:
    """Try the commands; print a line for each."""
    failed = False
    for name in NAMES:
        with tempfile.TemporaryDirectory(prefix="van-buiten-") as work:
            found = list(tried(name, Path(work), every="--een-manier" in sys.argv))
        wrong = [line for line in found if line]
        print(f"{name:<28}{len(found):>6} keer{len(found) - len(wrong):>7} heel", flush=True)
        for line in wrong[:10]:
            print(f"    {line}", flush=True)
        failed |= bool(wrong) or not found
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
