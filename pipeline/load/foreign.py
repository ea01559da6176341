"""Read the words and names in another language: vreemde_woorden.yaml."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.load.yaml_files import open_yaml
from pipeline.model import Problem

FOREIGN = "vreemde_woorden"
_LANGUAGE = re.compile(r"[a-z]{2}")


def read_foreign(path: Path, problems: list[Problem]) -> dict[str, str]:
    """Return each word or name with the code of its language, 'en'; nothing without the file."""
    if not path.exists():
        return {}
    fields = open_yaml(path, problems)
    if fields is None:
        return {}
    found: dict[str, str] = {}
    for language in fields.node.items:
        words = fields.names(language)
        if not _LANGUAGE.fullmatch(language) or language == "nl":
            fields.report(
                "Y08",
                "Dit is geen code van een andere taal",
                language,
                "twee letters, zoals en, fr of de",
                "Zet de woorden onder de code van hun taal.",
                language,
            )
            continue
        found |= dict.fromkeys(words, language)
    return found
