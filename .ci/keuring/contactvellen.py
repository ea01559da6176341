"""Contact sheets: every page of every PDF, and every web page at three widths, light and dark.

One picture per publication and medium, so that somebody can look at all of it in a minute. Long web
pages are cut into columns.
"""

from __future__ import annotations

import io
import math
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from chromium import SCHEMES, WIDTHS, browsing, served
from site_files import pages, pdfs, publications

PAPER = 330
"""How wide a page of a PDF is on a sheet."""
ACROSS = 8
COLUMN, TALL = 260, 3000
"""How wide a piece of a web page is on a sheet, and how high a sheet of pieces is."""
GAP, LINE = 12, 18
GROUND, INK = "#8a8f94", "#ffffff"
LONGEST = 24_000
"""A register of thousands of rows is the same all the way down: this much of a page is shown, in
CSS pixels, unless it is a publication."""
TALLEST = 16_000
"""Chromium draws no picture higher than this at once, in pixels of the picture."""


def make(output: Path, target: Path) -> None:
    """Write the sheets into a folder; print their names."""
    target.mkdir(parents=True, exist_ok=True)
    for file in pdfs(output):
        _save(_of_pdf(file), target / f"{file.stem}-pdf.jpg")
    shares = [pages(output)[i::2] for i in range(2)]
    with served(output) as address, ProcessPoolExecutor(2) as pool:
        for job in [pool.submit(_web_sheets, output, address, s, target) for s in shares]:
            job.result()


def _web_sheets(output: Path, address: str, share: list[Path], target: Path) -> None:
    whole = set(publications(output))
    with browsing() as browser:
        for page in share:
            name = page.relative_to(output).with_suffix("").as_posix()
            url = f"{address}/{page.relative_to(output).as_posix()}"
            sheet = _of_page(browser, url, None if page in whole else LONGEST)
            _save(sheet, target / f"{name.replace('/', '-').removesuffix('-index')}-web.jpg")


def _save(sheet: Image.Image, path: Path) -> None:
    sheet.save(path, quality=82, optimize=True)
    print(f"   {path.name}: {sheet.width} x {sheet.height}")


def _of_pdf(file: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    pictures = []
    for number, page in enumerate(document, 1):
        picture = page.render(scale=PAPER / page.get_width()).to_pil()
        pictures.append((f"pagina {number}", picture))
    return _pasted(pictures, ACROSS)


def _of_page(browser: Browser, url: str, longest: int | None) -> Image.Image:
    pieces = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            whole = _pictured(browser, url, width, scheme, longest)
            for number, piece in enumerate(_cut(whole), 1):
                pieces.append((f"{width} px {scheme} {number}", piece))
    return _pasted(pieces, max(6, math.ceil(math.sqrt(len(pieces) * TALL / COLUMN / 2))))


def _pictured(
    browser: Browser, url: str, width: int, scheme: str, longest: int | None
) -> Image.Image:
    """Return a page as a picture, drawn at the width of a column at once."""
    scale = min(1.0, COLUMN / width)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=scale
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    height = min(height, longest or height)
    step = int(TALLEST / scale)
    parts = []
    for top in range(0, height, step):
        clip = {"x": 0, "y": top, "width": width, "height": min(step, height - top)}
        parts.append(Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))))
    context.close()
    whole = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole


def _cut(whole: Image.Image) -> list[Image.Image]:
    """Return a long picture in pieces that fit on a sheet."""
    tops = range(0, whole.height, TALL)
    return [whole.crop((0, top, whole.width, min(whole.height, top + TALL))) for top in tops]


def _pasted(pictures: list[tuple[str, Image.Image]], across: int) -> Image.Image:
    """Return pictures beside and below each other, each with its name above it."""
    rows = [pictures[i : i + across] for i in range(0, len(pictures), across)]
    wide = max(picture.width for _, picture in pictures) + GAP
    heights = [max(picture.height for _, picture in row) + LINE + GAP for row in rows]
    sheet = Image.new("RGB", (wide * min(across, len(pictures)) + GAP, sum(heights) + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, (name, picture) in enumerate(row):
            draw.text((GAP + place * wide, top), name, fill=INK)
            sheet.paste(picture, (GAP + place * wide, top + LINE))
        top += height
    return sheet
