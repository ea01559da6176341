"""Make the charts that a text asks for."""

from __future__ import annotations

from types import ModuleType

from pipeline import chart_files, described
from pipeline.compose.blocks import Bind, CannotPlace, bound_notes, notes_of, table_of
from pipeline.compose.labels import Labels
from pipeline.compose.requests import ChartRequest
from pipeline.model import ERROR, ChartBlock, Figures, Place, Problem
from pipeline.names import did_you_mean


def chart_block(
    request: ChartRequest, figures: Figures, labels: Labels, place: Place, bind: Bind
) -> ChartBlock:
    """Return the chart that a text asks for, with its data and description."""
    labels.absent.add(f"grafiek:{request.name}")
    module = _chart(request.name, place)
    for table in module.TABELLEN:
        table_of(table, figures, place, request.name)
    try:
        data = module.gegevens(figures)
    except LookupError as error:
        lacks = _lacking(error, module.TABELLEN, figures)
        raise CannotPlace(_lacks_number(request.name, error, place, lacks)) from error
    number = f"Figuur {labels.next('Figuur')}"
    html_id = labels.block_id("figuur", request.name)
    problem = labels.add(f"grafiek:{request.name}", html_id, number.lower(), place)
    if problem:
        raise CannotPlace(problem)
    cells = {cell.id: cell for _, row in data.rows for cell in row}
    return ChartBlock(
        html_id,
        number,
        request.name,
        data,
        tuple(described.parts(module.beschrijf(data), cells)),
        bound_notes(notes_of(figures, set(cells)), bind),
        place,
    )


def _chart(name: str, place: Place) -> ModuleType:
    names = sorted(chart_files.find())
    if name in names:
        return chart_files.load(name)
    raise CannotPlace(
        Problem(
            "X07",
            ERROR,
            place,
            "Deze grafiek bestaat niet",
            name,
            ", ".join(names),
            did_you_mean(name, names, "Kies een van de genoemde grafieken."),
        )
    )


def _lacking(error: LookupError, tables: tuple[str, ...], figures: Figures) -> str:
    """Return the path of the number that a chart looked for, as far as that is certain."""
    path = str(error.args[0]) if error.args else ""
    if path.partition(".")[0] in (*figures.tables, "cijfers"):
        return path
    return f"{tables[0]}.{path}" if path and len(tables) == 1 else ""


def _lacks_number(name: str, error: LookupError, place: Place, lacks: str) -> Problem:
    return Problem(
        "X07",
        ERROR,
        place,
        "Voor deze grafiek ontbreekt een getal",
        str(error.args[0]) if error.args else "onbekend",
        f"alle rijen en kolommen die charts/{name}.py nodig heeft",
        "Vul de tabel aan, of haal de grafiek uit de tekst.",
        lacks=lacks,
    )
