"""Tests of finished files can fail: on a site with nothing on its pages every one of them does."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from conftest import HOLLOW

HERE = Path(__file__).parent
READERS = ("test_account.py", "test_web.py", "test_measured.py", "test_same_content.py")
SITES = {"built_years", "site"}
"""Fixtures that give the finished files."""


def hollow(site: Path, target: Path) -> Path:
    """Return a copy of a site with every file in its place and nothing in it."""
    shutil.copytree(site, target)
    blank = pypdf.PdfWriter()
    blank.add_blank_page(100, 100)
    for path in sorted(target.rglob("*")):
        if path.suffix == ".html":
            page = '<html lang="nl"><head><title>x</title></head><body><main></main></body></html>'
            path.write_text(f"<!doctype html>\n{page}\n", "utf-8")
        elif path.suffix == ".json" and path.name != "manifest.json":
            data = json.loads(path.read_bytes())
            empty = {k: [] if isinstance(v, list) else v for k, v in dict(data).items()}
            path.write_text(json.dumps(empty), "utf-8")
        elif path.suffix == ".pdf":
            blank.write(path)
        elif path.is_file() and ("zoekindex" in path.parts or path.suffix == ".svg"):
            path.unlink()
    return target


def names_of_tests(file: Path) -> set[str]:
    """Return the tests of a file that ask for finished files."""
    return {
        node.name
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and SITES & {argument.arg for argument in node.args.args}
    }


@pytest.mark.slow
def test_no_test_passes_on_a_site_with_nothing_on_it(built_years, tmp_path):
    """Each loop over what was found asserts that something was found."""
    empty = hollow(built_years, tmp_path / "leeg")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "--tb=no", "-p", "no:cacheprovider"]
    command += [str(HERE / name) for name in READERS]
    command.append(f"--basetemp={tmp_path / 'werk'}")
    done = subprocess.run(
        command,
        cwd=HERE.parent,
        env={**os.environ, HOLLOW: str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = {name for file in READERS for name in names_of_tests(HERE / file)}
    said = [line.split() for line in done.stdout.splitlines()]
    outcomes = [(words[0], words[1]) for words in said if words[0:1] in (["PASSED"], ["FAILED"])]
    ran = {place.partition("::")[2].partition("[")[0] for _, place in outcomes}
    assert len(asked) > 15
    assert asked <= ran
    passed = [place for outcome, place in outcomes if outcome == "PASSED"]
    assert not [p for p in passed if p.partition("::")[2].partition("[")[0] in asked]
