"""Read what is declared of the adoption of a publication; the report goes before its extracts."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import dutch
from pipeline.fields import Fields
from pipeline.model import ERROR, Adoption, Problem, Publication
from pipeline.names import did_you_mean


def read_adoption(entry: Fields, shape: Fields, known: list[str]) -> Adoption:
    """Return what a publication says of its adoption in verslagjaar.yaml and publicatie.yaml.

    `known` are the publications that have a form.
    """
    belongs_to = shape.text("hoort_bij", "")
    if entry.has("hoort_bij"):
        belongs_to = entry.text("hoort_bij")
        if belongs_to not in known:
            expected = ", ".join(known)
            advice = did_you_mean(belongs_to, known, "Noem een van deze publicaties.")
            what = "Deze publicatie is er niet"
            entry.report("Y08", what, belongs_to, expected, advice, "hoort_bij")
    pending = entry.mapping("nog_niet_bekend", required=False)
    names = pending.node.items if pending else ()
    return Adoption(
        entry.place("status"),
        belongs_to,
        entry.text("eerder_vastgesteld", ""),
        {name: (pending.text(name), pending.place(name)) for name in names if pending},
        entry.text("zonder_zegel", ""),
    )


def check_order(publications: tuple[Publication, ...]) -> Iterator[Problem]:
    """Yield a problem (K03) for what was adopted before the publication that it belongs to."""
    by_id = {publication.id: publication for publication in publications}
    for publication in publications:
        source = by_id.get(publication.adoption.belongs_to)
        if source is None or publication.status != "vastgesteld":
            continue
        found = _earlier(publication, source)
        declared = publication.adoption.early
        if found and not declared:
            yield _problem(
                publication,
                "Deze publicatie is eerder vastgesteld dan de publicatie waar zij bij hoort",
                found,
                f"eerst {source.id} vastgesteld",
                f"Stel eerst {source.id} vast. Is deze echt eerder gepubliceerd, zet er dan bij: "
                "eerder_vastgesteld: de reden.",
            )
        elif declared and not found:
            yield _problem(
                publication,
                "Deze publicatie is niet eerder vastgesteld dan de publicatie waar zij bij hoort",
                f"eerder_vastgesteld: {declared}",
                "geen reden voor wat niet zo is",
                "Haal eerder_vastgesteld weg.",
            )


def _earlier(publication: Publication, source: Publication) -> str:
    """Return in words that it went before its source, '' when it did not, as far as is known."""
    if source.status == "concept":
        return f"{publication.id} is vastgesteld, {source.id} is nog concept"
    if publication.date and source.date and publication.date < source.date:
        return (
            f"{publication.id} op {dutch.date(publication.date)}, "
            f"{source.id} pas op {dutch.date(source.date)}"
        )
    return ""


def _problem(
    publication: Publication, what: str, found: str, expected: str, advice: str
) -> Problem:
    return Problem("K03", ERROR, publication.adoption.place, what, found, expected, advice)
