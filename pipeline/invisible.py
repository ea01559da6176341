"""Characters that nobody sees: they come along with copied text and change what a name means."""

from __future__ import annotations

import re

# Control characters (not tab and line end), joiners and marks of direction, byte order marks,
# separators, and the private characters that stand for insertions while a text is composed.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufeff\ufff9-\uffff\U000e0000-\U0010ffff]"
)
_TOKEN = re.compile("[\ue000\ue002][0-9]+[\ue001\ue003]")
"""What stands for an insertion in a text that is being composed."""


def position(text: str) -> int | None:
    """Return where the first such character stands, None when there is none."""
    if text.isascii() and text.isprintable():
        return None  # most values: no need to search
    match = _INVISIBLE.search(text)
    return match.start() if match else None


def excerpt(text: str, most: int = 80) -> str:
    """Return the first line of a text as a message can repeat it, with … where it goes on."""
    line = _INVISIBLE.sub("", _TOKEN.sub("…", text.strip().split("\n")[0]))
    return line if len(line) <= most else line[:most].rstrip() + "…"


def described(text: str, at: int) -> str:
    """Return the character as an editor can look it up, with the words around it."""
    start = text.rfind("\n", 0, at) + 1
    around = text[max(start, at - 30) : at + 30].split("\n")[0]
    return f"teken U+{ord(text[at]):04X}, bij “{_INVISIBLE.sub('', around).strip()}”"
