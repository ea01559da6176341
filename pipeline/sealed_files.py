"""Where an adopted publication is kept as it was: its seal, and its PDF."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Document, Seal

SEALS = "zegels.yaml"
ADOPTED = "vastgesteld"
"""The folder of a year with the PDFs of all seals."""


def kept_name(seal: Seal, year: int) -> str:
    """Return the file name of the PDF that is kept with a seal."""
    return f"{seal.publication}-{year}-versie-{seal.version}.pdf"


def earlier_versions(document: Document, folder: Path) -> dict[str, bytes]:
    """Return the PDFs that the errata of a publication link to, by path in the output of its year.

    `folder` is that of the year's data.
    """
    before = [seal for _, seal in document.errata if not seal.withdrawn]
    names = [kept_name(seal, document.year) for seal in before]
    return {
        f"{document.publication.id}/{name}": (folder / ADOPTED / name).read_bytes()
        for name in names
    }
