"""A table of the new year: what the old folder knows is read from there, the rest is asked for."""

from __future__ import annotations

import csv
import io
import re

from pipeline.model import FORESEEN, NOT_KNOWN_YET, Row, Table
from pipeline.new_year import yaml_lines
from pipeline.new_year.columns import NewColumn, heading_of_outcome, new_columns, source
from pipeline.new_year.years import Shift, moved_yaml
from pipeline.strict_yaml import Mapping, Scalar

_OLD = re.compile(r"\{>> Bron[^{}]* zijn nog die van \d{4}\. <<\}")
EMPTY = "nnb"
"""What stands where a value has to be filled in."""
_KEPT = ("bron", "toelichting", "reden")
_STATUS = re.compile(rf"(\bstatus:\s*)([\"']?)(?:{'|'.join(FORESEEN)})\b\2")
_HEADING = re.compile(r"(\bkop:\s*)(\"[^\"]*\"|'[^']*'|[^,}\n]*)")
_EXPECTED_WORD = re.compile(rf"\s*\(?\b(?:{'|'.join(FORESEEN)})\b\)?", re.IGNORECASE)


class Undivided(Exception):
    """Carries the line of a YAML file on which more than one column stands, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def moved_meaning(table: Table, text: str, shift: Shift) -> str:
    """Return the YAML of a table; a source or explanation of the old year gets a comment.

    Raises Undivided when a column has to be divided that has no lines of its own.
    """
    node = yaml_lines.tree(text)
    lines = moved_yaml(text, _KEPT, shift.code).split("\n")
    block = node.items["kolommen"]
    assert isinstance(block, Mapping), "the table was read from it"
    changes: list[tuple[tuple[int, int], list[str]]] = []
    spans = yaml_lines.spans(text, block)
    for new in new_columns(table, shift):
        if new.outcome:
            if new.old.id not in spans:
                raise Undivided(block.lines[new.old.id])
            first, last = spans[new.old.id]
            changes.append(((first, last), _divided(lines[first:last], new, table, shift)))
    whole = yaml_lines.spans(text, node)
    if "controletelling" in whole:
        first, last = whole["controletelling"]
        counted = yaml_lines.commented(text.split("\n")[first:last])
        changes.append(((first, last), [f"# Over {shift.old}, en nu opnieuw te tellen:", *counted]))
    if whole:
        changes.append(_explained(text, node, whole, _mark(table, shift.old)))
    for (first, last), now in sorted(changes, reverse=True):
        lines[first:last] = now
    return "\n".join(lines)


def _divided(lines: list[str], new: NewColumn, table: Table, shift: Shift) -> list[str]:
    """Return the lines of a column that was expected: one for what happens, and then itself."""
    heading = shift.words(heading_of_outcome(new.old, table))
    happened = [_STATUS.sub(r"\1realisatie", line) for line in lines]
    happened = [_HEADING.sub(lambda kop: _happened(kop, heading), line) for line in happened]
    name = re.compile(rf"^(\s*)([\"']?){re.escape(new.id)}\2\s*:")
    foreseen = [name.sub(rf"\g<1>\g<2>{new.old.status}_{new.id}\g<2>:", lines[0]), *lines[1:]]
    return [*happened, *foreseen]


def _happened(found: re.Match[str], heading: str) -> str:
    """Return a heading that does not say that it is a forecast; what is left can be a number."""
    words = _EXPECTED_WORD.sub("", found[2].strip("\"'")).strip()
    return f"{found[1]}{yaml_lines.quoted(heading or words)}"


def _mark(table: Table, old: int) -> str:
    words = any(column.kind == "tekst" for column in table.columns)
    what = "Bron, toelichting en woorden in de cellen" if words else "Bron en toelichting"
    return f"{{>> {what} zijn nog die van {old}. <<}}"


def _explained(
    text: str, node: Mapping, spans: dict[str, tuple[int, int]], mark: str
) -> tuple[tuple[int, int], list[str]]:
    """Return which lines become what, so that a comment says that the explanation is an old one."""
    note = node.items.get("toelichting")
    if isinstance(note, Scalar) and _OLD.search(note.text):
        return (0, 0), []  # of a year further back
    if not isinstance(note, Scalar):
        top = min(first for first, _ in spans.values())
        return (top, top), [f'toelichting: "{mark}"']
    first, last = spans["toelichting"]
    lines = text.split("\n")[first:last]
    if re.match(r"[\"']?toelichting[\"']?\s*:\s*[|>]", lines[0]):
        indent = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
        return (first, last), [*lines, f"{indent}{mark}"]
    behind = re.search(r"\s#[^\"']*$", lines[-1])
    more = behind[0] if behind and not note.text.endswith(behind[0].strip()) else ""
    words = yaml_lines.quoted(f"{note.text} {mark}".strip())
    return (first, last), [f"toelichting: {words}{more}"]


def moved_cells(table: Table, csv_text: str, shift: Shift) -> str:
    """Return the CSV of a table; `csv_text` is that of the old one."""
    typed = dict(enumerate(csv.reader(csv_text.split("\n"), delimiter=";"), 1))
    columns = tuple(new_columns(table, shift))
    width = len(table.keys)
    places = {column.id: place for place, column in enumerate(table.columns, width)}
    out = [[*table.keys, *(column.id for column in columns)]]
    for row in table.rows:
        had = typed[row.line]
        key = tuple(map(shift.code, row.key))
        cells = (
            had[places[column.old.id]].strip()
            if column.old.kind == "tekst"
            else _cell(column, key, row, table, shift.old)
            for column in columns
        )
        out.append([*map(shift.code, had[:width]), *cells])
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(out)
    return written.getvalue()


def _cell(new: NewColumn, key: tuple[str, ...], row: Row, table: Table, old: int) -> str:
    found = source(new, key, row, table)
    if found is None:
        return EMPTY
    same = found.id == f"{table.id}.{'.'.join(key)}.{new.id}"
    return f"uit {old}" if same else f"uit {old}/{found.id}"


def gone(table: Table, shift: Shift) -> list[str]:
    """Return the columns, and then the rows, with numbers of which the new year shows none."""
    found = (
        source(new, tuple(map(shift.code, row.key)), row, table)
        for new in new_columns(table, shift)
        if new.old.kind == "getal"
        for row in table.rows
    )
    there = {cell.id for cell in found if cell}
    known = {cell.id for cell in table.cells.values() if cell.missing != NOT_KNOWN_YET}
    columns = [c.id for c in table.columns if _none_of(f".{c.id}", "", known, there)]
    rows = [r.id for r in table.rows if _none_of("", f"{table.id}.{r.id}.", known, there)]
    return columns if len(rows) == len(table.rows) else columns + rows


def _none_of(end: str, start: str, known: set[str], there: set[str]) -> bool:
    """Say whether some numbers of a column or row are known, and none is shown again."""
    own = {name for name in known if name.endswith(end) and name.startswith(start)}
    return bool(own) and not own & there
