"""What is known of a page that is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class SitePage(Struct, frozen=True):
    """A web page of the site."""

    path: str
    """File in the site: '2021/jaarverslag/index.html'."""
    title: str
    description: str
    publication: str = ""
    """Its title, when the page is a publication."""
    date: str = ""
    """ISO date of adoption, '' when nobody knows it."""
    draft: bool = False

    @property
    def address(self) -> str:
        """Its address below that of the site: '2021/jaarverslag/'."""
        return self.path.removesuffix("index.html")


def publication_of(manifests: Mapping[int, Mapping[str, Any]], path: str) -> dict[str, Any] | None:
    """Return what the manifest says of the publication at a path; None for another page."""
    year, _, rest = path.partition("/")
    name, _, file = rest.partition("/")
    if file != "index.html" or not year.isdecimal():
        return None
    found = manifests.get(int(year), {}).get("publicaties", {}).get(name)
    return dict(found) if found else None
