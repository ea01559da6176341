"""The house style of an organisation: design tokens, their references followed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.model.problems import Place


class Token(Struct, frozen=True):
    """One design token: its value as CSS reads it, and where that was chosen."""

    value: str
    place: Place


class HouseStyle(Struct, frozen=True):
    """The tokens that the templates know, by path: 'basis.color.default.bg-document'."""

    name: str = ""
    light: Mapping[str, Token] = field(default_factory=dict)
    """On paper and on a light screen; empty when the style could not be read."""
    dark: Mapping[str, Token] = field(default_factory=dict)
    """On a dark screen; empty when the style has no dark tokens, and is shown light everywhere."""
