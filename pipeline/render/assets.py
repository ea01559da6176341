"""What lies beside a page: its style sheet, the drawings that it asks for, scripts, diagrams."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from pipeline.model import DiagramBlock, Document, HouseStyle, Organisation
from pipeline.render import columns, diagrams, fonts, style
from pipeline.render.bound import Medium
from pipeline.render.html import DIAGRAM, SHARED, environment

LETTERS = "web-letters.js"
"""The script of every page: fonts for who opens a folder without a server."""
READING = "web-lezen.js"
"""The script of a publication on the web."""
SEARCHING = "web-zoeken.js"
"""The script of the page that searches a year."""
ICON = "web-merk.svg"
"""What a browser shows beside the title of a page."""
_DRAWING = re.compile(r"url\(((?:print|web)-[\w-]+\.svg)\)")
"""A drawing of ours that a style sheet asks for; its template has the same name and .j2."""


def assets(document: Document, kind: Medium) -> dict[str, bytes]:
    """Return what a page needs besides fonts, charts and pictures, by path inside its folder."""
    publication, look = document.publication, document.organisation.style
    found = _styled(kind, look, publication.folder, document.is_draft)
    found["stijl.css"] = columns.width_rules(document, kind).encode() + found["stijl.css"]
    if kind == "web":
        return found | _scripts(LETTERS, READING)
    drawings = diagrams_of(document).items()
    return found | {f"{path}.svg": style.resolved(svg, look).encode() for path, svg in drawings}


def index_assets(organisation: Organisation) -> dict[str, bytes]:
    """Return what an index page needs besides fonts, by path inside its folder."""
    return _styled("web", organisation.style, SHARED) | _scripts(LETTERS, SEARCHING)


def diagrams_of(document: Document) -> dict[str, str]:
    """Return the diagrams of a publication as SVG, by path in its folder, without .svg."""
    template = environment(document.publication.folder).get_template(DIAGRAM)
    family = fonts.Letters.of(document.organisation.style).text
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    return {
        f"diagrammen/{block.diagram.name}": diagrams.svg(block.diagram, "breed", template, family)
        for block in blocks
        if isinstance(block, DiagramBlock)
    }


def _scripts(*names: str) -> dict[str, bytes]:
    return {name: (SHARED / name).read_bytes() for name in names}


def _styled(
    kind: Medium, look: HouseStyle, folder: Path, concept: bool = False
) -> dict[str, bytes]:
    """Return the style sheet, the own one after the shared one, and the drawings it asks for."""
    names = [f"{kind}.css", f"{kind}-concept.css"] if concept else [f"{kind}.css"]
    sheets = dict.fromkeys(source / name for name in names for source in (SHARED, folder))
    rules = "\n".join(sheet.read_text("utf-8") for sheet in sheets if sheet.exists())
    own, mixed = environment(folder), partial(style.mixed, look)
    asked = {*_DRAWING.findall(rules), *([ICON] if kind == "web" else [])}
    drawings = {
        name: style.resolved(own.get_template(f"{name}.j2").render(mixed=mixed), look)
        for name in sorted(asked)
    }
    if kind == "print":
        rules = style.print_rules(look) + style.resolved(rules, look)
    else:
        rules = style.web_rules(look) + rules
    return {name: text.encode() for name, text in {"stijl.css": rules, **drawings}.items()}
