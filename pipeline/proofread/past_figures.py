"""N09: a figure of an earlier year, told as if it were of this one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline import dutch
from pipeline.model import (
    ERROR,
    NORM,
    WARNING,
    Cell,
    ChartBlock,
    Place,
    Problem,
    Remark,
    TableBlock,
)
from pipeline.proofread.clauses import cell_of
from pipeline.proofread.judgement import exemption
from pipeline.proofread.material import Mark, Material, Sentence
from pipeline.proofread.spoken_years import Told, meets, says, spoken_of, years_in


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each figure of an earlier year, and whether its text says so.

    The sentence says it, the one before it in the paragraph that names a year, what leads to a
    list, or the heading; a figure of this year beside it makes it a comparison.
    """
    told, notes = Told(), {note.place for note in material.document.notes}
    for _, group in groupby(material.sentences, lambda s: (s.passage.place, s.passage.kind)):
        passage = list(group)
        if passage[0].passage.place in notes:
            continue  # it stands with a number of a table, and that has its year
        told.enter(passage)
        for at, sentence in enumerate(passage):
            for mark in sentence.shown:
                cell = cell_of(mark)
                if _is_old(material, cell):
                    said = says(material.facts, sentence, mark, cell)
                    if said is None:
                        said = told.knows(passage, at, years_in(cell.year))
                    yield _judged(material, sentence, mark, cell, said)
    yield from _in_blocks(material)


def _judged(
    material: Material, sentence: Sentence, mark: Mark, cell: Cell, said: bool
) -> tuple[Remark, Problem | None]:
    exempt = exemption(sentence, mark.start, mark.end)
    remark = Remark(
        "N09",
        material.document.publication.id,
        sentence.place(mark.start),
        sentence.text[mark.start : mark.end],
        sentence.text.strip(),
        f"dit cijfer is van {cell.year}" + ("" if said else "; de tekst zegt dat niet"),
        "vrijgesteld" if exempt else "klopt" if said else "fout",
        (cell.id,),
        exempt.reason if exempt else "",
    )
    if said or exempt:
        return remark, None
    year = material.document.year
    now = material.facts.in_year(cell, year)
    known = now is not None and now.value is not None
    rather = f"Noem het cijfer van {year}, {{{{ {now.id} }}}}, of zeg" if known and now else "Zeg"
    return remark, _problem(
        material,
        remark.place,
        f"{remark.words}, van {cell.year}",
        f"een cijfer van {year}, of de woorden “in {cell.year}”",
        f"{rather} erbij dat dit over {cell.year} gaat.",
        ("zin", sentence.text.strip()),
    )


def _problem(
    material: Material,
    place: Place,
    found: str,
    expected: str,
    advice: str,
    context: tuple[str, str],
) -> Problem:
    return Problem(
        "N09",
        WARNING if material.document.is_draft else ERROR,
        place,
        "Dit cijfer is van een eerder jaar, en dat staat er niet bij",
        found,
        expected,
        advice,
        (context,),
    )


def _in_blocks(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield each table and chart with figures of an earlier year, and whether it says of which."""
    for chapter in material.document.chapters:
        for block in chapter.blocks:
            if isinstance(block, TableBlock):
                yield from _block(material, block, block.title, _table_figures(block))
            elif isinstance(block, ChartBlock):
                title = f"{block.data.title} {block.data.corner}"
                yield from _block(material, block, title, _chart_figures(block))


def _table_figures(block: TableBlock) -> Iterator[tuple[Cell, str]]:
    """Yield every number of a table with the words that stand above and beside it."""
    for row in block.rows:
        for column in block.columns:
            if column.kind == "getal":
                words = (column.heading, column.group, *row.labels)
                yield block.table.cell(row.id, column.id), " ".join(words)


def _chart_figures(block: ChartBlock) -> Iterator[tuple[Cell, str]]:
    for label, cells in block.data.rows:
        for series, cell in zip(block.data.series, cells, strict=True):
            yield cell, f"{label} {series}"


def _block(
    material: Material,
    block: TableBlock | ChartBlock,
    title: str,
    figures: Iterator[tuple[Cell, str]],
) -> Iterator[tuple[Remark, Problem | None]]:
    old = [(cell, words) for cell, words in figures if _is_old(material, cell)]
    if not old:
        return
    untold = [c for c, words in old if not meets(spoken_of(f"{title} {words}"), years_in(c.year))]
    cell = (untold or [old[0][0]])[0]
    remark = Remark(
        "N09",
        material.document.publication.id,
        block.place,
        title.strip(),
        title.strip(),
        f"{len(old)} cijfers van een eerder jaar; bij {len(untold)} staat dat er niet",
        "fout" if untold else "klopt",
        tuple(c.id for c in untold or [cell]),
    )
    if not untold:
        yield remark, None
        return
    form = "tabel" if isinstance(block, TableBlock) else "grafiek"
    yield (
        remark,
        _problem(
            material,
            block.place,
            f"{dutch.in_text(cell)}, van {cell.year} ({cell.id})",
            f"{cell.year} in de titel, boven de kolom of voor de rij",
            f"Zet het jaar erbij in de {form}, of toon de cijfers van {material.document.year}.",
            (form, title.strip()),
        ),
    )


def _is_old(material: Material, cell: Cell) -> bool:
    """Say whether a figure is of an earlier year; what is agreed or a definition is of no year."""
    years = years_in(cell.year)
    known = cell.value is not None and cell.status != NORM
    return known and bool(years) and max(years) < material.document.year
