"""verslagjaar.yaml of the new year: all is draft, and words on the old year are to be written."""

from __future__ import annotations

import re

from pipeline.new_year import yaml_lines
from pipeline.new_year.years import RELATIVE, Shift, named
from pipeline.todo import UNWRITTEN

_KEY = re.compile(r"^(?P<indent>\s*)(?P<key>\w+):[ \t]*(?P<words>.*)$")
_SPOKEN = ("titel", "samenvatting", "ondertitel")
_OF_ADOPTION = ("datum", "versie", "eerder_vastgesteld", "nog_niet_bekend", "zonder_zegel")
_STATUS = re.compile(r"(status:\s*)[^#\s]+")


def stated(text: str, shift: Shift) -> str:
    """Return the file for the new year; what stood there and is not said again is a comment."""
    made: list[str] = []
    block: list[str] = []
    for line in yaml_lines.opened(text, "publicaties").split("\n"):
        if block and not _goes_on(block, line):
            made += _moved(block, shift)
            block = []
        block.append(line)
    return "\n".join([*made, *_moved(block, shift)])


def _goes_on(block: list[str], line: str) -> bool:
    """Say whether a line belongs to the value that a key began."""
    found = _KEY.match(block[0])
    whole = found is not None and found["key"] in (*_SPOKEN, *_OF_ADOPTION)
    if found is None or (found["words"][:1] in ("", "#") and not whole):
        return False
    return not line.strip() or yaml_lines.indent(line) > len(found["indent"])


def _moved(block: list[str], shift: Shift) -> list[str]:
    """Return what becomes of a key and the lines of its value."""
    found = _KEY.match(block[0])
    if block[0].lstrip().startswith("#"):
        return block
    if found is None:
        return [shift.code(line) for line in block]
    key, space = found["key"], found["indent"]
    as_comment = [f"{space}# Vorig jaar: {line.strip()}" for line in block if line.strip()]
    blank = [line for line in block if not line.strip()]
    if key in _OF_ADOPTION:
        return [*as_comment, *blank]
    said = " ".join(block)
    if key in _SPOKEN and (named(said) or RELATIVE.search(said)):
        plain = key == "titel" and len(as_comment) == 1
        now = shift.words(found["words"]) if plain else UNWRITTEN
        return [*as_comment, f"{space}{key}: {now}", *blank]
    if key == "status":
        return [_STATUS.sub(r"\1concept", block[0]), *block[1:]]
    same = key == "auteur" or key in _SPOKEN
    return block if same else [shift.code(line) for line in block]
