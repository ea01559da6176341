"""Read YAML without its surprises, and keep the line of every value.

A file becomes a tree of `Scalar`, `Mapping` and `Sequence` nodes. What YAML would silently turn
into something else (`no`, `1_000`, `12:30`, a date) is not turned: each scalar keeps its text and
says what YAML would have made of it, and `pipeline.fields` refuses it where it is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml
from msgspec import Struct
from msgspec.structs import replace
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

from pipeline import characters, yaml_problems
from pipeline.model import Place, Problem

_RESOLVER = yaml.resolver.Resolver()
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COUNTS = frozenset(
    (
        AliasEvent,
        DocumentStartEvent,
        ScalarEvent,
        SequenceStartEvent,
        SequenceEndEvent,
        MappingStartEvent,
        MappingEndEvent,
    )
)
"""The events that a tree is made of."""
_STARTS, _ENDS = (SequenceStartEvent, MappingStartEvent), (SequenceEndEvent, MappingEndEvent)
_DEEPEST = 20
"""How deep lists and blocks may stand in each other; no file of ours needs more than five."""


class Scalar(Struct, frozen=True):
    """One value as typed; `kind` is what YAML would have made of it ('str', 'bool', 'int', ...)."""

    text: str
    kind: str
    line: int


class Mapping(Struct, frozen=True):
    """Keys with their values in order; `lines` holds the line of each key."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


class Sequence(Struct, frozen=True):
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
    lines = enumerate(text.split("\n") if "\t" in text else (), 1)
    problems = [yaml_problems.tab(file, n) for n, line in lines if _has_tab(line)]
    if problems:
        return None, problems
    try:
        node = _Tree(file, problems).build(text)
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*problems, yaml_problems.unreadable(file, error, text)]
    if not isinstance(node, Mapping):
        return None, [*problems, _other_top(file, node)]
    return node, problems


def _other_top(file: str, node: Scalar | Sequence | None) -> Problem:
    if node is None or (isinstance(node, Scalar) and not node.text):
        return yaml_problems.not_a_mapping(file, 1, "een leeg bestand")
    found = "een lijst" if isinstance(node, Sequence) else "losse tekst"
    return yaml_problems.not_a_mapping(file, node.line, found)


def _has_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]


class _Tree:
    """Builds nodes from the events of one file."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._events: list[Event] = []
        self._at = 0

    def build(self, text: str) -> Node | None:
        self._events = list(self._read(text))
        if not self._events:
            return None
        documents = [e for e in self._events if isinstance(e, DocumentStartEvent)]
        if len(documents) > 1:
            self._refuse(documents[1], "een tweede document (---)", "één document")
        self._events = [e for e in self._events if not isinstance(e, DocumentStartEvent)]
        if not self._events:
            return None
        return self._node()

    def _read(self, text: str) -> Iterator[Event]:
        """Yield what a tree is made of; ends where it is too deep, since reading on takes long."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)
            if depth > _DEEPEST:
                found = "lijsten of blokken diep in elkaar"
                self._refuse(event, found, "een waarde of een lijst")
            if type(event) in _COUNTS:
                yield event

    def _refuse(self, event: Event, found: str, expected: str) -> None:
        raise _Refused(yaml_problems.other_form(self._file, _line(event), found, expected))

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
            return Scalar(self._settled(event), _kind(event), line)
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(self._events[self._at], SequenceEndEvent):
                items.append(self._node())
            self._next()
            return Sequence(tuple(items), line)
        return self._mapping(line)

    def _settled(self, event: ScalarEvent) -> str:
        """Return a value as it may be read; what an escape put into it is reported."""
        text, strange = characters.clean(event.value)
        start = Place(self._file, _line(event))
        self._problems += [replace(kind, line=0).problem(start) for kind in strange]
        return text

    def _mapping(self, line: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(self._events[self._at], MappingEndEvent):
            key = self._node()
            value = self._node()
            if not isinstance(key, Scalar):
                self._problems.append(
                    yaml_problems.bad_key(self._file, key.line, "een lijst of blok")
                )
            elif not _usable(key):
                self._problems.append(yaml_problems.bad_key(self._file, key.line, key.text))
            elif key.text in items:
                self._problems.append(
                    yaml_problems.duplicate(self._file, key.text, key.line, lines[key.text])
                )
            else:
                lines[key.text] = key.line
                # A block stands where its name stands, not where its first line stands.
                block = isinstance(value, Mapping)
                items[key.text] = replace(value, line=key.line) if block else value
        self._next()
        return Mapping(items, lines, line)


def _usable(key: Scalar) -> bool:
    return key.kind == "str" or (
        key.kind == "int" and re.fullmatch(r"[1-9]\d*", key.text) is not None
    )


def _line(event: Event) -> int:
    assert event.start_mark is not None  # the parser gives every event its mark
    return event.start_mark.line + 1


def _kind(event: ScalarEvent) -> str:
    if event.style in ("'", '"', "|", ">"):
        return "str"
    return _plain_kind(event.value)


@lru_cache(maxsize=8192)  # the same names stand in many files
def _plain_kind(text: str) -> str:
    """Return what YAML would make of a value without quotes."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]
