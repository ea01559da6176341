"""What verslagjaar.yaml and zegels.yaml say of the adoption of a publication."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.model.problems import Place


class Adoption(Struct, frozen=True):
    """What has to hold when a publication is adopted, and what is declared instead."""

    place: Place = Place("")
    """The line of its status."""
    belongs_to: str = ""
    """The publication of the same year that it is drawn from, '' for none: that one goes first."""
    early: str = ""
    """Why it was adopted before the publication that it belongs to."""
    pending: Mapping[str, tuple[str, Place]] = field(default_factory=dict)
    """Table, row or figure that is not known yet -> why it was adopted without, and the line."""
    unsealed: str = ""
    """Why it has no seal."""


class Seal(Struct, frozen=True):
    """A publication as it was adopted, or as it was after an erratum (zegels.yaml)."""

    publication: str
    version: int
    """1 as adopted, 2 after the first erratum."""
    date: str
    """ISO date on which it was sealed."""
    erratum: str
    """What was wrong and why it was changed, '' for the version as adopted."""
    content: Mapping[str, str]
    """'omslag' or the name of a chapter -> hash of all that its readers are told."""
    pdf: str
    """SHA-256 of the PDF that is kept, in hexadecimals."""
    place: Place
    withdrawn: str = ""
    """Why this version can no longer be had, '' when it can."""
