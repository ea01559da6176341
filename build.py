#!/usr/bin/env python3
"""The entry: what was asked, and how it ends.

    check   load, check, protect, compute, compose, proofread  pipeline/commands/prepare.py
    build   the same, then plan, render, account, publish      pipeline/commands/build.py
    serve   the site of a year in a browser, following saves   pipeline/commands/serve/
    taal    check, then spelling and readability               pipeline/commands/taal.py
    proef   change every number, see what is noticed           pipeline/commands/proef.py
    exporteer  the numbers of a year as the controller's workbook   pipeline/commands/exporteer.py
    importeer  what such a workbook changes, cell by cell           pipeline/commands/importeer.py
    verschil   what differs between two years or two versions  pipeline/commands/verschil.py
    akkoord    who approved which chapter, and whether that holds  pipeline/commands/akkoord.py
    verzegel   what is adopted, kept as it is; an erratum later   pipeline/commands/verzegel.py
    nieuw-jaar  the folder of a new year, out of the last one      pipeline/commands/nieuw_jaar.py
    publiceer  the whole website, checked, to where it is shown    pipeline/commands/publiceer.py
    test    pytest on all of it                                pipeline/commands/test.py

Each stage is the module or package of that name in pipeline/.
"""

import gc
import importlib
import signal
import sys
from pathlib import Path

from pipeline import environment

LONG_LIVED = ("serve", "test")
"""The commands that go on; of any other, what it makes lives until its end."""
ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    environment.ensure(ROOT, sys.argv)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while loading ends without a word
    gc.disable()  # what a command makes lives until its end: collecting frees little

from pipeline import arguments, console
from pipeline.commands.recovery import recover_what_died
from pipeline.model import ProblemsFound
from pipeline.writing import interruption


def run(options: arguments.Options) -> int:
    """Run one command; each loads only what it needs."""
    if options.command in LONG_LIVED:
        gc.enable()
    command = importlib.import_module(f"pipeline.commands.{options.command.replace('-', '_')}")
    return int(command.run(ROOT, options))


def main(argv: list[str]) -> int:
    """Do what was asked; return 0 (done), 1 (problems in the input) or 2 (wrong command)."""
    interruption.listen()
    try:
        options = arguments.parse(argv, ROOT)
        for line in recover_what_died(options):
            console.complain(line)
        return run(options)
    except arguments.WrongCommand as wrong:
        console.complain(str(wrong))
        return 2
    except ProblemsFound as found:
        console.end_progress()
        console.print_problems(found.problems)
        console.complain(f"Niet gepubliceerd: {console.summary(found.problems)}.")
        return 1
    except interruption.Ended as ended:
        interruption.ignore()
        console.end_progress()
        done = "De wijziging was al gedaan." if ended.is_done else "Wat er stond, staat er nog."
        console.complain(f"Onderbroken. {done}")
        return ended.code


if __name__ == "__main__":
    code = main(sys.argv[1:])
    gc.freeze()  # nor is there anything to look for at the end
    sys.exit(code)
