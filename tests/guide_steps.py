"""Carry out a guide as somebody would who follows it, step by step, in a copy of the project.

What a block of code in the guide means:

    ```console              lines after `$ ` are commands; what follows has to be in the answer
    ```diff PATH            lines with - and + change a file; those around them have to be there
    ```csv PATH (or other)  a new file with this content

`…` in an answer stands for anything. A block without a path is there to read. Each second-level
heading starts from the project as it was.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PARTS = (
    "build.py",
    "pipeline",
    "templates",
    "charts",
    "data",
    "docs",
    "tests",
    ".gitignore",
    "requirements.txt",
    "pyproject.toml",
    "requirements.in",
    "README.md",
    "CHANGELOG.md",
)
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_WHO = (
    "-c",
    "user.name=Redactie",
    "-c",
    "user.email=redactie@example.org",
    "-c",
    "commit.gpgsign=false",
)


class Step(NamedTuple):
    """A block of code of a guide."""

    kind: str
    path: str
    text: str
    line: int


def recipes(guide: Path) -> Iterator[tuple[str, list[Step]]]:
    """Yield (heading, steps) of each part of a guide that has steps."""
    text = guide.read_text("utf-8")
    starts = [found.start() for found in re.finditer(r"^## ", text, re.MULTILINE)]
    for start, end in pairwise([*starts, len(text)]):
        part = text[start:end]
        steps = [
            Step(found[1], found[2] or "", found[3], text.count("\n", 0, start + found.start()) + 1)
            for found in _BLOCK.finditer(part)
            if found[1] == "console" or found[2]
        ]
        if steps:
            yield part[3:].partition("\n")[0], steps


class Desk:
    """A copy of the project in git, in which a guide is followed."""

    def __init__(self, folder: Path, python: str = sys.executable) -> None:
        self.python = python
        self.folder = folder / "jaarverslag"
        self.folder.mkdir()
        for name in PARTS:
            source, target = ROOT / name, self.folder / name
            if source.is_dir():
                shutil.copytree(
                    source, target, ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache")
                )
            else:
                shutil.copyfile(source, target)
        self._git("init", "-q", "-b", "main")
        self._git("add", "--all")
        self._git("commit", "-qm", "begin")

    def start_again(self) -> None:
        """Put the project back as it was; what was built stays, as it would at a desk."""
        self._git("checkout", "-q", "--", ".")
        self._git("clean", "-fdq")

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *_WHO, *words], cwd=self.folder, check=True)

    def follow(self, step: Step) -> None:
        """Do what a block says; AssertionError when it does not go as the guide says."""
        if step.kind == "console":
            for command, expected in _commands(step.text):
                self._run(command, expected, step.line)
        elif step.kind == "diff":
            self._change(step)
        else:
            path = self.folder / step.path
            assert not path.exists(), f"regel {step.line}: {step.path} is er al"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, "utf-8")

    def _change(self, step: Step) -> None:
        path = self.folder / step.path
        lines = step.text.rstrip("\n").split("\n")
        old = "\n".join(line[1:] for line in lines if line[:1] != "+")
        new = "\n".join(line[1:] for line in lines if line[:1] != "-")
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (
            f"regel {step.line}: {text.count(old)} keer in {step.path}: {old}"
        )
        path.write_text(text.replace(old, new), "utf-8")

    def _run(self, command: str, expected: list[str], line: int) -> None:
        words = shlex.split(command)
        if words[:3] == ["python3", "build.py", "serve"]:
            with self.preview(words) as (said, address), urllib.request.urlopen(address) as answer:
                code = int(answer.status != 200)
        else:
            done = self._done(words)
            said, code = done.stdout + done.stderr, done.returncode
        wrong = any("FOUT" in answer or "Niet gepubliceerd" in answer for answer in expected)
        assert bool(code) == wrong, f"regel {line}: {command} eindigt met {code}:\n{said}"
        plain = " ".join(said.replace("\xa0", " ").split())
        for answer in expected:
            pattern = re.escape(" ".join(answer.split())).replace("…", ".*?")
            assert re.search(pattern, plain), f"regel {line}: {command} zegt niet: {answer}\n{said}"

    def _done(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        named = {"python3": [self.python], "git": ["git", *_WHO]}
        assert words[0] in named, words
        return subprocess.run(
            [*named[words[0]], *words[1:]],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def preview(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Start the preview; yields what it says and its address, and ends it."""
        command = [self.python, *words[1:], "--geen-browser"]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ),
        )
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            address = re.search(r"http://\S+/", said)
            assert address, said
            yield said, address[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
            process.stdout.close()


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (command, what it has to answer)."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *answer = part.rstrip("\n").split("\n")
        yield command.partition("  #")[0].strip(), [line for line in answer if line.strip(" …")]
