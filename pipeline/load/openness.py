"""What a table or single figure counts (`telt:`) and how openly it may be shown (`openbaar:`)."""

from __future__ import annotations

from pipeline.fields import Fields
from pipeline.model import PROFILES, Exposure, Openness


def read_openness(fields: Fields) -> Openness:
    """Return what the YAML says of it; problems go where `fields` reports them."""
    counts = fields.text("telt", "").lower()
    block = fields.mapping("openbaar", required=False)
    if block is None:
        return Openness(counts)
    general = None
    if block.has("profiel") or not block.has("publicaties"):
        general = _exposure(block)
    publications = {}
    own = block.mapping("publicaties", required=False)
    for name, entry in own.each() if own else ():
        publications[name] = _exposure(entry)
        entry.close()
    block.close()
    return Openness(counts, general, publications)


def _exposure(fields: Fields) -> Exposure:
    profile = fields.choice("profiel", PROFILES)
    return Exposure(profile, fields.text("reden", ""), fields.place("profiel"))
