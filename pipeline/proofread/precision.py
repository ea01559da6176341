"""N08: one figure with two precisions in the running text of one publication.

`€ 43,3 miljoen` here and `€ 43.261.000` there are one fact that reads as two. A word for a number
is as precise as its digits. Tables and charts have the precision of their column and do not count,
nor do tables in a text, nor notes to a difference, which may be all about rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import ERROR, Place, Problem, Remark, Shown
from pipeline.proofread.material import Mark, Material, Sentence

_IN_EUROS = {"euro_duizend": Decimal(1000), "euro_miljoen": Decimal(1000000)}


def check(material: Material) -> Iterator[tuple[Remark, Problem | None]]:
    """Yield a remark for each mention of a figure that the text has named before."""
    first: dict[str, tuple[Shown, Place]] = {}
    for sentence in material.sentences:
        if sentence.passage.kind == "cel" or not sentence.passage.place.file.endswith(".md"):
            continue
        for mark in sentence.shown:
            shown, place = mark.item, sentence.place(mark.start)
            if not isinstance(shown, Shown) or shown.fact.value is None:
                continue
            if shown.fact.id in first:
                yield _judged(material, sentence, mark, shown, first[shown.fact.id])
            else:
                first[shown.fact.id] = (shown, place)


def precision(shown: Shown) -> Decimal:
    """Return the smallest step that the shown form can take, in euros where it is money."""
    cell, fact = shown.cell, shown.fact
    step = _in_base(Decimal(1).scaleb(-cell.decimals), cell.unit)
    rounding = _in_base(cell.rounded_to, cell.unit)
    return step if rounding == _in_base(fact.rounded_to, fact.unit) else max(step, rounding)


def _in_base(amount: Decimal, unit: str) -> Decimal:
    return amount * _IN_EUROS.get(unit, Decimal(1))


def _judged(
    material: Material, sentence: Sentence, mark: Mark, shown: Shown, first: tuple[Shown, Place]
) -> tuple[Remark, Problem | None]:
    before, where = first
    place = sentence.place(mark.start)
    alike = precision(before) == precision(shown)
    remark = Remark(
        "N08",
        material.document.publication.id,
        place,
        shown.text,
        sentence.text,
        f"eerder {before.text}, hier {shown.text}",
        "klopt" if alike else "fout",
        (shown.fact.id,),
    )
    if alike:
        return remark, None
    return remark, Problem(
        "N08",
        ERROR,
        place,
        "Dit cijfer staat in deze publicatie met twee nauwkeurigheden",
        shown.text,
        f"zo precies als {before.text}, in {where.file} regel {where.line}",
        "Kies één van de twee vormen, en gebruik die overal in de tekst.",
        (("cijfer", shown.fact.id),),
    )
