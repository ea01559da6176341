"""Read what became of old addresses of the site (adressen.yaml)."""

from __future__ import annotations

from pathlib import Path

from pipeline.fields import Fields
from pipeline.load.yaml_files import open_yaml
from pipeline.model import Problem
from pipeline.site.addresses import Stated, is_below

ADDRESSES = "adressen.yaml"


def read_addresses(path: Path, problems: list[Problem]) -> Stated:
    """Return moved and withdrawn addresses, all of them below the site: '2020/jaarverslag/'."""
    fields = open_yaml(path, problems) if path.exists() else None
    if fields is None:
        return Stated()
    places = {}
    pairs: dict[str, dict[str, str]] = {"verhuisd": {}, "ingetrokken": {}}
    for kind, second in (("verhuisd", "naar"), ("ingetrokken", "reden")):
        for entry in fields.mappings(kind):
            old, value = entry.text("adres"), entry.text(second)
            if old and _below(old, entry, "adres"):
                pairs[kind][old] = value
                places[old] = entry.place("adres")
            if kind == "verhuisd" and value:
                _below(value, entry, second)
            entry.close()
    fields.close()
    return Stated(pairs["verhuisd"], pairs["ingetrokken"], places)


def _below(address: str, entry: Fields, key: str) -> bool:
    if not is_below(address):
        entry.report(
            "Y08",
            "Dit is geen adres onder dat van de site",
            address,
            "een adres zonder https:// en zonder / vooraan, zoals 2020/jaarverslag/",
            "Schrijf alleen wat achter het adres van de site komt: letters, cijfers, streepjes, "
            "punten en schuine strepen. Schrijf een spatie als %20.",
            key,
        )
        return False
    return True
