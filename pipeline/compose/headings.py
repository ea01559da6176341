"""Headings: their level, and what stands between { and } behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from markdown_it.token import Token
from msgspec import Struct

Kind = Literal["hoofdstuk", "ongenummerd", "bijlage"]
KINDS: dict[str, Kind] = {"": "hoofdstuk", "ongenummerd": "ongenummerd", "bijlage": "bijlage"}
HINTS = ("krap", "door")
"""What may be asked on paper: a little tighter; on the page where the last chapter ends."""
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_OF_THE_PAGE = re.compile(r"inhoud(-kop)?|noot-[0-9]+(-terug)?|(tabel|figuur)-.*")
"""Names that a page needs for itself."""


class Attributes(Struct, frozen=True):
    """What an editor wrote between { and } behind a heading."""

    name: str = ""
    kind: str = ""
    hints: tuple[str, ...] = ()
    """How the chapter is set on paper, of HINTS."""
    others: tuple[str, ...] = ()
    """Words that mean nothing."""

    def problems(self, level: int) -> Iterator[tuple[str, str, str]]:
        """Yield (what, found, expected) for what cannot stand there."""
        if self.others:
            found = " ".join(self.others)
            yield (
                "Dit kan niet achter een kop staan",
                found,
                "{#naam}, {.ongenummerd}, {.bijlage}, {.krap} of {.door}",
            )
        if self.name and (not _NAME.fullmatch(self.name) or _OF_THE_PAGE.fullmatch(self.name)):
            expected = "kleine letters, cijfers en -, met een letter vooraan; niet: inhoud, tabel-…"
            yield "Deze naam van een kop kan niet", self.name, expected
        if (self.kind or self.hints) and level > 1:
            found, expected = f".{self.kind or self.hints[0]}", "alleen {#naam}, bij deze kop"
            yield "Dit kan alleen bij de titel van een hoofdstuk", found, expected
        elif self.kind not in KINDS:
            expected = ".ongenummerd, .bijlage, .krap of .door"
            yield "Deze soort hoofdstuk kennen we niet", f".{self.kind}", expected


def take_attributes(inline: Token) -> Attributes:
    """Take `{#naam .soort}` off the end of a heading."""
    last = inline.children[-1] if inline.children else None
    match = _ATTRIBUTES.search(last.content) if last and last.type == "text" else None
    if not match or last is None:
        return Attributes()
    last.content = last.content[: match.start()]
    words = match[1].split() or ["{}"]
    names = [word[1:] for word in words if re.match("#.", word)]
    classes = [word[1:] for word in words if re.match(r"\..", word)]
    kinds = [name for name in classes if name not in HINTS]
    hints = tuple(name for name in HINTS if name in classes)
    others = [word for word in words if not re.match(r"[#.].", word)]
    others += [f"#{name}" for name in names[1:]] + [f".{kind}" for kind in kinds[1:]]
    return Attributes("".join(names[:1]), "".join(kinds[:1]), hints, tuple(others))


def misfit(level: int, above: int, nested: bool) -> str:
    """Return what is expected of a heading below one of level `above` (0: none yet), or ''."""
    if nested:
        return "een kop buiten een vak of lijst"
    if not above:
        return "" if level == 1 else "eerst de titel van het hoofdstuk, met één #"
    if level == 1:
        return "één # per bestand; gebruik ## voor een paragraaf"
    if level > 3:
        return "hoogstens ### (drie)"
    if level > above + 1:
        return f"hoogstens {'#' * (above + 1)} onder {'#' * above}"
    return ""
