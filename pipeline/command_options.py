"""What each command can be asked besides the year and the folders."""

from __future__ import annotations

import argparse
from pathlib import Path

Group = argparse._ArgumentGroup


def add_folder(
    group: argparse._ActionsContainer, name: str, default: Path | None, explanation: str
) -> None:
    """Add an option that names a folder."""
    group.add_argument(name, metavar="MAP", type=_path, default=default, help=explanation)


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("hier hoort de naam van een map")
    return Path(text)


def _check_options(which: Group, where: Group) -> None:
    which.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="vorm van de meldingen: leesbaar (text), json, of regels voor GitHub (github)",
    )


def _proef_options(which: Group, where: Group) -> None:
    which.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="vorm van het verslag: leesbaar (text) of json",
    )


def _build_options(which: Group, where: Group) -> None:
    which.add_argument(
        "--publication", metavar="NAAM", help="alleen deze publicatie, bijvoorbeeld jaarverslag"
    )
    which.add_argument(
        "--format", choices=("pdf", "html"), help="alleen de pdf of alleen de webpagina"
    )
    kept = "bewaar hier ook de pagina's waar de pdf van gemaakt wordt"
    add_folder(where, "--print-html", None, kept)


def _serve_options(which: Group, where: Group) -> None:
    where.add_argument(
        "--poort", dest="port", metavar="POORT", type=_port, default=0, help="bijvoorbeeld 8000"
    )
    which.add_argument(
        "--geen-browser", dest="browser", action="store_false", help="open zelf geen browser"
    )
    which.add_argument(
        "--editor",
        metavar="OPDRACHT",
        default="",
        help="opent een bestand vanuit de pagina, bijvoorbeeld 'code --goto {bestand}:{regel}'",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("hier hoort een getal van 1024 tot en met 65535")
    return int(text)


def _export_options(which: Group, where: Group) -> None:
    where.add_argument(
        "--naar",
        dest="file",
        metavar="WERKBOEK",
        type=_path,
        help="het werkboek dat gemaakt wordt (anders: invoer-JAAR.xlsx in deze map)",
    )


def _import_options(which: Group, where: Group) -> None:
    which.add_argument(
        "file", metavar="WERKBOEK", type=_path, help="het werkboek (xlsx, ods of csv)"
    )
    which.add_argument(
        "--schrijf", dest="write", action="store_true", help="neem over wat er getoond wordt"
    )
    which.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="vorm van het overzicht: leesbaar (text) of json",
    )


def _difference_options(which: Group, where: Group) -> None:
    which.add_argument(
        "rest",
        metavar="JAAR OF VERSIE",
        nargs="+",
        help="twee jaren, of één of twee versies uit git; één versie staat naast de werkmap",
    )
    which.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        default="text",
        help="vorm van het overzicht: leesbaar (text), markdown voor een pull request, "
        "een webpagina (html) of json",
    )
    where.add_argument(
        "--naar", dest="file", metavar="BESTAND", type=_path, help="schrijf het overzicht hierheen"
    )


def _approval_options(which: Group, where: Group) -> None:
    which.add_argument(
        "rest",
        metavar="HOOFDSTUK",
        nargs="*",
        help="zoals jaarverslag/01-ons-jaar, of een hele publicatie; zonder: toon wie akkoord is",
    )
    which.add_argument(
        "--wie", dest="who", metavar="NAAM", default="", help="wie er akkoord is, of diens functie"
    )


def _seal_options(which: Group, where: Group) -> None:
    which.add_argument(
        "rest",
        metavar="PUBLICATIE",
        nargs="*",
        help="zoals jaarverslag; zonder: elke vastgestelde publicatie die nog geen zegel heeft",
    )
    which.add_argument(
        "--erratum",
        metavar="TEKST",
        default="",
        help="wat er fout was en waarom het is verbeterd, zoals lezers het te zien krijgen",
    )


def _new_year_options(which: Group, where: Group) -> None:
    which.add_argument("rest", metavar="NIEUW JAAR", nargs=1, help="het jaar na een jaar dat er is")


def _publish_options(which: Group, where: Group) -> None:
    where.add_argument(
        "--naar",
        dest="target",
        metavar="DOEL",
        default="",
        help="een map, een adres voor rsync (naam@host:/pad), of git:BRANCH",
    )
    where.add_argument(
        "--basis-url",
        dest="base",
        metavar="ADRES",
        default="",
        help="het adres van de site, zoals bezoekers het zien",
    )
    drafts = which.add_mutually_exclusive_group()
    drafts.add_argument(
        "--met-concepten", dest="with_drafts", action="store_true", help="publiceer ook concepten"
    )
    drafts.add_argument(
        "--zonder-concepten", dest="adopted_only", action="store_true", help="laat concepten weg"
    )
    which.add_argument(
        "--terug", dest="back", action="store_true", help="zet de vorige uitgave van de site terug"
    )


OWN = {
    "build": _build_options,
    "check": _check_options,
    "taal": _check_options,
    "proef": _proef_options,
    "serve": _serve_options,
    "exporteer": _export_options,
    "importeer": _import_options,
    "verschil": _difference_options,
    "akkoord": _approval_options,
    "verzegel": _seal_options,
    "nieuw-jaar": _new_year_options,
    "publiceer": _publish_options,
}
"""The options of each command; `test` has none, what it is asked is for pytest."""
ONE_YEAR = (
    *("serve", "exporteer", "importeer", "verschil", "akkoord", "verzegel", "nieuw-jaar"),
    "publiceer",
)
"""Commands that work on one year, never on all."""
YEAR_ASIDE = ("verschil", "nieuw-jaar", "publiceer")
"""Commands that can do without --year."""
