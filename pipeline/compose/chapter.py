"""Compose one Markdown file: its headings, prose, tables, charts and footnotes, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline.compose.boxes import box_problems
from pipeline.compose.footnotes import (
    footnote_html,
    footnote_problems,
    footnote_references,
    split_footnotes,
)
from pipeline.compose.headings import KINDS, Attributes, Kind, misfit, take_attributes
from pipeline.compose.images import use_image
from pipeline.compose.insertions import BLOCK
from pipeline.compose.labels import slug
from pipeline.compose.lines import line_of, with_lines
from pipeline.compose.links import unused_definitions
from pipeline.compose.markdown import problems_in, say_places
from pipeline.compose.passages import in_chapter, note_passages, passages
from pipeline.compose.placing import place_block, stray_blocks
from pipeline.compose.unmeant import unmeant
from pipeline.compose.workshop import Workshop
from pipeline.model import (
    ERROR,
    Block,
    Chapter,
    Footnote,
    Heading,
    Place,
    Problem,
    Prose,
)


def compose_chapter(
    source: str, moved: Mapping[int, Place], place: Place, shop: Workshop
) -> Chapter:
    """Return the chapter of a text whose insertions are tokens already.

    `moved` has the place of lines that come from elsewhere, by their line in `source`.
    """
    return _Composer(place, shop).chapter(source, moved)


class _Composer:
    """Walks the tokens of one file from top to bottom."""

    def __init__(self, place: Place, shop: Workshop) -> None:
        self._place = place
        self._shop = shop
        self._kind: Kind = "hoofdstuk"
        self._hints: tuple[str, ...] = ()
        self._title: Heading | None = None
        self._headings: list[Heading] = []
        self._level = 0
        self._boxes_fit = True
        self._blocks: list[Block] = []
        self._run: list[Token] = []

    def _report(
        self, line: int, code: str, what: str, found: str, expected: str, advice: str
    ) -> None:
        place = replace(self._place, line=line)
        self._shop.problems.append(Problem(code, ERROR, place, what, found, expected, advice))

    def chapter(self, source: str, moved: Mapping[int, Place]) -> Chapter:
        """Return the composed chapter; problems go to the workshop."""
        env: dict[str, Any] = {}
        tokens = self._shop.md.parse(source, env)
        self._shop.problems += unused_definitions(env, tokens, self._place)
        found = list(passages(tokens, source, self._place, moved))
        boxes = list(box_problems(source, self._place))
        self._shop.problems += boxes
        self._boxes_fit = not boxes
        body, notes = split_footnotes(tokens)
        self._shop.problems += footnote_problems(source, body, notes, self._place)
        self._images_and_links(tokens)
        footnotes = self._footnotes(body, notes)
        if self._boxes_fit:
            self._shop.problems += stray_blocks(tokens, self._place)
        self._walk(body)
        self._shop.problems += problems_in(tokens, self._place)
        self._shop.problems += unmeant(tokens, source, self._place)
        title = self._title or Heading("", "", "", 1)
        found += [note for block in self._blocks for note in note_passages(block)]
        self._shop.passages += in_chapter(found, title.id)
        return Chapter(
            title,
            tuple(self._headings),
            tuple(self._blocks),
            footnotes,
            self._kind,
            self._place,
            self._hints,
        )

    def _walk(self, body: list[Token]) -> None:
        if not any(token.type == "heading_open" and token.tag == "h1" for token in body):
            missing = ("Dit hoofdstuk heeft geen titel", "geen regel met één #", "# Titel")
            self._report(1, "X11", *missing, "Begin het bestand met een regel: # en de titel.")
            self._level = 1
        i = 0
        while i < len(body):
            i = self._step(body, i)
        self._flush()

    def _step(self, body: list[Token], i: int) -> int:
        token = body[i]
        if token.type == "heading_open":
            if token.markup.startswith("#") and self._heading(token, body[i + 1]):
                self._run += body[i : i + 3]
            return i + 3
        if token.type == "paragraph_open" and token.level == 0:
            match = BLOCK.fullmatch(body[i + 1].content.strip())
            if match:
                self._flush()
                place = replace(self._place, line=line_of(token))
                self._blocks += place_block(int(match[1]), self._shop, place)
                return i + 3
        if token.type == "dt_open":
            self._term(token, body[i + 1])
        self._run.append(token)
        return i + 1

    def _term(self, token: Token, inline: Token) -> None:
        """Make a term of a glossary known, so that `verwijs('begrip:…')` finds it."""
        term = self._shop.collected.plain(self._shop.html([inline]).strip())
        name = slug(term)
        html_id = self._shop.labels.block_id("begrip", name)
        token.attrs["id"] = html_id
        words = term[:1].lower() + term[1:]
        place = replace(self._place, line=line_of(token))
        if problem := self._shop.labels.add(f"begrip:{name}", html_id, words, place):
            self._shop.problems.append(problem)

    def _flush(self) -> None:
        if self._run:
            line = next((line_of(t) for t in self._run if t.map), self._place.line)
            if self._shop.with_places:
                say_places(self._run, self._place)
            self._blocks.append(Prose(self._shop.html(self._run), replace(self._place, line=line)))
            self._run = []

    # --- headings --------------------------------------------------------------------------------

    def _heading(self, token: Token, inline: Token) -> bool:
        """Take a heading; return whether it belongs in the prose (the chapter's title does not)."""
        level, line = int(token.tag[1]), line_of(token)
        given = take_attributes(inline)
        title = self._shop.html([inline]).strip()
        if not self._fits(token, given, title):
            self._shop.labels.absent.add(f"kop:{given.name}")
            return False
        self._level = level
        heading_id = self._shop.labels.heading_id(given.name, title)
        token.attrs["id"] = heading_id
        if level == 1:
            self._take_title(heading_id, title, given, line)
            return False
        if level == 2:
            self._paragraph(token, heading_id, title, line, given.name)
        elif given.name:
            self._add(given.name, Heading(heading_id, "", title, 3), "", line)
        return True

    def _fits(self, token: Token, given: Attributes, title: str) -> bool:
        level, line = int(token.tag[1]), line_of(token)
        expected = misfit(level, self._level, self._boxes_fit and token.level > 0)
        if expected:
            what = "Deze kop staat op een verkeerd niveau"
            advice = "Verander het aantal hekjes, of voeg de ontbrekende kop toe."
            self._report(line, "X11", what, "#" * level, expected, advice)
            return False
        if not title:
            self._report(
                line, "X11", "Deze kop is leeg", "#" * level, "een kop met tekst", "Vul de kop in."
            )
            return False
        for what, found, wanted in given.problems(level):
            self._report(line, "X11", what, found, wanted, "Verbeter wat er tussen { en } staat.")
        return True

    def _take_title(self, heading_id: str, title: str, given: Attributes, line: int) -> None:
        self._kind = KINDS.get(given.kind, "hoofdstuk")
        self._hints = given.hints
        labels = self._shop.labels
        number = ""
        if labels.numbered and self._kind == "hoofdstuk":
            number = str(labels.next("hoofdstuk"))
        elif self._kind == "bijlage":
            number = f"Bijlage {labels.next('bijlage')}"
        labels.restart("paragraaf")
        self._title = Heading(heading_id, number, title, 1)
        self._add(given.name or heading_id, self._title, self._kind, line)

    def _paragraph(self, token: Token, heading_id: str, title: str, line: int, given: str) -> None:
        number = ""
        if self._title and self._title.number and self._kind == "hoofdstuk":
            number = f"{self._title.number}.{self._shop.labels.next('paragraaf')}"
        token.meta["number"] = number
        heading = Heading(heading_id, number, title, 2)
        self._headings.append(heading)
        self._add(given or heading_id, heading, "paragraaf", line)

    def _add(self, name: str, heading: Heading, kind: str, line: int) -> None:
        place = replace(self._place, line=line)
        plain = self._shop.collected.plain(heading.title)
        if problem := self._shop.labels.add_heading(name, heading, plain, kind, place):
            self._shop.problems.append(problem)

    # --- footnotes, pictures and links -----------------------------------------------------------

    def _footnotes(self, body: list[Token], notes: list[list[Token]]) -> tuple[Footnote, ...]:
        shop = self._shop
        found: dict[int, Footnote] = {}
        for token, line in footnote_references(body):
            note_id = token.meta["id"]
            if note_id not in found:
                html = footnote_html(notes[note_id], lambda inline: shop.html([inline]))
                found[note_id] = Footnote(shop.labels.next("voetnoot"), html)
            number = shop.collected.add(found[note_id], replace(self._place, line=line))
            token.meta["token"] = f"\ue000{number}\ue001"
        return tuple(found.values())

    def _images_and_links(self, tokens: list[Token]) -> None:
        shop = self._shop
        for token, line in with_lines(tokens):
            if token.type not in ("image", "link_open"):
                continue
            place = replace(self._place, line=line)
            if token.type == "image":
                picture = use_image(token, shop.pictures, shop.collected, place)
                if isinstance(picture, Problem):
                    shop.problems.append(picture)
                elif picture not in shop.images:
                    shop.images.append(picture)
            else:
                shop.links.append((str(token.attrs.get("href", "")), place))
