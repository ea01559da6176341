"""The report of all checks as a web page and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from msgspec import to_builtins

from pipeline import dutch
from pipeline.model import Organisation, Remark
from pipeline.model.account import ControlReport, ProtectionLine, RuleLine, VintageLine
from pipeline.render import html
from pipeline.render.measure import measured_parts
from pipeline.render.report_parts import Line, Part

VERDICTS = ("klopt", "verklaard", "herzien", "vrijgesteld", "niet te toetsen", "fout")


def controls_json(report: ControlReport) -> bytes:
    """Return the whole report, every field under its own name."""
    return (json.dumps(to_builtins(report), ensure_ascii=False, indent=1) + "\n").encode()


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
        *measured_parts(report),
        _rules("verklaard", "Verklaarde afwijkingen", declared, "De bron zegt het echt zo."),
        _protections(report, titles),
        Part(
            "niet-bewaakt",
            "Wat geen enkele controle bewaakt",
            "Wie zich in deze cijfers vergist, krijgt daar geen melding van.",
            ("Cijfer", "Waarde en plaats"),
            tuple(Line(cell.label, cell.id, (), cells=(cell,)) for cell in report.unguarded),
            "Bij elk cijfer van dit jaar valt minstens één soort vergissing op.",
        ),
        _forecasts(report),
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
    headings = ("Woorden", "In de zin", "Gerekend", "Oordeel", "Plaats")
    free = "Deze woorden houdt geen controle tegen de cijfers; de redactie zegt waarom."
    kinds = Counter(r.statement for r in report.remarks if _counts_nothing(r))
    told = ", ".join(f"{number} keer {kind}" for kind, number in sorted(kinds.items()))
    claims = "Woorden die iets beweren over cijfers, verwijzingen, afkortingen en namen."
    if told:
        claims += f" Getypte getallen die niets tellen, staan alleen in het bestand: {told}."
    exempt = tuple(
        Line(line.words, line.publication, (line.reason,), places=(line.place,))
        for line in report.exempt
    )
    judged = tuple(
        _remark(r) for r in report.remarks if r.verdict != "vrijgesteld" and not _counts_nothing(r)
    )
    return [
        Part("vrijgesteld", "Vrijgestelde woorden", free, ("Woorden", "Reden", "Plaats"), exempt),
        Part("woorden", "Controles op woorden", claims, headings, judged),
    ]


def _counts_nothing(remark: Remark) -> bool:
    """Say whether a remark only tells that a typed number is a year, a date or part of a name."""
    return remark.code == "N01" and remark.verdict == "klopt"


def _remark(remark: Remark) -> Line:
    return Line(
        remark.words,
        f"{remark.code} {remark.publication}",
        (remark.sentence, remark.statement),
        remark.verdict,
        remark.reason,
        places=(remark.place,),
    )


def _protections(report: ControlReport, titles: dict[str, str]) -> Part:
    rows = tuple(
        Line(
            titles.get(line.table, line.table),
            line.table,
            (line.publication, line.profile, line.reason, _kept(line)),
        )
        for line in report.protections
    )
    lead = (
        "Hoe openlijk elke publicatie kleine aantallen toont. Van cijfers die niet "
        "worden getoond, is nagerekend wat een lezer er nog over kan weten."
    )
    headings = ("Tabel", "Publicatie", "Profiel", "Reden", "Wat de lezer niet ziet")
    return Part("afscherming", "Afscherming van kleine aantallen", lead, headings, rows)


def _kept(line: ProtectionLine) -> str:
    if line.hidden:
        room = "geen grens" if line.narrowest is None else f"minstens {line.narrowest} ruimte"
        return f"{len(line.hidden)} cijfers niet getoond ({room}): {', '.join(line.hidden)}"
    return f"{line.rounded} cijfers op vijf afgerond" if line.rounded else "niets"


def _forecasts(report: ControlReport) -> Part:
    rows = tuple(
        Line(
            line.label,
            line.id,
            (f"{line.forecast} (jaarmap {line.year})", line.realised, line.difference),
            places=line.places,
        )
        for line in report.forecasts
    )
    lead = "Wat een eerdere jaarmap verwachtte, naast wat er van kwam."
    headings = ("Cijfer", "Verwachting", "Uitkomst", "Verschil", "Plaats")
    nothing = "Geen enkel cijfer van dit jaar heeft in een eerdere jaarmap een verwachting."
    return Part("verwachtingen", "Verwacht en uitgekomen", lead, headings, rows, nothing)


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
