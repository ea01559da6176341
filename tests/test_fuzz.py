"""A small part of `fuzz.py`: spoiled files are answered in an editor's words, and cost little."""

from __future__ import annotations

import fuzz


def test_spoiled_files_are_answered(mini):
    """Workbooks, spreadsheets and CSV; `tests/fuzz.py` does thousands."""
    answers = fuzz.run(mini.root, 120, seed=7).answers
    assert sum(answers.values()) == 120
    assert {"niets anders", "iets anders", "E01"} <= {answer for _, answer in answers}
