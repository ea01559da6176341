"""Markdown to tokens and back to HTML, with what an editor may not do found on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline import characters
from pipeline.compose.boxes import BOXES
from pipeline.compose.lengths import set_aside
from pipeline.compose.lines import line_of, with_lines
from pipeline.compose.links import link_problems
from pipeline.compose.marks import keep_marks
from pipeline.model import ERROR, Place, Problem

PLACE = "data-plaats"
"""The attribute in which a block says its file and line, in a preview."""
_PARTS = ("thead_open", "tbody_open", "tr_open", "th_open", "td_open")
_NOTE = re.compile(r"\[\^([^\]]+)\]")
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)?")
_BRACE = re.compile(r"\{[^{}]*\}?|\}")


def reader() -> MarkdownIt:
    """Return the Markdown dialect of docs/teksten.md. HTML is read so that it can be refused."""
    md = MarkdownIt(
        "commonmark", {"html": True, "typographer": True, "quotes": ["‘", "’", "‘", "’"]}
    )
    md.enable(["table", "smartquotes"])
    md.use(footnote_plugin, inline=False, move_to_end=True)
    md.use(deflist_plugin)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in problems_in
    for name in BOXES:
        md.use(container_plugin, name=name, render=_render_container)
    md.core.ruler.before("inline", "set_aside", set_aside)
    md.core.ruler.before("text_join", "keep_marks", keep_marks)
    md.add_render_rule("heading_open", _render_heading)
    md.add_render_rule("heading_close", _render_heading)
    md.add_render_rule("footnote_ref", _render_footnote_reference)
    return md


def _render_container(self: object, tokens: list[Token], i: int, *rest: object) -> str:
    token = tokens[i]
    if token.nesting == -1:
        return "</div>\n"
    name, _, title = token.info.strip().partition(" ")
    opening = f'<div class="{name}"{_place(token)}>\n'
    return opening + (f'<p class="{name}-titel">{escapeHtml(title.strip())}</p>\n' if title else "")


def _render_heading(self: object, tokens: list[Token], i: int, *_: object) -> str:
    token = tokens[i]
    tag = f"h{int(token.tag[1]) + 1}"
    if token.nesting == -1:
        return f"</{tag}>\n"
    number = token.meta.get("number", "")
    shown = f'<span class="nummer">{number}</span> ' if number else ""
    return f'<{tag} id="{token.attrs["id"]}"{_place(token)}>{shown}'


def _render_footnote_reference(self: object, tokens: list[Token], i: int, *_: object) -> str:
    return str(tokens[i].meta.get("token", ""))


def problems_in(tokens: list[Token], place: Place) -> Iterator[Problem]:
    """Yield what may not stand in a text: HTML, code, bad links, loose marks."""
    for token, line in with_lines(tokens):
        where = Place(place.file, line)
        if token.type in ("html_block", "html_inline"):
            yield _html(where, token)
        elif token.type in ("code_block", "fence"):
            yield _code(where, token)
        elif token.type == "link_open":
            yield from link_problems(where, token)
        elif token.type == "text":
            yield from _text(where, token.content)


def say_places(tokens: list[Token], place: Place) -> None:
    """Let every block that opens say in HTML where it was typed; parts of a table do not."""
    for token in tokens:
        if token.nesting == 1 and token.map and token.type not in _PARTS:
            token.attrs[PLACE] = f"{place.file}:{line_of(token)}"


def _place(token: Token) -> str:
    said = token.attrs.get(PLACE)
    return f' {PLACE}="{escapeHtml(str(said))}"' if said else ""


def _html(place: Place, token: Token) -> Problem:
    return Problem(
        "X04",
        ERROR,
        place,
        "HTML kan niet in een tekst",
        characters.excerpt(token.content),
        "gewone Markdown",
        "Haal de HTML weg; docs/teksten.md noemt wat er wel kan. Een los < schrijft u als \\<.",
    )


def _code(place: Place, token: Token) -> Problem:
    return Problem(
        "X04",
        ERROR,
        place,
        "Deze regel wordt een blok programmacode",
        characters.excerpt(token.content) or "```",
        "gewone tekst",
        "Haal de vier spaties vooraan de regel weg, of de regels met ```.",
    )


def _text(place: Place, content: str) -> Iterator[Problem]:
    for match in _NOTE.finditer(content):
        yield Problem(
            "X10",
            ERROR,
            place,
            "Bij deze voetnoot ontbreekt de tekst",
            match[0],
            f"een regel [^{match[1]}]: uitleg",
            "Voeg de tekst van de voetnoot toe, of haal het teken weg.",
        )
    if link := _LINK.search(content):
        yield Problem(
            "X06",
            ERROR,
            place,
            "Deze link of dit plaatje is niet goed geschreven",
            characters.excerpt(link[0]),
            "[tekst](adres) of ![omschrijving](bestand)",
            "Laat spaties weg uit het adres en kijk of er na elke ( een ) staat.",
        )
    if brace := _BRACE.search(content):
        yield Problem(
            "X02",
            ERROR,
            place,
            "Er staat een losse accolade in de tekst",
            characters.excerpt(brace[0]),
            "{{ naam }} voor een cijfer, of {#naam} aan het eind van een kop",
            "Verbeter of verwijder de accolade.",
        )
