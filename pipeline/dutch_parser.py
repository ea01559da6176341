"""A command line that speaks Dutch."""

from __future__ import annotations

import argparse

_MESSAGES = (
    ("the following arguments are required: ", "Er ontbreekt iets: "),
    ("unrecognized arguments: ", "Deze woorden kennen we niet: "),
    ("expected one argument", "hier hoort een waarde achter"),
    ("invalid choice: ", "deze keuze bestaat niet: "),
    ("(choose from ", "(kies uit "),
    ("ignored explicit argument", "hier hoort geen waarde achter:"),
    ("argument ", "Bij "),
)


class DutchParser(argparse.ArgumentParser):
    """Says in Dutch what is wrong, in one line, and leaves with 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Leave with 2 and one line on stderr."""
        self.exit(2, f"{_in_dutch(message)} Typ: python3 build.py --help\n")


class DutchHelp(argparse.RawDescriptionHelpFormatter):
    """Dutch headings in --help."""

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        """Say how the command is used."""
        super().add_usage(usage, actions, groups, "gebruik: ")  # type: ignore[arg-type]


def _in_dutch(message: str) -> str:
    for english, dutch in _MESSAGES:
        message = message.replace(english, dutch)
    return message + "."
