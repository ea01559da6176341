"""Files that programs leave behind are known by their names; names of people's own are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.leftovers import is_leftover
from pipeline.load.merge_marks import without_marks

LEFT = [
    "verzuim (conflicted copy 2021-03-01).csv",
    "verzuim (Jans-MacBook's conflicted copy 2021-03-01).csv",
    "verzuim (kopie van Jan met conflict).csv",
    "verzuim (Case Conflict).csv",
    "verzuim.sync-conflict-20210101-120000-ABCDEFG.csv",
    "verzuim_conflict-20210101.csv",
    "verzuim-DESKTOP-ABC123.csv",
    "verzuim-LAPTOP-9KQ2.csv",
    "verzuim (1).csv",
    "verzuim - Kopie.csv",
    "verzuim - Kopie (2).csv",
    "verzuim - Copy.csv",
    "verzuim copy 2.csv",
    "Kopie van verzuim.csv",
    "verzuim.csv.orig",
    "verzuim.csv.rej",
    "verzuim.csv.bak",
    "verzuim.csv~",
    "#verzuim.csv#",
]
OWN = [
    "verzuim.csv",
    "verzuim_1.csv",
    "kerncijfers_overig.csv",
    "conflict_scheiding.csv",
    "01-kopie-van-het-plan.md",
    "01-een-kopie.md",
    "05-conflicten-tussen-ouders.md",
    "02-laptops.md",
    "10-copyright.md",
    "03-de-(on)zin.md",
]


@pytest.mark.parametrize("name", LEFT)
def test_a_leftover_is_named_and_not_read(mini, name):
    """One message (B06) that names the real file, and none about what stands in it."""
    mini.write(f"2022/tabellen/{name}", "<<<<<<< wat dan ook\n")
    (problem,) = mini.prepare().problems
    assert (problem.code, problem.found, problem.expected) == ("B06", name, "alleen verzuim.csv")


@pytest.mark.parametrize("name", OWN)
def test_a_name_of_somebodys_own_is_no_leftover(name):
    """A word such as conflict or kopie in a name says nothing."""
    assert not is_leftover(Path("tabellen") / name)


def test_a_copy_without_its_original_gets_its_name_back(mini):
    """Then it is no copy: the file was renamed."""
    text = (mini.data / "2022/tabellen/verzuim.csv").read_text(encoding="utf-8")
    (mini.data / "2022/tabellen/verzuim.csv").unlink()
    mini.write("2022/tabellen/verzuim (1).csv", text)
    left = [p for p in mini.prepare().problems if p.code == "B06"]
    assert [p.advice for p in left] == ["Geef het de naam verzuim.csv."]


def test_pictures_keep_the_names_that_cameras_give_them():
    """A photo called 'boot (2).jpg' is no copy of 'boot.jpg'."""
    assert not is_leftover(Path("afbeeldingen/boot (2).jpg"))
    assert is_leftover(Path("teksten/boot (2).md"))


def test_one_version_is_left_and_lines_stay_where_they_are():
    """The first of two versions, also with the common ancestor between them; all in one message."""
    first = "<<<<<<< HEAD\nb\n||||||| oud\nx\n=======\nc\n>>>>>>> tak"
    text = f"a\n{first}\nd\n<<<<<<< HEAD\ne\n=======\nf\n>>>>>>> tak"
    left, (problem,) = without_marks(text, "data/x.md")
    assert [line for line in left.split("\n") if line] == ["a", "b", "d", "e"]
    assert len(left.split("\n")) == len(text.split("\n"))
    assert problem.place.line == 2
    assert problem.found.endswith("ook op regel 10")


def test_what_only_looks_like_a_mark_is_left_alone():
    """A heading that is underlined, and an arrow."""
    for text in ("Kop\n=======\n\nTekst.", "=======", "<<<<<<<<<<", "a <<<<<<< b"):
        assert without_marks(text, "x") == (text, [])
