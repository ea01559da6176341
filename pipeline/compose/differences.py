"""Give a number in running text the note to its declared difference, as a footnote.

A table or chart shows its own notes. What none of them shows in a publication becomes a footnote at
the first mention of the number, in the same Markdown that an editor would write.
"""

from __future__ import annotations

import re

from pipeline.compose.blocks import CannotPlace, table_block
from pipeline.compose.chart_blocks import chart_block
from pipeline.compose.insertions import Collected, insert_into
from pipeline.compose.labels import Labels
from pipeline.compose.requests import ChartRequest, Number, TableRequest
from pipeline.model import Figures, Note, Place, Problem
from pipeline.tokens import INLINE

_NO_FOOTNOTE_HERE = re.compile(r"\s*(#|\[\^|!\[)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>{}#|!])")


def with_footnotes(
    sources: list[str], figures: Figures, collected: Collected, problems: list[Problem]
) -> list[tuple[str, dict[int, Place]]]:
    """Return the texts (insertions are tokens already) with a footnote per note that needs one.

    With each text comes the place in afwijkingen.yaml of the lines that were added to it.
    """
    shown = _shown_by_blocks(figures, collected)
    waiting = [note for note in figures.notes if note not in shown]
    done = []
    for source in sources:
        lines = source.split("\n")
        added: dict[int, Place] = {}
        for number, line in enumerate(tuple(lines)):
            if waiting and not _NO_FOOTNOTE_HERE.match(line):
                lines[number], found = _mark(line, waiting, figures, collected)
                waiting = [note for note in waiting if note not in found]
                for note in found:
                    text = insert_into(note.text, note.place, figures, collected, problems)
                    lines += ["", f"[^{_name(note, figures)}]: " + _plain(text)]
                    added[len(lines)] = note.place
        done.append(("\n".join(lines), added))
    return done


def _shown_by_blocks(figures: Figures, collected: Collected) -> set[Note]:
    """Return the notes that stand under a table or chart of the publication."""
    notes: set[Note] = set()
    nowhere = Place("")
    for request in collected.blocks:
        try:
            if isinstance(request, TableRequest):
                notes.update(table_block(request, figures, Labels(False), nowhere, _as_typed).notes)
            elif isinstance(request, ChartRequest):
                notes.update(chart_block(request, figures, Labels(False), nowhere, _as_typed).notes)
        except CannotPlace:
            continue  # reported when the chapter is composed
    return notes


def _as_typed(text: str, _: Place) -> str:
    return text


def _mark(
    line: str, waiting: list[Note], figures: Figures, collected: Collected
) -> tuple[str, list[Note]]:
    """Return a line with footnote marks behind its numbers, and the notes that they are for."""
    found: list[Note] = []

    def mark(match: re.Match[str]) -> str:
        item = collected.inline[int(match[1])]
        if not isinstance(item, Number):
            return match[0]
        used = {item.cell.id, *item.cell.derived_from}
        here = [note for note in waiting if note not in found and used & set(note.cells)]
        found.extend(here)
        return match[0] + "".join(f"[^{_name(note, figures)}]" for note in here)

    return INLINE.sub(mark, line), found


def _name(note: Note, figures: Figures) -> str:
    return f"verschil-{figures.notes.index(note) + 1}"


def _plain(text: str) -> str:
    """Return typed text on one line, as Markdown that shows every character."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
