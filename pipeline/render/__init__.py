"""Render: documents become web pages and PDFs, on two cores.

One process draws the charts (V8 starts once); the other starts on the longest publication at once
and waits for the charts when it comes to them. Then both make PDFs. Web pages cost little and are
made here, meanwhile.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from pipeline import pictures
from pipeline.model import ERROR, ChartData, Document, Place, Problem, ProblemsFound
from pipeline.model.account import PdfInfo
from pipeline.paths import plain_name
from pipeline.plan import Plan
from pipeline.render import tasks
from pipeline.render.tasks import Drawn
from pipeline.writing import write_at_once, write_files

Progress = Callable[[str], None]
BUNDLE = f"interactief/vega-{version('vl-convert-python')}.js"
"""The libraries of interactive charts in the folder of a year; another version, another file."""
NUMBERS = "cijfers.html"
"""Beside a print page: every number on it with the id of its cell, which is not in the page."""


class Workers(Struct, frozen=True):
    """Two processes that outlive a year, so that what they load is loaded once."""

    charts: ProcessPoolExecutor
    pdfs: ProcessPoolExecutor


def worker(method: str) -> ProcessPoolExecutor:
    """Return a process that draws or makes PDFs, and ends when this one ends."""
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(1, context, tasks.follow_parent, (os.getpid(),))


@contextmanager
def workers() -> Iterator[Workers]:
    """Start both processes and let them load their libraries at once."""
    # What draws charts starts threads of its own: a process that drew some cannot be forked.
    can_fork = sys.platform == "linux" and "vl_convert" not in sys.modules
    method = "fork" if can_fork else "spawn"
    pair = Workers(worker(method), worker(method))
    try:
        pair.charts.submit(tasks.load_charts)
        pair.pdfs.submit(tasks.load_pdf)
        yield pair
    except BaseException as error:
        for pool in (pair.charts, pair.pdfs):
            for process in list((pool._processes or {}).values()):
                process.kill()
        if isinstance(error, BrokenProcessPool):
            raise ProblemsFound((_WORKER_GONE,)) from error
        raise
    finally:
        for pool in (pair.charts, pair.pdfs):
            pool.shutdown(wait=True, cancel_futures=True)


_WORKER_GONE = Problem(
    "P01",
    ERROR,
    Place("build.py"),
    "Een deel van de bouw is gestopt",
    "een proces dat grafieken of pdf's maakt, is afgebroken",
    advice="Sluit andere programma's, zodat er geheugen vrijkomt, en geef het commando opnieuw.",
)


class Rendered(Struct, frozen=True):
    """What rendering tells besides the files it wrote."""

    pdfs: dict[str, PdfInfo]
    """Publication -> what is known of its new PDF."""
    fonts: dict[str, bytes]
    """The web fonts, for the index pages."""
    bundle: bytes
    """The libraries of interactive charts, where they were asked for and there are charts."""


class Rendering(Struct, frozen=True):
    """What is being made: web pages are there, other processes work on the PDFs."""

    _jobs: dict[str, Future[PdfInfo]]
    _letters: Future[dict[str, bytes]]
    _bundle: Future[bytes] | None

    def finish(self) -> Rendered:
        """Wait for the rest. Raises ProblemsFound for what WeasyPrint and the second gate say."""
        bundle = self._bundle.result() if self._bundle else b""
        return Rendered(_finish(self._jobs), self._letters.result(), bundle)


def begin(
    documents: tuple[Document, ...],
    step: Plan,
    pair: Workers,
    work: Path,
    site: Path,
    without_bundle: bool,
    progress: Progress,
) -> Rendering:
    """Begin to make what the plan wants; libraries of interactive charts too, if a year has none.

    `site` receives <publication>/index.html with its files and <publication>-<year>.pdf; `work`
    keeps the exact pages that WeasyPrint reads.
    """
    from pipeline.render import style

    making = [d for d in documents if step.wanted[d.publication.id]]
    pdfs = [d for d in making if "pdf" in step.wanted[d.publication.id]]
    # One chart can show less in one publication than in another: it is drawn per set of numbers.
    wanted = list(dict.fromkeys((c.name, c.data) for d in making for c in d.charts))
    if wanted:
        progress(f"{len(wanted)} grafieken tekenen")
    look = documents[0].organisation.style
    drawing = pair.charts.submit(tasks.draw, wanted, look)
    jobs = _start_pdfs(pdfs, pair, work, site, progress)
    letters = pair.charts.submit(tasks.web_fonts, look)
    bundle = pair.charts.submit(tasks.bundle) if wanted and without_bundle else None
    drawn = dict(zip(wanted, drawing.result(), strict=True))
    for document in pdfs:
        own = {name: style.resolved(d.svg, look) for name, d in _own(document, drawn).items()}
        _write_charts(work / document.publication.id, document, own)
    _write_web_pages(making, step, drawn, pair, site, letters, progress)
    return Rendering(jobs, letters, bundle)


def _write_web_pages(
    documents: list[Document],
    step: Plan,
    drawn: Mapping[tuple[str, ChartData], Drawn],
    pair: Workers,
    site: Path,
    letters: Future[dict[str, bytes]],
    progress: Progress,
) -> None:
    """Write the web page of each publication that is wanted, with all that lies beside it."""
    from pipeline.render import assets, html, sources

    pictures: dict[str, Future[dict[str, bytes]]] = {}
    for document in documents:
        name, look = document.publication.id, document.organisation.style
        if "html" not in step.wanted[name]:
            continue
        progress(f"{name} {document.year}: webpagina")
        pdf = pdf_name(document) if step.has(name, "pdf") else None
        own = _own(document, drawn)
        page = html.web_page(document, {chart: d.svg for chart, d in own.items()}, pdf, BUNDLE)
        page = sources.without(page)
        scripts = {f"grafieken/{chart}.js": d.script for chart, d in own.items()}
        _write(site / name, page, document, assets.assets(document, "web") | scripts)
        whole = {f"grafieken/{chart}": d.svg for chart, d in own.items()}
        whole |= assets.diagrams_of(document)
        pictures[name] = pair.charts.submit(tasks.pictures, whole, look)
    for name, made in pictures.items():
        write_files(site / name, letters.result() | made.result())


def pdf_name(document: Document) -> str:
    """Return the file name of a publication's PDF."""
    return f"{document.publication.id}-{document.year}.pdf"


