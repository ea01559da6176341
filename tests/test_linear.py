"""Four times as much text takes about four times as long to read, whatever stands in it.

The readers and the texts are those of benchmarks/lineair.py. The bound is generous, and a slow
moment gets another chance: what looks at all from each character takes sixteen times as long.
"""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from lineair import PIECES, READERS, seconds, text_of

SHORT, LONG = 4_000, 16_000
MOST = 9.0
"""Times as long at most; half way between four times and sixteen."""
FLOOR = 0.004
"""Seconds below which a clock says little."""


def slow(reader, piece: str) -> bool:
    """Say whether reading the long text takes far too long, three times in a row."""
    for _ in range(3):
        short = seconds(reader, text_of(piece, SHORT))
        if seconds(reader, text_of(piece, LONG)) <= MOST * max(short, FLOOR):
            return False
    return True


@pytest.fixture
def no_collector():
    """Leave out the collector of garbage, which looks at all that every test before this left."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("name", READERS)
def test_a_reader_is_linear_and_never_deep(name, no_collector):
    """On every text that is made to be hard; a RecursionError fails it as well."""
    assert len(PIECES) > 50
    assert [shape for shape, piece in PIECES.items() if slow(READERS[name], piece)] == []


def test_the_measure_sees_a_reader_that_is_not(no_collector):
    """One that looks at the rest of the text from each character."""
    assert slow(lambda text: re.findall("[ab ]*x", text), "ab ")


@pytest.mark.parametrize("shape", ["duizenden", "telwoorden", "een lange zin", "geld"])
def test_a_whole_check_of_a_long_text_ends(mini, shape):
    """What was not read as a whole is told: a paragraph, or a sentence, that is too long."""
    text = text_of(PIECES[shape], 100_000)
    mini.write("2022/teksten/publieksversie/01-in-het-kort.md", f"# Kort\n\n{text}\n")
    code, printed = mini.check()
    assert code == 1
    assert "FOUT X16 Deze alinea is te lang om na te kijken" in printed
    sentence = f"# Kort\n\n{text_of(PIECES[shape], 3000)}\n"
    mini.write("2022/teksten/publieksversie/01-in-het-kort.md", sentence)
    assert "LET OP X16 Deze zin is te lang om in één keer na te kijken" in mini.check()[1]
