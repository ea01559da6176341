"""The command line: what can be asked, and a Dutch --help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.dutch_parser import DutchHelp, DutchParser

_COMMANDS = ("build", "check", "serve", "taal", "proef", "exporteer", "importeer", "test")
_DESCRIPTION = """\
Maakt van de gegevens en teksten van een verslagjaar alle publicaties, als pdf en als webpagina.

  python3 build.py --year 2021            bouw alle publicaties van 2021
  python3 build.py check --year 2021      controleer cijfers en teksten, zonder pdf
  python3 build.py serve --year 2021      toon de site van 2021 in de browser, steeds zoals
                                          u haar opslaat
  python3 build.py taal --year 2021       controleer de spelling en meet de leesbaarheid
  python3 build.py proef --year 2021      verander elk cijfer en meet wat de controles opmerken
  python3 build.py exporteer --year 2021  maak een werkboek met alle cijfers van 2021, voor Excel
  python3 build.py importeer WERKBOEK --year 2021
                                          toon wat een werkboek uit Excel aan de cijfers verandert;
                                          met --schrijf neemt het programma dat over
  python3 build.py test                   voer de tests uit, ook die op de cijfers in --data
                                          (andere woorden gaan naar pytest)
  python3 build.py --all-years            bouw alle jaren
"""
_EPILOG = """\
Na afloop is de uitkomst: 0 = gelukt, 1 = er zijn fouten in de invoer, 2 = het commando klopt niet.
Uitleg voor redacteuren: docs/gegevens.md en docs/teksten.md; over meldingen: docs/controles.md.
"""


class Options(Struct, frozen=True):
    """What was asked."""

    command: str
    year: str | None
    all_years: bool
    publication: str | None
    format: str | None
    """'pdf' or 'html' for build; 'text', 'json' or 'github' for check and taal."""
    data: Path
    output: Path
    print_html: Path | None = None
    rest: tuple[str, ...] = ()
    """Arguments for pytest."""
    file: Path | None = None
    """The workbook that is read or made."""
    port: int = 0
    """Where the preview listens; 0 for the first port that is free."""
    browser: bool = True
    """Whether the preview opens a browser."""
    editor: str = ""
    """The command that opens a file in an editor."""
    write: bool = False
    """Whether what was shown is carried out too."""


class WrongCommand(Exception):
    """The command cannot be carried out; the message is one line, in Dutch."""


def parse(argv: Sequence[str], root: Path) -> Options:
    """Return the options of a command line; leaves with 2 when they cannot be meant."""
    words = list(argv)
    command = words.pop(0) if words and words[0] in _COMMANDS else "build"
    if command == "test":
        return _test_options(words, root)
    parser = _parser(command, root)
    found = parser.parse_args(words)
    if not getattr(found, "all_years", False) and found.year is None:
        parser.error("the following arguments are required: --year")
    _refuse_overlap(found, root)
    return Options(
        command,
        found.year,
        getattr(found, "all_years", False),
        getattr(found, "publication", None),
        getattr(found, "format", None),
        found.data,
        found.output,
        print_html=getattr(found, "print_html", None),
        file=getattr(found, "file", None),
        write=getattr(found, "write", False),
        port=getattr(found, "port", 0),
        browser=getattr(found, "browser", True),
        editor=getattr(found, "editor", ""),
    )


def _refuse_overlap(found: argparse.Namespace, root: Path) -> None:
    """Refuse folders of which one would overwrite the other, or the program itself."""
    data, output = found.data.resolve(), found.output.resolve()
    pages = getattr(found, "print_html", None)
    written = {"--output": output} | ({"--print-html": pages.resolve()} if pages else {})
    for name, folder in written.items():
        if folder in (data, root) or data in folder.parents:
            raise WrongCommand(
                f"{name} is of ligt in de map met gegevens of het programma. Kies een andere map."
            )
    if written.get("--print-html") == output:
        raise WrongCommand("--print-html en --output zijn dezelfde map. Kies twee mappen.")


def _test_options(words: list[str], root: Path) -> Options:
    """Return the options of `test`: the folders are ours, every other word is for pytest."""
    parser = DutchParser("build.py", add_help=False, allow_abbrev=False)
    _folder(parser, "--data", root / "data", "")
    _folder(parser, "--output", None, "")
    found, rest = parser.parse_known_args(words)
    output = found.output or root / "output"
    rest += [f"--basetemp={found.output / 'tests'}"] if found.output else []
    return Options("test", None, False, None, None, found.data, output, rest=tuple(rest))


def _parser(command: str, root: Path) -> argparse.ArgumentParser:
    parser = DutchParser(
        "build.py",
        usage=f"python3 build.py [{' | '.join(_COMMANDS)}] --year JAAR [opties]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=DutchHelp,
        add_help=False,
        allow_abbrev=False,
    )
    which = parser.add_argument_group("wat")
    which.add_argument("--year", metavar="JAAR", help="het verslagjaar, bijvoorbeeld 2021")
    where = parser.add_argument_group("waar")
    _folder(where, "--data", root / "data", "de map met gegevens en teksten (anders: data)")
    _folder(where, "--output", root / "output", "de map voor het resultaat (anders: output)")
    if command not in _ONE_YEAR:
        which.add_argument("--all-years", action="store_true", help="alle jaren die er zijn")
    _OWN[command](which, where)
    help_group = parser.add_argument_group("hulp")
    help_group.add_argument("-h", "--help", action="help", help="toon deze uitleg")
    return parser


def _folder(
    group: argparse._ActionsContainer, name: str, default: Path | None, explanation: str
) -> None:
    group.add_argument(name, metavar="MAP", type=_path, default=default, help=explanation)


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("hier hoort de naam van een map")
    return Path(text)


def _check_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
    which.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="vorm van de meldingen: leesbaar (text), json, of regels voor GitHub (github)",
    )


def _proef_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
    which.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="vorm van het verslag: leesbaar (text) of json",
    )


def _build_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
    which.add_argument(
        "--publication", metavar="NAAM", help="alleen deze publicatie, bijvoorbeeld jaarverslag"
    )
    which.add_argument(
        "--format", choices=("pdf", "html"), help="alleen de pdf of alleen de webpagina"
    )
    kept = "bewaar hier ook de pagina's waar de pdf van gemaakt wordt"
    _folder(where, "--print-html", None, kept)


def _serve_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
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


def _export_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
    where.add_argument(
        "--naar",
        dest="file",
        metavar="WERKBOEK",
        type=_path,
        help="het werkboek dat gemaakt wordt (anders: invoer-JAAR.xlsx in deze map)",
    )


def _import_options(which: argparse._ArgumentGroup, where: argparse._ArgumentGroup) -> None:
    which.add_argument("file", metavar="WERKBOEK", type=_path, help="het werkboek uit Excel (xlsx)")
    which.add_argument(
        "--schrijf", dest="write", action="store_true", help="neem over wat er getoond wordt"
    )
    which.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="vorm van het overzicht: leesbaar (text) of json",
    )


_ONE_YEAR = ("serve", "exporteer", "importeer")
"""Commands that work on one year, never on all."""
_OWN = {
    "build": _build_options,
    "check": _check_options,
    "taal": _check_options,
    "proef": _proef_options,
    "serve": _serve_options,
    "exporteer": _export_options,
    "importeer": _import_options,
}
"""What each command can be asked besides."""
