"""Bad input: each folder in tests/faulty/ spoils the fictional year in one way.

A folder holds only the files that differ, laid over a copy of tests/mini/, and `melding.txt`: all
that `check` prints then. `weg.txt` names files to leave out. After a change of words on purpose:
`build.py test tests/test_faulty.py --update-golden`, and read the difference.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
from conftest import HERE, Project, each

ROOT = HERE.parent
FAULTY = sorted(path for path in (HERE / "faulty").iterdir() if path.is_dir())
CODE = re.compile(r"[A-Z][0-9]{2}")
NOT_FROM_CHECK = {
    *("W01", "W02", "W03", "W04", "W05", "W06", "W07", "W09"),
    *("P01", "P02", "P03", "P04", "P05", "P06", "D06", "S01", "V06"),
    *("E01", "E02", "E03", "E04"),
}
"""Codes of building and publishing; their examples are in the tests of those stages."""
ENGLISH = re.compile(
    r"\b(the|is not|None|True|False|error|expected|file(?!:)|line|invalid|unknown|found|str|int|"
    r"dict|list|tuple|Path|Exception|Traceback)\b"
)


def lay_over(project: Project, folder: Path) -> None:
    """Spoil the fictional year with the files of a faulty example."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in ("melding.txt", "weg.txt"):
            target = project.data / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    if (folder / "weg.txt").exists():
        for name in (folder / "weg.txt").read_text(encoding="utf-8").split():
            (project.data / name).unlink()


def test_the_fictional_year_is_clean(mini):
    """Whatever a faulty example reports comes from what it changes."""
    code, printed = mini.check()
    assert code == 0
    assert "FOUT" not in printed


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_the_message_is_exactly_this(folder, mini, request):
    """`check` finds it, says so in these words and no others, and fails unless all is LET OP."""
    lay_over(mini, folder)
    code, printed = mini.check()
    golden = folder / "melding.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(printed, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    assert printed == expected
    assert code == (1 if ": FOUT " in expected else 0)


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_the_message_is_complete(folder):
    """Each message names place, code, found, expected, what to do and where to read more."""
    code = folder.name.partition("_")[0].upper()
    *parts, _ = (folder / "melding.txt").read_text(encoding="utf-8").split("\n\n")
    messages = [part for part in parts if ", nog te doen:" not in part]
    assert f" {code} " in "".join(messages)
    for message in each(messages):
        first, *rest = message.strip().split("\n")
        assert re.match(r"data/[^:]+(?::\d+)?: (FOUT|LET OP) [A-Z][0-9]{2} \S", first)
        names = [line[:15].strip().partition("  ")[0] for line in rest]
        for name in ("gevonden", "verwacht", "doe dit", "uitleg"):
            assert any(found.startswith(name) for found in names), f"{name}: {message}"
        assert not ENGLISH.search(message), message


def codes_in_sources() -> set[str]:
    """Return every code that stands as a literal in the program."""
    return {
        node.value
        for path in (ROOT / "pipeline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def codes_explained() -> list[str]:
    """Return the codes that have a paragraph in docs/controles.md, in order."""
    text = (ROOT / "docs/controles.md").read_text(encoding="utf-8")
    return re.findall(r"^### ([A-Z][0-9]{2})$", text, re.MULTILINE)


def test_every_code_is_explained_once():
    """`uitleg docs/controles.md#t01` leads somewhere; nothing is explained that cannot occur."""
    explained = codes_explained()
    assert len(explained) == len(set(explained))
    assert set(explained) - NOT_FROM_CHECK == codes_in_sources() - NOT_FROM_CHECK


def test_every_code_has_an_example():
    """A message that nobody ever saw is a message that nobody tested."""
    examples = {folder.name.partition("_")[0].upper() for folder in FAULTY}
    assert examples == codes_in_sources() - NOT_FROM_CHECK


def test_problems_are_ordered(mini):
    """By file, then by line, whatever stage found them."""
    lay_over(mini, HERE / "faulty/t01_alle_fouten_in_een_keer")
    _, printed = mini.check()
    places = re.findall(r"^(data/[^:\s]+):(\d+): FOUT", printed, re.MULTILINE)
    ordered = [(file, int(line)) for file, line in places]
    assert len({file for file, _ in ordered}) > 2
    assert ordered == sorted(ordered)
