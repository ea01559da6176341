"""How good the checks are, in words and tables for the page with all checks."""

from __future__ import annotations

from pipeline import dutch
from pipeline.model import Share
from pipeline.model.account import ControlReport
from pipeline.model.rehearsal import together
from pipeline.render.report_parts import Line, Part

_NONE = "–"
"""Where there is nothing to measure."""


def measured_parts(report: ControlReport) -> list[Part]:
    """Return what share of slips is noticed: per kind of slip, and per table."""
    own = together(guard.shares for guard in report.guards)
    copied = together(guard.copied for guard in report.guards)
    rows = tuple(
        Line(
            share.slip[:1].upper() + share.slip[1:],
            "",
            (_share(share), _share(copied[i]) if i < len(copied) else _NONE),
        )
        for i, share in enumerate(own)
    )
    tables = tuple(
        Line(
            guard.title,
            guard.table,
            (str(guard.cells), *map(_share, guard.shares)),
        )
        for guard in report.guards
        if guard.cells
    )
    slips = tuple(share.slip[:1].upper() + share.slip[1:] for share in own)
    return [
        Part(
            "proef",
            "Hoe goed de controles zijn",
            _measure(report, own),
            ("Vergissing", "In eigen cijfers", "In kopieën"),
            rows,
        ),
        Part(
            "proef-per-tabel",
            "Hoe goed de controles zijn, per tabel",
            "Alleen de eigen cijfers.",
            ("Tabel", "Eigen cijfers", *slips),
            tables,
        ),
    ]


def _measure(report: ControlReport, own: tuple[Share, ...]) -> str:
    """Return in words what share of slips is noticed, the smallest slip first."""
    numbers = sum(guard.cells for guard in report.guards)
    copies = sum(guard.copies for guard in report.guards)
    if not numbers:
        return f"Over {report.year} zijn er nog geen eigen cijfers om het aan te meten."
    last = own[0]
    said = (
        f"Wie zich vergist in het laatste cijfer van een eigen getal van {report.year}, krijgt in "
        f"{last.noticed} van de {last.made} gevallen een melding. Elke vergissing is in gedachten "
        f"één keer gemaakt (build.py proef), in de {numbers} eigen cijfers van dit jaar."
    )
    if copies:
        said += (
            f" De {copies} cijfers die ook in een eerdere jaarmap staan, tellen apart: een ander "
            "getal dan toen valt altijd op, maar dat bewaakt de nieuwe cijfers niet."
        )
    return said


def _share(share: Share) -> str:
    return dutch.share_of(share.percent, share.made)
