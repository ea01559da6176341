"""The workflows: of the form that GitHub reads, and safe; two linters that we did not write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"


def check(_: Path) -> bool:
    """Say whether neither finds anything."""
    programs = Path(sys.executable).parent
    files = sorted(map(str, (GITHUB / "workflows").glob("*.yml")))
    safe = [programs / "zizmor", "--offline", "--pedantic", "--no-progress", "--quiet"]
    safe += ["--config", GITHUB / "zizmor.yml"]
    formed = [programs / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    found = [subprocess.run([*command, *files], check=False) for command in (safe, formed)]
    return bool(files) and not any(done.returncode for done in found)
