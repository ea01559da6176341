"""Text over pictures, drawings and gradients, which axe-core does not judge: by the pixels.

The page is photographed without its letters; each line of text is held against what lies behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image
from playwright.sync_api import Page

TEXT, LARGE = 4.5, 3.0
LARGE_SIZE, LARGE_HEAVY = 24.0, 18.66
"""Pixels from which letters are large, and from which heavy letters are (WCAG 1.4.3)."""
HEAVY = 600
LONGEST = 20_000
"""Pixels of a page that are photographed, from its top: registers are fifty times as long, and have
their only drawing at the top. A longer page with a text over a drawing further down is told."""
ROOM = 400
"""Pixels that lines may still move down while letters come in."""
MARGIN = 2
"""Pixels around the letters that belong to what one sees behind them."""
LINES = """() => {
  const box = (r) => [r.left + scrollX, r.top + scrollY, r.right + scrollX, r.bottom + scrollY];
  const drawn = [...document.querySelectorAll("body, body *")].filter((part) =>
    ["", "::before", "::after"].some((pseudo) =>
      /url|gradient/.test(getComputedStyle(part, pseudo || null).backgroundImage)));
  const pictures = [...document.querySelectorAll("img, picture, video, canvas")];
  const grounds = [...drawn, ...pictures].map((part) => box(part.getBoundingClientRect()));
  const over = (a) => grounds.some((b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]);
  // In a part that scrolls, outside what is seen of it; or one that keeps its place in the window.
  const hidden = (part, r) => {
    for (let a = part; a && a !== document.body; a = a.parentElement) {
      const set = getComputedStyle(a);
      if (set.position === "sticky" || set.position === "fixed") return true;
      if (set.overflowY === "visible") continue;
      const b = a.getBoundingClientRect();
      if (r.bottom > b.bottom - 3 || r.top < b.top - 1 || r.right <= b.left || r.left >= b.right)
        return true;
    }
    return false;
  };
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, part = node.parentElement, style = getComputedStyle(part);
    if (!node.data.trim() || !part.checkVisibility({ visibilityProperty: true })) continue;
    if (part.closest(".stil, svg, script, style, template")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width > 1 && over(box(rect)) && !hidden(part, rect)) {
        found.push({ box: box(rect), color: style.color, size: parseFloat(style.fontSize),
          weight: Number(style.fontWeight), text: node.data.trim().slice(0, 40) });
      }
    }
  }
  return found;
}"""
BLANK = (
    "*, *::before, *::after { color: transparent !important; -webkit-text-fill-color: transparent "
    "!important; text-shadow: none !important; text-decoration-color: transparent !important; "
    "caret-color: transparent !important; transition: none !important } "
    ".voortgang { display: none }"
)
NUMBERS = "(color) => { const c = document.createElement('canvas').getContext('2d'); "
NUMBERS += (
    "c.fillStyle = color; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data]; }"
)


def check(page: Page) -> Iterator[str]:
    """Yield each line of text that differs too little from some of what lies behind it."""
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    before = page.evaluate(LINES)
    if not before:
        return
    blank = page.add_style_tag(content=BLANK)
    wide, high = page.evaluate("(e => [e.scrollWidth, e.scrollHeight])(document.documentElement)")
    clip = {"x": 0, "y": 0, "width": wide, "height": min(high, LONGEST, _lowest(before) + ROOM)}
    with Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))) as shot:
        ground = shot.convert("RGB")
    blank.evaluate("tag => tag.remove()")
    lines = page.evaluate(LINES)  # where they are by now: fonts may have come in meanwhile
    colors = {line["color"] for line in lines}
    known = {color: tuple(page.evaluate(NUMBERS, color)[:3]) for color in colors}
    for line in lines:
        if line["box"][3] > clip["height"]:
            yield f"een regel te ver naar onder om na te meten: {line['text']!r}"
            continue
        ratio = _least(ground, line["box"], known[line["color"]])
        if ratio < _wanted(line):
            yield f"contrast {ratio:.2f} : 1 op een tekening: {line['text']!r}"


def _lowest(lines: list[dict[str, Any]]) -> int:
    return round(max(line["box"][3] for line in lines))


def _wanted(line: dict[str, Any]) -> float:
    size, heavy = line["size"], line["weight"] >= HEAVY
    return LARGE if size >= LARGE_SIZE or (heavy and size >= LARGE_HEAVY) else TEXT


def _least(ground: Image.Image, box: list[float], color: tuple[int, ...]) -> float:
    """Return the contrast of a colour with the pixel behind a line that is most like it."""
    left, top, right, bottom = (round(side) for side in box)
    where = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
    colors = ground.crop(where).getcolors(1 << 24) or []
    return min(_ratio(color, other) for _, other in colors)


def _ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    parts = [value / 255 for value in color]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
