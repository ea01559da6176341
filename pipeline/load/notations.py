"""Notations of a number that are not ours, and what each of them probably means.

One table for all that is typed: CSV, cijfers.yaml and workbook. Nothing is read by it: it says what
a notation is and what to type instead. A text is recognised as a whole, by the first that fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from pipeline import dutch

_BARE = r"[0-9][0-9., ]*?"
_N = f"({_BARE})"
_SIGNED = f"([-+]?{_BARE})"
_MONTH = r"(?:jan|feb|mrt|maa|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"
NO_MARK = "Is er geen getal, typ dan -, nvt, . of nnb."
_NO_NUMBER = "Dit is geen getal"
MORE = "In deze cel staat meer dan een getal"
_PLACED = "De punt of komma staat hier niet goed"
_COMMA = "Een komma staat voor decimalen, een punt alleen voor duizendtallen."
_UNIT = "Typ alleen het getal: de eenheid staat in de YAML."
_WORDS = {"een": "1"} | {dutch.word(Decimal(n)) or "": str(n) for n in range(101)}
"""Numbers in words -> in digits."""


class Notation(Struct, frozen=True):
    """A way of writing that people, Excel and other programs have."""

    shape: str
    """A pattern for the whole text; its groups joined are the number without the trimmings."""
    advice: str
    sign: str | None = None
    """What stands before that number; None when nobody knows which number is meant."""
    what: str = _NO_NUMBER
    code: str = "C03"
    turned: Callable[[str], str] = str
    """Makes our notation of the groups."""
    only: tuple[str, ...] = ()
    """The units in which that number counts; () for all."""


def _swapped(text: str) -> str:
    return text.translate(str.maketrans(".,", ",."))


def _solid(text: str) -> str:
    return re.sub("[^-+0-9,]", "", text)


def _digits(text: str) -> str:
    return text.translate(str.maketrans("oOlI", "0011"))


def _fixed(what: str) -> Callable[[str], str]:
    return lambda _: what


_OF_EXCEL = (
    Notation(
        r"#n/[ba]", "Een formule vond niet wat zij zocht: verbeter haar in Excel, of typ nnb."
    ),
    Notation(r"#+", "De kolom was in Excel te smal. Maak haar breder en sla opnieuw op."),
    Notation(r"#[^ ]+", "Een formule in Excel geeft een fout: verbeter haar daar."),
    Notation(r"=.*", "Dit is een formule: typ haar uitkomst."),
    Notation(
        rf"[0-9]{{1,4}}[-/ .]{_MONTH}(?:[-/ ][0-9]{{2,4}})?|{_MONTH}[-/ ][0-9]{{1,4}}"
        r"|[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}(?:[ t][0-9:]+)?",
        "Excel maakt van sommige getallen een datum. Zet de cel op Getal en typ het opnieuw.",
        what="Dit is een datum",
    ),
    Notation(
        r"[0-9]+:[0-9]{2}(?::[0-9]{2})?",
        "Een dubbele punt maakt er een tijd van. Typ het getal met een komma of zonder teken.",
        what="Dit is een tijd",
    ),
    Notation(
        r"[-+]?[0-9]+(?:[.,][0-9]+)?e[-+]?[0-9]+",
        "Excel kort dit getal af: er kunnen cijfers weg zijn. Zet de cel op Getal, sla opnieuw op.",
        what="Dit getal is afgekort",
    ),
)
_OF_BOOKKEEPERS = (
    Notation(
        rf"(€ *)?\( *((?:€ *)?{_BARE}) *\)", "Haakjes staan vaak voor een negatief getal.", "-"
    ),
    Notation(r"[\"'“”„‘]+([^\"'“”„‘]+)[\"'“”„‘]*", "Laat de aanhalingstekens weg.", ""),
    Notation(rf"-/- *{_N}|{_N} *-/-", "Schrijf een negatief getal met één min ervoor.", "-"),
    Notation(rf"{_N} *[cd]r?\.?", "Credit of debet: typ een min waar het getal negatief is."),
    Notation(rf"(€ *)?{_N},--?", "Laat het streepje voor hele bedragen weg.", "", MORE),
    Notation(rf"{_N} *-", "De min hoort voor het getal.", "-"),
    Notation(rf"- +{_N}", "Zet geen spatie achter de min.", "-"),
    Notation(rf"\+ +{_N}", "Zet geen spatie achter de plus.", ""),
    Notation(rf"-+(-{_BARE})", "Er staat een min te veel.", ""),
    Notation(
        r"([-+]?[0-9]{1,3}(?:[ '_][0-9]{3})+(?:,[0-9]+)?)",
        "Zet een punt tussen duizendtallen, of niets.",
        "",
        turned=_solid,
    ),
    Notation(
        rf"(-?)(?:€|eur|euro) *{_SIGNED}|{_SIGNED} *(?:€|eur|euro)",
        _UNIT,
        "",
        MORE,
        only=("euro",),
    ),
    Notation(rf"{_SIGNED} *(?:%|procent)", _UNIT, "", MORE, only=("procent", "procentpunt")),
    Notation(rf"{_SIGNED} *fte", _UNIT, "", MORE, only=("fte",)),
    Notation(
        r".*[0-9].*(?:€|%|fte|euro|mln|mld|miljoen|miljard|duizend|[0-9] ?[km])\.?",
        "Zet de eenheid in de YAML van de tabel, niet in de cel, en reken het getal daarnaar om.",
        what=MORE,
    ),
)
_WITH_WORDS = (
    Notation(
        rf"(?:ca|circa|c|ongeveer|plm|rond|±|~|≈|\+/-)\.? *{_N}",
        "Zet dat het ongeveer is in een noot bij de tabel, of bij een los cijfer in aanduiding:.",
        "",
        MORE,
    ),
    Notation(
        rf"{_SIGNED} *(?:\*+|[†‡#]|[⁰¹²³⁴-⁹]+|\[[0-9a-z]\]|[a-z]\)|[0-9]\))",
        "Zet de uitleg in een noot bij de tabel, zonder teken in de cel.",
        "",
        MORE,
    ),
    Notation(
        rf"{_SIGNED} *\(.+\)",
        "Geef wat tussen haakjes staat een eigen kolom, of zet het in een noot.",
        "",
        MORE,
    ),
    Notation(
        rf"{_SIGNED} +[a-zà-ÿ][a-zà-ÿ .'-]*",
        "Zet woorden in een noot bij de tabel, niet in de cel.",
        "",
        MORE,
    ),
    Notation(
        f"({'|'.join(_WORDS)})",
        "Schrijf een getal hier in cijfers.",
        "",
        turned=lambda text: _WORDS[text.lower()],
    ),
    Notation(
        r"(?:[<>≤≥]|(?:minder|meer) dan|hoogstens|minstens) *=? *[0-9].*",
        "Dit is een grens. Mag het getal zelf niet bekend worden, typ dan . (niet gepubliceerd).",
    ),
    Notation(
        rf"{_N} *(?:-|/|à|tot|t/m|of|en|\||;| ) *[0-9].*|.*[½¼¾⅓⅔].*",
        "Hier staan twee getallen, of een breuk. Typ één getal, met decimalen achter een komma.",
        what=MORE,
    ),
    Notation(
        r"n\.?b\.?|(?:nog )?(?:niet |on)bekend|\?+|…|p\.?m\.?|volgt", "", "", turned=_fixed("nnb")
    ),
    Notation(r"geen|nul|nihil|--+", "", "", turned=_fixed("-")),
    Notation(r"n/a|n\.a\.|niet van toepassing", "", "", turned=_fixed("nvt")),
    Notation(r"x+|geheim|niet gepubliceerd", "", "", turned=_fixed(".")),
    Notation(
        r"null|nan|none|undefined", f"Een ander programma schrijft dit waar niets is. {NO_MARK}"
    ),
    Notation(
        r"(?=.*[0-9])(?=.*[oli])([0-9oli.,]+)",
        "Tussen de cijfers staat een letter.",
        "",
        turned=_digits,
    ),
)
_PLACES = (
    Notation(r"([-+]?)0+([1-9][0-9.,]*|0(?:,[0-9]+)?)", "Laat nullen vooraan weg.", ""),
    Notation(
        r"([-+]?[0-9][0-9.]*?)[.,]", "Achter de punt of komma staat niets.", "", _PLACED, "C04"
    ),
    Notation(
        r"([-+]?),([0-9]+)",
        "Voor de komma ontbreekt een nul.",
        "",
        _PLACED,
        "C04",
        lambda text: re.sub("([0-9])", r"0,\1", text, count=1),
    ),
    Notation(
        r"([-+]?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?)|([-+]?[0-9]+\.[0-9]+)",
        _COMMA,
        "",
        _PLACED,
        "C04",
        _swapped,
    ),
    Notation(r"[-+]?[0-9.,]*[0-9][0-9.,]*", _COMMA, what=_PLACED, code="C04"),
)
NOTATIONS = (*_OF_EXCEL, *_OF_BOOKKEEPERS, *_WITH_WORDS, *_PLACES)
