"""The patterns of numerals that count nothing: years, dates, articles of law, and so on."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan\\.|feb\\.|mrt\\.|apr\\.|jun\\.|jul\\.|aug\\.|sept?\\.|okt\\.|nov\\.|dec\\."
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:19|20)[0-9]{2}"
_SHORT_YEAR = "[’'‘][0-9]{2}"
_ORDINAL = "(?:eerste|tweede|derde|vierde|laatste|[1-4]e)"
COUNTED = re.compile(
    r"\s(?:euro|procent|procentpunt|miljoen|miljard|duizend|fte|keer|maal|uur|uren|dagen|weken|"
    r"maanden|jaren|kinderen|jeugdigen|jongeren|gezinnen|ouders|cliënten|medewerkers|"
    r"collega[’']s|maatregelen|mensen|klachten|meldingen|incidenten|zaken|stuks)\b"
)
"""What follows a number that was typed without its point: '2000 gezinnen' counts gezinnen."""
IN_TIME = re.compile(
    r"\b(?:sinds|eind|begin|medio|vanaf|jaar|jaarverslag|voorjaar|zomer|najaar|herfst|winter|"
    r"halverwege)\s$",
)
ROUGHLY = re.compile(
    r"(?:\b(?:ruim|bijna|circa|ca\.|ongeveer|krap|(?:meer|minder) dan|hoogstens|minstens|"
    r"maximaal|minimaal|slechts|er|zo[’']n)|€)\s$",
)
_NORM = r"(?:NEN|ISO|IEC|EN|NTA|DIN|WCAG|PDF)"
_LAW = r"[0-9]+[a-z]?(?:[:.][0-9]+[a-z]?)*"
LABEL = (
    "tabel(?:len)?|figu(?:ur|ren)|grafiek(?:en)?|paragra(?:af|fen)|hoofdstuk(?:ken)?|bijlagen?|"
    "voetno(?:ot|ten)|no(?:ot|ten)|pagina[’']?s?|bladzijden?|blz\\.|par\\."
)
_LABELLED = r"[0-9]+(?:\.[0-9]+)*"

PHONE = re.compile(
    r"[+(0](?<![\w.,€+][+(0])"
    r"(?:(?:(?<=\+)31|(?<=0)031)[\s.-]?(?:\(0\)[\s.-]?)?|(?<=\()0|(?<=0))"
    r"(?:[1-9](?:[\s.()-]{0,3}[0-9]){8}|(?<=0)[89]0[0-9][\s-]?(?:[0-9][\s-]?){3,6}[0-9])(?![0-9])"
)
"""A Dutch telephone number: of a network, a mobile, or a service (0800, 0900)."""


class Kind(Struct, frozen=True):
    """A named kind of numeral, and how it is recognised."""

    name: str
    source: str
    """The regular expression."""
    needles: tuple[str, ...] = ()
    """One of these stands in every text that has a match, in lower case; () when nothing does."""
    lower: bool = False
    """Whether the pattern is for the text in lower case."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when the first text needs it: most texts have no number of a law."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _day_and_month() -> str:
    days = rf"{_DAY}(?:\s?(?:en|of|tot|t/m|[-\u2013])\s?{_DAY})?e?"
    year = rf"\s(?:{_YEAR}|{_SHORT_YEAR})(?![\w%]|[.,][0-9])"
    return rf"(?<![\w.,-])(?:(?:{days}\s)?(?:{MONTH}){year}|{days}\s(?:{MONTH})(?!\w))"


