"""`build.py test`: the whole test suite; arguments go to pytest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline.arguments import Options, WrongCommand

DATA = "JAARVERSLAG_DATA"
"""Environment variable: the folder whose years the tests of the numbers read."""


def run(root: Path, options: Options) -> int:
    """Run pytest in this environment and return its exit code."""
    if not options.data.is_dir():
        raise WrongCommand(f"De map {options.data} bestaat niet. Kies een map met --data.")
    environment = {**os.environ, DATA: str(options.data.resolve())}
    command = [sys.executable, "-m", "pytest", *options.rest]
    return subprocess.call(command, cwd=root, env=environment)
