"""How much every publication weighs: pages, PDF, and what its web page loads by itself."""

from __future__ import annotations

import gzip
from pathlib import Path

import pypdfium2

from site_files import publications

HEADINGS = ("publicatie", "pagina's", "pdf kB", "html kB", "html kB gzip")


def show(output: Path) -> bool:
    """Print a table; there is nothing to fail here."""
    rows = [HEADINGS]
    for page in publications(output):
        name, year = page.parent.name, page.parent.parent.name
        file = page.with_name(f"{name}-{year}.pdf")
        pages = str(len(pypdfium2.PdfDocument(file))) if file.exists() else "-"
        size = f"{file.stat().st_size / 1000:.0f}" if file.exists() else "-"
        html = page.read_bytes()
        packed = len(gzip.compress(html, 9))
        rows.append(
            (f"{year} {name}", pages, size, f"{len(html) / 1000:.0f}", f"{packed / 1000:.0f}")
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))
        print("   " + "  ".join((first.ljust(widths[0]), *cells)))
    return True
