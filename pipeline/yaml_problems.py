"""What can be wrong with the form of a YAML file, in the words of an editor."""

from __future__ import annotations

import re

import yaml

from pipeline.model import ERROR, Place, Problem

_CAUSES = (
    (
        "mapping values are not allowed",
        "een dubbele punt waar die niet kan",
        "Staat er een dubbele punt in de tekst? Zet de hele tekst tussen aanhalingstekens. "
        "Kijk anders naar de inspringing.",
    ),
    (
        "quoted scalar",
        "een aanhalingsteken dat niet sluit, of een teken met \\ ervoor",
        "Zet aan het eind van de tekst hetzelfde aanhalingsteken als aan het begin.",
    ),
    (
        "cannot start any token",
        "een teken waarmee een waarde niet kan beginnen",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "block sequence entries are not allowed",
        "een streepje waar geen lijst kan staan",
        'Is het streepje een waarde? Zet er aanhalingstekens om: "-".',
    ),
    (
        "flow",
        "een { of [ die niet goed sluit",
        "Sluit elke { met } en elke [ met ], en zet een komma tussen de waarden.",
    ),
)
"""(piece of the parser's own words, what was found, what to do)."""


def tab(file: str, line: int) -> Problem:
    """Return the problem of a tab in front of a name."""
    return Problem(
        "Y02",
        ERROR,
        Place(file, line),
        "Er staat een tab aan het begin van de regel",
        "een tab",
        "spaties",
        "Vervang de tab door spaties.",
    )


_COMMENT_INSIDE = (
    "een # binnen { }, waar voor YAML een opmerking begint",
    'Zet aanhalingstekens om de waarde, zoals bij een kleur: "#1b3350".',
)
_OPEN_COMMENT = re.compile(r"[{,][^{},\"']*:\s+#")
"""A brace or comma, a name, and a value that starts with a # outside quotes."""


def unreadable(file: str, error: yaml.YAMLError, text: str = "") -> Problem:
    """Return the problem of a file that is no YAML at all, with its likely cause."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in said or "flow" in said:
        mark = getattr(error, "context_mark", None) or mark
    cause = next((cause[1:] for cause in _CAUSES if cause[0] in said), None)
    number = mark.line + 1 if mark else 0
    if "flow" in said:
        before = enumerate(text.split("\n")[:number], 1)
        for at in [at for at, line in before if _OPEN_COMMENT.search(line)][-1:]:
            number, cause = at, _COMMENT_INSIDE
    return Problem(
        "Y01",
        ERROR,
        Place(file, number),
        "Dit YAML-bestand is niet te lezen",
        cause[0] if cause else "een fout in de opmaak, op of vlak boven deze regel",
        "naam: waarde, met gelijke inspringing",
        cause[1] if cause else "Kijk naar de inspringing, de dubbele punt en aanhalingstekens.",
    )


def not_a_mapping(file: str, line: int, found: str) -> Problem:
    """Return the problem of a file that is a list, a text or empty."""
    return Problem(
        "Y07",
        ERROR,
        Place(file, line),
        "Dit bestand heeft een andere vorm dan bedoeld",
        found,
        "regels van de vorm naam: waarde",
        "Vergelijk het bestand met dat van een ander jaar, of verwijder het als het niet nodig is.",
    )


def other_form(file: str, line: int, found: str, expected: str) -> Problem:
    """Return the problem of anchors, tags and other things of YAML that we do not read."""
    return Problem(
        "Y07",
        ERROR,
        Place(file, line),
        "Deze YAML-vorm gebruiken we niet",
        found,
        expected,
        "Schrijf de waarde voluit op, zoals docs/gegevens.md laat zien.",
    )


def bad_key(file: str, line: int, found: str) -> Problem:
    """Return the problem of a name that is no text for YAML, such as `no:`."""
    return Problem(
        "Y05",
        ERROR,
        Place(file, line),
        "YAML maakt van deze naam iets anders dan tekst",
        found or "niets",
        "een naam van letters, cijfers en _",
        f'Zet aanhalingstekens om de naam: "{found}".' if found else "Zet een naam voor de :.",
    )


def duplicate(file: str, name: str, line: int, first: int) -> Problem:
    """Return the problem of a name that stands twice in one block."""
    return Problem(
        "Y03",
        ERROR,
        Place(file, line),
        "Deze naam staat er twee keer",
        f"{name} (ook op regel {first})",
        "elke naam één keer",
        "Verwijder een van de twee, of geef hem een andere naam.",
    )
