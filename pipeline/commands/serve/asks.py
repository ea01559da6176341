"""What a page of a preview may ask for besides files: an editor, and a PDF."""

from __future__ import annotations

import asyncio
import secrets
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from pipeline.arguments import Options
from pipeline.commands.serve.guard import SAFE
from pipeline.commands.serve.pdfs import PdfMaker
from pipeline.commands.serve.preview import Preview, State


class Desk(Struct, frozen=True):
    """What the server works with."""

    root: Path
    options: Options
    preview: Preview
    editor: tuple[str, ...]


class Asks:
    """Answers to what pages of ours ask; each has a token that no other page knows."""

    def __init__(self, desk: Desk, tell: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self._desk, self._tell = desk, tell
        self.token = secrets.token_urlsafe(16)
        self._pdfs = PdfMaker(desk.root, desk.options, desk.preview.number)
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """End what is still running."""
        self._pdfs.close()

    async def _now(self) -> State:
        return await asyncio.to_thread(self._desk.preview.current)

    async def _asked(self, request: Request) -> dict[str, Any] | None:
        """Return what a page of ours sent; None when it was not one of ours."""
        given = request.headers.get("x-voorbeeld", "").encode()
        if not secrets.compare_digest(given, self.token.encode()):
            return None
        try:
            sent = await request.json()
        except (ValueError, RecursionError):
            return None
        return sent if isinstance(sent, dict) else None

    async def open(self, request: Request) -> Response:
        """Open a file of the year in the editor that was set."""
        sent, state = await self._asked(request), await self._now()
        if sent is None or not self._desk.editor:
            return Response("Dit kan niet.", 403, SAFE)
        file, line = sent.get("bestand"), sent.get("regel", 1)
        path = self._source(file, state) if isinstance(file, str) else None
        if path is None or not isinstance(line, int):
            return Response("Dit bestand hoort niet bij het verslag.", 404, SAFE)
        words = [
            w.replace("{bestand}", str(path)).replace("{regel}", str(line))
            for w in self._desk.editor
        ]
        try:
            subprocess.Popen(words, stdin=subprocess.DEVNULL)
        except OSError as error:
            return Response(f"De editor start niet: {error.strerror}.", 500, SAFE)
        return Response("", 204, SAFE)

    def _source(self, file: str, state: State) -> Path | None:
        """Return an input of the year by the name that a page has for it; None for any other."""
        data = self._desk.options.data.resolve()
        try:
            path = (Path.cwd() / file).resolve()
        except (OSError, ValueError, RuntimeError):
            return None  # no name that a file can have
        if data in path.parents:
            name = f"data/{path.relative_to(data).as_posix()}"
        elif self._desk.root in path.parents:
            name = path.relative_to(self._desk.root).as_posix()
        else:
            return None
        return path if name in state.files else None

    async def make_pdf(self, request: Request) -> Response:
        """Start making the PDF of a publication."""
        sent, state = await self._asked(request), await self._now()
        names = {document.publication.id for document in state.year.documents}
        name = sent.get("publicatie") if sent else None
        if not isinstance(name, str) or name not in names:
            return Response("Dit kan niet.", 403, SAFE)

        async def tell(told: dict[str, str]) -> None:
            await self._tell({"soort": "pdf", **told})

        job = self._pdfs.make(name, lambda: self._desk.preview.current().key, tell)
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return Response("", 202, SAFE)

    def pdf(self, path: str, state: State) -> Response | None:
        """Return a PDF that was made of exactly this content; None where there is none."""
        name = path.partition("/")[0]
        made = self._pdfs.made.get(name)
        if made is None or path != f"{name}/{name}-{self._desk.preview.number}.pdf":
            return None
        if made.key != state.key:
            words = "De inhoud is veranderd sinds deze pdf is gemaakt. Maak de pdf opnieuw."
            return Response(words, 410, SAFE, "text/plain")
        return Response(made.file.read_bytes(), 200, SAFE, "application/pdf")
