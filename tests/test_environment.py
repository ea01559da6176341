"""The set-up: what it notices, what it says, what it leaves alone."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import each

from pipeline import debian, environment

ROOT = Path(__file__).parent.parent
LOCK = b"naam==1 --hash=sha256:00\n"
NOT_A_MODULE = {"types-pyyaml", "pagefind-bin"}  # read by mypy; a program, found by pagefind
MODULE_NAMES = {
    "chunspell": "hunspell",
    "pillow": "PIL",
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "python-stdnum": "stdnum",
    "pyyaml": "yaml",
    "vl-convert-python": "vl_convert",
}


@pytest.fixture
def project(tmp_path):
    """A project folder with a lock and a finished .venv of ours."""
    (tmp_path / "requirements.txt").write_bytes(LOCK)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    environment.stamp_file(tmp_path).write_bytes(environment.stamp(tmp_path))
    return tmp_path


@pytest.fixture
def calls(monkeypatch):
    """Replace all that changes a machine by a list of what would have been done."""
    done = []
    monkeypatch.delenv(environment.STEP, raising=False)
    monkeypatch.setattr(environment, "make", lambda root: done.append("make"))
    monkeypatch.setattr(environment, "start_again", lambda root, step: restart(done, step))
    monkeypatch.setattr(debian, "missing_libraries", lambda libraries: [])
    monkeypatch.setattr(debian, "missing_venv", list)
    return done


def restart(done, step):
    """Stand in for exec, which never returns."""
    done.append(f"start again: {step}")
    raise SystemExit(0)


def without(monkeypatch, *modules):
    """Let an interpreter lack some modules."""
    monkeypatch.setattr(environment, "missing_modules", lambda names: list(modules))


def inside(monkeypatch, root):
    """Let this interpreter be the one of the project's .venv."""
    monkeypatch.setattr(sys, "prefix", str(root / ".venv"))


# --- when nothing is missing ----------------------------------------------------------------------


def test_a_complete_environment_is_left_alone(project, calls):
    """Without a .venv of its own, but with everything at hand, nothing is done."""
    shutil.rmtree(project / ".venv")
    environment.ensure(project, ["build.py", "--year", "2021"])
    assert calls == []


def test_our_finished_venv_is_left_alone(project, calls, monkeypatch):
    """In .venv with the lock that it was made from, nothing is done."""
    inside(monkeypatch, project)
    environment.ensure(project, ["build.py", "--year", "2021"])
    assert calls == []


def test_a_venv_made_by_hand_that_has_everything_is_left_alone(project, calls, monkeypatch):
    """A .venv without our stamp is somebody's own; what counts is what it holds."""
    environment.stamp_file(project).unlink()
    inside(monkeypatch, project)
    environment.ensure(project, ["build.py"])
    assert calls == []


def test_the_step_does_not_reach_programs_started_later(project, calls, monkeypatch):
    """What tells a restarted process apart is taken out of the environment at once."""
    monkeypatch.setenv(environment.STEP, environment.FOUND)
    environment.ensure(project, ["build.py"])
    assert environment.STEP not in os.environ


# --- what is noticed ------------------------------------------------------------------------------


def test_missing_modules_lead_to_a_new_venv(project, calls, monkeypatch):
    """A machine without the libraries gets a .venv, and the command starts again in it."""
    shutil.rmtree(project / ".venv")
    without(monkeypatch, "weasyprint")
    with pytest.raises(SystemExit):
        environment.ensure(project, ["build.py"])
    assert calls == ["make", "start again: gemaakt"]


def test_a_finished_venv_is_used_at_once(project, calls, monkeypatch):
    """The Python of the machine hands over to .venv without making anything."""
    without(monkeypatch, "weasyprint")
    with pytest.raises(SystemExit):
        environment.ensure(project, ["build.py"])
    assert calls == ["start again: gevonden"]


def change_lock(root):
    """Let requirements.txt be newer than .venv."""
    (root / "requirements.txt").write_bytes(LOCK + b"nieuw==1\n")


def interrupt(root):
    """Let the set-up have been stopped half-way."""
    environment.stamp_file(root).write_bytes(b"nog niet af\n")


