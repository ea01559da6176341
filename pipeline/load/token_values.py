"""The value of a token: references followed, and of the kind that the templates need."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline import colors, typefaces
from pipeline.load.token_files import RawToken
from pipeline.model import ERROR, WARNING, Problem, Token
from pipeline.names import did_you_mean

_REFERENCE = re.compile(r"\{([^{}]+)\}")
_DIMENSION = re.compile(r"-?(\d+(\.\d+)?|\.\d+)(px|rem|em|pt|mm|%)|0")
_NUMBER = re.compile(r"\d+(\.\d+)?%?")
_WEIGHT = re.compile(r"[1-9]00|normal|bold")
_FAMILY = re.compile(r"[\w \-',\"]+")
_KINDS = {
    "color": (None, "een kleur", "#17736d"),
    "dimension": (_DIMENSION, "een maat", "1.5rem"),
    "number": (_NUMBER, "een getal", "1.5"),
    "fontWeight": (_WEIGHT, "een dikte", "600"),
    "fontFamily": (_FAMILY, "een of meer lettertypes", "'Source Sans Pro', Arial, sans-serif"),
}
"""Kind -> how its value reads, what it is, and an example."""


def resolve(
    path: str, tokens: Mapping[str, RawToken], kind: str, problems: list[Problem]
) -> Token | None:
    """Return the value of a token in the form of CSS, None after a problem (H02)."""
    origin = _origin(path, tokens)
    text = _followed(path, tokens, (), problems)
    if text is None:
        return None
    value = _as(kind, text)
    if value is None:
        _, name, example = _KINDS[kind]
        what = f"De waarde van een token is niet {name}"
        advice = "Verbeter de waarde; zie docs/huisstijl.md."
        _add(problems, origin, what, text, f"{name}, zoals {example}", advice)
        return None
    if kind == "fontFamily":
        value = _at_hand(path, value, origin, problems)
    return Token(value, origin.place)


def _origin(path: str, tokens: Mapping[str, RawToken]) -> RawToken:
    """Return the token that holds the value: the last one where each only refers to the next."""
    seen = {path}
    while (found := _REFERENCE.fullmatch(tokens[path].text.strip())) and found[1] in tokens:
        path = found[1]
        if path in seen:
            break
        seen.add(path)
    return tokens[path]


def _at_hand(path: str, stack: str, token: RawToken, problems: list[Problem]) -> str:
    """Return a font stack that starts with a family that we have; a remark (H06) where it did not.

    Fonts of others cannot be used: a publication may ask nothing of other hosts.
    """
    names = [name.strip() for name in stack.split(",")]
    family = typefaces.of_stack(stack) or typefaces.DEFAULT
    if names[0].strip("'\"") != family:
        report(
            problems,
            Problem(
                "H06",
                WARNING,
                token.place,
                "Dit lettertype hebben we niet; een ander komt in de plaats",
                f"{names[0]} voor {path}",
                "een van: " + ", ".join(typefaces.FAMILIES),
                f"Nu wordt {family} gebruikt. Kies er zelf een, of vraag de ontwikkelaar om het "
                "lettertype toe te voegen.",
            ),
        )
    others = [name for name in names if name.strip("'\"") != family]
    return ", ".join((f"'{family}'", *others))


def _followed(
    path: str, tokens: Mapping[str, RawToken], behind: tuple[str, ...], problems: list[Problem]
) -> str | None:
    token = tokens[path]
    text = token.text.strip()
    for name in _REFERENCE.findall(text):
        if name not in tokens or name in (*behind, path):
            _report_reference(path, tokens, name, problems)
            return None
        inner = _followed(name, tokens, (*behind, path), problems)
        if inner is None:
            return None
        text = text.replace(f"{{{name}}}", inner)
    return text


def _as(kind: str, text: str) -> str | None:
    if kind == "color":
        return colors.normal(text)
    pattern = _KINDS[kind][0]
    assert pattern is not None
    return text if pattern.fullmatch(text) else None


def _report_reference(
    path: str, tokens: Mapping[str, RawToken], name: str, problems: list[Problem]
) -> None:
    advice = "Verwijs naar een token met een eigen waarde."
    what = f"Het token {path} verwijst in een kring naar zichzelf"
    if name not in tokens:
        advice = did_you_mean(name, tokens, "Zet het token erbij, of verbeter de verwijzing.")
        what = f"Het token {path} verwijst naar een token dat er niet is"
    _add(problems, tokens[path], what, f"{{{name}}}", "de naam van een ander token", advice)


def _add(
    problems: list[Problem], token: RawToken, what: str, found: str, expected: str, advice: str
) -> None:
    report(problems, Problem("H02", ERROR, token.place, what, found, expected, advice))


def report(problems: list[Problem], problem: Problem) -> None:
    """Add a problem once: the light and the dark tokens can share it."""
    if problem not in problems:
        problems.append(problem)
