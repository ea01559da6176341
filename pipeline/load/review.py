"""Read who approved which chapter (akkoord.yaml), and who sees to what (verslagjaar.yaml)."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.fields import Fields
from pipeline.load.dates import read_date
from pipeline.load.yaml_files import open_yaml
from pipeline.model import Approval, Problem, TextFile
from pipeline.names import did_you_mean
from pipeline.paths import plain_name

APPROVALS = "akkoord.yaml"
_HASH = re.compile("[0-9a-f]{16}")


def read_approvals(
    path: Path, texts: tuple[TextFile, ...], problems: list[Problem]
) -> tuple[Approval, ...]:
    """Return the approvals; one of a chapter that is not among the texts is a problem."""
    chapters = {f"{text.publication}/{text.name}" for text in texts}
    fields = open_yaml(path, problems) if path.exists() else None
    if fields is None:
        return ()
    found = []
    for entry in fields.mappings("akkoord"):
        name, by, date = entry.text("hoofdstuk"), entry.text("wie"), read_date(entry)
        content = entry.text("inhoud")
        if name and name not in chapters:
            advice = did_you_mean(name, sorted(chapters), "Haal dit akkoord weg.")
            entry.report(
                "Y08",
                "Dit hoofdstuk is er niet",
                name,
                "een hoofdstuk dat er is",
                advice,
                "hoofdstuk",
            )
        elif content and not _HASH.fullmatch(content):
            entry.report(
                "Y08",
                "Dit akkoord is niet door het programma geschreven",
                content,
                "zestien tekens van 0 tot en met f",
                "Geef het akkoord opnieuw, met python3 build.py akkoord.",
                "inhoud",
            )
        else:
            publication, _, chapter = name.partition("/")
            place = entry.place("hoofdstuk")
            found.append(Approval(publication, chapter, by, date, content, place))
        entry.close()
    fields.close()
    return tuple(found)


def read_tasks(fields: Fields, folder: Path) -> dict[str, str]:
    """Return who sees to which table, publication or chapter of a year, from the block `taken`."""
    block = fields.mapping("taken", required=False)
    if block is None:
        return {}
    texts = [*folder.glob("teksten/*/*.md")]
    known = {"cijfers", *(path.stem for path in folder.glob("tabellen/*.*"))}
    known |= {path.parent.name for path in texts}
    known |= {f"{path.parent.name}/{plain_name(path)}".removesuffix(".md") for path in texts}
    tasks: dict[str, str] = {}
    for who in block.node.items:
        for thing in block.names(who):
            if thing in known and thing not in tasks:
                tasks[thing] = who
                continue
            twice = thing in tasks
            what = f"Hier zorgt {tasks[thing]} al voor" if twice else "Dit is er niet"
            advice = "Haal het bij een van de twee weg."
            if not twice:
                advice = did_you_mean(thing, sorted(known), "Haal het weg.")
            expected = "een tabel, cijfers, een publicatie of een hoofdstuk, elk bij één naam"
            block.report("Y08", what, thing, expected, advice, who, "" if twice else thing)
    return tasks