def change_python(root):
    """Let the Python of .venv have become another one, as an upgrade of the system does."""
    (root / ".venv/bin/python").unlink()
    (root / ".venv/bin/python").symlink_to("/bin/sh")


def lose_python(root):
    """Let the Python of .venv have been removed."""
    (root / ".venv/bin/python").unlink()
    (root / ".venv/bin/python").symlink_to(root / "no-such-python3.10")


def move(root):
    """Let .venv have been made in another folder."""
    stamp = environment.stamp_file(root)
    stamp.write_bytes(stamp.read_bytes().replace(bytes(root), b"/elsewhere"))


@pytest.mark.parametrize("damage", [change_lock, interrupt, change_python, lose_python, move])
@pytest.mark.parametrize("from_within", [False, True])
def test_a_venv_that_no_longer_fits_is_made_again(project, calls, monkeypatch, damage, from_within):
    """Another lock or Python, a moved folder, an interrupted set-up: all are noticed."""
    damage(project)
    if from_within:
        inside(monkeypatch, project)
    else:
        without(monkeypatch, "weasyprint")
    with pytest.raises(SystemExit):
        environment.ensure(project, ["build.py"])
    assert calls == ["make", "start again: gemaakt"]


def test_our_venv_from_which_a_package_was_removed_is_made_again(project, calls, monkeypatch):
    """The Python of the machine cannot see that; the one in .venv does, and repairs it."""
    inside(monkeypatch, project)
    without(monkeypatch, "altair")
    monkeypatch.setenv(environment.STEP, environment.FOUND)
    with pytest.raises(SystemExit):
        environment.ensure(project, ["build.py"])
    assert calls == ["make", "start again: gemaakt"]


@pytest.mark.parametrize("step", [environment.FOUND, environment.MADE])
def test_it_never_starts_itself_again_and_again(project, calls, monkeypatch, capsys, step):
    """If the set-up did not help, a message says so and the command stops."""
    without(monkeypatch, "altair")
    monkeypatch.setenv(environment.STEP, step)
    with pytest.raises(SystemExit) as stopped:
        environment.ensure(project, ["build.py"])
    assert stopped.value.code == 2
    assert calls == []
    assert "ontbreekt nog steeds: altair" in capsys.readouterr().err


def test_a_second_setup_uses_what_the_first_one_made(project, calls):
    """Whoever waited for another set-up does not make .venv a second time."""
    environment.make_once(project, seen=b"nog niet af\n")
    assert calls == []


def test_two_setups_at_once_make_one_venv(tmp_path):
    """Two processes that start together: one makes, the other waits and finds it made."""
    (tmp_path / "requirements.txt").write_bytes(LOCK)
    program = (
        "import sys, time; from pathlib import Path; from pipeline import environment as e\n"
        "def make(root):\n"
        "    (root / '.venv').mkdir(); time.sleep(1); print('made')\n"
        "    e.stamp_file(root).write_bytes(e.stamp(root))\n"
        "e.make = make; e.make_once(Path(sys.argv[1]), None)"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert sorted(process.communicate()[0] for process in both) == [b"", b"made\n"]
    assert [process.returncode for process in both] == [0, 0]


# --- what a command needs -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--year 2021", True),
        ("--all-years", True),
        ("--year 2021 --format pdf", True),
        ("test", True),
        ("--year 2021 --format html", False),
        ("--year 2021 --format=html", False),
        ("check --year 2021", False),
        ("proef --year 2021", False),
        ("--help", False),
    ],
)
def test_only_commands_that_make_pdfs_need_pango(words, expected):
    """`check` and HTML alone must not pay for, or fail on, the libraries of the PDF."""
    assert environment.makes_pdf(["build.py", *words.split()]) is expected


def test_check_does_not_load_the_libraries(project, calls, monkeypatch):
    """`check` on a machine without Pango works."""
    monkeypatch.setattr(debian, "missing_libraries", lambda libraries: [("libpango-1.0-0",)])
    environment.ensure(project, ["build.py", "check", "--year", "2021"])
    assert calls == []


def test_only_the_test_command_needs_the_tools_of_the_code():
    """An environment that only builds need not hold pytest."""
    assert "pytest" in environment.modules_for(["build.py", "test", "-x"])
    assert "pytest" not in environment.modules_for(["build.py", "--year", "2021"])


