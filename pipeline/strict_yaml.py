"""Read YAML without its surprises, and keep the line of every value.

A file becomes a tree of `Scalar`, `Mapping` and `Sequence` nodes. What YAML would silently turn
into something else (`no`, `1_000`, `12:30`, a date) is not turned: each scalar keeps its text and
says what YAML would have made of it, and `pipeline.fields` refuses it where it is not meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pipeline.model import ERROR, Place, Problem

_RESOLVER = yaml.resolver.Resolver()
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed; `kind` is what YAML would have made of it ('str', 'bool', 'int', ...)."""

    text: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values in order; `lines` holds the line of each key."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    line: int


Node = Scalar | Mapping | Sequence


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def read(text: str, file: str) -> tuple[Mapping | None, list[Problem]]:
    """Return the tree of a YAML file whose top is a mapping, and what is wrong with it.

    The tree is None when the file cannot be read at all. Duplicate keys are reported, and the
    first one counts.
    """
    problems = [_tab(file, n) for n, line in enumerate(text.split("\n"), 1) if _has_tab(line)]
    if problems:
        return None, problems
    try:
        node = _Tree(file, problems).build(text)
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _unreadable(file, error)]
    if not isinstance(node, Mapping):
        line = node.line if node else 1
        return None, [*problems, _not_a_mapping(file, line, "een lijst" if node else "niets")]
    return node, problems


def _has_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]


def _tab(file: str, line: int) -> Problem:
    return Problem(
        "Y02",
        ERROR,
        Place(file, line),
        "Er staat een tab aan het begin van de regel",
        "een tab",
        "spaties",
        "Vervang de tab door spaties.",
    )


def _unreadable(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    return Problem(
        "Y01",
        ERROR,
        Place(file, line),
        "Dit YAML-bestand is niet te lezen",
        "een fout in de opmaak op of vlak boven deze regel",
        "naam: waarde, met gelijke inspringing",
        "Kijk naar de inspringing, de dubbele punt en de aanhalingstekens.",
    )


def _not_a_mapping(file: str, line: int, found: str) -> Problem:
    return Problem(
        "Y07",
        ERROR,
        Place(file, line),
        "Dit bestand heeft een andere vorm dan bedoeld",
        found,
        "regels van de vorm naam: waarde",
        "Vergelijk het bestand met dat van een ander jaar, of lees docs/gegevens.md.",
    )


class _Tree:
    """Builds nodes from the events of one file."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._events: list[Event] = []
        self._at = 0

    def build(self, text: str) -> Node | None:
        self._events = [e for e in yaml.parse(text, Loader=_LOADER) if _counts(e)]
        if not self._events:
            return None
        documents = [e for e in self._events if isinstance(e, DocumentStartEvent)]
        if len(documents) > 1:
            self._refuse(documents[1], "een tweede document (---)", "één document")
        self._events = [e for e in self._events if not isinstance(e, DocumentStartEvent)]
        if not self._events:
            return None
        return self._node()

    def _refuse(self, event: Event, found: str, expected: str) -> None:
        raise _Refused(
            Problem(
                "Y07",
                ERROR,
                Place(self._file, _line(event)),
                "Deze YAML-vorm gebruiken we niet",
                found,
                expected,
                "Schrijf de waarde voluit op.",
            )
        )

    def _next(self) -> Event:
        event = self._events[self._at]
        self._at += 1
        return event

    def _node(self) -> Node:
        event = self._next()
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "een anker (& of *)", "een gewone waarde")
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            self._refuse(event, f"een tag ({tag})", "een gewone waarde")
        line = _line(event)
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, _kind(event), line)
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(self._events[self._at], SequenceEndEvent):
                items.append(self._node())
            self._next()
            return Sequence(tuple(items), line)
        return self._mapping(line)

    def _mapping(self, line: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(self._events[self._at], MappingEndEvent):
            key = self._node()
            value = self._node()
            if not isinstance(key, Scalar):
                self._problems.append(_bad_key(self._file, key.line, "een lijst of blok"))
            elif not _usable(key):
                self._problems.append(_bad_key(self._file, key.line, key.text))
            elif key.text in items:
                self._problems.append(_duplicate(self._file, key, lines[key.text]))
            else:
                items[key.text], lines[key.text] = value, key.line
        self._next()
        return Mapping(items, lines, line)


def _usable(key: Scalar) -> bool:
    return key.kind == "str" or (
        key.kind == "int" and re.fullmatch(r"[1-9]\d*", key.text) is not None
    )


def _counts(event: Event) -> bool:
    return isinstance(
        event,
        AliasEvent
        | DocumentStartEvent
        | ScalarEvent
        | SequenceStartEvent
        | SequenceEndEvent
        | MappingStartEvent
        | MappingEndEvent,
    )


def _line(event: Event) -> int:
    assert event.start_mark is not None  # the parser gives every event its mark
    return event.start_mark.line + 1


def _kind(event: ScalarEvent) -> str:
    if event.style in ("'", '"', "|", ">"):
        return "str"
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]


def _bad_key(file: str, line: int, found: str) -> Problem:
    return Problem(
        "Y05",
        ERROR,
        Place(file, line),
        "YAML maakt van deze naam iets anders dan tekst",
        found,
        "een naam van letters, cijfers en _",
        f'Zet aanhalingstekens om de naam: "{found}".',
    )


def _duplicate(file: str, key: Scalar, first: int) -> Problem:
    return Problem(
        "Y03",
        ERROR,
        Place(file, key.line),
        "Deze naam staat er twee keer",
        f"{key.text} (ook op regel {first})",
        "elke naam één keer",
        "Verwijder een van de twee, of geef hem een andere naam.",
    )
