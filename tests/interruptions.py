"""Stop every command that writes at every moment, and see that all is old or all is new.

`.venv/bin/python tests/interruptions.py` tries every call to the system between the decision and
the clean-up, and one in twenty before it, in six ways, and prints per command how often it was
stopped and how often all was whole then. `--deel N` takes one in N of these moments, a name takes
one command.

The module that makes all calls to the system gets another `os`, which counts. At each moment the
command forks once per way to stop it: the child is stopped and then the next command is run on
what it left, while the command itself waits, with its own files out of the way, and then goes on.
So what comes before a moment is done once. What is slow and does not write (drawing, the index of
Pagefind) is made once per command and remembered. Numbers of files, by which a journal knows how
far it came, change when files are copied; here an attribute of a file stands for them.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import fcntl
import hashlib
import multiprocessing
import os
import pickle
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import build as entry  # noqa: E402
from pipeline import search_index  # noqa: E402
from pipeline.commands import (  # noqa: E402, F401
    akkoord,
    check,
    exporteer,
    importeer,
    nieuw_jaar,
    publiceer,
)
from pipeline.commands import build as build_command  # noqa: E402
from pipeline.render import Workers, charts, fonts, html, site_pages  # noqa: E402, F401  # noqa: E402
from pipeline.writing import journal, lock, system  # noqa: E402

CALLS = ("open", "write", "fsync", "mkdir", "symlink", "chmod", "rename", "link", "unlink", "rmdir")
KINDS = ("KILL", "INT", "TERM", "ENOSPC", "EIO", "EIO-blijvend")
SIGNALS = {"KILL": signal.SIGKILL, "INT": signal.SIGINT, "TERM": signal.SIGTERM}
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EIO-blijvend": errno.EIO}
GROWS = {"open", "write", "mkdir", "symlink", "link"}
"""What a full disk goes on refusing."""
ASKS = ("check-ref-format", "remote", "rev-parse", "symbolic-ref", "ls-remote", "show")
ASKS += ("--list-only", "-L", "-rn")
"""Words of git and rsync that only look: these are stopped, and are not refused by a disk."""
STAGING = 20
"""One in so many calls is tried before the decision."""
Tree = dict[str, str]
Explore = Callable[[int, Any], "Fault | None"]
"""Given the number of a call and its open file, if any: what goes wrong in this process."""


class Fault(NamedTuple):
    """What happens at which call."""

    kind: str
    number: int


class Counting:
    """Counts calls to the system, and at some of them sees what happens when they go wrong."""

    def __init__(
        self, chosen: frozenset[int] = frozenset(), explore: Explore | None = None
    ) -> None:
        self.calls: list[tuple[str, str]] = []
        self._chosen = chosen
        self._explore = explore
        self._fault: Fault | None = None

    def pass_by(self, name: str, about: object) -> int:
        """Note a call; die, or return the number of the error that it gives (0 for none)."""
        number = len(self.calls)
        self.calls.append((name, str(about)))
        if number in self._chosen and self._explore:
            self._fault = self._explore(number, about if name in ("write", "fsync") else None)
            if self._fault:
                self._chosen = frozenset()
        if self._fault is None:
            return 0
        kind = self._fault.kind
        if number == self._fault.number:
            if kind in SIGNALS:
                os.kill(os.getpid(), SIGNALS[kind])
                return 0
            return ERRORS[kind]
        again = kind == "EIO-blijvend" or (kind == "ENOSPC" and name in GROWS)
        return ERRORS[kind] if again else 0

    def __getattr__(self, name: str) -> Any:
        """Return a function of `os`, or one that counts before it does the same."""
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def counted(*args: Any, **more: Any) -> Any:
            reading = name == "open" and not args[1] & (os.O_CREAT | os.O_TRUNC)
            number = self.pass_by("open om te lezen" if reading else name, args[0])
            if number:
                raise OSError(number, os.strerror(number), args[0])
            return real(*args, **more)

        return counted

    def exchanger(self) -> Any:
        """Return the exchange of the system with the same in front of it."""
        call, before, between, after = REAL_EXCHANGER()

        def counted(*args: Any) -> int:
            number = self.pass_by("exchange", args[len(before)])
            if number:
                ctypes.set_errno(number)
                return -1
            return int(call(*args))

        return counted, before, between, after


REAL_EXCHANGER = system._exchanger
REAL_RUN = subprocess.run


# --- what is slow and writes nothing --------------------------------------------------------------


class Remembered:
    """Results of slow functions, kept in a file between runs of one command."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, Any] = pickle.loads(file.read_bytes()) if file.is_file() else {}

    def get(self, name: str, args: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Return a result; made when it is not known."""
        key = f"{name} {hashlib.sha256(pickle.dumps(args)).hexdigest()}"
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def keep(self) -> None:
        """Write what is known to the file."""
        self._file.write_bytes(pickle.dumps(self._known))


class Pool:
    """A process that draws, without the process."""

    def __init__(self, memory: Remembered) -> None:
        self._memory = memory

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        """Return what is asked for; what only loads libraries has nothing to do."""
        done: Future[Any] = Future()
        if work.__name__ == "write_pdf":
            target: Path = args[1]
            made = self._memory.get("pdf", args, lambda: (work(*args), target.read_bytes()))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made[1])
            done.set_result(made[0])
        elif not work.__name__.startswith("load_"):
            done.set_result(self._memory.get(work.__name__, args, lambda: work(*args)))
        return done


def make_quick(memory: Remembered, counting: Counting) -> None:
    """Let slow work be remembered, and programs that are started count as calls."""

    @contextmanager
    def workers() -> Iterator[Workers]:
        yield Workers(Pool(memory), Pool(memory))  # type: ignore[arg-type]

    build_command.workers = workers
    picture = site_pages.charts.picture
    site_pages.charts.picture = lambda *args, **more: memory.get(
        "picture", (args, sorted(more.items())), lambda: picture(*args, **more)
    )

    def run(words: list[str], *args: Any, **more: Any) -> Any:
        if "pagefind" not in words:
            number = counting.pass_by("start", " ".join(map(str, words)))
            if number:
                return subprocess.CompletedProcess(words, 11, "", os.strerror(number))
            return REAL_RUN(words, *args, **more)
        site = Path(words[words.index("--site") + 1])
        pages = [(p.parent.name, p.read_bytes()) for p in sorted(site.glob("*/index.html"))]

        def index() -> dict[str, bytes]:
            REAL_RUN(words, *args, **more)
            found = (site / search_index.FOLDER).rglob("*")
            return {str(p.relative_to(site)): p.read_bytes() for p in found if p.is_file()}

        for name, content in memory.get("pagefind", tuple(pages), index).items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(content)
        return subprocess.CompletedProcess(words, 0, "", "")

    subprocess.run = run


# --- one moment -----------------------------------------------------------------------------------


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    said: str
    calls: list[tuple[str, str]]


def run(words: list[str], folder: Path, memory: Path, explore: Exploring | None = None) -> Ended:
    """Run a command in a child, in a folder; and at some moments see what goes wrong."""
    log, calls = memory.with_suffix(".log"), memory.with_suffix(".calls")
    calls.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _leave(lambda: _in_child(words, folder, memory, explore, log, calls))
    if explore:
        explore.theirs.close()
        while explore.answer(memory):
            pass
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    known = pickle.loads(calls.read_bytes()) if calls.is_file() else []
    return Ended(status, log.read_text("utf-8", "replace"), known)


def _leave(work: Callable[[], int]) -> None:
    """Do the work of a child and end with its code, as a process of its own would."""
    code = 99
    try:
        code = work()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _in_child(
    words: list[str], folder: Path, memory: Path, explore: Exploring | None, log: Path, calls: Path
) -> int:
    _write_to(log)
    os.chdir(folder)
    counting = Counting(explore.chosen, explore.at) if explore else Counting()
    remembered = Remembered(memory)
    make_quick(remembered, counting)
    system.os = counting  # type: ignore[assignment]
    system._exchanger = counting.exchanger  # type: ignore[assignment]
    system.identity = journal.system.identity = marked
    journal._seen = _marked_file
    (folder / TEMPORARY).mkdir(exist_ok=True)
    tempfile.tempdir = os.environ["XDG_CACHE_HOME"] = str(folder / TEMPORARY)
    _work_here(words)
    code = entry.main([word for word in words if word not in (WITHOUT_DRAFTS, IN_TURN)])
    if explore is None:
        remembered.keep()
        calls.write_bytes(pickle.dumps(counting.calls))
    elif os.getpid() == explore.pid:
        explore.end()
    return code


def _write_to(log: Path) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)


def marked(path: str) -> int | None:
    """Return a number of a file or folder that a copy of it has too; None when it is not there."""
    if not os.path.lexists(path):
        return None
    if Path(path).is_symlink():
        return os.lstat(path).st_ino
    if MARK not in os.listxattr(path):
        os.setxattr(path, MARK, str(secrets.randbits(48)).encode())
    return int(os.getxattr(path, MARK))


def _marked_file(path: Path) -> tuple[int, int, int] | None:
    if not path.is_file() or path.is_symlink():
        return None
    return marked(str(path)) or 0, path.stat().st_mtime_ns, path.stat().st_size


MARK = "user.onderbreken"
TEMPORARY = "tijdelijk"
"""Where a command makes what it needs for itself, so that each child has its own."""


class Exploring:
    """What is tried at each moment of a command, by the process in which it runs."""

    def __init__(self, command: Command, work: Path, part: int, kinds: tuple[str, ...]) -> None:
        self.command, self.kinds = command, kinds
        self.now, self.log = work / "nu", work / "kind.log"
        self.away = work / "even-weg"
        self.chosen: frozenset[int] = frozenset()
        self.part = part
        self.states: tuple[Tree, Tree] = ({}, {})
        self.calls: list[tuple[str, str]] = []
        self.ours, self.theirs = multiprocessing.Pipe()
        self.wrong: list[str] = []
        self.tries = 0
        self.pid = 0

    def answer(self, memory: Path) -> bool:
        """Run the next command when the other process asks for it; False when that is ready."""
        try:
            asked = self.ours.recv()
        except EOFError:
            return False
        if isinstance(asked, tuple):
            self.tries, self.wrong = asked
            return False
        self.ours.send(run(list(self.command.after), self.now, memory.with_name("volgende"))[:2])
        return True

    def end(self) -> None:
        """Tell the other process what was not whole."""
        self.theirs.send((self.tries, self.wrong))

    def at(self, number: int, file: int | None) -> Fault | None:
        """Try all at one moment; in each child return what goes wrong there."""
        self.pid = self.pid or os.getpid()
        self.now.rename(self.away)
        name, about = self.calls[number]
        only_asks = name == "start" and set(ASKS) & set(about.split())
        for kind in (kind for kind in self.kinds if kind in SIGNALS or not only_asks):
            self.tries += 1
            shutil.copytree(self.away, self.now, symlinks=True)
            held = [*lock._inherited, *([file] if file is not None else [])]
            named = [
                (n, str(Path(f"/proc/self/fd/{n}").readlink()), os.lseek(n, 0, 1)) for n in held
            ]
            child = os.fork()
            if not child:
                self._step_aside(named)
                return Fault(kind, number)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            told = self._judged(kind, code, self.log.read_text("utf-8", "replace"))
            if told:
                self.wrong.append(f"{kind} bij {number} {self.calls[number]}: {told}")
            shutil.rmtree(self.now)
        self.away.rename(self.now)
        os.chdir(self.now)
        return None

    def _step_aside(self, named: list[tuple[int, str, int]]) -> None:
        """Work in the copy, with what was open there too."""
        _write_to(self.log)
        os.chdir(self.now)
        for number, path, place in named:
            if path.endswith(" (deleted)"):  # it stood nowhere any more
                continue
            copy = path.replace(str(self.away), str(self.now))
            again = os.open(copy, os.O_RDONLY if Path(copy).is_dir() else os.O_RDWR)
            os.lseek(again, place, 0)
            if again != number:
                os.dup2(again, number)
                os.close(again)
            if path.endswith(lock.FILE):
                fcntl.flock(number, fcntl.LOCK_EX)
                lock._inherited.add(number)

    def _judged(self, kind: str, code: int, said: str) -> str:
        """Return what is wrong after a command was stopped; '' when nothing is."""
        if "Traceback" in said or "Exception ignored" in said:
            return f"een traceback: {said[-1500:]}"
        stops = {"KILL": -9, "INT": 130, "TERM": 143}
        if code not in ({stops[kind]} if kind in stops else {0, 1, 2}):
            return f"uitkomst {code}: {said[-300:]}"
        reasons = ("de schijf", *map(os.strerror, ERRORS.values()))
        if code in (1, 2) and not any(reason in said for reason in reasons):
            return f"zonder reden: {said[-300:]}"
        seen = self.command.seen
        at_once = seen(self.now)
        if at_once not in self.states and "maakt af" not in said and kind != "KILL":
            return f"niet meteen heel: {_differs(at_once, self.states)}"
        self.theirs.send("volgende")
        next_code, next_said = self.theirs.recv()
        if next_code not in (0, 2) or "Traceback" in next_said:
            return f"het volgende commando geeft {next_code}: {next_said[-300:]}"
        found = seen(self.now)
        if found not in self.states:
            return f"niet heel: {_differs(found, self.states)}"
        if code == 0 and found != self.states[1]:
            return "gelukt, en toch oud"
        left = [path for path in self.now.rglob("*") if ".transactie" in path.name]
        return f"er ligt nog {left}" if left else ""


def _work_here(words: list[str]) -> None:
    """Let branches be those of the folder of the test, and a build leave drafts out if asked."""
    real, parse = publiceer.target_of, entry.arguments.parse
    publiceer.target_of = lambda word, root, *more: real(word, Path("werk"), *more)
    if IN_TURN in words:
        system._exchanger = lambda: None
    if WITHOUT_DRAFTS in words:
        entry.arguments.parse = lambda *given: replace(parse(*given), adopted_only=True)


def tree(folder: Path) -> Tree:
    """Return name -> hash of every file below a folder; of a link where it leads to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if ".transactie" in name or name.startswith(TEMPORARY):
            continue
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@contextmanager
def _nothing(now: Path) -> Iterator[str]:
    yield ""


class Command(NamedTuple):
    """A command that writes."""

    name: str
    words: list[str]
    prepare: Callable[[Path, Path], None]
    """Make the folder as it is before the command."""
    seen: Callable[[Path], Tree] = tree
    """What has to be all old or all new."""
    after: tuple[str, ...] = ("check", "--year", "2022", "--data", "data", "--output", "output")
    """The next command, which recovers; its exit code is 0 or, for a wrong command, 2."""
    around: Callable[[Path], AbstractContextManager[str]] = _nothing
    """What has to run meanwhile; gives its port."""


def moments(calls: list[tuple[str, str]], part: int) -> list[int]:
    """Return the numbers of the calls to stop at."""
    chosen, decided = [], False
    for number, (name, about) in enumerate(calls):
        if about.endswith("opdracht.json.nieuw"):
            decided = True
        if decided or name == "start" or number % STAGING == 0:
            chosen.append(number)
        if name == "rmdir" and about.endswith("transactie"):
            decided = False
    return chosen[:: max(1, part)]


class Tried(NamedTuple):
    """What was found of a command."""

    moments: int
    wrong: list[str]
    seconds: float


def tried(command: Command, work: Path, part: int = 1, kinds: tuple[str, ...] = KINDS) -> Tried:
    """Stop a command at each of its moments; return what was not whole."""
    with command.around(work / "nu") as port:
        words = [word.format(port=port) for word in command.words]
        after = tuple(word.format(port=port) for word in command.after)
        return _tried(command._replace(words=words, after=after), work, part, kinds)


def _tried(command: Command, work: Path, part: int, kinds: tuple[str, ...]) -> Tried:
    started = time.monotonic()
    old, now, memory = work / "oud", work / "nu", work / "onthouden"
    now.mkdir(parents=True, exist_ok=True)
    command.prepare(now, memory)
    before = command.seen(now)
    shutil.copytree(now, old, symlinks=True)
    whole = run(command.words, now, memory)
    assert whole.code == 0, whole.said
    after = command.seen(now)
    assert after != before, f"{command.name} changes nothing"
    shutil.rmtree(now)
    shutil.copytree(old, now, symlinks=True)
    explore = Exploring(command, work, part, kinds)
    explore.chosen = frozenset(moments(whole.calls, part))
    explore.calls, explore.states = whole.calls, (before, after)
    again = run(command.words, now, memory, explore)
    assert again.code == 0, f"{again.code} {again.said}"
    assert command.seen(now) == after, "it was disturbed by what was tried"
    return Tried(explore.tries, explore.wrong, time.monotonic() - started)


def _differs(found: Tree, states: tuple[Tree, Tree]) -> str:
    return " / ".join(
        ", ".join(n for n in sorted({*found, *state}) if found.get(n) != state.get(n))[:200]
        for state in states
    )


# --- the commands ---------------------------------------------------------------------------------

FOLDERS = ["--data", "data", "--output", "output"]
YEAR = ["--year", "2022", *FOLDERS]
IN_TURN = "(zonder omwisseling)"
"""Not a word of the command line: as on a system that cannot exchange two names in one go."""
WITHOUT_DRAFTS = "--zonder-concepten"
"""Here also of a build, of which it is not an option: so a year can lose all its publications."""
SITE = ["--basis-url", "https://www.example.org/v/", "--met-concepten", *FOLDERS]


def data(folder: Path, memory: Path) -> None:
    """Make a folder with the fictional organisation; one publication, no pictures, no charts."""
    shutil.copytree(ROOT / "tests/mini", folder / "data")
    shutil.rmtree(folder / "data/2021")
    shutil.rmtree(folder / "data/2022/teksten/jaarverslag")
    shutil.rmtree(folder / "data/2022/afbeeldingen")
    state = folder / "data/2022/verslagjaar.yaml"
    text = state.read_text("utf-8")
    start, end = text.index("  jaarverslag:"), text.index("  publieksversie:")
    state.write_text(text[:start] + text[end:], "utf-8")
    _done(["check", *YEAR], folder, memory)


def _done(words: list[str], folder: Path, memory: Path) -> None:
    ended = run(words, folder, memory)
    assert ended.code == 0, ended.said


def built(folder: Path, memory: Path) -> None:
    """Make a folder with an output of earlier texts."""
    data(folder, memory)
    _done([*YEAR, "--format", "html"], folder, memory)
    change(folder, "Een zin erbij.")


def change(folder: Path, sentence: str) -> None:
    """Add a sentence to the text."""
    text = next((folder / "data/2022/teksten/publieksversie").glob("*.md"))
    text.write_text(text.read_text("utf-8") + f"\n{sentence}\n", "utf-8")


def _changed_workbook(folder: Path, memory: Path) -> None:
    """Make a workbook in which numbers of two tables and a single figure changed."""
    import openpyxl

    data(folder, memory)
    _done(["exporteer", *YEAR, "--naar", "w.xlsx"], folder, memory)
    book = openpyxl.load_workbook(folder / "w.xlsx")
    changes = {1100: 1101, 1115: 1116, 1145: 1146, 1.3: 1.4, 0.9: 0.8}
    for sheet in (book[name] for name in ("gezinnen", "verzuim", "cijfers")):
        done = set()
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value in changes and cell.value not in done:
                done.add(cell.value)
                cell.value = changes[cell.value]
    book.save(folder / "w.xlsx")


def _two_years(folder: Path, memory: Path) -> None:
    """Make a year beside the other."""
    data(folder, memory)
    _done(["nieuw-jaar", "2023", *FOLDERS], folder, memory)


def _drafts_only(folder: Path, memory: Path) -> None:
    """Make a site without drafts, of which the only publication then becomes a draft."""
    data(folder, memory)
    state = folder / "data/2022/verslagjaar.yaml"
    draft = state.read_text("utf-8")
    adopted = draft.replace("status: concept", 'status: vastgesteld\n    datum: "2023-05-09"')
    state.write_text(adopted, "utf-8")
    _done([*YEAR, "--format", "html"], folder, memory)
    state.write_text(draft, "utf-8")


def _published(folder: Path, memory: Path, times: int, target: str, *more: str) -> None:
    """Publish several times, each with other texts, and change the text once more."""
    built(folder, memory)
    for number in range(times):
        _done([*PUBLISH, "--naar", target, *more], folder, memory)
        change(folder, f"Hier staat {'steeds ' * (number + 1)}iets anders.")
        time.sleep(1.1 if target.startswith("rsync") else 0)
    _done([*YEAR, "--format", "html"], folder, memory)


def _repository(folder: Path, memory: Path) -> None:
    """Make a repository with another one as its origin, and publish once to a branch of it."""
    far, work = folder / "ver.git", folder / "werk"
    for words in (["init", "-q", "--bare", far], ["init", "-q", "-b", "main", work]):
        REAL_RUN(["git", *words], check=True)
    REAL_RUN(["git", "remote", "add", "origin", "../ver.git"], cwd=work, check=True)
    _published(folder, memory, 1, "git:origin/paginas")


def _branches(folder: Path) -> Tree:
    """Return the content of the branch on the other side, and that of the working folder."""
    words = ["git", "--git-dir", str(folder / "ver.git"), "rev-parse", "paginas^{tree}"]
    found = REAL_RUN(words, capture_output=True, text=True, check=False).stdout
    return {"paginas": found, "werk": str(sorted((folder / "werk").iterdir()))}


def _sites(folder: Path) -> Tree:
    """Return the site and the one before it."""
    return {n: h for n, h in tree(folder).items() if n.startswith(("site/", ".site.vorige/"))}


def _shown(folder: Path) -> Tree:
    """Return what a web server shows of what rsync sent."""
    return tree((folder / "www/huidig").resolve())


@contextmanager
def receiving(now: Path) -> Iterator[str]:
    """Run an rsync that receives in a folder; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    now.parent.mkdir(parents=True, exist_ok=True)
    settings = now.parent / "rsyncd.conf"
    settings.write_text(
        f"use chroot = no\nmunge symlinks = no\nuid = {os.getuid()}\ngid = {os.getgid()}\n"
        f"[nu]\npath = {now}\nread only = no\n"
    )
    command = ["rsync", "--daemon", "--no-detach", f"--config={settings}"]
    process = subprocess.Popen([*command, "--address=127.0.0.1", f"--port={port}"])
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if not trial.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield str(port)
    finally:
        process.terminate()
        process.wait()


PUBLISH = ["publiceer", *SITE]
TO_FOLDER = [*PUBLISH, "--naar", "site"]
TO_BRANCH = [*PUBLISH, "--naar", "git:origin/paginas"]
RSYNC = "rsync://127.0.0.1:{port}/nu/www"
HERE = ("publiceer", "--naar", "site", *FOLDERS)
"""Says that it lacks an address, after it recovered what was interrupted in the folder."""


def _with_rsync(times: int) -> Callable[[Path, Path], None]:
    def prepare(folder: Path, memory: Path) -> None:
        port = (folder.parent / "rsyncd.port").read_text()
        (folder / "www").mkdir()
        _published(folder, memory, times, RSYNC.format(port=port))

    return prepare


@contextmanager
def _rsync(now: Path) -> Iterator[str]:
    with receiving(now) as port:
        (now.parent / "rsyncd.port").write_text(port)
        yield port


COMMANDS = {
    command.name: command
    for command in (
        Command("build, eerste keer", [*YEAR, "--format", "html"], data),
        Command("build", [*YEAR, "--format", "html"], built),
        Command("build --print-html", [*YEAR, "--print-html", "druk"], built),
        Command("build, een jaar vervalt", [*YEAR, WITHOUT_DRAFTS], _drafts_only),
        Command("akkoord", ["akkoord", "publieksversie", *YEAR, "--wie", "controller"], data),
        Command(
            "importeer --schrijf", ["importeer", "w.xlsx", *YEAR, "--schrijf"], _changed_workbook
        ),
        Command(
            "importeer, niet in één keer",
            ["importeer", "w.xlsx", *YEAR, "--schrijf", IN_TURN],
            _changed_workbook,
            after=("check", *YEAR, IN_TURN),
        ),
        Command(
            "build, niet in één keer",
            [*YEAR, "--format", "html", IN_TURN],
            built,
            after=("check", *YEAR, IN_TURN),
        ),
        Command("nieuw-jaar", ["nieuw-jaar", "2023", *FOLDERS], data),
        Command("verschil", ["verschil", "2022", "2023", *FOLDERS, "--naar", "v.txt"], _two_years),
        Command("exporteer", ["exporteer", *YEAR, "--naar", "w.xlsx"], data),
        Command(
            "publiceer, map, eerste keer",
            TO_FOLDER,
            lambda f, m: _published(f, m, 0, "site"),
            _sites,
            HERE,
        ),
        Command(
            "publiceer, map", TO_FOLDER, lambda f, m: _published(f, m, 2, "site"), _sites, HERE
        ),
        Command(
            "publiceer, map --terug",
            [*TO_FOLDER, "--terug"],
            lambda f, m: _published(f, m, 2, "site"),
            _sites,
            HERE,
        ),
        Command("publiceer, branch", TO_BRANCH, _repository, _branches),
        Command(
            "publiceer, rsync",
            [*PUBLISH, "--naar", RSYNC],
            _with_rsync(2),
            _shown,
            around=_rsync,
        ),
        Command(
            "publiceer, rsync --terug",
            [*PUBLISH, "--naar", RSYNC, "--terug"],
            _with_rsync(2),
            _shown,
            around=_rsync,
        ),
    )
}


def main() -> int:
    """Try all commands, or those that are named; print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("namen", nargs="*", choices=[[], *COMMANDS])
    parser.add_argument("--deel", type=int, default=1)
    found = parser.parse_args()
    failed = False
    for name, command in COMMANDS.items():
        if found.namen and name not in found.namen:
            continue
        with tempfile.TemporaryDirectory(prefix="onderbreken-") as work:
            result = tried(command, Path(work), found.deel)
        whole = result.moments - len(result.wrong)
        print(
            f"{name:<28}{result.moments:>6} keer{whole:>7} heel{result.seconds:>7.0f} s", flush=True
        )
        for line in result.wrong[:20]:
            print(f"    {line}", flush=True)
        failed |= bool(result.wrong) or not result.moments
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
