"""The server of a preview: pages as they are now, events, an editor and PDFs on request.

Only for programs on this machine. A page of another site gets nothing: neither by another host
name for this address, nor by asking from its own page. Files are made, never read by their path.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
import socket
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from pipeline import console
from pipeline.commands.serve import marks
from pipeline.commands.serve.asks import Asks, Desk
from pipeline.commands.serve.guard import SAFE, OnlyFromHere
from pipeline.commands.serve.pages import Pages
from pipeline.commands.serve.preview import State
from pipeline.model import Problem

_SETTLE = 50
"""Milliseconds that the watcher waits for more changes of one save."""
_OWN = Path(__file__).parent


def serve(desk: Desk, listening: socket.socket) -> None:
    """Answer on a socket until the process is told to stop."""
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        OnlyFromHere(_Server(desk).app(), port),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        lifespan="on",
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


class _Server:
    """The routes, and what they share."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._year = desk.preview.number
        self._pages: tuple[str, Pages] | None = None
        self._ears: set[asyncio.Queue[dict[str, Any]]] = set()
        self._asks = Asks(desk, self._tell)
        self._told: tuple[Problem, ...] | None = None

    def app(self) -> Starlette:
        own = f"/{marks.FOLDER}"
        return Starlette(
            routes=[
                Route("/", self._home),
                Route("/index.html", self._home),
                Route("/zoeken.html", self._home),
                Route("/jaren.js", self._no_other_years),
                Route(f"{own}/gebeurtenissen", self._events),
                Route(f"{own}/openen", self._asks.open, methods=["POST"]),
                Route(f"{own}/pdf", self._asks.make_pdf, methods=["POST"]),
                Route(f"{own}/{{name}}", self._own),
                Route(f"/{self._year}", self._home),
                Route(f"/{self._year}/{{path:path}}", self._page),
            ],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._say_problems(await self._state(), 0)
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            self._asks.close()

    # --- pages -----------------------------------------------------------------------------------

    async def _home(self, _: Request) -> Response:
        return RedirectResponse(f"/{self._year}/", headers=SAFE)

    async def _no_other_years(self, _: Request) -> Response:
        return Response("globalThis.jaarverslagJaren = {};", 200, SAFE, "text/javascript")

    async def _own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in (marks.SCRIPT, marks.STYLE):
            return self._absent()
        kind = "text/javascript" if name == marks.SCRIPT else "text/css"
        return Response((_OWN / name).read_bytes(), 200, SAFE, kind)

    async def _page(self, request: Request) -> Response:
        path = request.path_params["path"] or "index.html"
        if path.endswith("/"):
            path += "index.html"
        state = await self._state()
        if path.endswith(".pdf"):
            return self._asks.pdf(path, state) or self._absent()
        return await asyncio.to_thread(self._answer, path, state)

    def _answer(self, path: str, state: State) -> Response:
        status = 200
        try:
            content = self._pages_of(state).get(path)
        except Exception:
            if not state.year.has_errors:
                traceback.print_exc()
            if not path.endswith(".html"):
                return self._absent()
            reason = "Los eerst de fouten hieronder op. Daarna komt de pagina vanzelf terug."
            if not state.year.has_errors:
                reason = "Het programma zelf maakte een fout. In de terminal staat meer."
            content, status = marks.problem_page(state, reason), 500
        if content is None and path.endswith(".html"):
            reason = "Deze pagina is er niet, of niet meer. Komt zij terug, dan ziet u haar hier."
            content, status = marks.problem_page(state, reason), 404
        if content is None:
            return self._absent()
        if path.endswith(".html"):
            publication = path.partition("/")[0]
            told = marks.page_state(state, self._asks.token, publication, bool(self._desk.editor))
            content = marks.with_marks(content, told)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(content, status, SAFE, kind)

    def _absent(self) -> Response:
        return Response("Deze pagina is er niet.", 404, SAFE, "text/plain")

    def _pages_of(self, state: State) -> Pages:
        if self._pages is None or self._pages[0] != state.key:
            self._pages = state.key, Pages(self._desk.preview, state)
        return self._pages[1]

    async def _state(self) -> State:
        return await asyncio.to_thread(self._desk.preview.current)

    # --- what changes ----------------------------------------------------------------------------

    async def _watch(self) -> None:
        root, data = self._desk.root, self._desk.options.data
        watched = [data, root / "templates", root / "charts", root / "pipeline"]
        known = (await self._state()).key
        async for _ in awatch(*watched, debounce=_SETTLE * 4, step=_SETTLE):
            began = time.perf_counter()
            state = await self._state()
            if state.key != known:
                known = state.key
                await self._tell({"soort": "inhoud", "sleutel": state.key})
                self._say_problems(state, time.perf_counter() - began)

    def _say_problems(self, state: State, took: float) -> None:
        """Print problems when they differ from those that were printed last."""
        problems = state.year.problems
        if problems != self._told:
            console.print_problems(problems)
            self._told = problems
        if took:
            clock = time.strftime("%H:%M:%S")
            seconds = f"{took:.1f}".replace(".", ",")
            console.say(f"{clock} bijgewerkt in {seconds} s: {console.summary(problems)}.")

    async def _tell(self, event: dict[str, Any]) -> None:
        for ear in self._ears:
            await ear.put(event)

    async def _events(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            ear: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
            self._ears.add(ear)
            try:
                key = (await self._state()).key
                event: dict[str, Any] = {"soort": "inhoud", "sleutel": key}
                while True:
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
                    event = await ear.get()
            finally:
                self._ears.discard(ear)

        return StreamingResponse(stream(), 200, SAFE, "text/event-stream")
