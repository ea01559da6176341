"""What is written is whole: stopped anywhere, refused anywhere, looked at by others meanwhile.

A sample; `tests/interruptions.py` tries every moment of every command.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model import ProblemsFound
from pipeline.site.targets.folder import Folder
from pipeline.writing import journal, recover, staging, system, transaction
from pipeline.writing.lock import locked

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("akkoord", 3),
        ("importeer --schrijf", 7),
        ("importeer, niet in één keer", 7),
        ("nieuw-jaar", 11),
        ("build", 25),
    ],
)
def test_a_command_that_is_stopped_leaves_all_old_or_all_new(command, part):
    """By a kill, Ctrl-C, a request to end, a full disk or a broken one, at some of its moments."""
    words = [sys.executable, str(HERE / "interruptions.py"), command, "--deel", str(part)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tries, whole = [
        int(word) for word in done.stdout.removeprefix(command).split() if word.isdigit()
    ][:2]
    assert tries == whole >= 12


def let_die(home: Path, files: dict[str, str], exchanges: int) -> None:
    """Let a process that changes files die after so many exchanges: what it left lies there."""
    child = os.fork()
    if not child:
        real, left = journal._swap, [None] * exchanges

        def dying(place: str, slot: str) -> None:
            if not left:
                os._exit(9)
            left.pop()
            real(place, slot)

        journal._swap = dying
        journal._flush = lambda *_: os._exit(9)
        with transaction(home) as change:
            for name, text in files.items():
                change.write(home / name, text)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.fixture
def home(tmp_path) -> Path:
    """Return a folder with two files."""
    for name in ("a", "b"):
        (tmp_path / "map").mkdir(exist_ok=True)
        (tmp_path / "map" / name).write_text("oud", "utf-8")
    return tmp_path / "map"


def write_both(home: Path) -> None:
    """Change both files."""
    with transaction(home) as change:
        change.write(home / "a", "nieuw")
        change.write(home / "b", "nieuw")


def contents(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("exchanges", [0, 1, 2])
def test_who_comes_next_finishes_what_was_decided(home, exchanges):
    """And says so, once; a new file is there too."""
    let_die(home, {"a": "nieuw", "b": "nieuw", "c": "nieuw"}, exchanges)
    assert "alsnog afgemaakt" in recover(home)
    assert contents(home) == {"a": "nieuw", "b": "nieuw", "c": "nieuw"}
    assert recover(home) == ""


def test_what_somebody_wrote_meanwhile_is_kept(home):
    """Beside the file that takes its place, with its name in the line that is said."""
    let_die(home, {"a": "nieuw", "b": "nieuw"}, 1)
    (home / "b").write_text("van mij", "utf-8")
    (home / "a").write_text("ook van mij", "utf-8")
    assert "b.bewaard" in recover(home)
    assert contents(home) == {"a": "ook van mij", "b": "nieuw", "b.bewaard": "van mij"}


SECOND = """
import sys
from pathlib import Path
from pipeline.writing import recover, transaction
home = Path(sys.argv[1])
assert recover(home) == ""
try:
    transaction(home).__enter__()
except Exception as refused:
    print(refused.problems[0].what)
