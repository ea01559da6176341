"""A machine that rsync reaches: `naam@host:/pad` or `rsync://host/pad`.

There each site has a folder of its own in `uitgaven/`, and `huidig` is a link to the one that is
shown, so that a web server with `huidig` as its root changes from one site to the next at once.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from pathlib import Path

from pipeline.characters import excerpt
from pipeline.site.addresses import MEMORY
from pipeline.site.targets.refusal import Refusal
from pipeline.writing import make_folder, make_link, work_folder, write_file

_EDITIONS = "uitgaven.json"
_STAMP = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"
"""What the name of an edition looks like, as rsync writes patterns."""
_NOT_THERE = 23
"""What rsync answers when a file that it should fetch is not there."""

_ADDRESS = re.compile(
    r"(?!rsync:)(?:\w[\w.-]*@)?[A-Za-z0-9][\w.-]*:([\w./@+=,~-]+)"
    r"|rsync://(?:\w[\w.-]*@)?[A-Za-z0-9][\w.-]*(?::[0-9]+)?/+[\w.@+=,~-][\w./@+=,~-]*",
    re.ASCII,
)
"""`naam@machine:/pad` or `rsync://machine/module/pad`: no option, no blank, no command."""
_EVERYTHING = ("", ".", "~")
"""Paths that are a whole disk or somebody's whole folder."""


class Rsync:
    """Uploads beside what is shown, then turns the link."""

    def __init__(self, address: str) -> None:
        found = _ADDRESS.fullmatch(address)
        if not found or ".." in address.split("/") or (found[1] or "x").strip("/") in _EVERYTHING:
            raise Refusal(
                f"{excerpt(address)} is geen adres voor rsync. Geef naam@machine:/pad of "
                "rsync://machine/pad, zonder spaties, met een pad dat niet de hele schijf is."
            )
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
            self._refuse_unsent(site, target)
            self._turn(temporary / "om", stamp, now, before)
            if self._now() != stamp:
                raise Refusal(f"{self._address}huidig wijst niet naar uitgave {stamp}.")
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

    def _refuse_unsent(self, site: Path, target: str) -> None:
        """Raise Refusal unless what was sent is there, before anybody is shown it."""
        differs = self._run("-rn", "--checksum", "-i", f"{site}/", target)
        there = self._fetched(f"{target.removeprefix(self._address)}{MEMORY}")
        if differs.strip() or there != (site / MEMORY).read_text("utf-8"):
            raise Refusal(
                f"rsync meldde geen fout, maar in {target} staat niet wat is verstuurd. "
                "Er is niets gepubliceerd."
            )

    def _now(self) -> str:
        """Return which edition the link leads to."""
        words = ("--list-only", "-l", f"{self._address}huidig")
        return self._run(*words, accepted=(0, _NOT_THERE)).strip().rpartition("/")[2]

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
        said = _editions(text)
        if said is None:
            raise Refusal(
                f"{_EDITIONS} op {self._address} is beschadigd. Zet dat bestand terug uit een "
                "reservekopie, of haal het weg: dan is er geen vorige uitgave."
            )
        shown = self._now()
        if shown == said["vorige"]:  # what came last stopped before it turned the link
            return shown, said["daarvoor"]
        return said["huidig"], said["vorige"]

    def _fetched(self, name: str) -> str | None:
        with work_folder() as temporary:
            target = temporary / "bestand"
            self._run("-L", f"{self._address}{name}", str(target), accepted=(0, _NOT_THERE))
            return target.read_text("utf-8", "replace") if target.is_file() else None

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


def _editions(text: str) -> dict[str, str] | None:
    """Return what the list of editions says; None when it is damaged.

    The names in it become words of a command: only what an edition can be called is taken.
    """
    try:
        said = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, dict) or not {"huidig", "vorige"} <= said.keys():
        return None
    names = [said.get(key, "") for key in ("huidig", "vorige", "daarvoor")]
    good = all(isinstance(n, str) and (n == "" or re.fullmatch(_STAMP, n)) for n in names)
    return dict(zip(("huidig", "vorige", "daarvoor"), names, strict=True)) if good else None
