"""What the chapters of one publication share while it is composed."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field

from pipeline.compose.insertions import Collected
from pipeline.compose.labels import Labels
from pipeline.model import Figures, Passage, Place, Problem


class Workshop(Struct):
    """The tools and the results so far."""

    md: MarkdownIt
    figures: Figures
    labels: Labels
    collected: Collected
    pictures: Path
    """The folder of the year's pictures."""
    problems: list[Problem]
    images: list[Path] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[tuple[str, Place]] = field(default_factory=list)
    """Links to a heading (`#naam`), to be held against the headings when all are known."""
    with_places: bool = False
    """Whether each block of text says from which line it comes, for the preview."""

    def html(self, tokens: list[Token]) -> str:
        """Return the HTML of tokens."""
        return str(self.md.renderer.render(tokens, self.md.options, {}))
