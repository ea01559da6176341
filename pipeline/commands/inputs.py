"""All that went into a year: what its output depends on, and what its manifest says of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline import fingerprint
from pipeline.arguments import Options
from pipeline.commands.commit import said_commit


class Inputs(Struct, frozen=True):
    """The files, versions and commit of one year."""

    files: dict[str, str]
    versions: dict[str, str]
    commit: str
    """From which commit drafts are made, in words; they say so."""

    def key(self, publication: str, draft: bool, seal: str = "") -> str:
        """Return the hash of all that can change one publication, mixed with a seal if any."""
        more = {**self.versions, **({"versie": self.commit} if draft else {})}
        more |= {"zegel": seal} if seal else {}
        return fingerprint.combined(fingerprint.of_publication(self.files, publication), more)

    def manifest(
        self, year: int, records: dict[str, Any], guarded: frozenset[str], seal: str
    ) -> dict[str, Any]:
        """Return what the manifest says of what went in, and of the publications.

        Of the `guarded` tables, which hide something, the hashes are mixed with the secret of the
        output folder.
        """
        files = fingerprint.sealed(self.files, guarded, seal) if guarded else self.files
        return {
            "jaar": year,
            **({"verzegeld": True} if guarded else {}),
            "versies": self.versions,
            "publicaties": records,
            "invoer": files,
        }


def inputs_of(root: Path, options: Options, year: int) -> Inputs:
    """Return what the output of a year depends on, as it is now."""
    files, versions = fingerprint.inputs(root, options.data, year), fingerprint.versions()
    return Inputs(files, versions, said_commit(root, options.data))