IN_DIGITS = (
    Kind(
        "adres",
        r"https?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+",
        ("//", "www.", "@"),
    ),
    Kind(
        "adres",
        (
            r"\b[A-Z]\w*(?:straat|laan|weg|plein|kade|singel|gracht|dreef|hof|park)\s[0-9]+"
            r"[a-zA-Z]?(?!\w)(?:,?\s[1-9][0-9]{3}\s?[A-Z]{2}\b)?"
        ),
        ("straat", "laan", "weg", "plein", "kade", "singel", "gracht", "dreef", "hof", "park"),
    ),
    Kind("adres", r"\b[1-9][0-9]{3}\s?[A-Z]{2}\s(?=[A-Z][a-z])"),
    Kind("registratie", r"\b[A-Z]{2}[0-9]{2}\s?[A-Z]{4}(?:\s?[0-9]{2,4}){3,4}\b"),
    Kind(
        "registratie",
        (
            r"\b(?:kvk|agb|rsin|isbn|issn|btw)(?:[- ]?(?:code|nummer|nr\.?))?:?\s[0-9][0-9.x-]*"
            r"|\bkamerstuk(?:ken)?\s(?:ii?\s)?[0-9]{2}\s?[0-9]{3}\b"
        ),
        ("kvk", "agb", "rsin", "isbn", "issn", "btw", "kamerstuk"),
        lower=True,
    ),
    Kind("telefoonnummer", PHONE.pattern),
    Kind(
        "telefoonnummer",
        r"\b(?:bel|bellen met|alarmnummer|nummer)\s(?:112|113)\b",
        ("112", "113"),
        lower=True,
    ),
    Kind(
        "norm",
        rf"\b{_NORM}(?:[-/ ]{_NORM})*(?:[-/ ](?:UA|A))?[- ]?[0-9]+(?:[-:.][0-9]+)*",
    ),
    Kind(
        "versie",
        r"\bversie\s[0-9]+(?:\.[0-9]+)*|\bv[0-9]+(?:\.[0-9]+)+\b",
        ("versie", *(f"v{digit}" for digit in range(10))),
        lower=True,
    ),
    Kind(
        "wetsartikel",
        (
            rf"\b(?:artikel(?:en)?|art\.)\s{_LAW}(?:(?:,|\sen|\sof|\st/m)\s{_LAW})*"
            rf"(?:,?\s(?:lid|sub|onder)\s[0-9a-z]+)*(?:\s(?:bw|sr|sv|rv|awb|avg|wor)\b)?"
            r"|\bboek\s[0-9]+\s(?:bw\b|van het burgerlijk)"
        ),
        ("art", "boek"),
        lower=True,
    ),
    Kind(
        "verwijzing",
        rf"(?:\b(?:{LABEL})|§)\s?{_LABELLED}(?:(?:,|\sen|\sof|\st/m)\s{_LABELLED})*(?![\w%])",
        ("tabel", "figu", "grafi", "par", "hoofd", "bijlage", "no", "pag", "blad", "blz", "§"),
        lower=True,
    ),
    Kind("datum", _day_and_month(), tuple(m[:3] for m in _MONTHS), lower=True),
    Kind(
        "datum",
        (
            rf"(?<![\w.,-])(?:{_DAY}[-/.](?:0?[1-9]|1[0-2])[-/.](?:{_YEAR}|[0-9]{{2}})"
            rf"|{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![\w-]|[.,][0-9])"
        ),
    ),
    Kind(
        "datum",
        rf"\b(?:q[1-4]|kwartaal\s[1-4])(?:\s{_YEAR})?\b|(?<!\w)[0-9]{{1,2}}e eeuw\b",
        ("q", "kwartaal", "eeuw"),
        lower=True,
    ),
    Kind(
        "datum",
        (
            r"\b(?:in|vanaf|sinds|na|tot|met)\sweek\s(?:[1-9]|[1-4][0-9]|5[0-3])"
            r"(?!\w|[.,][0-9]|\s(?:uur|keer)\b)"
        ),
        ("week",),
        lower=True,
    ),
    Kind(
        "tijd",
        (
            r"(?<![\w.,])(?:24/7|24\s?[x×]\s?7|7\s?[x×]\s?24(?:\suur)?)(?!\w)"
            r"|\b24 uur per dag\b|\b7 dagen (?:per|in de) week\b"
        ),
        ("24", "7 dagen"),
    ),
    Kind(
        "tijd",
        (
            r"(?<![\w.,])(?:(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9](?:\s(?:tot|en|-|\u2013)\s)?){1,2}"
            r"(?<=[0-9])\suur\b"
            r"|(?<=\bom\s)(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9](?![.,]?[0-9])|\suur\b)"
        ),
        ("uur", "om "),
        lower=True,
    ),
    Kind(
        "jaar",
        (
            rf"(?<![\w.,€+-]){_YEAR}(?:\s?[-\u2013/]\s?(?:{_YEAR}|[0-9]{{2}}|{_SHORT_YEAR}))"
            rf"(?![\w%]|[.,][0-9]|-[0-9])|(?<![\w.,]){_SHORT_YEAR}(?!\w)"
        ),
        ("-", "\u2013", "/", "’", "'", "‘"),
    ),
    Kind("jaar", rf"{_YEAR}(?<![\w.,€+:/]....)(?!\w|\s?[%‰]|[.,:/][0-9])"),
    Kind("code", r"\b(?:[A-Z]{1,6}-?[0-9]{1,4}|[Cc]ovid-?19)\b(?![.,][0-9])"),
    Kind(
        "naam",
        r"\b(?:groep|klas|fase|stap|interventie)s?\s[0-9](?:(?:,|\sen|\sof)\s[0-9])*"
        r"(?![\w%]|[.,][0-9])",
        ("groep", "klas", "fase", "stap", "interventie"),
        lower=True,
    ),
    Kind("opsomming", r"^[0-9]{1,2}[.)](?=\s)"),
    Kind("kopnummer", r"^[0-9]{1,2}(?:\.[0-9]{1,2})*(?=\s+[A-Z‘“][\w’]*[a-z])"),
)

IN_WORDS = (
    Kind(
        "datum",
        (
            rf"\b{_ORDINAL}\s(?:kwartaal|halfjaar|helft\svan\s(?:het\sjaar|{_YEAR}))"
            rf"(?:\svan)?(?:\s{_YEAR})?\b"
        ),
        ("kwartaal", "halfjaar", "helft"),
        lower=True,
    ),
    Kind(
        "jaar",
        r"\bjaren\s(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)\b",
        ("jaren",),
        lower=True,
    ),
    Kind(
        "tijd",
        r"\bvierentwintig uur per dag\b|\bzeven dagen (?:per|in de) week\b",
        ("vierentwintig", "zeven"),
        lower=True,
    ),
    Kind(
        "opsomming",
        r"\bten\s(?:tweede|derde|vierde|vijfde|zesde)\b",
        ("ten ",),
        lower=True,
    ),
    Kind(
        "verwijzing",
        rf"\b(?:{LABEL})\s(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?!\w)",
        ("tabel", "figu", "grafiek", "paragra", "hoofdstuk", "bijlage", "noot", "pagina"),
        lower=True,
    ),
    Kind("naam", r"\bTweede (?:Kamer|Wereldoorlog)(?:verkiezingen)?\b", ("tweede",)),
)
