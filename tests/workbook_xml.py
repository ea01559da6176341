"""Workbooks made of XML, as no library writes them and Excel, Numbers and others do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROWS: tuple[tuple[object, ...], ...] = (
    ("duur", 2021, 2022),
    ("kort", 1.1, 1.3),
    ("middellang", 0.8, 0.9),
    ("lang", 1.5, 1.4),
    ("zeer_lang", 1, 0.9),
    ("totaal", 4.5, 4.9),
)
"""The table `verzuim` of the fictional year, as it is."""


def letter(column: int) -> str:
    """Return A for column 0; as far as Z."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def cell(address: str, value: object, style: int = 0) -> str:
    """Return a `<c>`: a number, words, or XML that is written as it is."""
    if isinstance(value, str) and value.startswith("<c"):
        return value
    told = f' s="{style}"' if style else ""
    if isinstance(value, str):
        return f'<c r="{address}"{told} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"{told}><v>{value}</v></c>'


def rows(
    cells: Sequence[Sequence[object]] = ROWS,
    changed: Mapping[str, object] | None = None,
    attributes: Mapping[int, str] | None = None,
) -> str:
    """Return the rows of a sheet; `changed` are cells by address, `attributes` those of rows."""
    changed, attributes = changed or {}, attributes or {}
    made = []
    for number, row in enumerate(cells, 1):
        line = "".join(
            cell(at, changed.get(at, value))
            for at, value in ((f"{letter(i)}{number}", value) for i, value in enumerate(row))
        )
        made.append(f'<row r="{number}" {attributes.get(number, "")}>{line}</row>')
    return "".join(made)


def sheet(data: str, before: str = "", after: str = "", namespace: str = TRANSITIONAL) -> str:
    """Return the XML of a sheet; `before` and `after` stand around its rows."""
    return (
        f'<worksheet xmlns="{namespace}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    )


def book(
    path: Path,
    sheets: Mapping[str, str],
    *,
    parts: Mapping[str, str | bytes] | None = None,
    states: Mapping[str, str] | None = None,
    styles: str = "",
    strings: str = "",
    calc: str = "",
    namespace: str = TRANSITIONAL,
) -> Path:
    """Write a workbook of sheets by name; `parts` replaces or adds parts by their path."""
    content: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("r", "officeDocument", "xl/workbook.xml")])
    }
    relations, listed = [], []
    for number, (name, xml) in enumerate(sheets.items(), 1):
        content[f"xl/worksheets/sheet{number}.xml"] = xml
        relations.append((f"r{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        state = (states or {}).get(name, "visible")
        listed.append(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}" state="{state}"/>')
    for part, text in (("styles", styles), ("sharedStrings", strings)):
        if text:
            content[f"xl/{part}.xml"] = text
            relations.append((part, part, f"{part}.xml"))
    content["xl/_rels/workbook.xml.rels"] = _relations(relations)
    content["xl/workbook.xml"] = (
        f'<workbook xmlns="{namespace}" xmlns:r="{_TYPES}">'
        f"<sheets>{''.join(listed)}</sheets>{calc}</workbook>"
    )
    path.write_bytes(zipped(content | dict(parts or {})))
    return path


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def _relations(listed: Sequence[tuple[str, str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for name, kind, target in listed
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{made}</Relationships>'


def comments(*listed: tuple[str, str]) -> dict[str, str]:
    """Return the parts that give the first sheet comments: address and words."""
    told = "".join(
        f'<comment ref="{at}" authorId="0"><text><r><t>{escape(words)}</t></r></text></comment>'
        for at, words in listed
    )
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": _relations([("c", "comments", "../comments1.xml")]),
        "xl/comments1.xml": f'<comments xmlns="{TRANSITIONAL}"><commentList>{told}</commentList>'
        "</comments>",
    }


def formats(*codes: str) -> str:
    """Return a style sheet in which style 1, 2 … has these number formats."""
    made = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{200 + n}" fontId="0" fillId="0"/>' for n in range(len(codes)))
    return (
        f'<styleSheet xmlns="{TRANSITIONAL}"><numFmts>{made}</numFmts><fonts><font/>'
        '<font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/><fill><patternFill '
        'patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill></fills>'
        f'<cellXfs><xf/>{used}<xf fontId="1"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>'
    )


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = ("office", "table", "text", "style")


def opendocument(
    cells: Sequence[Sequence[object]] = ROWS,
    changed: Mapping[str, str] | None = None,
    attributes: Mapping[int, str] | None = None,
    columns: str = "",
) -> str:
    """Return the content.xml of a spreadsheet with one sheet `verzuim`, as LibreOffice writes it.

    `changed` are `<table:table-cell`s by address, without that name.
    """
    made = []
    for number, row in enumerate(cells, 1):
        told = (attributes or {}).get(number, "")
        line = "".join(
            f"<table:table-cell {(changed or {}).get(f'{letter(i)}{number}', _ods_cell(value))}"
            "</table:table-cell>"
            for i, value in enumerate(row)
        )
        made.append(f"<table:table-row {told}>{line}</table:table-row>")
    spaces = " ".join(f'xmlns:{name}="{_ODS}{name}:1.0"' for name in _NAMES)
    return (
        f"<office:document-content {spaces}>"
        '<style:style style:name="r0"><style:table-row-properties style:row-height="0in"/>'
        f'</style:style><table:table table:name="verzuim">{columns}{"".join(made)}'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:document-content>"
    )


def _ods_cell(value: object) -> str:
    if isinstance(value, str):
        return f'office:value-type="string"><text:p>{escape(value)}</text:p>'
    shown = str(value).replace(".", ",")
    return f'office:value-type="float" office:value="{value}"><text:p>{shown}</text:p>'
