"""`build.py test`: the whole test suite; arguments go to pytest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(root: Path, arguments: tuple[str, ...]) -> int:
    """Run pytest in this environment and return its exit code."""
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=root)
