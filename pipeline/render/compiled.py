"""Templates are compiled once in a process, however many environments ask for them."""

from __future__ import annotations

from typing import ClassVar

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """What was compiled in this process: every page has an environment of its own."""

    _known: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled of the same source."""
        if found := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
