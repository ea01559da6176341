"""The command line: what can be asked, and a Dutch --help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.command_options import ONE_YEAR, OWN, YEAR_ASIDE, add_folder
from pipeline.dutch_parser import DutchHelp, DutchParser

_COMMANDS = (*OWN, "test")
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
  python3 build.py verschil 2020 2021     toon wat er verschilt tussen twee jaren, of met een
                                          versie uit git: build.py verschil HEAD --year 2021
  python3 build.py akkoord jaarverslag/01-voorwoord --year 2021 --wie controller
                                          leg vast wie akkoord is met welk hoofdstuk
  python3 build.py verzegel --year 2021   bewaar wat is vastgesteld; een latere verandering is een
                                          erratum
  python3 build.py nieuw-jaar 2022        maak de map van 2022 uit die van 2021
  python3 build.py publiceer --naar ../site --basis-url ADRES --zonder-concepten
                                          controleer de hele site en zet haar op haar plaats
  python3 build.py test                   voer de tests uit, ook die op de cijfers in --data
                                          (andere woorden gaan naar pytest)
  python3 build.py --all-years            bouw alle jaren
"""
_EPILOG = """\
Na afloop is de uitkomst: 0 = gelukt, 1 = er zijn fouten in de invoer, 2 = het commando klopt niet.
Uitleg voor redacteuren: docs/HANDLEIDING.md; over meldingen: docs/controles.md.
"""


class Options(Struct, frozen=True):
    """What was asked."""

    command: str
    year: str | None
    data: Path
    output: Path
    all_years: bool = False
    publication: str | None = None
    format: str | None = None
    """'pdf' or 'html' for build; for other commands how the result is written."""
    print_html: Path | None = None
    rest: tuple[str, ...] = ()
    """Other words: for pytest, or what is compared."""
    file: Path | None = None
    """The file that is read or made."""
    port: int = 0
    """Where the preview listens; 0 for the first port that is free."""
    browser: bool = True
    """Whether the preview opens a browser."""
    editor: str = ""
    """The command that opens a file in an editor."""
    who: str = ""
    """Who approves a chapter."""
    erratum: str = ""
    """What was wrong in an adopted publication, and why it was changed."""
    target: str = ""
    """Where the site is published."""
    base: str = ""
    """The address of the site, as visitors see it."""
    with_drafts: bool = False
    """Whether drafts are published too."""
    adopted_only: bool = False
    """Whether drafts are left out."""
    back: bool = False
    """Whether the site before has to come back."""
    write: bool = False
    """Whether what was shown is carried out too."""

    @property
    def output_without_drafts(self) -> Path:
        """Where the output is made that no draft is in."""
        return self.output.with_name(f"{self.output.name}-zonder-concepten")


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
    aside = command in YEAR_ASIDE or getattr(found, "all_years", False)
    if not aside and found.year is None:
        parser.error("the following arguments are required: --year")
    _refuse_overlap(found, root)
    given = vars(found) | {"rest": tuple(getattr(found, "rest", ()))}
    return Options(command, **given)


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
    add_folder(parser, "--data", root / "data", "")
    add_folder(parser, "--output", None, "")
    found, rest = parser.parse_known_args(words)
    output = found.output or root / "output"
    rest += [f"--basetemp={found.output / 'tests'}"] if found.output else []
    return Options("test", None, found.data, output, rest=tuple(rest))


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
    add_folder(where, "--data", root / "data", "de map met gegevens en teksten (anders: data)")
    add_folder(where, "--output", root / "output", "de map voor het resultaat (anders: output)")
    if command not in ONE_YEAR:
        which.add_argument("--all-years", action="store_true", help="alle jaren die er zijn")
    OWN[command](which, where)
    help_group = parser.add_argument_group("hulp")
    help_group.add_argument("-h", "--help", action="help", help="toon deze uitleg")
    return parser
