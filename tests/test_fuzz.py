"""A small part of `fuzz.py`: spoiled files are answered in an editor's words, and cost little."""

from __future__ import annotations

import fuzz
import fuzz_material
import fuzz_texts


def test_spoiled_files_are_answered(mini):
    """Workbooks, spreadsheets and CSV; `tests/fuzz.py` does thousands."""
    answers = fuzz.run(mini.root, fuzz_material.sources(mini.root), 120, seed=7).answers
    assert sum(answers.values()) == 120
    assert {"niets anders", "iets anders", "E01"} <= {answer for _, answer in answers}


def test_spoiled_texts_are_answered(mini):
    """Chapters, and every YAML of a year and its organisation."""
    answers = fuzz.run(mini.root, fuzz_texts.sources(mini.root), 120, seed=7).answers
    assert sum(answers.values()) == 120
    assert {"geen fout", "X02", "B04", "Y01"} <= {answer for _, answer in answers}
