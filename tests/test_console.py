"""What is printed: complete, in order, and whatever the terminal can show."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from pipeline import console
from pipeline.model import ERROR, WARNING, Place, Problem

ROOT = Path(__file__).parent.parent
LATE = Problem("T01", ERROR, Place("b.csv", 10), "Tien", "1", "2", "x", (("kolom", "fte"),))
EARLY = Problem("T01", ERROR, Place("b.csv", 9), "Negen", "a\nb", "−2", "100%, x: y")
NOTE = Problem("W01", WARNING, Place("a.md"), "Let op", "1", "2", "x")


def test_problems_stand_in_order_and_once():
    """By file, then by line as a number, without repeats."""
    assert console.ordered([LATE, EARLY, NOTE, LATE]) == [NOTE, EARLY, LATE]


def test_of_one_code_a_hundred_are_shown_a_file():
    """The rest is counted, in every form; other codes and files have their own hundred."""
    many = [Problem("B04", ERROR, Place("a.md", n), "Teken", "x") for n in range(1, 413)]
    other = [Problem("B04", ERROR, Place("b.md", n), "Teken", "x") for n in range(1, 101)]
    shown = console.limited([*many, *other, LATE])
    assert shown[:100] == many[:100]
    assert shown[100].what == "En nog 312 keer B04 in dit bestand"
    assert len(shown) == 100 + 1 + 100 + 1
    assert console.summary(many) == "412 fouten"


def test_what_is_not_seen_is_not_printed():
    """A file name or a value cannot write over what stands on the screen."""
    bad = Problem("B04", ERROR, Place("a\x1b[2J.md", 1), "Teken", "x\x1b[31m\u202e" + "y" * 9999)
    text = console.as_text(bad)
    assert text.startswith("a[2J.md:1: FOUT B04 Teken\n    gevonden  x[31myyy")
    assert len(text) < 2200


def test_every_piece_stands_on_one_line():
    """Also what a cell with a line break holds; the names are aligned."""
    assert console.as_text(EARLY) == (
        "b.csv:9: FOUT T01 Negen\n"
        "    gevonden  a b\n"
        "    verwacht  −2\n"
        "    doe dit   100%, x: y\n"
        "    uitleg    docs/controles.md#t01"
    )


def test_an_annotation_says_the_same():
    """GitHub gets every line, with its own signs escaped; a whole file is annotated on line 1."""
    assert console.as_github(LATE) == (
        "::error file=b.csv,line=10,title=T01 Tien::kolom: fte%0Agevonden: 1%0Averwacht: 2"
        "%0Adoe dit: x"
    )
    assert "100%25, x: y" in console.as_github(EARLY)
    assert console.as_github(NOTE).startswith("::warning file=a.md,line=1,")


def test_json_keeps_everything():
    """For programs: the same fields, as data."""
    (record,) = json.loads(console.as_json([LATE]))
    assert record["place"] == {"file": "b.csv", "line": 10}
    assert record["context"] == {"kolom": "fte"}


def test_the_summary_counts():
    """In words that fit the number."""
    assert console.summary([]) == "geen fouten"
    assert console.summary([LATE]) == "1 fout"
    assert console.summary([LATE, EARLY, NOTE]) == "2 fouten en 1 let op"


def test_a_terminal_of_long_ago_can_be_written_to(monkeypatch):
    """A minus sign that it does not know is no reason to stop."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.say("−2 “aantal”")
    assert raw.getvalue().rstrip() == b"?2 ?aantal?"


def test_a_reader_may_stop_early():
    """`check | head` ends without a word about pipes."""
    code = "from pipeline import console\nfor i in range(100000): console.say(str(i))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
