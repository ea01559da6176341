"""What is looked for where words begin only, is found as if it were looked for everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.load import load
from pipeline.proofread import claim_words
from pipeline.proofread.indicators import Indicators

ROOT = Path(__file__).parent.parent
LINES = [
    line.lower()
    for folder in (ROOT / "data", ROOT / "tests/claims")
    for file in sorted((*folder.rglob("*.md"), *folder.rglob("*.yaml")))
    for line in file.read_text(encoding="utf-8").split("\n")
]


def test_every_claim_begins_with_a_word():
    """A word of direction that did not would never be found."""
    everywhere = re.compile(
        "|".join(f"(?P<w{n}>{words})" for n, (_, _, words) in enumerate(claim_words._WORDS))
    )
    found = 0
    for line in LINES:
        wanted = [(match.span(), match.lastgroup) for match in everywhere.finditer(line)]
        assert [(m.span(), m.lastgroup) for m in claim_words._FIND.finditer(line)] == wanted
        found += len(wanted)
    assert found > 300


@pytest.mark.parametrize("year", [2020, 2021])
def test_every_name_of_a_series_is_found(year):
    """As one pattern of all names would, the longest first."""
    indicators = Indicators.of(load(ROOT / "data", year, ROOT / "templates")[0])
    longest = sorted(indicators.by_name, key=len, reverse=True)
    everywhere = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    found = 0
    for line in LINES:
        wanted = [(match.start(), match[0]) for match in everywhere.finditer(line)]
        assert list(indicators._spellings(line)) == wanted
        found += len(wanted)
    assert found > 300
