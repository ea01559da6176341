"""`build.py serve`: the site of a year in the browser, which follows what an editor saves."""

from __future__ import annotations

import os
import shlex
import socket
import webbrowser
from pathlib import Path

from pipeline import console
from pipeline.arguments import Options, WrongCommand
from pipeline.commands.serve.asks import Desk
from pipeline.commands.serve.guard import HOST
from pipeline.commands.serve.preview import Preview
from pipeline.commands.serve.server import serve
from pipeline.commands.years import chosen_years

EDITOR = "JAARVERSLAG_EDITOR"
"""Environment variable: the command that opens a file, such as `code --goto {bestand}:{regel}`."""
_FIRST_PORT = 8000
_TRIED = 100


def run(root: Path, options: Options) -> int:
    """Serve until Ctrl-C; only programs on this machine can see it."""
    try:
        _serve(root, options)
    except KeyboardInterrupt:
        console.say("Het voorbeeld is gestopt.")
    return 0


def _serve(root: Path, options: Options) -> None:
    (year,) = chosen_years(options)
    editor = _editor(options.editor or os.environ.get(EDITOR, ""))
    with _listening(options.port) as listening, Preview(root, options, year) as preview:
        address = f"http://{HOST}:{listening.getsockname()[1]}/{year}/"
        console.say(f"Het voorbeeld van {year} staat op {address}   (stoppen: Ctrl-C)")
        if options.browser:
            webbrowser.open(address)
        serve(Desk(root, options, preview, editor), listening)


def _editor(typed: str) -> tuple[str, ...]:
    """Return the words of the command that opens a file; none when no editor was set."""
    try:
        words = tuple(shlex.split(typed))
    except ValueError as error:
        raise WrongCommand(f"De opdracht voor de editor klopt niet: {typed}") from error
    if words and not any("{bestand}" in word for word in words):
        raise WrongCommand(
            "De opdracht voor de editor noemt {bestand} niet. "
            "Bijvoorbeeld: --editor 'code --goto {bestand}:{regel}'"
        )
    return words


def _listening(port: int) -> socket.socket:
    """Return a socket on the loopback address; without a port the first free one from 8000."""
    for number in (port,) if port else range(_FIRST_PORT, _FIRST_PORT + _TRIED):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((HOST, number))
        except OSError:
            made.close()
            continue
        made.listen(128)
        return made
    what = f"poort {port}" if port else f"de poorten vanaf {_FIRST_PORT}"
    raise WrongCommand(f"Een ander programma gebruikt {what} al. Kies een andere met --poort.")
