"""What the worker processes do; each function gets and returns values that can travel.

Every function loads what it needs itself: one process draws charts, the other makes PDFs.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from pathlib import Path

from msgspec import Struct

from pipeline.model import ChartData, HouseStyle
from pipeline.model.account import PdfInfo


class Drawn(Struct, frozen=True):
    """One chart: its colours are still names of tokens."""

    svg: str
    script: bytes
    """Its specification, for a reader who asks for an interactive chart."""


def follow_parent(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends for whatever reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def load_charts() -> None:
    """Load what draws charts ahead of its first use."""
    import altair  # noqa: F401
    import vl_convert

    empty = {"data": {"values": []}, "mark": "point"}
    vl_convert.vegalite_to_svg(empty, allowed_base_urls=[])


def load_pdf() -> None:
    """Load what makes PDFs ahead of its first use."""
    from pipeline.render import pdf  # noqa: F401


def draw(wanted: list[tuple[str, ChartData]], look: HouseStyle) -> list[Drawn]:
    """Draw charts, in the order in which they were asked for."""
    from pipeline.render import charts, fonts, interactive

    family = fonts.Letters.of(look).text
    specs = [charts.specification(name, data, family) for name, data in wanted]
    return [
        Drawn(charts.svg(name, data, spec), interactive.script(name, spec).encode())
        for (name, data), spec in zip(wanted, specs, strict=True)
    ]


def pictures(drawings: dict[str, str], look: HouseStyle) -> dict[str, bytes]:
    """Return drawings as pictures that stand alone, SVG and PNG, by path without its ending."""
    from pipeline.render import charts, fonts, style

    family = fonts.Letters.of(look).text
    whole = {p: style.resolved(style.on_ground(svg), look) for p, svg in drawings.items()}
    png = {f"{path}.png": charts.picture(svg, family) for path, svg in whole.items()}
    return png | {f"{path}.svg": svg.encode() for path, svg in whole.items()}


def bundle() -> bytes:
    """Return the libraries of interactive charts."""
    from pipeline.render import interactive

    return interactive.bundle()


def write_pdf(page: Path, target: Path, awaited: frozenset[str]) -> PdfInfo:
    """Make a PDF of a folder with a page."""
    from pipeline.render import pdf

    gc.disable()  # a page tree is all live: collecting costs a fifth of the time and frees little
    try:
        return pdf.write_pdf(page, target, awaited)
    finally:
        gc.enable()


def web_fonts(look: HouseStyle) -> dict[str, bytes]:
    """Return the web fonts of a style."""
    from pipeline.render import fonts

    return fonts.web_fonts(fonts.Letters.of(look))
