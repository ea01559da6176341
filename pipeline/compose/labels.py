"""Numbers and names of headings, tables and figures, and the references to them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.names import did_you_mean
from pipeline.model import ERROR, Heading, Place, Problem, Reference

_TOKENS = re.compile("[\ue000-\ue003]\\d*|<[^>]+>")


def slug(title: str) -> str:
    """Return an HTML id for a title: 'Ons verhaal over 2020' -> 'ons-verhaal-over-2020'."""
    plain = unicodedata.normalize("NFKD", _TOKENS.sub("", title)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "kop"


@dataclass(slots=True)
class Labels:
    """The targets of one publication: 'tabel:cit' -> (HTML id, words)."""

    numbered: bool
    reserved: frozenset[str] = frozenset()
    """Names that editors gave to headings somewhere in the publication; no other heading gets them."""
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def next(self, kind: str) -> int:
        """Return the next number of a kind ('Tabel', 'hoofdstuk', ...)."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def restart(self, kind: str) -> None:
        """Start counting a kind again, as paragraphs do in each chapter."""
        self._counts[kind] = 0

    def heading_id(self, given: str, title: str) -> str:
        """Return an id that is unique in the publication; a given name is kept as it is."""
        if given and given not in self._ids:
            self._ids.add(given)
            return given
        base = given or slug(title)
        name, n = base, 1
        while name in self._ids or name in self.reserved:
            n += 1
            name = f"{base}-{n}"
        self._ids.add(name)
        return name

    def add(self, target: str, html_id: str, words: str, place: Place) -> Problem | None:
        """Make a target known; returns a problem when it exists already."""
        if target in self.targets:
            return Problem(
                "X07",
                ERROR,
                place,
                "Dit staat al eerder in deze publicatie",
                f"{target} (ook in {self.places[target].file} regel {self.places[target].line})",
                "elke tabel, grafiek en kopnaam één keer",
                "Haal een van de twee weg en verwijs ernaar met verwijs(…).",
            )
        self.targets[target] = (html_id, words)
        self.places[target] = place
        return None

    def add_heading(self, name: str, heading: Heading, kind: str, place: Place) -> Problem | None:
        """Make a heading known under its given name (or its id)."""
        words = f"{kind} {heading.number}" if heading.number else f"‘{heading.title}’"
        if kind == "bijlage" and heading.number:
            words = heading.number[0].lower() + heading.number[1:]
        return self.add(f"kop:{name}", heading.id, words, place)

    def reference(self, target: str, capital: bool, place: Place) -> Reference | Problem:
        """Return the reference to a target, or the problem that it does not exist."""
        if target not in self.targets:
            return Problem(
                "X08",
                ERROR,
                place,
                "Deze verwijzing gaat naar iets wat niet in deze publicatie staat",
                target,
                "tabel:…, grafiek:… of kop:… van deze publicatie",
                did_you_mean(target, self.targets, "Verbeter de naam of plaats wat u noemt."),
            )
        html_id, words = self.targets[target]
        return Reference(html_id, words[0].upper() + words[1:] if capital else words)
