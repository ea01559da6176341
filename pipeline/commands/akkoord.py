"""`build.py akkoord`: write down who approved which chapter, and show which approvals hold."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline import characters, console, dutch
from pipeline.approvals import contents
from pipeline.arguments import Options, WrongCommand
from pipeline.commands.prepare import Prepared, prepare
from pipeline.commands.years import chosen_years
from pipeline.load.review import APPROVALS
from pipeline.model import Approval, Place, ProblemsFound
from pipeline.names import did_you_mean
from pipeline.writing import transaction

_HEAD = """\
# Wie akkoord is met welk hoofdstuk, zoals het toen was. Geschreven door: python3 build.py akkoord
"""


def run(root: Path, options: Options) -> int:
    """Add approvals when chapters are named; show all of the year."""
    (year,) = chosen_years(options)
    prepared = prepare(root, options, year)
    now = contents(prepared.documents)
    if options.rest:
        if prepared.has_errors:
            raise ProblemsFound(prepared.problems)
        if not options.who.strip():
            raise WrongCommand("Zeg met --wie wie er akkoord is, bijvoorbeeld --wie controller.")
        prepared = _added(root, options, prepared, now)
    for line in _shown(prepared, now):
        console.say(line)
    return 0


def _added(root: Path, options: Options, prepared: Prepared, now: dict[str, str]) -> Prepared:
    """Write the approvals down, in the place of earlier ones by the same person."""
    who, today = characters.settled(options.who).strip(), datetime.date.today().isoformat()
    chapters = dict.fromkeys(name for word in options.rest for name in _chapters(word, now))
    kept = [
        approval
        for approval in prepared.data.approvals
        if not (_name(approval) in chapters and approval.by == who)
    ]
    parts = [(name.partition("/"), now[name]) for name in chapters]
    new = [Approval(one, two, who, today, content, Place("")) for (one, _, two), content in parts]
    everything = sorted([*kept, *new], key=lambda a: (a.publication, a.chapter, a.date, a.by))
    with transaction(options.data) as change:
        change.write(prepared.data.folder.absolute() / APPROVALS, _written(everything))
    return prepare(root, options, prepared.data.year)


def _chapters(word: str, now: Iterable[str]) -> list[str]:
    """Return the chapter that is meant, or all of a publication."""
    known, word = list(now), characters.settled(word)
    found = [name for name in known if word in (name, name.partition("/")[0])]
    if not found:
        raise WrongCommand(
            f"Het hoofdstuk {word} is er niet. "
            + did_you_mean(word, known, f"Hoofdstukken die er zijn: {', '.join(known)}.")
        )
    return found


def _name(approval: Approval) -> str:
    return f"{approval.publication}/{approval.chapter}"


def _written(approvals: Iterable[Approval]) -> str:
    """Return the file; words stand between quotes, so that YAML reads them as they are."""
    blocks = [
        f"  - hoofdstuk: {_name(approval)}\n"
        f"    wie: {json.dumps(approval.by, ensure_ascii=False)}\n"
        f"    datum: {approval.date}\n"
        f'    inhoud: "{approval.content}"\n'
        for approval in approvals
    ]
    return f"{_HEAD}akkoord:\n{''.join(blocks)}"


def _shown(prepared: Prepared, now: dict[str, str]) -> list[str]:
    lines = []
    for name, content in now.items():
        said = [
            f"{approval.by}, {dutch.date(approval.date)}"
            + ("" if approval.content == content else " (ingetrokken: daarna veranderd)")
            for approval in prepared.data.approvals
            if _name(approval) == name
        ]
        lines.append(f"{name}: {'; '.join(said) or 'nog geen akkoord'}")
    return lines
