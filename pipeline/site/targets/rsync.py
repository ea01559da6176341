"""A machine that rsync reaches: `naam@host:/pad` or `rsync://host/pad`.

There each site has a folder of its own in `uitgaven/`, and `huidig` is a link to the one that is
shown, so that a web server with `huidig` as its root changes from one site to the next at once.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from pathlib import Path

from pipeline.site.targets.refusal import Refusal
from pipeline.writing import make_folder, make_link, work_folder, write_file

_EDITIONS = "uitgaven.json"
_STAMP = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"
"""What the name of an edition looks like, as rsync writes patterns."""
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
        with work_folder() as temporary:
            folders = temporary / "leeg"
            make_folder(folders / "uitgaven")
            self._run("-r", f"{folders}/", self._address)
            alike = [f"--link-dest=../{now}/"] if now else []
            target = f"{self._address}uitgaven/{stamp}/"
            self._run("-rt", "--checksum", "--delete", *alike, f"{site}/", target)
            self._turn(temporary / "om", stamp, now, before)
            self._clear_away(folders, (stamp, now))
        return f"gepubliceerd op {self._address}huidig (uitgave {stamp})"

    def restore(self) -> str:
        """Let `huidig` lead to the site before."""
        now, before = self._editions()
        if not before:
            raise Refusal(f"Van {self._address} is geen vorige uitgave bewaard.")
        with work_folder() as temporary:
            self._turn(temporary / "om", before, now, before)
        return f"{self._address}huidig toont weer de vorige uitgave ({before})"

    def _turn(self, folder: Path, to: str, now: str, before: str) -> None:
        """Say what will be, then upload the link, which rsync puts in the place of the old one."""
        said = {"huidig": to, "vorige": now, "daarvoor": before}
        write_file(folder / "lijst" / _EDITIONS, json.dumps(said))
        self._run("-r", f"{folder}/lijst/", self._address)
        make_link(make_folder(folder / "koppeling") / "huidig", f"uitgaven/{to}")
        self._run("-rl", f"{folder}/koppeling/", self._address)

    def _clear_away(self, empty: Path, kept: tuple[str, ...]) -> None:
        """Remove editions, also half ones of an upload that was interrupted."""
        rules = [*(f"--exclude=/{stamp}" for stamp in kept if stamp)]
        rules += [f"--include=/{_STAMP}/***", "--exclude=*"]
        self._run("-r", "--delete", *rules, f"{empty}/uitgaven/", f"{self._address}uitgaven/")

    def _editions(self) -> tuple[str, str]:
        """Return which edition is shown, as the link says, and which was shown before."""
        text = self._fetched(_EDITIONS)
        if text is None:
            return "", ""
        said = json.loads(text)
        now = self._run("--list-only", "-l", f"{self._address}huidig", accepted=(0, _NOT_THERE))
        shown = now.strip().rpartition("/")[2]
        if shown == said["vorige"]:  # what came last stopped before it turned the link
            return shown, said.get("daarvoor", "")
        return said["huidig"], said["vorige"]

    def _fetched(self, name: str) -> str | None:
        with work_folder() as temporary:
            target = temporary / "bestand"
            self._run("-L", f"{self._address}{name}", str(target), accepted=(0, _NOT_THERE))
            return target.read_text("utf-8") if target.is_file() else None

    def _run(self, *words: str, accepted: tuple[int, ...] = (0,)) -> str:
        program = shutil.which("rsync")
        if program is None:
            raise Refusal("Het programma rsync is er niet. Installeer het, of kies een map.")
        done = subprocess.run(
            [program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode not in accepted:
            said = " ".join(done.stderr.split()) or f"uitkomst {done.returncode}"
            raise Refusal(f"rsync kan {self._address} niet bereiken of schrijven: {said}")
        return done.stdout
