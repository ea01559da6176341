"""Open a workbook, whatever program made it: its sheets, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.workbook.csv_sheet import read_csv
from pipeline.workbook.excel import read_excel
from pipeline.workbook.lines import Sheet
from pipeline.workbook.opendocument import read_opendocument
from pipeline.workbook.package import MOST_BYTES, Budget, Package
from pipeline.workbook.refusals import Unreadable, damaged, locked, too_large

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_XLSX = "Open het in Excel en sla het op als werkmap (.xlsx)."
_KINDS = (
    (rb"%PDF-", "een PDF"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "een plaatje"),
    (rb"\{\\rtf", "een tekstdocument (RTF)"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", "een webpagina"),
    (rb"(?:\xef\xbb\xbf)?\s*<", "een XML-bestand"),
)
"""How other files start."""


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Return every sheet of a workbook, in order; raises Unreadable."""
    budget = Budget()
    try:
        if not path.is_file():
            raise Unreadable("geen bestand", "Kijk of de naam klopt.")
        if path.stat().st_size > MOST_BYTES:
            raise too_large(f"een bestand van meer dan {MOST_BYTES >> 20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("geen leesbaar bestand", "Kijk of u het mag lezen.") from error
    if data.startswith(_ZIP):
        return tuple(_of_zip(Package(data, budget), budget))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise locked()
        raise Unreadable("een werkboek in een oude vorm (.xls)", _AS_XLSX)
    if not data.strip():
        raise Unreadable("een leeg bestand", "Kijk of dit het goede bestand is.")
    for shape, kind in _KINDS:
        if re.match(shape, data, re.IGNORECASE):
            raise Unreadable(kind, f"Kijk of dit het goede bestand is. {_AS_XLSX}")
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return (read_csv(path.name, data, budget),)
    raise damaged()


def _of_zip(package: Package, budget: Budget) -> Iterator[Sheet]:
    names = package.names
    if "content.xml" in package:
        return iter(read_opendocument(package, budget))
    if "encrypted-package" in package:
        raise locked()
    if any(name.endswith("workbook.bin") for name in names):
        raise Unreadable("een binair werkboek (.xlsb)", _AS_XLSX)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable("een document of presentatie", "Kijk of dit het goede bestand is.")
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable("een werkboek van Numbers", "Exporteer het als Excel (.xlsx).")
    return read_excel(package, budget)