def test_a_module_that_is_not_there_is_named(tmp_path, monkeypatch):
    """What pip left as an empty folder does not count as installed."""
    (tmp_path / "leeg").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert environment.missing_modules(("json", "leeg", "bestaat_niet")) == ["leeg", "bestaat_niet"]


@pytest.mark.parametrize(("version", "said"), [((3, 10), "3.10"), ((3, 6), "3.6")])
def test_an_old_python_is_refused_in_one_line(capsys, version, said):
    """The line names the version found and the one needed."""
    with pytest.raises(SystemExit) as stopped:
        environment.refuse_old_python(version)
    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"Dit is Python {said}. Nodig is Python 3.11 of nieuwer.\n"


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_newer_python_is_accepted(version):
    """3.11 is the oldest."""
    environment.refuse_old_python(version)


@pytest.mark.parametrize("name", ["environment", "debian", "__init__"])
def test_the_set_up_parses_on_an_old_python(name):
    """Otherwise an old Python shows a syntax error in stead of the line that says what is wrong."""
    text = (ROOT / f"pipeline/{name}.py").read_text(encoding="utf-8")
    compile(text, name, "exec", dont_inherit=True)
    assert "from __future__" not in text
    assert not re.search(r"^\s*match .*:$|:=|\bexcept\*", text, re.MULTILINE)


# --- system packages ------------------------------------------------------------------------------

MISSING = [("python3.11-venv", "python3-venv"), ("libpango-1.0-0",), ("libpango-1.0-0",)]
POLICY = (
    "python3-venv:\n  Installed: (none)\n  Candidate: 3.10.6\nlibpango-1.0-0:\n  Installed: x\n"
)


@pytest.fixture
def system(monkeypatch):
    """A Debian machine: a list of the commands that would have been run."""
    commands = []
    monkeypatch.setattr(environment, "run", lambda command: commands.append(command) or True)
    monkeypatch.setattr(debian, "is_debian", lambda release: True)
    monkeypatch.setattr(debian, "known", lambda missing: ["python3-venv", "libpango-1.0-0"])
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return commands


def test_root_on_debian_installs_and_says_so(system, capsys):
    """Both commands, and a line for each."""
    environment.ensure_packages(MISSING)
    install = "apt-get install -y --no-install-recommends python3-venv libpango-1.0-0"
    assert system == [["apt-get", "update"], install.split()]
    assert capsys.readouterr().err == (
        f"Opzet (als root): apt-get update\nOpzet (als root): {install}\n"
    )


