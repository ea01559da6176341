"""The end of a line of text that is followed by other letters, such as a link or a number.

WeasyPrint 70 counts the space at the end of such a text as if it had to fit. When just that space
is too much, it divides the first long word of the line, and most of the line stays empty.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

NARROWEST = 0.25
"""The width of the narrowest text, per letter in its size: what is longer does not fit anyhow."""
_split = inline.split_first_line


def install() -> None:
    """Let WeasyPrint leave such a space out of its measure."""
    inline.split_first_line = _split_first_line


def _split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any
) -> Any:
    found = _split(text, style, context, max_width, *rest, **more)
    _, _, resume_index, *_ = found
    bare = text.rstrip(" ")
    if resume_index is None or max_width is None or bare == text or not bare:
        return found
    if len(bare) * NARROWEST * style["font_size"] > max_width:
        return found
    if _split(bare, style, context, max_width, *rest, **more)[2] is None:
        return _split(text, style, context, None, *rest, **more)
    return found
