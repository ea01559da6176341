"""What the build needs of the system: libraries, and the Debian packages that bring them.

Only looks, never installs or prints. Standard library only, like `environment`, which uses it.
"""

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path

LIBRARIES = {
    "libpango-1.0.so.0": ("libpango-1.0-0",),
    "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0",),
    "libharfbuzz.so.0": ("libharfbuzz0b",),
    "libharfbuzz-subset.so.0": ("libharfbuzz-subset0", "libharfbuzz0b"),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libgobject-2.0.so.0": ("libglib2.0-0",),
}
"""What WeasyPrint loads -> the Debian packages that may hold it, the first that exists counts."""


def missing_venv() -> "list[tuple[str, ...]]":
    """Return the packages that bring ensurepip, which Debian keeps apart from Python."""
    if PathFinder.find_spec("ensurepip") and PathFinder.find_spec("venv"):
        return []
    return [(f"python3.{sys.version_info[1]}-venv", "python3-venv")]


def missing_libraries(libraries: "dict[str, tuple[str, ...]]") -> "list[tuple[str, ...]]":
    """Return, for each library that cannot be loaded, the packages that may hold it."""
    if not sys.platform.startswith("linux"):
        return []  # named otherwise there; WeasyPrint says itself what it lacks
    import ctypes  # not free, and `check` has no use for it

    absent = []
    for name, packages in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(packages)
    return absent


def is_debian(release: "Path") -> bool:
    """Say whether this is Debian, Ubuntu or a system that calls itself like them."""
    lines = release.read_text(encoding="utf-8").splitlines() if release.exists() else []
    ids = [line.partition("=")[2].strip("\"'") for line in lines if line[:3] in ("ID=", "ID_")]
    return bool({"debian", "ubuntu"} & set(" ".join(ids).split()))


def known(missing: "list[tuple[str, ...]]") -> "list[str]":
    """Choose from each group of names the first that this release has, each name once."""
    import subprocess  # not free, and only a set-up comes here

    names = [name for choices in missing for name in choices]
    environment = {**os.environ, "LC_ALL": "C"}
    policy = subprocess.run(
        ["apt-cache", "policy", *names],  # noqa: S607 - where it stands differs
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    present = {line[:-1] for line in policy.splitlines() if line[-1:] == ":" and line[0] != " "}
    chosen = [next((n for n in choices if n in present), choices[0]) for choices in missing]
    return list(dict.fromkeys(chosen))
