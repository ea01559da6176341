"""A table that was typed in Markdown: on paper it fits the page, on the web it scrolls."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from pipeline.render import fitting
from pipeline.render.bound import Medium

_ROW = re.compile(r"(<tr[^>]*>)(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd](?=[ >])[^>]*>(.*?)</t[hd]>", re.DOTALL)
_WHOLE_CELL = re.compile(r"<t[hd](?=[ >]).*?</t[hd]>", re.DOTALL)


def word_table(table: str, plain: Callable[[str], str], form: str, medium: Medium) -> str:
    """Return a table typed in Markdown as it stands on a page; `plain` bares the words of a cell.

    A group on the web, not a region: two tables may have the same headings, and landmarks have to
    differ.
    """
    rows = [[plain(cell) for cell in _CELL.findall(row)] for _, row in _ROW.findall(table)]
    table = table.replace("<table", '<table class="woorden"', 1)
    if medium == "print":
        return _on_paper(table, rows, form)
    label = escape(f"Tabel met {', '.join(rows[0])}")
    table = table.replace(">", f'><caption class="stil">{label}</caption>', 1)
    return f'<div class="schuif" role="group" tabindex="0" aria-label="{label}">{table}</div>'


def _on_paper(table: str, rows: list[list[str]], form: str) -> str:
    """Return a table as it fits on a page: by itself, or smaller, turned or in parts."""
    columns = list(zip(*rows, strict=True))
    needs = [fitting.breakable(texts) for texts in columns]
    fit = fitting.fit_words(needs, [_natural(texts) for texts in columns], form)
    tall = iter([fitting.is_tall(row) for row in rows])

    def part(columns: tuple[int, ...], shares: tuple[float, ...]) -> str:
        wide = "".join(f'<col style="width: {100 * s / sum(shares):.1f}%">' for s in shares)
        chosen = _ROW.sub(lambda row: f"{row[1]}{_chosen(row[2], columns)}</tr>", table)
        return chosen.replace("<thead>", f"<colgroup>{wide}</colgroup><thead>", 1)

    table = _ROW.sub(lambda row: f'<tr class="hoog">{row[2]}</tr>' if next(tall) else row[0], table)
    if not fit.shares[0]:
        return table
    classes = " ".join(("verdeeld", *fit.classes))
    return f'<div class="{classes}">{"".join(map(part, fit.parts, fit.shares))}</div>'


def _natural(texts: tuple[str, ...]) -> float:
    """Return the room for the longest of what hyphens cannot divide, in the size of letters."""
    head, *cells = texts
    words = [word for text in cells for word in text.split() if not word.strip(".,;:()").isalpha()]
    return max(fitting.breakable(texts), *map(fitting.width, (*words, *head.split(), "")))


def _chosen(row: str, columns: tuple[int, ...]) -> str:
    """Return some of the cells of a row."""
    cells = _WHOLE_CELL.findall(row)
    return "".join(cells[number] for number in columns)
