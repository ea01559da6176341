"""Take named values out of a YAML mapping: right kind, known keys, Dutch messages.

A `Fields` reads one mapping. Each method asks for one key; `close()` reports the keys that nobody
asked for. Every problem goes to the list that was given at the start, and a value that cannot be
used becomes the default, so that one run finds everything.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import ERROR, Place, Problem
from pipeline.strict_yaml import Mapping, Node, Scalar, Sequence

NAME = re.compile(r"[a-z][a-z0-9_]*|\d{4}")
_SURPRISES = {
    "bool": "ja of nee (een schakelaar)",
    "int": "een getal",
    "float": "een getal",
    "null": "niets",
    "timestamp": "een datum",
    "merge": "een samenvoeging",
    "value": "een waarde",
}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like a wrong one, or ''."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return 'Bedoelt u x?' when a known name is near, else the other advice."""
    match = nearest(name, known)
    return f"Bedoelt u {match}?" if match else otherwise


class Fields:
    """The values of one mapping, each asked for once."""

    def __init__(self, node: Mapping, file: str, problems: list[Problem]) -> None:
        self.node = node
        self._file = file
        self._problems = problems
        self._asked: set[str] = set()

    def place(self, key: str = "") -> Place:
        """Return where a key stands (or the mapping itself)."""
        return Place(self._file, self.node.lines.get(key, self.node.line))

    def report(
        self, code: str, what: str, found: str, expected: str, advice: str, key: str = ""
    ) -> None:
        """Add a problem at a key of this mapping."""
        self._problems.append(Problem(code, ERROR, self.place(key), what, found, expected, advice))

    def has(self, key: str) -> bool:
        """Say whether the key stands in the file."""
        return key in self.node.items

    def _take(self, key: str, required: bool) -> Node | None:
        self._asked.add(key)
        node = self.node.items.get(key)
        if node is None and required:
            self.report(
                "Y06",
                "Er ontbreekt een gegeven",
                "niets",
                f"{key}: …",
                f"Voeg een regel toe met {key}.",
            )
        return node

    def _scalar(self, key: str, required: bool) -> Scalar | None:
        node = self._take(key, required)
        if node is None or isinstance(node, Scalar):
            return node
        self.report("Y07", "Hier hoort één waarde", "een lijst of blok", f"{key}: waarde", "", key)
        return None

    def text(self, key: str, default: str | None = None) -> str:
        """Return text; refuses what YAML would have turned into something else."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return default or ""
        if scalar.kind != "str":
            self.report(
                "Y05",
                "YAML leest dit niet als tekst",
                f"{scalar.text} (voor YAML: {_SURPRISES.get(scalar.kind, scalar.kind)})",
                "tekst",
                f'Zet er aanhalingstekens om: {key}: "{scalar.text}"',
                key,
            )
            return default or ""
        if not scalar.text.strip() and default is None:
            self.report("Y06", "Er ontbreekt een gegeven", "lege tekst", "tekst", "", key)
        return scalar.text.strip()

    def choice(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the options."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return default or options[0]
        if scalar.text not in options:
            self.report(
                "Y08",
                "Deze waarde kennen we hier niet",
                scalar.text,
                " of ".join(options),
                did_you_mean(scalar.text, options, "Kies een van de genoemde waarden."),
                key,
            )
            return default or options[0]
        return scalar.text

    def flag(self, key: str, default: bool = False) -> bool:
        """Return ja or nee as a bool."""
        return self.choice(key, ("ja", "nee"), "ja" if default else "nee") == "ja"

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number of at most six digits, typed plainly."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return default or 0
        if not re.fullmatch(r"0|[1-9]\d{0,5}", scalar.text):
            self.report("Y08", "Hier hoort een heel getal", scalar.text, "bijvoorbeeld 2", "", key)
            return default or 0
        return int(scalar.text)

    def decimal(self, key: str) -> Decimal | None:
        """Return a number in Dutch notation, or None when the key is absent or wrong."""
        scalar = self._scalar(key, required=False)
        if scalar is None:
            return None
        value = dutch.parse(scalar.text)
        if value is None or scalar.kind not in ("str", "int", "float"):
            self.report(
                "Y08",
                "Dit is geen getal in Nederlandse notatie",
                scalar.text,
                "bijvoorbeeld 2.700 of 6,8",
                "Gebruik een komma voor decimalen en een punt voor duizendtallen.",
                key,
            )
            return None
        return value

    def typed(self, key: str) -> Scalar | None:
        """Return a required value as typed, for the caller to judge."""
        return self._scalar(key, required=True)

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of texts or names ('' list when absent)."""
        node = self._take(key, required=False)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        if not items or not all(isinstance(i, Scalar) and i.kind in ("str", "int") for i in items):
            self.report("Y07", "Hier hoort een lijst van namen", "iets anders", "[a, b]", "", key)
            return ()
        return tuple(i.text for i in items if isinstance(i, Scalar))

    def mapping(self, key: str, required: bool = True) -> Fields | None:
        """Return the mapping under a key."""
        node = self._take(key, required)
        if isinstance(node, Mapping):
            return Fields(node, self._file, self._problems)
        if node is not None:
            self.report(
                "Y07", "Hier hoort een blok met namen", "iets anders", f"{key}: met regels", "", key
            )
        return None

    def mappings(self, key: str) -> list[Fields]:
        """Return the mappings of a list ('-' lines); [] when the key is absent."""
        node = self._take(key, required=False)
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else ()
        if not isinstance(node, Sequence) or not all(isinstance(i, Mapping) for i in items):
            self.report(
                "Y07", "Hier hoort een lijst", "iets anders", f"{key}: met - regels", "", key
            )
        return [Fields(i, self._file, self._problems) for i in items if isinstance(i, Mapping)]

    def each(self) -> Iterator[tuple[str, Fields]]:
        """Yield every key that holds a mapping, as (name, fields); wrong names are reported."""
        for name, node in self.node.items.items():
            self._asked.add(name)
            if not NAME.fullmatch(name):
                self.report(
                    "Y08",
                    "Deze naam kan niet",
                    name,
                    "kleine letters, cijfers en _ (een letter vooraan), of een jaartal",
                    "Verander de naam.",
                    name,
                )
            elif isinstance(node, Mapping):
                yield name, Fields(node, self._file, self._problems)
            else:
                self.report(
                    "Y07",
                    "Hier hoort een blok met namen",
                    "iets anders",
                    f"{name}: met regels",
                    "",
                    name,
                )

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.node.items:
            if key not in self._asked:
                self.report(
                    "Y04",
                    "Deze naam kennen we hier niet",
                    key,
                    ", ".join(sorted(self._asked)),
                    did_you_mean(key, self._asked, "Verwijder de regel of verbeter de naam."),
                    key,
                )
