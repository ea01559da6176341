"""The quick reader of insertions gives the tree that Jinja gives, or leaves the words to Jinja."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.compose import by_jinja, plain
from pipeline.compose.tree import Call, Const, Filter
from pipeline.compose.tree import Path as Named

INSERTION = re.compile(r"\{\{((?:[^\n{}]|\{(?!\{)|\}(?!\}))*)\}\}")
PIECES = (
    *(
        "cit",
        "cijfers.nps",
        "a.2020",
        "a.02",
        "a.b2",
        "a.2b",
        "a._b",
        "A.B",
        "é",
        "jaar",
        "Verwijs",
    ),
    *("som", "tabel", "in", "not", "true", "None", "is", "if", "else", "rijen"),
    *("'cit'", '"een woord"', "'it\\'s'", "'", '"', "1", "0", "007", "1_000", "1.5", "-1", "12a"),
    *("(", ")", "(", ")", ",", ",", "|", "|", "=", "==", ".", "[", "]", "*", "**", "~", "+", "-"),
    *(" ", " ", "  ", "\u00a0", "\t"),
)
DATA = Path(__file__).parent.parent / "data"


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("som(a.b, c.d, 1) | miljoen(1) | kaal")
@example("tabel('cit', kolommen='a b', rijen=\"x\")")
@example("tabel(rijen='x', 'cit')")
@example("f(a,)")
@example("f(,a)")
@example("a | b.c")
@example("a.b(c)")
@example("None.a")
@example("f(f(f(f(f(f(f(f(f(f(a))))))))))")
def test_the_quick_reader_agrees_with_jinja(source):
    """Whatever it reads, it reads as Jinja does."""
    node = plain.read(source)
    assert node is None or node == by_jinja.read(source)


def test_a_plain_expression_is_read():
    """Functions, options, words, numbers and filters are read without Jinja."""
    path, option = Named("a.2020"), ("rijen", Const("x y"))
    assert plain.read(" som(a.2020, 1) | miljoen(2) ") == Filter(
        Call(Named("som"), (path, Const(1)), ()), "miljoen", (Const(2),)
    )
    assert plain.read("tabel('cit', rijen=\"x y\")") == Call(
        Named("tabel"), (Const("cit"),), (option,)
    )


@pytest.mark.parametrize("source", ["a + b", "a.b(c)", "a[0]", "'a'", "f(*a)", "a if b", "", "a b"])
def test_what_is_not_plain_is_left_to_jinja(source):
    """It refuses nothing itself."""
    assert plain.read(source) is None


def test_the_texts_need_no_jinja():
    """What editors really write is plain; else a check would be slower for nothing."""
    sources = {
        match[1]
        for text in DATA.glob("*/teksten/**/*.md")
        for match in INSERTION.finditer(text.read_text())
    }
    assert sources
    assert {source for source in sources if plain.read(source) is None} == set()
