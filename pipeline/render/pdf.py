"""A folder with a print page as one PDF that is both PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import hashlib
import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.model import ERROR, Place, Problem, ProblemsFound
from pipeline.model.account import PdfInfo
from pipeline.render import layout_gate, line_ends, number_places, pdf_tags, sources
from pipeline.render.serialised import serialise_once
from pipeline.writing import write_file

line_ends.install()
VARIANT = "pdf/a-2a"
UA_PART = "1"

_UA = "http://www.aiim.org/pdfua/ns/id/"
_UA_DECLARATION = f"""
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}">
<pdfuaid:part>{UA_PART}</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""PDF/A accepts no property that is not declared, so the PDF/UA id comes with its schema."""


def write_pdf(page: Path, target: Path, awaited: frozenset[str] = frozenset()) -> PdfInfo:
    """Write `page`, an index.html with its files beside it, as a PDF.

    `awaited` are files of the folder that another process is still making.

    Raises ProblemsFound when WeasyPrint warns of anything at all (W01), or when a reader would miss
    something (W02 and on); nothing is written then.
    """
    folder = page.parent
    with _logged() as lines:
        fonts = FontConfiguration()
        fetcher = FolderFetcher(folder, awaited)
        text = page.read_text("utf-8")
        html = weasyprint.HTML(string=text, base_url=BASE, url_fetcher=fetcher)
        document = html.render(font_config=fonts, pdf_variant=VARIANT)
        _declare_ua(document.metadata)

        def finish(_: object, pdf: pydyf.PDF) -> None:
            pdf_tags.complete(record, pdf)
            serialise_once(pdf)

        with warnings.catch_warnings(), pdf_tags.recorded() as record:
            # WeasyPrint does not close its own colour profile.
            warnings.simplefilter("ignore", ResourceWarning)
            content = document.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=_identifier(folder),
                finisher=finish,
            )
    problems = layout_gate.problems(document, html.etree_element)
    if lines and not any(problem.code == "W08" for problem in problems):
        problems += tuple(_problem(target.name, line) for line in lines)
    if any(problem.severity == ERROR for problem in problems):
        raise ProblemsFound(problems)
    write_file(target, content)
    return PdfInfo(len(document.pages), _places(document), problems)


def _places(document: Any) -> dict[str, int]:
    """Return on which page each element with an id starts, and on which each number stands."""
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            element = box.element
            name = element.get("id") if element is not None else None
            if name:
                places.setdefault(name, number)
    boxes = (page._page_box.descendants() for page in document.pages)
    return places | number_places.pages_of_numbers(boxes)


LONGEST_WAIT = 120.0
"""Seconds that a PDF waits for a chart before the build gives up."""
BASE = "file:///publicatie/"
"""The address that stands for the folder: WeasyPrint makes names in the PDF from addresses, and the
place of the folder on this machine may not change a byte."""


class FolderFetcher(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint the files under one folder and nothing else: no network, no redirects."""

    def __init__(self, folder: Path, awaited: frozenset[str] = frozenset()) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._root = folder.resolve()
        self._awaited = awaited

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file; ValueError for whatever lies elsewhere."""
        if not url.startswith(BASE):
            raise ValueError(f"Outside the publication's folder: {url}")
        path = (self._root / url2pathname(urlsplit(url.removeprefix(BASE)).path)).resolve()
        if not path.is_relative_to(self._root):
            raise ValueError(f"Outside the publication's folder: {url}")
        if path.relative_to(self._root).as_posix() in self._awaited:
            _wait_for(path)
        response = super().fetch(path.as_uri(), headers)
        return _AtBase(url, response, response.headers, response.status)


def _wait_for(path: Path) -> None:
    """Wait until a file is there; who makes it ends this process too when that fails."""
    end = time.monotonic() + LONGEST_WAIT
    while not path.exists():
        if time.monotonic() > end:
            raise ValueError(f"Not made in time: {path.name}")
        time.sleep(0.005)


class _AtBase(URLFetcherResponse):  # type: ignore[misc]
    """A file under its address in the publication; it has no path that WeasyPrint may go by."""

    path = None


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if line not in self.lines:
            self.lines.append(line)


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect what WeasyPrint only logs; each different line once."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)


def _problem(name: str, line: str) -> Problem:
    return Problem(
        code="W01",
        severity=ERROR,
        place=Place(name),
        what="Bij het maken van de pdf ging iets mis",
        found=line,
        advice="Kijk of het plaatje of bestand dat hierboven staat er echt is. "
        "Gaat de melding over de vormgeving (templates/), geef haar dan door aan de ontwikkelaar.",
    )


def _declare_ua(metadata: Any) -> None:
    """Let the metadata name PDF/UA beside PDF/A; WeasyPrint writes one of the two by itself."""
    original = metadata.generate_rdf_metadata

    def both(*args: Any) -> bytes:
        # As text: a parser would rename the prefixes, and PDF/A prescribes them.
        rdf: bytes = original(*args)
        head, end, rest = rdf.rpartition(b"</rdf:RDF>")
        if not end or rest.strip():
            raise ValueError("WeasyPrint's metadata does not end as expected")
        return head + _UA_DECLARATION.encode("utf-8")

    metadata.generate_rdf_metadata = both


def _identifier(folder: Path) -> bytes:
    """Return an id for the PDF that depends on the content of the folder alone."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
        content = path.read_bytes()
        if path.name == "index.html":  # a line more in a text makes no other PDF
            content = sources.without(content.decode("utf-8")).encode("utf-8")
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:32].encode("ascii")
