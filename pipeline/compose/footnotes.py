"""Footnotes of one file: each referred to once, each one piece of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline.compose.lines import with_lines
from pipeline.model import ERROR, Place, Problem

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:(.*)")
_PLAIN = (
    "paragraph_open",
    "paragraph_close",
    "inline",
    "footnote_anchor",
    "footnote_close",
    "footnote_block_close",
)
"""Tokens of a footnote that is nothing but sentences."""


def split_footnotes(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Return the text without its footnotes, and the tokens of each footnote by id."""
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    notes: list[list[Token]] = []
    for token in tokens[start:]:
        if token.type == "footnote_open":
            notes.append([])
        elif notes:
            notes[-1].append(token)
    return tokens[:start], notes


def footnote_references(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each reference to a footnote with its line, in the order of the text."""
    for token, line in with_lines(tokens):
        if token.type == "footnote_ref":
            yield token, line


def footnote_html(note: list[Token], render: Callable[[Token], str]) -> str:
    """Return the inline HTML of a footnote, its paragraphs parted by a line break."""
    return "<br>".join(render(token) for token in note if token.type == "inline")


def footnote_problems(
    source: str, body: list[Token], notes: list[list[Token]], place: Place
) -> Iterator[Problem]:
    """Yield what is wrong with the footnotes of a text."""
    lines = _definitions(source)
    for label, found in lines.items():
        if len(found) > 1:
            where = replace(place, line=found[1])
            yield _problem(
                where,
                "Deze voetnoot staat er twee keer",
                f"[^{label}]: (ook op regel {found[0]})",
                "elke voetnoot één keer",
                "Geef een van de twee een ander nummer.",
            )
    labels: dict[str, int] = {}
    for token, line in footnote_references(body):
        label = token.meta["label"]
        if label in labels:
            yield _problem(
                replace(place, line=line),
                "Naar deze voetnoot wordt twee keer verwezen",
                f"[^{label}] (ook op regel {labels[label]})",
                "elke voetnoot één keer",
                "Maak er twee voetnoten van.",
            )
        labels[label] = line
        if label in lines:
            yield from _content(
                notes[token.meta["id"]], label, replace(place, line=lines[label][0])
            )
    for label, found in lines.items():
        if label not in labels:
            yield _problem(
                replace(place, line=found[0]),
                "Naar deze voetnoot verwijst niets",
                f"[^{label}]:",
                f"[^{label}] ergens in de tekst",
                "Zet het teken in de tekst, of haal de voetnoot weg.",
            )


def _content(note: list[Token], label: str, place: Place) -> Iterator[Problem]:
    texts = [token for token in note if token.type == "inline"]
    what = found = ""
    if not any(token.content.strip() for token in texts):
        what, found = "Bij deze voetnoot ontbreekt de tekst", f"[^{label}]: zonder tekst"
    elif any(token.type not in _PLAIN for token in note):
        what, found = "Deze voetnoot is meer dan gewone tekst", "een lijst, tabel, kop of vak"
    elif any(child.type == "footnote_ref" for t in texts for child in t.children or ()):
        what, found = "In een voetnoot kan geen andere voetnoot staan", f"een teken in [^{label}]:"
    if what:
        yield _problem(
            place, what, found, f"[^{label}]: uitleg in gewone zinnen", "Schrijf de uitleg voluit."
        )


def _definitions(source: str) -> Mapping[str, list[int]]:
    """Return the lines on which each footnote is written."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(source.split("\n"), 1):
        if match := _DEFINITION.fullmatch(line):
            lines.setdefault(match[1], []).append(number)
    return lines


def _problem(place: Place, what: str, found: str, expected: str, advice: str) -> Problem:
    return Problem("X10", ERROR, place, what, found, expected, advice)
