"""What a page of the preview knows besides its content: problems, and where everything is from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from pipeline import console
from pipeline.commands.serve.preview import State
from pipeline.model import ChartBlock, DiagramBlock, Document, Place, TableBlock

FOLDER = "_voorbeeld"
SCRIPT, STYLE = "voorbeeld.js", "voorbeeld.css"
_HEAD = (
    f'<link rel="stylesheet" href="/{FOLDER}/{STYLE}">'
    f'<script src="/{FOLDER}/{SCRIPT}" defer></script>'
)


def with_marks(page: bytes, told: Mapping[str, Any]) -> bytes:
    """Return a page that follows what an editor saves; `told` is what `page_state` says."""
    text = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    data = f'<script type="application/json" id="voorbeeld-toestand">{text}</script>'
    return page.replace(b"</head>", f"{_HEAD}{data}</head>".encode(), 1)


def problem_page(state: State, reason: str) -> bytes:
    """Return the page that stands in for one that cannot be made."""
    told = "".join(
        f"<pre>{escape(console.as_text(problem))}</pre>"
        for problem in console.limited(state.year.problems)
    )
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Nog geen pagina</title>'
        f'</head><body class="voorbeeld-geen"><main><h1>Nog geen pagina</h1><p>{escape(reason)}</p>'
        f"{told}</main></body></html>"
    ).encode()


def page_state(state: State, token: str, publication: str, editor: bool) -> dict[str, Any]:
    """Return what a page knows; `publication` is '' for a page beside the publications."""
    documents = {d.publication.id: d for d in state.year.documents}
    document = documents.get(publication)
    return {
        "sleutel": state.key,
        "vorm": state.shape,
        "programma": state.program,
        "teken": token,
        "editor": editor,
        "publicatie": publication if document else "",
        "problemen": json.loads(console.as_json(console.limited(state.year.problems))),
        "bronnen": _sources(document) if document else {},
    }


def _sources(document: Document) -> dict[str, list[list[Any]]]:
    """Return for each table, chart, diagram and chapter (HTML id) what it was made from."""
    found = {}
    for chapter in document.chapters:
        found[chapter.heading.id] = [_source("tekst", chapter.place)]
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                rows = block.table.place.file.removesuffix(".yaml") + ".csv"
                found[block.id] = [
                    _source("tekst", block.place),
                    _source("getallen", Place(rows, 1)),
                    _source("betekenis", block.table.place),
                ]
            elif isinstance(block, ChartBlock):
                cells = [cell for _, row in block.data.rows for cell in row]
                files = dict.fromkeys(cell.place.file for cell in cells)
                found[block.id] = [
                    _source("tekst", block.place),
                    *(_source("getallen", Place(file, 1)) for file in files),
                    _source("tekening", Place(f"charts/{block.name}.py", 1)),
                ]
            elif isinstance(block, DiagramBlock):
                found[block.id] = [
                    _source("tekst", block.place),
                    _source("woorden", block.diagram.place),
                ]
    return found


def _source(kind: str, place: Place) -> list[Any]:
    return [kind, place.file, max(1, place.line)]
