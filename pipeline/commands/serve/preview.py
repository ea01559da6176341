"""The site of a year as it is now: made on request, from the content of everything that was read.

A key is a hash over all input files. What was made stays as long as its key is that of the files;
drawings stay as long as their numbers, the house style and the programs in charts/ are the same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from msgspec import Struct

from pipeline import fingerprint, git
from pipeline.arguments import Options
from pipeline.commands.commit import said_commit
from pipeline.commands.prepare import Prepared, prepare
from pipeline.model import ChartData, HouseStyle
from pipeline.render import tasks, worker
from pipeline.render.tasks import Drawn

_Made = TypeVar("_Made")
_TICK = 20_000_000
"""Nanoseconds within which two saves of a file could have the same stamp."""
_PROGRAM = ("pipeline/", "build.py", "requirements.txt")


class State(Struct, frozen=True):
    """A year at one moment."""

    key: str
    shape: str
    """Hash of what decides how pages look: templates, charts, house styles."""
    program: str
    """Hash of the program itself, which only a new start reads again."""
    files: frozenset[str]
    """Every input, as a problem or `data-plaats` names it."""
    year: Prepared


class Preview:
    """Makes the state of a year, and draws its charts in a process of its own."""

    def __init__(self, root: Path, options: Options, year: int) -> None:
        self.root, self.options, self.number = root, options, year
        self._lock = threading.RLock()
        self._state: State | None = None
        self._seen: tuple[object, ...] = ()
        self._git = git.state_files(options.data)
        self._renewing = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._charts = ""
        self._drawn: dict[tuple[str, ChartData], Drawn] = {}
        self._look: HouseStyle | None = None
        self._fonts: tuple[HouseStyle, dict[str, bytes]] | None = None

    def __enter__(self) -> Preview:
        """Start with the year as it is, and with what draws."""
        with self._lock:
            self._pool = worker("spawn")
            self._pool.submit(tasks.load_charts)
        look = self.current().year.data.organisation.style
        threading.Thread(target=self.fonts, args=(look,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Let the process that draws end."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def current(self) -> State:
        """Return the year as its files are at this moment."""
        with self._lock:
            stamps = self._stamps()
            if self._state is not None and stamps == self._seen:
                return self._state
            self._seen = stamps
            inputs = fingerprint.inputs(self.root, self.options.data, self.number)
            commit = said_commit(self.root, self.options.data)
            key = fingerprint.combined(inputs, {"versie": commit})
            if self._state is None or self._state.key != key:
                self._state = self._made(inputs, key, commit)
            return self._state

    def _stamps(self) -> tuple[object, ...]:
        """Return what tells, without reading them, whether files changed: each stamp of the disk.

        A file that was written just now can be written again within the same tick of the clock: as
        long as one is that young, the answer is another one each time.
        """
        files = fingerprint.input_files(self.root, self.options.data, self.number)
        stamps = [_stamp(path) for path in (*files.values(), *self._git)]
        now = time.time_ns()
        young = now if max(stamps)[0] > now - _TICK else 0
        return (young, *files, *stamps)

    def _made(self, inputs: dict[str, str], key: str, commit: str) -> State:
        def part(*beginnings: str) -> str:
            chosen = {n: digest for n, digest in inputs.items() if n.startswith(beginnings)}
            return fingerprint.combined(chosen, {})

        charts = part("charts/")
        if self._charts != charts:
            self._draw_anew()
            self._charts = charts
        shape = part("templates/", "charts/", "data/huisstijlen/", "data/organisatie.yaml")
        year = prepare(self.root, self.options, self.number, True, commit)
        return State(key, shape, part(*_PROGRAM), frozenset(inputs), year)

    def _draw_anew(self) -> None:
        """Start a process that reads the programs of the charts again."""
        self._drawn.clear()
        if self._charts and self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = worker("spawn")

    def _ask(self, task: Callable[..., _Made], *given: object) -> _Made:
        """Return what the process that draws makes of it; a fresh one when it died, once."""
        pool = self._worker
        try:
            return pool.submit(task, *given).result()
        except BrokenProcessPool:
            with self._renewing:
                if self._pool is pool:
                    self._pool = worker("spawn")
            return self._worker.submit(task, *given).result()

    @property
    def _worker(self) -> ProcessPoolExecutor:
        assert self._pool is not None, "a preview is entered before it is used"
        return self._pool

    def draw(
        self, wanted: Iterable[tuple[str, ChartData]], look: HouseStyle
    ) -> dict[tuple[str, ChartData], Drawn]:
        """Return charts as drawings; only those that were not drawn before are drawn."""
        with self._lock:
            if look != self._look:
                self._drawn.clear()
                self._look = look
            asked = list(dict.fromkeys(wanted))
            absent = [chart for chart in asked if chart not in self._drawn]
            if absent:
                made = self._ask(tasks.draw, absent, look)
                self._drawn |= dict(zip(absent, made, strict=True))
            return {chart: self._drawn[chart] for chart in asked}

    def pictures(self, drawings: dict[str, str], look: HouseStyle) -> dict[str, bytes]:
        """Return drawings as files that stand alone."""
        return self._ask(tasks.pictures, drawings, look)

    def bundle(self) -> bytes:
        """Return the libraries of interactive charts."""
        return self._ask(tasks.bundle)

    def fonts(self, look: HouseStyle) -> dict[str, bytes]:
        """Return the web fonts of a style."""
        with self._lock:
            if self._fonts is None or self._fonts[0] != look:
                self._fonts = look, self._ask(tasks.web_fonts, look)
            return self._fonts[1]


def _stamp(path: Path) -> tuple[int, int, int, int]:
    """Return when a file was changed, how large it is and which it is; noughts of one that went."""
    try:
        found = path.lstat()
    except OSError:
        return 0, 0, 0, 0
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