def test_others_on_debian_are_told_what_to_type(system, capsys, monkeypatch):
    """One command, complete, and nothing is run."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        environment.ensure_packages(MISSING)
    assert stopped.value.code == 2
    assert system == []
    assert capsys.readouterr().err == (
        "Er ontbreken onderdelen van het systeem. Typ dit en start daarna opnieuw:\n"
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "python3-venv libpango-1.0-0\n"
    )


def test_on_another_system_the_parts_are_named(system, capsys, monkeypatch):
    """There we do not know the commands."""
    monkeypatch.setattr(debian, "is_debian", lambda release: False)
    with pytest.raises(SystemExit) as stopped:
        environment.ensure_packages(MISSING)
    assert stopped.value.code == 2
    assert "python3.11-venv, libpango-1.0-0" in capsys.readouterr().err


def test_a_failing_apt_stops_with_the_command(system, capsys, monkeypatch):
    """The command that failed is the one to type."""
    monkeypatch.setattr(environment, "run", lambda command: command[1] == "update")
    with pytest.raises(SystemExit) as stopped:
        environment.ensure_packages(MISSING)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith(
        "    apt-get install -y --no-install-recommends python3-venv libpango-1.0-0\n"
    )


def test_package_names_are_those_of_the_release(monkeypatch):
    """Of each group the first name that apt knows, or the first if it knows none; no name twice."""
    answer = subprocess.CompletedProcess([], 0, stdout=POLICY)
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: answer)
    assert debian.known([*MISSING, ("x", "y")]) == ["python3-venv", "libpango-1.0-0", "x"]


def test_a_library_that_cannot_be_loaded_is_missing():
    """The groups of packages come back as they are."""
    libraries = {"libc.so.6": ("libc6",), "libbestaatniet.so.0": ("een", "twee")}
    assert debian.missing_libraries(libraries) == [("een", "twee")]


def test_a_python_without_ensurepip_needs_the_venv_package(monkeypatch):
    """Debian keeps ensurepip in a package named after the exact Python."""
    monkeypatch.setattr(debian.PathFinder, "find_spec", lambda name: None)
    exact = f"python3.{sys.version_info.minor}-venv"
    assert debian.missing_venv() == [(exact, "python3-venv")]


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian\n", True),
        ('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\nNAME=debian\n", False),
        ("", False),
    ],
)
def test_debian_and_its_kin_are_known(tmp_path, release, expected):
    """By ID and ID_LIKE, not by a name elsewhere in the file."""
    (tmp_path / "os-release").write_text(release, encoding="utf-8")
    assert debian.is_debian(tmp_path / "os-release") is expected


# --- running --------------------------------------------------------------------------------------


def test_a_command_that_works_says_nothing(capfd):
    """Neither on stdout nor on stderr."""
    assert environment.run([sys.executable, "-c", "print('veel tekst')"])
    assert capfd.readouterr() == ("", "")


def test_a_command_that_fails_shows_all_it_said(capfd):
    """On stderr, so that stdout stays free for results."""
    assert not environment.run([sys.executable, "-c", "print('reden'); raise SystemExit(3)"])
    assert capfd.readouterr() == ("", "reden\n")


# --- the lock and its lists -----------------------------------------------------------------------


def direct_dependencies():
    """Return the names in requirements.in."""
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if line and line[0] != "#"}


def test_the_ready_check_knows_every_direct_dependency():
    """A name added to requirements.in has to be added to the modules that are looked for."""
    modules = {
        MODULE_NAMES.get(name, name.replace("-", "_"))
        for name in direct_dependencies() - NOT_A_MODULE
    }
    assert modules == set(environment.BUILD_MODULES + environment.TEST_MODULES)


def test_pyproject_names_the_same_dependencies():
    """Names in pyproject.toml, versions and purposes in requirements.in."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = settings["project"]["dependencies"] + settings["dependency-groups"]["dev"]
    assert sorted(named) == sorted(direct_dependencies())


def test_every_direct_dependency_is_pinned_and_has_its_purpose():
    """As `name==version  # purpose`."""
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    for line in each(filter(None, lines)):
        assert re.fullmatch(r"#.*|[a-z0-9-]+==[^\s,]+ +# .+", line), line


def test_the_lock_pins_every_direct_dependency_as_asked():
    """A changed requirements.in needs a new lock."""
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for line in each((ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()):
        if line and line[0] != "#":
            assert f"\n{line.split()[0]} \\\n" in lock, line


def test_every_package_in_the_lock_has_hashes_and_no_address():
    """Nothing but names, versions, hashes and comments."""
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for line in each(lock.splitlines()):
        assert re.fullmatch(
            r"(#.*|\s+# .*||[a-z0-9-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?)", line
        ), line
    assert "://" not in lock


# --- for real -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_bare_python_sets_itself_up_once(tmp_path):
    """A real .venv is made, the command runs in it; the second start makes nothing."""
    (tmp_path / "pipeline").mkdir()
    for name in ("__init__", "environment", "debian"):
        shutil.copy(ROOT / f"pipeline/{name}.py", tmp_path / "pipeline")
    (tmp_path / "requirements.txt").write_text("# niets nodig\n", encoding="utf-8")
    (tmp_path / "build.py").write_text(
        "import json, sys\nfrom pathlib import Path\nfrom pipeline import environment\n"
        "environment.BUILD_MODULES = () if sys.prefix != sys.base_prefix else ('nergens',)\n"
        "environment.ensure(Path(__file__).resolve().parent, sys.argv)\n"
        "print(json.dumps([sys.prefix, sys.argv[1:]]))\n",
        encoding="utf-8",
    )
    command = [sys._base_executable, "build.py", "check", "--year", "2021"]
    first, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert json.loads(first.stdout) == [str(tmp_path / ".venv"), ["check", "--year", "2021"]]
    assert second.stdout == first.stdout
    assert first.stderr.endswith("Opzet: klaar.\n")
    assert second.stderr == ""