def _start_pdfs(
    documents: list[Document], pair: Workers, work: Path, site: Path, progress: Progress
) -> dict[str, Future[PdfInfo]]:
    """Give the longest publication to the waiting process, the next to the other, and so on.

    Each begins as soon as its own page is written.
    """
    longest = sorted(documents, key=lambda d: -sum(len(c.blocks) for c in d.chapters))
    jobs = {}
    for i, document in enumerate(longest):
        name = document.publication.id
        pool = pair.pdfs if i % 2 == 0 else pair.charts
        target = site / name / pdf_name(document)
        _write_print_page(work / name, document)
        progress(f"{name} {document.year}: pdf")
        awaited = frozenset(_chart_file(chart.name) for chart in document.charts)
        jobs[name] = pool.submit(tasks.write_pdf, work / name / "index.html", target, awaited)
    return jobs


def _finish(jobs: dict[str, Future[PdfInfo]]) -> dict[str, PdfInfo]:
    done = {}
    problems: list[Problem] = []
    for name, job in jobs.items():
        try:
            done[name] = job.result()
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return done


def _write_print_page(folder: Path, document: Document) -> None:
    """Write the page that becomes a PDF with all but its charts, which are still being drawn."""
    from pipeline.render import assets, fonts, html
    from pipeline.render.number_places import without_marks

    page, numbers = without_marks(html.print_page(document))
    files = {NUMBERS: numbers.encode(), **assets.assets(document, "print")}
    _write(folder, page, document, files)
    letters = fonts.Letters.of(document.organisation.style)
    write_files(folder, fonts.print_fonts(letters))


def _write_charts(folder: Path, document: Document, svgs: Mapping[str, str]) -> None:
    """Write the charts of a print page, each at once: WeasyPrint may be waiting for it."""
    for chart in document.charts:
        write_at_once(folder / _chart_file(chart.name), svgs[chart.name])


def _own(document: Document, drawn: Mapping[tuple[str, ChartData], Drawn]) -> dict[str, Drawn]:
    """Return each chart of a publication by its name, drawn from its own numbers."""
    return {chart.name: drawn[chart.name, chart.data] for chart in document.charts}


def _chart_file(name: str) -> str:
    return f"grafieken/{name}.svg"


def _write(folder: Path, page: str, document: Document, files: Mapping[str, bytes]) -> None:
    """Write a page with its style, drawings and pictures into one folder."""
    write_files(folder, {"index.html": page, **files})
    for image in document.images:
        write_files(folder, {f"afbeeldingen/{plain_name(image)}": pictures.shown(image)})
