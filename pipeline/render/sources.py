"""Where an editor typed what stands on a page: said on paper and in a preview, not on the site."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from pipeline.model import Place

PLACE = "data-plaats"
"""The attribute in which an element says its file and line."""
_SAID = re.compile(rf' {PLACE}="[^"]*"')


def attribute(place: Place) -> Markup:
    """Return the attribute of an element that was typed at a place."""
    said = escape(f"{place.file}:{place.line}")
    return Markup(f' {PLACE}="{said}"')  # noqa: S704  (escaped)


def place_in(said: str) -> Place:
    """Return the place that an attribute names."""
    file, _, line = said.rpartition(":")
    return Place(file, int(line or 0))


def without(page: str) -> str:
    """Return a page that says nothing of it."""
    return _SAID.sub("", page)