"""


def test_a_change_that_goes_on_is_left_alone(home):
    """Another process may only look at what was there before; a second one may not begin."""
    with transaction(home) as change:
        change.write(home / "a", "nieuw")
        words = [sys.executable, "-c", SECOND, str(home)]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert "al een ander commando bezig" in done.stdout, done.stderr
        assert (home / "a").read_text("utf-8") == "oud"
    assert (home / "a").read_text("utf-8") == "nieuw"


def test_a_journal_that_makes_no_sense_is_a_problem(home):
    """Nothing is guessed, and nothing is thrown away."""
    let_die(home, {"a": "nieuw"}, 0)
    (home / ".transactie" / journal.FILE).write_text("{", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        recover(home)
    assert [problem.code for problem in found.value.problems] == ["P04"]
    assert (home / ".transactie/stap-0").read_text("utf-8") == "nieuw"


def test_what_does_not_fit_the_journal_is_a_problem(home):
    """Such as a folder that was copied from another disk, of which nobody knows what is new."""
    let_die(home, {"a": "nieuw"}, 0)
    slot = home / ".transactie/stap-0"
    slot.rename(home / "elders")
    slot.write_text("nieuw", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        recover(home)
    assert [problem.code for problem in found.value.problems] == ["P04"]


@pytest.mark.parametrize("refused", [1, 2])
def test_what_the_disk_refuses_is_undone_at_once(home, monkeypatch, refused):
    """With its reason; and nothing is left for who comes next."""
    real, calls = system.exchange, []

    def refusing(one: str, other: str) -> bool:
        calls.append(one)
        if len(calls) == refused:
            raise OSError(5, "")
        return real(one, other)

    monkeypatch.setattr(system, "exchange", refusing)
    with pytest.raises(ProblemsFound) as found:
        write_both(home)
    assert [problem.found for problem in found.value.problems] == ["de schijf geeft een fout"]
    assert contents(home) == {"a": "oud", "b": "oud"}
    assert not (home / ".transactie").exists()


def test_the_lock_of_one_that_died_is_free(home):
    """Its file lies there, and nobody holds it."""
    staging.write_file(home / ".transactie/bezig", b"")
    lock = locked(home / ".transactie")
    assert lock is not None
    assert locked(home / ".transactie") is None
    lock.release()
    assert not (home / ".transactie").exists()


def test_a_file_keeps_its_rights_and_a_link_leads_to_the_new_content(home):
    """As when an editor saves it."""
    (home / "a").chmod(0o640)
    (home / "c").symlink_to("b")
    with transaction(home) as change:
        change.write(home / "a", "nieuw")
        change.write(home / "c", "nieuw")
    assert (home / "a").stat().st_mode & 0o777 == 0o640
    assert (home / "c").is_symlink()
    assert (home / "b").read_text("utf-8") == "nieuw"


@pytest.mark.skipif(sys.platform != "linux", reason="one exchange is a call of Linux")
def test_who_looks_meanwhile_sees_a_whole_site(tmp_path):
    """A web server finds every page at every moment, and all pages of a moment belong together."""
    sites = []
    for word in ("een", "twee"):
        for name in ("index.html", "adressen.json", "a/b.html"):
            staging.write_file(tmp_path / word / name, word)
        sites.append(tmp_path / word)
    target = Folder(tmp_path / "www")
    target.publish(sites[0])
    reader = f"""
import os, sys
seen = 0
while not os.path.exists({str(tmp_path / "klaar")!r}):
    open({str(tmp_path / "www/a/b.html")!r}).close()
    site = os.open({str(tmp_path / "www")!r}, os.O_RDONLY)
    read = lambda name: os.read(os.open(name, os.O_RDONLY, dir_fd=site), 9)
    try:
        words = [read("index.html"), read("a/b.html")]
        assert words[0] == words[1], words
        seen += 1
    except FileNotFoundError:
        pass  # opened, and then removed as the one before the one before
    os.closerange(3, 60)
print(seen)
"""
    looking = subprocess.Popen([sys.executable, "-c", reader], stdout=subprocess.PIPE, text=True)
    for number in range(60):
        target.publish(sites[number % 2])
    (tmp_path / "klaar").touch()
    assert int(looking.communicate()[0]) > 100
    assert looking.returncode == 0


def test_an_exchange_is_one_call_to_the_system(tmp_path):
    """On Linux; elsewhere `exchange` says that it cannot, and a few calls do it in turn."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    done = system.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
    assert done or sys.platform != "linux"
    if not done:
        journal._swap_in_turn(str(tmp_path / "a"), str(tmp_path / "b"))
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
