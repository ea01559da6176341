"""Where nothing can be said of words, because a number that they speak of is not there.

Why it is not there was reported already; what a claim is worth is known when it is back.
"""

from __future__ import annotations

from pipeline.model import Document, Place, Remark, YearData

_TYPED = "N01"
_UNBOUND = "N07"
"""The check on claims without a number, for which any number of the year may be the evidence."""


class Unsure:
    """What cannot be judged in one publication."""

    def __init__(self, data: YearData, document: Document) -> None:
        self._incomplete = bool(document.lost or data.unread)
        self._lines: set[Place] = set()
        for passage in document.passages if document.lost else ():
            lines = range(passage.place.line, passage.line(len(passage.text)).line + 1)
            places = {Place(passage.place.file, line) for line in lines}
            if places & document.lost:
                self._lines |= places

    def about(self, remark: Remark) -> bool:
        """Say whether what a check says of words may only be so because a number is not there."""
        if not self._incomplete or remark.code[0] != "N" or remark.code == _TYPED:
            return False
        if remark.place in self._lines or remark.code == _UNBOUND:
            return True
        return remark.verdict == "niet te toetsen"
