"""Ctrl-C and a request to end: they stop a command at once, but never between two exchanges."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPS = {signal.SIGINT: 130, signal.SIGTERM: 143}
"""Signal -> exit code, as shells number them."""


class Ended(KeyboardInterrupt):
    """Somebody wants the command to end."""

    def __init__(self, number: int, is_done: bool = False) -> None:
        super().__init__()
        self.code = _STOPS[signal.Signals(number)]
        self.is_done = is_done
        """Whether the change that was going on was finished first."""


def listen() -> None:
    """Let both signals raise Ended in the main thread."""
    for number in _STOPS:
        signal.signal(number, _end)


def ignore() -> None:
    """Let nothing disturb the last words of a command that was ended."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)


def _end(number: int, _: FrameType | None) -> None:
    raise Ended(number)


@contextmanager
def postponed() -> Iterator[None]:
    """Let signals wait until the body is done; then the first one raises Ended."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go to the main thread
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _STOPS}
    for number in _STOPS:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise Ended(came[0], is_done=True)
