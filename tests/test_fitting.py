"""Wide tables on paper: smaller letters, a turned page, then parts; every cell stays."""

from __future__ import annotations

import re

import pytest
from conftest import each
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render import fitting
from pipeline.render.word_tables import word_table

SIZES = st.lists(st.floats(0.5, 12), min_size=2, max_size=40)


def shape(needs: list[float], form: str = "boek") -> tuple[tuple[str, ...], int]:
    """Return what is done to a table with these columns, and in how many parts it falls."""
    fit = fitting.fit(needs, 1, form, [1.0] * len(needs), wide=True)
    return fit.classes, len(fit.parts)


@pytest.mark.parametrize(
    ("columns", "form", "expected"),
    [
        (6, "boek", (("breed",), 1)),
        (10, "boek", (("breed", "klein"), 1)),
        (15, "boek", (("breed", "klein", "liggend"), 1)),
        (30, "boek", (("breed", "klein"), 3)),
        (15, "blad", (("breed", "klein"), 2)),
    ],
)
def test_a_wider_table_takes_the_next_step(columns: int, form: str, expected: object) -> None:
    """Columns of numbers such as 12.345.678; a sheet is not turned."""
    assert shape([5.0] * columns, form) == expected


@given(needs=SIZES, form=st.sampled_from(["boek", "blad"]))
def test_every_column_stands_once_and_the_names_of_the_rows_in_each_part(needs, form) -> None:
    """Nothing is lost, and no part is wider than the page unless a single column is."""
    fit = fitting.fit(needs, 1, form, [1.0] * len(needs), wide=True)
    assert all(part[0] == 0 for part in fit.parts)
    others = [column for part in fit.parts for column in part[1:]]
    assert others == list(range(1, len(needs)))
    for part, shares in each(zip(fit.parts, fit.shares, strict=True)):
        least = [needs[i] * fitting.SMALL * fitting.EM + fitting.PADDING for i in part]
        room = fitting.TURNED if "liggend" in fit.classes else fitting.ROOM[form][1]
        if shares and sum(least) <= room:
            assert sum(shares) == pytest.approx(room)
            assert all(s > n - 1e-9 for s, n in zip(shares, least, strict=True))


def test_a_table_of_markdown_is_divided_with_its_first_column_in_each_part() -> None:
    """Each word stands in one part, the names of the rows in all."""
    words = [f"Ondertoezichtstelling{n}" for n in range(30)]
    head = "".join(f'<th scope="col">{word}</th>' for word in ["Naam", *words])
    row = "".join(f"<td>{word.upper()}</td>" for word in ["Rij", *words])
    table = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    made = word_table(table, str, "boek", "print")
    parts = re.findall(r"<table.*?</table>", made)
    assert made.startswith('<div class="verdeeld breed klein">')
    assert len(parts) > 1
    assert all(">Naam</th>" in part and ">RIJ</td>" in part for part in parts)
    assert [made.count(f">{word}</th>") for word in words] == [1] * 30
    assert all(len(re.findall("<col ", p)) == len(re.findall("<td>", p)) for p in parts)


def test_a_table_that_fits_stays_as_it_is() -> None:
    """No words, no class, no column is added to it."""
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    assert word_table(table, str, "boek", "print") == table.replace(
        "<table", '<table class="woorden"'
    )


def test_a_row_is_tall_when_its_highest_cell_is() -> None:
    """By the width of its column when that is known, else as its words together ask."""
    assert fitting.is_tall(["kort", "x" * 1000], [9.0, 1.0])
    assert not fitting.is_tall(["kort", "x" * 1000], [1.0, 9.0])
    assert fitting.is_tall(["x" * 2000, "x" * 2000])
    assert not fitting.is_tall(["x" * 1000, ""])
