"""PDFs of a preview: the same build as always, in the background, one publication at a time."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from pipeline.arguments import Options
from pipeline.writing import work_folder

Tell = Callable[[dict[str, str]], Awaitable[None]]


class MadePdf(Struct, frozen=True):
    """A PDF that was made, and of which content."""

    key: str
    file: Path


class PdfMaker:
    """Starts the build of a PDF, tells how far it is, and keeps the result with its key."""

    def __init__(self, root: Path, options: Options, year: int) -> None:
        self._root, self._options, self._year = root, options, year
        self._opened = ExitStack()
        self._folder = self._opened.enter_context(work_folder())
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._asked: dict[str, str] = {}
        self.made: dict[str, MadePdf] = {}

    def close(self) -> None:
        """End what is running and remove what was made."""
        for process in self._running.values():
            if process.returncode is None:
                process.kill()
        self._opened.close()

    async def make(self, publication: str, key: Callable[[], str], tell: Tell) -> None:
        """Make the PDF of a publication; `key` says of which content the year is now."""
        started = key()
        if self._asked.get(publication) == started and publication in self._running:
            return
        if earlier := self._running.pop(publication, None):
            earlier.kill()
        self._asked[publication] = started
        output = self._folder / publication
        command = [sys.executable, str(self._root / "build.py"), "--year", str(self._year)]
        command += ["--publication", publication, "--format", "pdf", "--output", str(output)]
        command += ["--data", str(self._options.data)]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._running[publication] = process
        said = await self._follow(process, publication, tell)
        if self._running.get(publication) is not process:
            return  # a newer one took its place
        del self._running[publication]
        file = output / str(self._year) / publication / f"{publication}-{self._year}.pdf"
        if process.returncode:
            words = said[-1] if said else "De pdf is niet gemaakt."
            await tell({"publicatie": publication, "stand": "mislukt", "regel": words})
        elif key() != started:
            words = "De inhoud is intussen veranderd. Maak de pdf opnieuw."
            await tell({"publicatie": publication, "stand": "mislukt", "regel": words})
        else:
            self.made[publication] = MadePdf(started, file)
            await tell({"publicatie": publication, "stand": "klaar", "regel": ""})

    async def _follow(
        self, process: asyncio.subprocess.Process, publication: str, tell: Tell
    ) -> list[str]:
        """Pass on each line of progress; return all lines."""
        assert process.stderr is not None, "the progress of the build is on stderr"
        said = []
        async for line in process.stderr:
            words = line.decode("utf-8", "replace").strip()
            if words:
                said.append(words)
                await tell({"publicatie": publication, "stand": "bezig", "regel": words})
        await process.wait()
        return said
