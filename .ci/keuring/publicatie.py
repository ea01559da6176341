"""The published site: sent by rsync, back and forth, and every page under the policy it comes with.

In Chromium, at the address and with the headers that a real host would use: no page asks for what
the policy forbids, the search finds, an interactive chart comes, and a wrong address gets the page
that is meant for it. Fragments are tried inside a page of somebody else.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

import nu
from chromium import Quiet, browsing, served

ROOT = Path(__file__).resolve().parents[2]
BELOW = "/verslagen/"
"""Where the site stands on its host: not at the root, as that hides wrong addresses."""
PATIENCE = 120_000
STRANGER = (
    '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>Een CMS</title>\n'
    "<style>h2 {{ color: #a00; }}</style>\n</head>\n<body>\n<h1>Een CMS</h1>\n"
    '<h2 id="van-het-cms">Van het CMS</h2>\n{}\n</body>\n</html>\n'
)


class _Host(Quiet):
    """Serves the site below BELOW with its own headers and its own page for wrong addresses."""

    def translate_path(self, path: str) -> str:
        below = path.partition("?")[0].removeprefix(BELOW)
        return super().translate_path(f"/{below}" if path.startswith(BELOW) else "/geen")

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text("utf-8").split("\n"):
            name, _, value = line.strip().partition(": ")
            if value:
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def check(output: Path) -> bool:
    """Say whether nothing was found; print what was."""
    with tempfile.TemporaryDirectory(prefix="publicatie-") as work:
        shown = Path(work) / "www/huidig"
        copy = Path(work) / "output"
        shutil.copytree(output, copy)
        with served(shown, _Host) as host, _receiving(Path(work)) as target:
            address = f"{host}{BELOW}"
            told = [*_sent(copy, target, address, shown)]
            if shown.is_dir():
                told += [*_validated(shown, Path(work)), *_visited(shown, address)]
    for line in told:
        print(f"   FOUT {line}")
    return not told


@contextmanager
def _receiving(work: Path) -> Iterator[str]:
    """Run an rsync of our own that receives in work/www; yields its address."""
    (work / "www").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = work / "rsyncd.conf"
    settings.write_text(
        f"use chroot = no\nmunge symlinks = no\nuid = {os.getuid()}\ngid = {os.getgid()}\n"
        f"[www]\npath = {work / 'www'}\nread only = no\n"
    )
    command = ["rsync", "--daemon", "--no-detach", f"--config={settings}"]
    process = subprocess.Popen([*command, "--address=127.0.0.1", f"--port={port}"])
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if not trial.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield f"rsync://127.0.0.1:{port}/www"
    finally:
        process.terminate()
        process.wait()


def _sent(output: Path, target: str, address: str, shown: Path) -> Iterator[str]:
    """Publish twice and go back: what is shown is whole each time."""
    words = ("--basis-url", address, "--met-concepten", "--output", str(output))
    editions = []
    for turn in (words, words, ("--terug",)):
        code, said = _publish(target, *turn)
        if code:
            yield f"publiceer {' '.join(turn)}: {said}"
            return
        editions.append(str(shown.readlink()))
        if not (shown / "adressen.json").is_file():
            yield f"na publiceer {turn[0]} is de site niet heel"
        time.sleep(1.1)  # editions are named after the second
    if editions[0] != editions[2] or editions[0] == editions[1]:
        yield f"--terug toont {editions[2]}; verwacht {editions[0]}"


def _publish(target: str, *words: str) -> tuple[int, str]:
    own = ROOT / ".venv/bin/python"
    python = str(own) if own.exists() else "python3"
    command = [python, "build.py", "publiceer", "--naar", target, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, " ".join((done.stderr + done.stdout).split())[-300:]


def _validated(site: Path, work: Path) -> Iterator[str]:
    """Ask the Nu HTML Checker about pages with their new heads, and fragments inside a page."""
    pages = [path for path in sorted(site.rglob("*.html")) if path.name != "fragment.html"]
    for number, path in enumerate(sorted(site.rglob("fragment.html"))):
        page = work / f"cms-{number}.html"
        page.write_text(STRANGER.format(path.read_text("utf-8")), "utf-8")
        pages.append(page)
    # A CMS lets a style stand in the body, which HTML does not; browsers all read it.
    told = nu.errors([], pages, site)
    found = [error for error in told if "Element “style” not allowed as child" not in error]
    yield from dict.fromkeys(found)
    print(f"   {len(pages)} pagina's, met fragmenten in een vreemde pagina")


def _visited(site: Path, address: str) -> Iterator[str]:
    with browsing() as browser:
        pages = [
            p for p in sorted(site.rglob("*.html")) if p.name not in ("fragment.html", "404.html")
        ]
        for path in pages:
            yield from _one(browser, address + path.relative_to(site).as_posix())
        yield from _wrong_address(browser, f"{address}2020/er/is/niets")
        print(f"   {len(pages)} pagina's onder het beleid van hun eigen koppen")


def _one(browser: Browser, url: str) -> Iterator[str]:
    page, heard = _listening(browser)
    page.goto(url)
    if url.endswith("zoeken.html"):
        page.goto(f"{url}?zoek=kinderen")
        page.locator("#resultaten li").first.wait_for()
    chart = page.locator("figure:has([data-interactief])").first
    if chart.count():
        chart.locator("details.menu > summary").click()
        chart.get_by_role("button", name="Bekijk interactief").click()
        chart.locator("[aria-roledescription='gegeven']").first.wait_for()
    page.wait_for_load_state("networkidle")
    yield from (f"{url}: {line}" for line in heard)
    page.close()


def _wrong_address(browser: Browser, url: str) -> Iterator[str]:
    page, heard = _listening(browser)
    answer = page.goto(url)
    if answer is None or answer.status != 404:
        yield f"{url}: geen 404"
    if page.evaluate("document.styleSheets.length") == 0:
        yield f"{url}: de pagina voor een verkeerd adres heeft geen stijl"
    page.get_by_role("link", name="Alle jaarverslagen").click()
    if "Jaarverslagen" not in page.title():
        yield f"{url}: de koppeling naar het begin leidt naar {page.url}"
    yield from (f"{url}: {line}" for line in heard if "404" not in line)


def _listening(browser: Browser) -> tuple[Page, list[str]]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))
    page.on("console", lambda m: heard.append(f"console: {m.text}") if m.type == "error" else None)
    return page, heard


if __name__ == "__main__":
    sys.exit(not check(Path(sys.argv[1]).resolve()))
