"""Objects of a PDF, each serialised once.

pydyf writes every object, and with an identifier it hashes every object as well: each stream would
be compressed twice.
"""

from __future__ import annotations

import pydyf


def serialise_once(pdf: pydyf.PDF) -> None:
    """Let every object of a finished PDF keep its bytes from the first time they are asked for.

    Nothing may be changed in the objects afterwards; the bytes of the file stay the same.
    """
    pdf.objects[:] = [_Serialised(found) for found in pdf.objects]


class _Serialised(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF that is ready."""

    def __init__(self, ready: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = ready.number, ready.generation, ready.free
        self._ready = ready
        self._bytes: bytes | None = None

    @property
    def data(self) -> bytes:
        """The bytes of the object without its number."""
        if self._bytes is None:
            self._bytes = self._ready.data
        return self._bytes

    @property
    def compressible(self) -> bool:
        """Whether the object can stand in an object stream."""
        return bool(self._ready.compressible)
