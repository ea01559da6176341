"""Colours in sRGB: read, mixed, and held against each other as WCAG 2.2 does.

A colour is text, '#rrggbb'. Contrast is a ratio from 1 to 21 (WCAG 2.2, definitions of relative
luminance and of contrast ratio).
"""

from __future__ import annotations

import re

_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def normal(text: str) -> str | None:
    """Return a colour as '#rrggbb'; None when CSS knows no such colour, or it is see-through."""
    if found := _HEX.fullmatch(text):
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    from tinycss2 import color4  # only for what a theme of others brings

    parsed = color4.parse_color(text)
    if not isinstance(parsed, color4.Color) or parsed.alpha != 1:
        return None
    return _typed([round(255 * min(1, max(0, part))) for part in parsed.to("srgb").coordinates])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return `share` (0 to 1) of the first colour over the second."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _typed([round(a * share + b * (1 - share)) for a, b in pairs])


def _parts(color: str) -> list[int]:
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def _typed(parts: list[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(color: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
