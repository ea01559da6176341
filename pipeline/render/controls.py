"""The report of all checks as a web page and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from pipeline import dutch
from pipeline.model import (
    CellRead,
    ControlReport,
    Organisation,
    Place,
    Remark,
    RuleLine,
    VintageLine,
)
from pipeline.render import html

VERDICTS = ("klopt", "verklaard", "herzien", "vrijgesteld", "niet te toetsen", "fout")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part: what was checked, in words, with the verdict and what was read."""

    name: str
    detail: str
    texts: tuple[str, ...]
    verdict: str = ""
    reason: str = ""
    cells: tuple[CellRead, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the report."""

    id: str
    title: str
    lead: str
    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    nothing: str = "Hier is dit jaar niets te melden."


def controls_json(report: ControlReport) -> bytes:
    """Return the whole report, every field under its own name."""
    return (json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n").encode()


def controls_page(report: ControlReport, organisation: Organisation, titles: dict[str, str]) -> str:
    """Return the page; `titles` has the title of each table."""
    environment = html.environment()
    environment.filters["number"] = dutch.number
    return environment.get_template("controles.html.j2").render(
        report=report,
        organisation=organisation,
        verdicts=VERDICTS,
        summary=_summary(report),
        parts=_parts(report, titles),
    )


def _summary(report: ControlReport) -> list[tuple[str, list[Decimal]]]:
    groups: tuple[tuple[str, Iterable[RuleLine | VintageLine | Remark]], ...] = (
        ("Regels", report.rules),
        ("Vergelijking met eerdere jaren", report.vintages),
        ("Woorden en getypte cijfers", report.remarks),
    )
    summary = []
    for name, lines in groups:
        counts = Counter(str(line.verdict) for line in lines)
        summary.append((name, [Decimal(counts[verdict]) for verdict in VERDICTS]))
    return summary


def _parts(report: ControlReport, titles: dict[str, str]) -> list[Part]:
    declared = [line for line in report.rules if line.verdict == "verklaard"]
    parts = [
        _rules("verklaard", "Verklaarde afwijkingen", declared, "De bron zegt het echt zo."),
        Part(
            "niet-bewaakt",
            "Wat geen enkele controle bewaakt",
            "Deze cijfers leest geen enkele regel en geen eerder jaar bevestigt ze.",
            ("Cijfer", "Waarde en plaats"),
            tuple(Line(cell.label, cell.id, (), cells=(cell,)) for cell in report.unguarded),
            "Elk cijfer van dit jaar wordt door minstens één controle gelezen.",
        ),
        *_words(report),
        _vintages(report),
    ]
    tables = dict.fromkeys(line.table for line in report.rules)
    for table in tables:
        own = [line for line in report.rules if line.table == table]
        parts.append(
            _rules(f"regels-{table}", f"Regels: {titles.get(table, 'losse cijfers')}", own)
        )
    return parts


def _rules(name: str, title: str, lines: Iterable[RuleLine], lead: str = "") -> Part:
    rows = tuple(
        Line(
            line.name,
            line.id,
            (line.statement, line.tolerance),
            line.verdict,
            line.reason,
            line.cells,
        )
        for line in lines
    )
    return Part(
        name, title, lead, ("Regel", "Rekening", "Ruimte", "Oordeel", "Gelezen cellen"), rows
    )


def _words(report: ControlReport) -> list[Part]:
    judged = [remark for remark in report.remarks if remark.verdict != "vrijgesteld"]
    exempt = [remark for remark in report.remarks if remark.verdict == "vrijgesteld"]
    headings = ("Woorden", "In de zin", "Gerekend", "Oordeel", "Plaats")
    free = "Deze woorden houdt geen controle tegen de cijfers; de redactie zegt waarom."
    claims = "Woorden die iets beweren over cijfers, en getypte cijfers."
    return [
        Part("vrijgesteld", "Vrijgestelde woorden", free, headings, tuple(map(_remark, exempt))),
        Part("woorden", "Controles op woorden", claims, headings, tuple(map(_remark, judged))),
    ]


def _remark(remark: Remark) -> Line:
    return Line(
        remark.words,
        f"{remark.code} {remark.publication}",
        (remark.sentence, remark.statement),
        remark.verdict,
        remark.reason,
        places=(remark.place,),
    )


def _vintages(report: ControlReport) -> Part:
    lead = "Elk cijfer over een eerder jaar, naast wat de jaarmap van toen zegt."
    rows = tuple(
        Line(
            line.label,
            line.id,
            (line.new, f"{line.old} (jaarmap {line.year})"),
            line.verdict,
            line.reason,
            places=(line.place, line.old_place),
        )
        for line in report.vintages
    )
    headings = ("Cijfer", "Dit jaar", "Eerder jaar", "Oordeel", "Plaats")
    return Part("eerder", "Vergelijking met eerdere jaren", lead, headings, rows)
