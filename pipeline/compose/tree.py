"""The tree of an expression in a text."""

from __future__ import annotations

from msgspec import Struct


class Const(Struct, frozen=True):
    """A value as it is typed: words between quotes, a whole number, and whatever else Jinja has."""

    value: object


class Path(Struct, frozen=True):
    """A name, or several with points between them: `jaar`, `cit.huisverboden.2020`."""

    name: str


class Call(Struct, frozen=True):
    """A function with what stands between its brackets."""

    function: Node
    arguments: tuple[Node, ...]
    options: tuple[tuple[str, Node], ...]
    """What is given by name."""
    odd: bool = False
    """Whether more is given than arguments and options: `*a`, `**a`."""


class Filter(Struct, frozen=True):
    """A value with an operation behind it: `a | miljoen(1)`."""

    value: Node
    name: str
    arguments: tuple[Node, ...]
    odd: bool = False
    """Whether more is given than arguments."""


class Other(Struct, frozen=True):
    """All that Jinja reads and a text may not have."""


Node = Const | Path | Call | Filter | Other
