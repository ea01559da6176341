"""A table of the new year: closing stocks open it, what was realised becomes the comparison."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable

from pipeline.model import FORESEEN, Column, Table
from pipeline.new_year.years import moved, moved_yaml, named

EMPTY = "nnb"
"""What stands where a value has to be filled in."""
_KEPT = ("bron", "toelichting", "reden")
_STATUS = re.compile(rf"(\bstatus:\s*)(?:{'|'.join(FORESEEN)})\b")
_HEADING = re.compile(r"(\bkop:\s*)(\"[^\"]*\"|'[^']*'|[^,}\n]*)")
_EXPECTED_WORD = re.compile(rf"\s*\(?\b(?:{'|'.join(FORESEEN)})\b\)?", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*\{>>.*?<<\}")
_NOTE = re.compile(r"^toelichting:[ \t]*(?P<text>[^\n|>].*)$", re.MULTILINE)


def moved_meaning(table: Table, text: str, old: int, move: Callable[[str], str]) -> str:
    """Return the YAML of a table; a source or explanation of the old year gets a comment.

    A column of the old year itself that only had what was expected becomes one of what happens.
    """
    own = [c.id for c in table.columns if c.year == str(old) and c.status in FORESEEN]
    text = _happened(_COMMENT.sub("", text), own)
    text = moved_yaml(text, _KEPT, move)
    spoken = "\n".join(line for line in text.split("\n") if line.startswith(_KEPT))
    if not named(spoken):
        return text
    mark = f"{{>> Bron en toelichting zijn nog die van {old}. <<}}"
    found = _NOTE.search(text)
    if found is None:
        head, _, rest = text.partition("\n")
        return f'{head}\ntoelichting: "{mark}"\n{rest}' if "toelichting:" not in text else text
    words = found["text"].strip()
    if words[0] in "\"'":
        end = f" {mark}{words[-1]}"
        return text[: found.start("text")] + words[:-1] + end + text[found.end() :]
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{text[: found.start("text")]}"{quoted} {mark}"{text[found.end() :]}'


def _happened(text: str, columns: list[str]) -> str:
    """Return YAML in which these columns have happened, in their status and in their heading."""
    names = "|".join(map(re.escape, columns))
    start = re.compile(rf"^(\s+)[\"']?(?:{names})[\"']?:")
    lines, inside = [], -1
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        if columns and start.match(line):
            inside = indent
        if inside >= 0:
            line = _STATUS.sub(r"\1realisatie", _HEADING.sub(_without_expectation, line))
        lines.append(line)
    return "\n".join(lines)


def _without_expectation(found: re.Match[str]) -> str:
    """Return a heading that no longer says that it is a forecast; what is left can be a number."""
    words = _EXPECTED_WORD.sub("", found[2].strip("\"'")).strip()
    return found[0] if words == found[2].strip("\"'") else f'{found[1]}"{words}"'


def moved_cells(table: Table, csv_text: str) -> str:
    """Return the CSV of a table; `csv_text` is that of the old one.

    A value goes along when the old folder has it for the same year, as something that happened:
    what was expected is for the new year to find out, and to compare with.
    """
    rows = [row for row in csv.reader(io.StringIO(csv_text), delimiter=";") if row]
    keys, columns = len(table.keys), table.columns
    by_row = {tuple(row[:keys]): row[keys:] for row in rows[1:]}
    by_name = {column.id: place for place, column in enumerate(columns)}
    out = [[*rows[0][:keys], *(moved(name) for name in rows[0][keys:])]]
    for row in rows[1:]:
        key = tuple(row[:keys])
        before = by_row.get(tuple(map(moved, key)))
        cells = _cells(key, row[keys:], before, columns, by_name)
        out.append([*map(moved, key), *cells])
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(out)
    return written.getvalue()


def _cells(
    key: tuple[str, ...],
    row: list[str],
    before: list[str] | None,
    columns: Iterable[Column],
    by_name: dict[str, int],
) -> Iterable[str]:
    """Yield the cells of a row, whose year is in its key or in its columns, or nowhere."""
    dated_row = moved("".join(key)) != "".join(key)
    shown = list(columns)
    for place, column in enumerate(shown):
        source = by_name.get(moved(column.id))
        dated = dated_row or moved(column.id) != column.id
        if column.kind == "tekst":
            yield row[place]
        elif not dated or source is None or before is None or shown[source].status in FORESEEN:
            yield EMPTY
        else:
            yield before[source]
