"""A machine that rsync reaches: `naam@host:/pad` or `rsync://host/pad`.

There each site has a folder of its own in `uitgaven/`, and `huidig` is a link to the one that is
shown, so that a web server with `huidig` as its root changes from one site to the next at once.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from pipeline.site.targets.refusal import Refusal

_EDITIONS = "uitgaven.json"
_NOT_THERE = 23
"""What rsync answers when a file that it should fetch is not there."""


class Rsync:
    """Uploads beside what is shown, then turns the link."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/") + "/"

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now."""
        return self._fetched(f"huidig/{name}")

    def publish(self, site: Path) -> str:
        """Upload the site, then let `huidig` lead to it."""
        now, before = self._editions()
        stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
        if stamp == now:
            raise Refusal("Er is net ook gepubliceerd. Wacht een seconde en probeer het opnieuw.")
        with tempfile.TemporaryDirectory(prefix="jaarverslag-") as temporary:
            folders = Path(temporary) / "leeg"
            (folders / "uitgaven").mkdir(parents=True)
            self._run("-r", f"{folders}/", self._address)
            alike = [f"--link-dest=../{now}/"] if now else []
            target = f"{self._address}uitgaven/{stamp}/"
            self._run("-rt", "--checksum", "--delete", *alike, f"{site}/", target)
            self._turn(Path(temporary) / "om", stamp, now)
            if before:
                only = [f"--include=/{before}/***", "--exclude=*"]
                self._run(
                    "-r", "--delete", *only, f"{folders}/uitgaven/", f"{self._address}uitgaven/"
                )
        return f"gepubliceerd op {self._address}huidig (uitgave {stamp})"

    def restore(self) -> str:
        """Let `huidig` lead to the site before."""
        now, before = self._editions()
        if not before:
            raise Refusal(f"Van {self._address} is geen vorige uitgave bewaard.")
        with tempfile.TemporaryDirectory(prefix="jaarverslag-") as temporary:
            self._turn(Path(temporary) / "om", before, now)
        return f"{self._address}huidig toont weer de vorige uitgave ({before})"

    def _turn(self, folder: Path, now: str, before: str) -> None:
        """Upload the link, which rsync puts in the place of the old one at once."""
        folder.mkdir()
        (folder / "huidig").symlink_to(f"uitgaven/{now}")
        said = json.dumps({"huidig": now, "vorige": before})
        (folder / _EDITIONS).write_text(said, encoding="utf-8")
        self._run("-rl", f"{folder}/", self._address)

    def _editions(self) -> tuple[str, str]:
        text = self._fetched(_EDITIONS)
        if text is None:
            return "", ""
        found = json.loads(text)
        return found["huidig"], found["vorige"]

    def _fetched(self, name: str) -> str | None:
        with tempfile.TemporaryDirectory(prefix="jaarverslag-") as temporary:
            target = Path(temporary) / "bestand"
            self._run("-L", f"{self._address}{name}", str(target), accepted=(0, _NOT_THERE))
            return target.read_text("utf-8") if target.is_file() else None

    def _run(self, *words: str, accepted: tuple[int, ...] = (0,)) -> None:
        program = shutil.which("rsync")
        if program is None:
            raise Refusal("Het programma rsync is er niet. Installeer het, of kies een map.")
        done = subprocess.run(
            [program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode not in accepted:
            said = " ".join(done.stderr.split()) or f"uitkomst {done.returncode}"
            raise Refusal(f"rsync kan {self._address} niet bereiken of schrijven: {said}")
