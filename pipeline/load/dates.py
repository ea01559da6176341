"""Read a date."""

from __future__ import annotations

import datetime
import re

from pipeline.fields import Fields


def read_date(entry: Fields, unknown: str = "") -> str:
    """Return the ISO date behind `datum`, '' after reporting that it is none.

    `unknown` is a word that may stand there for a date that nobody knows; it gives '' too.
    """
    scalar = entry.typed("datum")
    if scalar is None or (unknown and scalar.text == unknown):
        return ""
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", scalar.text):
            raise ValueError(scalar.text)
        datetime.date.fromisoformat(scalar.text)
    except ValueError:
        entry.report(
            "Y08",
            "Dit is geen datum",
            scalar.text,
            "jaar-maand-dag, bijvoorbeeld 2021-05-25",
            "Schrijf de datum met vier cijfers voor het jaar en twee voor maand en dag.",
            "datum",
        )
        return ""
    return scalar.text
