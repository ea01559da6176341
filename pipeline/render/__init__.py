"""Render: documents become web pages and PDFs, on two cores.

The charts are drawn in one process (V8 starts once) while another loads WeasyPrint; then both make
PDFs. Web pages cost little and are made here, meanwhile.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import ChartData, Document, Problem, ProblemsFound
from pipeline.plan import Plan

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workers:
    """Two processes that outlive a year, so that what they load is loaded once."""

    charts: ProcessPoolExecutor
    pdfs: ProcessPoolExecutor


@contextmanager
def workers() -> Iterator[Workers]:
    """Start both processes and let them load their libraries at once."""
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    pair = Workers(
        ProcessPoolExecutor(1, context, _follow_parent, (os.getpid(),)),
        ProcessPoolExecutor(1, context, _follow_parent, (os.getpid(),)),
    )
    try:
        pair.charts.submit(_load_charts)
        pair.pdfs.submit(_load_pdf)
        yield pair
    except BaseException:
        for pool in (pair.charts, pair.pdfs):
            for process in list((pool._processes or {}).values()):
                process.kill()
        raise
    finally:
        for pool in (pair.charts, pair.pdfs):
            pool.shutdown(wait=True, cancel_futures=True)


def render(
    documents: tuple[Document, ...],
    step: Plan,
    pair: Workers,
    work: Path,
    site: Path,
    progress: Progress,
) -> dict[str, int]:
    """Make what the plan wants; return the number of pages of each new PDF by publication.

    `site` receives <publication>/index.html with its files and <publication>-<year>.pdf; `work`
    keeps the exact pages that WeasyPrint reads. Raises ProblemsFound for what WeasyPrint says.
    """
    from pipeline.render import html

    wanted = step.wanted
    making = [d for d in documents if wanted[d.publication.id]]
    data = {c.name: c.data for d in making for c in d.charts}
    progress(f"{len(data)} grafieken tekenen")
    svgs = pair.charts.submit(_draw, data).result() if data else {}
    pdfs = [d for d in making if "pdf" in wanted[d.publication.id]]
    for document in pdfs:
        page = html.print_page(document, svgs)
        _write(work / document.publication.id, page, document, svgs, html.assets(document, "print"))
    jobs = _start_pdfs(pdfs, pair, work, site, progress)
    for document in making:
        if "html" in wanted[document.publication.id]:
            progress(f"{document.publication.id} {document.year}: webpagina")
            page = html.web_page(document, svgs)
            folder = site / document.publication.id
            _write(folder, page, document, svgs, html.assets(document, "web"))
    return _finish(jobs)


def pdf_name(document: Document) -> str:
    """Return the file name of a publication's PDF."""
    return f"{document.publication.id}-{document.year}.pdf"


def _start_pdfs(
    documents: list[Document], pair: Workers, work: Path, site: Path, progress: Progress
) -> dict[str, Future[int]]:
    """Give the longest publication to the waiting process, the next to the other, and so on."""
    longest = sorted(documents, key=lambda d: -sum(len(c.blocks) for c in d.chapters))
    jobs = {}
    for i, document in enumerate(longest):
        name = document.publication.id
        pool = pair.pdfs if i % 2 == 0 else pair.charts
        (site / name).mkdir(parents=True, exist_ok=True)
        target = site / name / pdf_name(document)
        progress(f"{name} {document.year}: pdf")
        jobs[name] = pool.submit(_write_pdf, work / name / "index.html", target)
    return jobs


def _finish(jobs: dict[str, Future[int]]) -> dict[str, int]:
    pages = {}
    problems: list[Problem] = []
    for name, job in jobs.items():
        try:
            pages[name] = job.result()
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return pages


def _write(
    folder: Path, page: str, document: Document, svgs: Mapping[str, str], assets: dict[str, bytes]
) -> None:
    """Write a page with all that it shows into one folder."""
    files = {"index.html": page.encode(), **assets}
    files |= {f"grafieken/{c.name}.svg": svgs[c.name].encode() for c in document.charts}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for image in document.images:
        target = folder / "afbeeldingen" / image.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(image, target)


# --- in the worker processes ---------------------------------------------------------------------


def _follow_parent(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends for whatever reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _load_charts() -> None:
    import altair  # noqa: F401  (loaded ahead of its first use)
    import vl_convert

    empty = {"data": {"values": []}, "mark": "point"}
    vl_convert.vegalite_to_svg(empty, allowed_base_urls=[])


def _load_pdf() -> None:
    from pipeline.render import pdf  # noqa: F401  (loaded ahead of its first use)


def _draw(data: Mapping[str, ChartData]) -> dict[str, str]:
    from pipeline.render import charts

    return charts.draw(data)


def _write_pdf(page: Path, target: Path) -> int:
    from pipeline.render import pdf

    return pdf.write_pdf(page, target).pages
