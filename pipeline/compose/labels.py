"""Numbers and names of headings, tables and figures, and the references to them."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct, field

from pipeline.model import ERROR, Heading, Place, Problem, Reference
from pipeline.names import did_you_mean

_OF_THE_PAGE = re.compile(r"inhoud(-kop)?|noot-[0-9]+(-terug)?|(tabel|figuur)-.*")
"""Ids that a page needs for itself."""
_TOKENS = re.compile("[\ue000-\ue003]\\d*|<[^>]+>")


def slug(title: str) -> str:
    """Return an HTML id for a title: 'Ons verhaal over 2020' -> 'ons-verhaal-over-2020'."""
    plain = unicodedata.normalize("NFKD", _TOKENS.sub("", title)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "kop"


class Labels(Struct):
    """The targets of one publication: 'tabel:cit' -> (HTML id, words)."""

    numbered: bool
    reserved: frozenset[str] = frozenset()
    """Names that editors gave to headings in the publication; no other heading gets them."""
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    """Targets that were asked for but could not be placed, which was reported already."""
    _counts: dict[str, int] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)
    """The last number behind each id that is used more than once."""

    def next(self, kind: str) -> int:
        """Return the next number of a kind ('Tabel', 'hoofdstuk', ...)."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def restart(self, kind: str) -> None:
        """Start counting a kind again, as paragraphs do in each chapter."""
        self._counts[kind] = 0

    def block_id(self, kind: str, name: str) -> str:
        """Return the id of a table or figure, unique in the publication: `tabel-maatregelen`."""
        return self._unique("-".join((kind, re.sub("[._]", "-", name))))

    def heading_id(self, given: str, title: str) -> str:
        """Return an id that is unique in the publication; a given name is kept as it is."""
        if given and given not in self._ids:
            self._ids.add(given)
            return given
        title_id = slug(title)
        if _OF_THE_PAGE.fullmatch(title_id):
            title_id = f"kop-{title_id}"
        return self._unique(given or title_id)

    def has(self, html_id: str) -> bool:
        """Say whether something in the publication has this id."""
        return html_id in self._ids

    def _unique(self, base: str) -> str:
        name, n = base, self._last.get(base, 1)
        while name in self._ids or name in self.reserved:
            n += 1
            name = f"{base}-{n}"
        self._last[base] = n
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

    def add_heading(
        self, name: str, heading: Heading, plain: str, kind: str, place: Place
    ) -> Problem | None:
        """Make a heading known under its given name (or its id); `plain` is its title in words."""
        words = f"{kind} {heading.number}" if heading.number else f"‘{plain}’"
        if kind == "bijlage" and heading.number:
            words = heading.number[0].lower() + heading.number[1:]
        return self.add(f"kop:{name}", heading.id, words, place)

    def reference(
        self, target: str, capital: bool, failed: set[str], place: Place
    ) -> Reference | Problem | None:
        """Return the reference to a target, the problem that it does not exist, or None.

        None: why the target is absent was reported where it should have been placed. `failed`
        names the kinds (tabel, grafiek) of which one could not be placed under any name.
        """
        if target in self.targets:
            html_id, words = self.targets[target]
            return Reference(html_id, words[0].upper() + words[1:] if capital else words)
        if target in self.absent or target.partition(":")[0] in failed:
            return None
        return Problem(
            "X08",
            ERROR,
            place,
            "Deze verwijzing gaat naar iets wat niet in deze publicatie staat",
            target,
            "tabel:…, grafiek:…, diagram:…, kop:… of begrip:… van deze publicatie",
            did_you_mean(target, self.targets, "Verbeter de naam of plaats wat u noemt."),
        )
