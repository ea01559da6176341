"""Make the pictures of the manual anew: each shows what its recipe has just done.

.ci/keuring/run --help says how the tools get there; then
.ci/keuring/.venv/bin/python .ci/keuring/plaatjes.py
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Page

from chromium import browsing, served

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import guide_steps  # noqa: E402

GUIDE = ROOT / "docs/HANDLEIDING.md"
PICTURES = ROOT / "docs/handleiding"
WIDTH, HEIGHT = 900, 440
COLORS = 64


class Shot(NamedTuple):
    """What a picture shows."""

    name: str
    edits: int
    """How many changes of files of the recipe are made first."""
    page: str
    at: str
    """Selector of what stands in the middle."""
    button: str = ""
    year: int = 2021
    closed: bool = True
    """Whether the bar of the preview is out of sight."""


REPORT, SUMMARY = "jaarverslag/index.html", "publieksversie/index.html"
SHOTS = (
    Shot("01-zin", 1, REPORT, "text=De arbeidsmarkt bleef ook dit jaar krap"),
    Shot("02-cijfer", 1, REPORT, ".voorbeeld-melding.is-fout", closed=False),
    Shot("03-tabel", 3, REPORT, "#tabel-aanbeveling"),
    Shot("04-grafiek", 1, REPORT, "#figuur-personeelsverloop svg"),
    Shot("05-citaat", 1, REPORT, "text=Hier komen de letterlijke woorden"),
    Shot("06-voetnoot", 2, REPORT, "sup.nootcijfer"),
    Shot("07-verwijzing", 1, REPORT, "text=huisverboden; zie"),
    Shot("08-melding", 1, SUMMARY, ".voorbeeld-melding.is-fout", closed=False),
    Shot(
        "09-voorbeeld", 0, SUMMARY, "text=Zo werken wij >> visible=true", "Herkomst", closed=False
    ),
    Shot("10-nakijken", 1, REPORT, ".opmerking"),
    Shot("11-nieuw-jaar", 0, REPORT, ".inleiding .opmerking", year=2022),
)


def main() -> None:
    """Follow each recipe as far as its picture, and take it."""
    own = ROOT / ".venv/bin/python"
    recipes = {
        int(re.match(r"\d+", heading)[0]): steps for heading, steps in guide_steps.recipes(GUIDE)
    }
    with tempfile.TemporaryDirectory(prefix="plaatjes-") as work, browsing() as browser:
        desk = guide_steps.Desk(Path(work), str(own) if own.exists() else sys.executable)
        for shot in SHOTS:
            desk.start_again()
            steps = recipes[int(shot.name[:2])]
            for step in [step for step in steps if step.kind != "console"][: shot.edits]:
                desk.follow(step)
            if shot.year != 2021:
                desk.follow(next(step for step in steps if "nieuw-jaar" in step.text))
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            command = ["python3", "build.py", "serve", "--year", str(shot.year)]
            with desk.preview(command) as (_, address):
                page.goto(address + shot.page)
                _take(page, shot)
            page.close()
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT + 120})
        with served(ROOT / "output") as address:
            page.goto(address)
            _save(page, "12-publiceren")


def _take(page: Page, shot: Shot) -> None:
    page.wait_for_selector(".voorbeeld-balk summary")
    if shot.button:
        page.get_by_role("button", name=shot.button).click()
    target = page.locator(shot.at).first
    target.wait_for()
    target.evaluate("part => part.scrollIntoView({ block: 'center', behavior: 'instant' })")
    hide = ".voorbeeld-balk { display: none !important; }" if shot.closed else ""
    page.add_style_tag(content=f"{hide} .voortgang, .leesplek {{ display: none !important; }}")
    page.wait_for_timeout(700)
    _save(page, shot.name)


def _save(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
