"""What a column heading says besides its own words: on pages and in data alike."""

from __future__ import annotations


def also_said(heading: str, unit: str, status: str) -> str:
    """Return '%, prognose': the name of a unit, and a status that is not simply what happened.

    A status that the heading has already is not said again.
    """
    known = status in ("", "realisatie") or status in heading.lower()
    return ", ".join(part for part in (unit, "" if known else status) if part)
