"""The guides, followed step by step: what they say to type works, and is answered as they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import each
from guide_steps import Desk, recipes

ROOT = Path(__file__).parent.parent
GUIDES = ("docs/HANDLEIDING.md", "docs/ontwikkelen.md")
FOLLOWED = [(name, *recipe) for name in GUIDES for recipe in recipes(ROOT / name)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a copy of the project."""
    return Desk(tmp_path_factory.mktemp("gids"))


@pytest.mark.parametrize(
    ("guide", "heading", "steps"), FOLLOWED, ids=[f"{g}: {h}" for g, h, _ in FOLLOWED]
)
def test_a_recipe_works_as_it_is_written(desk, guide, heading, steps):
    """From the project as it is, every command and every change."""
    desk.start_again()
    for step in steps:
        desk.follow(step)


def test_the_manual_has_twelve_recipes_each_with_a_picture_and_steps():
    """The pictures are there, with words for who cannot see them."""
    text = (ROOT / GUIDES[0]).read_text("utf-8")
    headings = re.findall(r"^## (\d+)\. ", text, re.MULTILINE)
    assert headings == [str(number) for number in range(1, 13)]
    for part in each(re.split(r"^## \d+\. ", text, flags=re.MULTILINE)[1:]):
        pictures = re.findall(r"^!\[([^\]]+)\]\((\S+)\)$", part, re.MULTILINE)
        assert pictures, part[:40]
        for words, path in each(pictures):
            assert len(words) > 20
            assert (ROOT / "docs" / path).stat().st_size < 200_000
    followed = [heading for guide, heading, _ in FOLLOWED if guide == GUIDES[0]]
    assert len(followed) == len(headings)


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_links_to_is_there(guide):
    """Files, and headings in them."""
    folder = (ROOT / guide).parent
    for target in each(re.findall(r"\]\(([^)\s]+)\)", (ROOT / guide).read_text("utf-8"))):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = (folder / path) if path else ROOT / guide
        assert file.exists(), target
        if anchor:
            text = file.read_text("utf-8").lower()
            names = {
                re.sub(r"[^\w\- ]", "", heading).strip().replace(" ", "-")
                for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            }
            assert anchor in names, target
