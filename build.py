#!/usr/bin/env python3
"""Build the publications of a year. This file is the table of contents: the stages, in order."""

import sys
from pathlib import Path

from pipeline import environment

ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    environment.ensure(ROOT, sys.argv)

from pipeline import arguments, console
from pipeline.commands import build, check, test
from pipeline.model import ProblemsFound


def main(argv: list[str]) -> int:
    """Do what was asked; return 0 (done), 1 (problems in the input) or 2 (wrong command)."""
    options = arguments.parse(argv, ROOT)
    try:
        if options.command == "test":
            return test.run(ROOT, options)
        if options.command == "check":
            return check.run(ROOT, options)
        return build.run(ROOT, options)
    except arguments.WrongCommand as wrong:
        console.complain(str(wrong))
        return 2
    except ProblemsFound as found:
        console.end_progress()
        console.print_problems(found.problems)
        console.complain(f"Niet gepubliceerd: {console.summary(found.problems)}.")
        return 1
    except KeyboardInterrupt:
        console.end_progress()
        console.complain("Onderbroken. Wat er al gepubliceerd was, staat er nog.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
