"""Take named values out of a YAML mapping: right kind, known keys, Dutch messages.

A `Fields` reads one mapping. Each method asks for one key; `close()` reports the keys that nobody
asked for. Every problem goes to the list that was given at the start, and a value that cannot be
used becomes the default, so that one run finds everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline import dutch
from pipeline.model import ERROR, Place, Problem
from pipeline.names import NAME, did_you_mean
from pipeline.strict_yaml import Mapping, Node, Scalar, Sequence

_MOST_DECIMALS = 6
_SURPRISES = {
    "bool": "ja of nee",
    "int": "een getal",
    "float": "een getal",
    "null": "niets",
    "timestamp": "een datum",
    "merge": "een samenvoeging",
    "value": "een waarde",
}


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
        self,
        code: str,
        what: str,
        found: str,
        expected: str,
        advice: str,
        key: str = "",
        lacks: str = "",
    ) -> None:
        """Add a problem at a key of this mapping; `lacks` as in `Problem`."""
        told = (what, found, expected, advice)
        self._problems.append(Problem(code, ERROR, self.place(key), *told, lacks=lacks))

    def has(self, key: str) -> bool:
        """Say whether the key stands in the file; it may."""
        self._asked.add(key)
        return key in self.node.items

    def _take(self, key: str, required: bool) -> Node | None:
        self._asked.add(key)
        node = self.node.items.get(key)
        if node is None and required:
            self._absent(key)
        return node

    def _absent(self, key: str, found: str = "geen regel met dit gegeven") -> None:
        self.report(
            "Y06", f"Er ontbreekt een gegeven: {key}", found, f"{key}: …", f"Vul in: {key}.", key
        )

    def _scalar(self, key: str, required: bool) -> Scalar | None:
        node = self._take(key, required)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._other_form(key, node, "één waarde", f"Schrijf één waarde achter {key}:.")
            return None
        if node.kind == "null" and node.text in ("", "~", "null"):
            self._absent(key, "niets achter de dubbele punt")
            return None
        return node

    def _other_form(self, key: str, node: Node, expected: str, advice: str) -> None:
        names = {Scalar: "een losse waarde", Mapping: "een blok met namen", Sequence: "een lijst"}
        self.report("Y07", f"Hier hoort {expected}", names[type(node)], expected, advice, key)

    def _surprise(self, key: str, scalar: Scalar) -> None:
        self.report(
            "Y05",
            "YAML leest dit niet als tekst",
            f"{scalar.text} (voor YAML: {_SURPRISES.get(scalar.kind, scalar.kind)})",
            "tekst",
            f'Zet er aanhalingstekens om: "{scalar.text}".',
            key,
        )

    def text(self, key: str, default: str | None = None) -> str:
        """Return text; refuses what YAML would have turned into something else."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return default or ""
        if scalar.kind != "str":
            self._surprise(key, scalar)
            return default or ""
        if not scalar.text.strip() and default is None:
            self._absent(key, "lege tekst")
        return scalar.text.strip()

    def choice(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the options."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return options[0] if default is None else default
        if scalar.text not in options:
            self.report(
                "Y08",
                "Deze waarde kennen we hier niet",
                scalar.text,
                " of ".join(options) if len(options) < 3 else ", ".join(options),
                did_you_mean(scalar.text, options, "Kies een van de genoemde waarden."),
                key,
            )
            return options[0] if default is None else default
        return scalar.text

    def flag(self, key: str, default: bool = False) -> bool:
        """Return ja or nee as a bool."""
        return self.choice(key, ("ja", "nee"), "ja" if default else "nee") == "ja"

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number of at most six digits, typed plainly."""
        scalar = self._scalar(key, default is None)
        if scalar is None:
            return default or 0
        if not re.fullmatch(r"0|[1-9][0-9]{0,5}", scalar.text):
            advice = "Schrijf alleen cijfers, zonder punt of komma."
            self.report(
                "Y08", "Hier hoort een heel getal", scalar.text, "bijvoorbeeld 2", advice, key
            )
            return default or 0
        return int(scalar.text)

    def decimals(self, key: str) -> int:
        """Return a number of decimals that a page can show."""
        count = self.whole(key, 0)
        if count <= _MOST_DECIMALS:
            return count
        expected, advice = f"0 tot en met {_MOST_DECIMALS}", "Verlaag het aantal decimalen."
        self.report("Y08", "Zoveel decimalen kan niet", str(count), expected, advice, key)
        return 0

    def decimal(self, key: str) -> Decimal | None:
        """Return a number in Dutch notation of at least 0, or None when it is absent or wrong."""
        scalar = self._scalar(key, required=False)
        if scalar is None:
            return None
        value = dutch.parse(scalar.text)
        if value is None or value < 0 or scalar.kind not in ("str", "int", "float"):
            self.report(
                "Y08",
                "Hier hoort een getal van nul of meer",
                scalar.text,
                "bijvoorbeeld 100 of 0,5",
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
        if not items:
            self._other_form(key, node, "een lijst van namen", f"Schrijf {key}: [naam, naam].")
        names = []
        for item in items:
            if not isinstance(item, Scalar):
                self._other_form(key, item, "een lijst van namen", f"Schrijf {key}: [naam, naam].")
            elif item.kind != "str" and not re.fullmatch("[1-9][0-9]*", item.text):
                self._surprise(key, item)
            else:
                names.append(item.text)
        return tuple(names)

    def mapping(self, key: str, required: bool = True) -> Fields | None:
        """Return the mapping under a key."""
        node = self._take(key, required)
        if isinstance(node, Mapping):
            return Fields(node, self._file, self._problems)
        if node is not None:
            self._block_expected(key, node)
        return None

    def _block_expected(self, key: str, node: Node) -> None:
        advice = f"Zet de namen met hun waarden onder {key}:, twee spaties ingesprongen."
        self._other_form(key, node, "een blok met namen", advice)

    def mappings(self, key: str) -> list[Fields]:
        """Return the mappings of a list ('-' lines); [] when the key is absent or holds nothing."""
        node = self._take(key, required=False)
        if node is None or (isinstance(node, Scalar) and node.kind == "null"):
            return []
        items = node.items if isinstance(node, Sequence) else ()
        wrong = [item for item in items if not isinstance(item, Mapping)]
        if not isinstance(node, Sequence) or wrong:
            advice = f"Begin elk onderdeel onder {key}: met een streepje en een spatie."
            self._other_form(key, wrong[0] if wrong else node, "een lijst met blokken", advice)
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
                self._block_expected(name, node)

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.node.items:
            if key not in self._asked:
                self.report(
                    "Y04",
                    "Deze naam kennen we hier niet",
                    key,
                    ", ".join(sorted(self._asked)) or "niets",
                    did_you_mean(key, self._asked, "Verwijder de regel of verbeter de naam."),
                    key,
                )
