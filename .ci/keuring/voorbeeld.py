"""The preview in a real browser: a save is on the page, with its problems, and the place is kept.

Measures from the save of a text until the browser has painted it. The time is printed, not judged:
machines are noisy. What has to hold is that it appears without the page being loaded again.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from chromium import browsing

ROOT = Path(__file__).resolve().parents[2]
YEAR, PUBLICATION = 2021, "jaarverslag"
CHAPTER = f"{YEAR}/teksten/{PUBLICATION}/03-ons-verhaal.md"
TABLE = f"{YEAR}/tabellen/personeelsverloop.csv"
SAVES = 15
PATIENCE = 60_000
WATCH = """word => {
  window.painted = null;
  const seen = () => {
    if (window.painted || !document.body.innerText.includes(word)) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.painted = performance.timeOrigin + performance.now();
    }));
  };
  new MutationObserver(seen).observe(document.body, {
    childList: true, subtree: true, characterData: true,
  });
}"""


@contextmanager
def preview() -> Iterator[tuple[str, Path]]:
    """Serve a copy of the data; yields the address of the year and the folder of the data."""
    own = ROOT / ".venv/bin/python"
    python = str(own) if own.exists() else "python3"
    with tempfile.TemporaryDirectory(prefix="voorbeeld-") as work:
        data = Path(work) / "data"
        shutil.copytree(ROOT / "data", data)
        command = [python, "build.py", "serve", "--year", str(YEAR), "--data", str(data)]
        process = subprocess.Popen(
            [*command, "--geen-browser"], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ},
        )  # fmt: skip
        try:
            found = re.search(r"http://\S+/", process.stdout.readline())
            yield found[0], data
        finally:
            process.terminate()
            process.wait(60)


def check(_: Path) -> bool:
    """Return whether the preview does what an editor expects; prints how long a save takes."""
    with preview() as (address, data), browsing() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.set_default_timeout(PATIENCE)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}{PUBLICATION}/index.html")
        page.wait_for_selector(".voorbeeld-balk summary")
        page.wait_for_timeout(1500)  # the page as it came is fetched for comparison
        good = _text(page, data) and _problem(page, data) and _number(page, data)
        if errors:
            print(f"   fouten in het script: {errors}")
        return good and not errors


def _text(page: Page, data: Path) -> bool:
    """Save a paragraph many times; each has to appear in the same page at the same place."""
    file = data / CHAPTER
    lines = file.read_text("utf-8").split("\n")
    at = next(
        i for i, line in enumerate(lines)
        if i > 8 and not lines[i - 1].strip() and len(line) > 60 and line[0].isalpha()
    )  # fmt: skip
    page.locator(f'[data-plaats="{file}:{at + 1}"]').scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    place = page.evaluate("scrollY")
    page.evaluate("window.same = true")
    times = []
    for number in range(SAVES):
        word = f"Zichtbaar{chr(ord('a') + number)}"
        page.evaluate(WATCH, word)
        changed = [*lines[:at], f"{lines[at].rstrip()} {word}.", *lines[at + 1 :]]
        saved = time.time()
        file.write_text("\n".join(changed), "utf-8")
        page.wait_for_function("window.painted")
        times.append(page.evaluate("window.painted") / 1000 - saved)
        page.wait_for_timeout(200)
    file.write_text("\n".join(lines), "utf-8")
    middle, slowest = statistics.median(times), max(times)
    print(f"   van opslaan tot beeld: mediaan {middle:.2f} s, langste {slowest:.2f} s ({SAVES}x)")
    kept = page.evaluate("window.same === true") and page.evaluate("scrollY") == place
    return _said("de plek van de lezer blijft", kept)


def _problem(page: Page, data: Path) -> bool:
    """Break a paragraph and mend it."""
    file = data / CHAPTER
    old = file.read_text("utf-8")
    line = old.rstrip().count("\n") + 3
    file.write_text(f"{old.rstrip()}\n\nEr zijn {{{{ cijfers.onzin }}}} dingen.\n", "utf-8")
    box = page.locator(f'[data-plaats="{file}:{line}"] + .voorbeeld-melding')
    shown = _until(lambda: box.count() == 1 and "X01" in box.inner_text())
    file.write_text(old, "utf-8")
    gone = _until(lambda: page.locator(".voorbeeld-melding.is-fout").count() == 0)
    return _said("een fout staat bij de alinea", shown) and _said("en gaat weg", gone)


def _number(page: Page, data: Path) -> bool:
    """Change a number: the page is loaded again at its place; then ask for sources and a PDF."""
    file = data / TABLE
    old = file.read_text("utf-8")
    page.wait_for_timeout(1500)  # the page may still be loading again after the step before
    place = page.evaluate("scrollY")
    file.write_text(old.replace("592", "5.920"), "utf-8")
    shown = _until(lambda: "5.920" in page.locator("main").inner_text())
    near = _until(lambda: abs(page.evaluate("scrollY") - place) < 200)
    file.write_text(old, "utf-8")
    mended = _until(lambda: "5.920" not in page.locator("main").inner_text())
    page.get_by_role("button", name="Herkomst").click()
    sources = page.locator(".voorbeeld-bron").count() > 50
    page.get_by_role("button", name="Pdf maken").click()
    link = page.get_by_role("link", name="Bekijk de pdf")
    link.wait_for()
    made = page.request.get(link.get_attribute("href") and link.evaluate("a => a.href")).ok
    parts = (
        ("een ander cijfer staat er", shown),
        ("de plek blijft ook dan", near),
        ("het oude komt terug", mended),
        ("herkomst per alinea", sources),
        ("de pdf op verzoek", made),
    )
    said = [_said(*part) for part in parts]  # all of them are printed
    return all(said)


def _until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something holds; pages that load meanwhile are asked again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if holds():
                return True
        except Exception as error:
            if "navigat" not in str(error) and "destroyed" not in str(error):
                raise
        time.sleep(0.05)
    return False


def _said(what: str, holds: bool) -> bool:
    print(f"   {what}: {'ja' if holds else 'NEE'}")
    return holds
