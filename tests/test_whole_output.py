"""A protected organisation built whole: no file has a hidden number beside the names of its row."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import care
import pytest
from conftest import each
from lxml import etree, html
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
HIDDEN = (
    ("strandhof", "palliatieve zorg", 3),
    ("helmgras", "geriatrische revalidatie", 1),
    ("duinzicht", "dagbehandeling", 2),
    ("duinzicht", "palliatieve zorg", 7),
)
_RECORD = "//tr | //p | //li | //figcaption | //caption | //dd | //h1 | //h2 | //h3"


def build(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Build all publications of the fictional care organisation below a folder."""
    data = folder / "data"
    data.mkdir(parents=True)
    care.write(data, text)
    command = ["--year", "2025", "--data", str(data), "--output", str(folder / "uit")]
    return subprocess.run(
        [sys.executable, "build.py", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def records(path: Path) -> Iterator[str]:
    """Yield the words of each row, paragraph, object or line of a file, in lower case."""
    kind, raw = path.suffix, path.read_bytes()
    if kind == ".html":
        for element in html.fromstring(raw).xpath(_RECORD):
            yield " ".join(element.itertext())
    elif kind in (".svg", ".xml"):
        yield from etree.fromstring(raw).itertext()
    elif kind in (".json", ".jsonld"):
        yield from _objects(json.loads(raw))
    elif kind == ".csv":
        text = raw.decode("utf-8-sig")
        yield from (
            " ".join(row) for d in ",;" for row in csv.reader(io.StringIO(text), delimiter=d)
        )
    elif kind == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            for name in book.namelist():
                yield re.sub("<[^>]*>", " ", book.read(name).decode()) if "shared" in name else ""
    elif kind == ".pdf":
        for page in PdfReader(path).pages:
            yield from page.extract_text().splitlines()


def _objects(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield " ".join(str(v) for v in node.values() if not isinstance(v, dict | list))
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from _objects(child)


@pytest.mark.slow
def test_no_file_has_a_hidden_number_beside_its_row(tmp_path):
    """Every page, data file, register, drawing and PDF, read row by row."""
    done = build(tmp_path, care.TEXT)
    assert done.returncode == 0, done.stderr
    met = set()
    for path in each(sorted(p for p in (tmp_path / "uit").rglob("*") if p.is_file())):
        for record in each(records(path)):
            words = " ".join(record.lower().replace("_", " ").split())
            for place, care_form, value in HIDDEN:
                short = care_form.split()[0][:8]
                if place in words and short in words:
                    met.add(path.suffix)
                    plain = re.sub(r"31[-. ]12[-. ]2025|stand 2025|\b2025\b", "", words)
                    if plain.count(place) == 1 and len(plain) < 200:
                        assert not re.search(rf"(?<![\w.,-]){value}(?![\w.,-])", plain), (
                            path,
                            words,
                        )
    assert {".html", ".csv", ".json"} <= met
    assert "kinderen" not in "".join(
        p.read_text("utf-8") for p in (tmp_path / "uit").rglob("index.html")
    )


@pytest.mark.slow
def test_a_leak_in_words_is_not_published(tmp_path):
    """A build with one such sentence ends with a problem, and makes nothing."""
    leak = (
        "Op Strandhof kregen {{ vrij('precies drie bewoners', 'uit de bron') }} palliatieve zorg."
    )
    done = build(tmp_path, f"{care.TEXT}\n{leak}\n")
    assert done.returncode == 1
    assert "D05" in done.stderr
    assert "drie bewoners" not in done.stderr
    assert not list((tmp_path / "uit").rglob("index.html"))
