"""Every page in a real browser: axe-core, and what axe-core does not look at.

At three widths, light and dark, with all that can be opened open: axe finds nothing (WCAG 2.0 to
2.2, A and AA, and best practices), text stands out from any drawing behind it, nothing sticks out,
nothing jumps while it loads, nothing is asked of another host, nothing goes wrong in a script. Once
per page: closed menus, text twice as large, focus that can be seen, no movement for who wants none,
and the weight of a publication.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response

import contrast
import copying
from chromium import SCHEMES, WIDTHS, browsing, served
from site_files import pages, publications

AXE = Path(__file__).parent / "node/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
HEAVIEST = 150_000
"""The most bytes, compressed, that a publication loads by itself."""
LARGEST_SHIFT = 0.001
TABS = 60
PATIENCE = 120_000
"""Milliseconds before the browser gives up: a machine may be busy."""
PACKED_ALREADY = (".woff2", ".png", ".jpg", ".pdf")
WATCH_SHIFTS = """
globalThis.verschuiving = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) globalThis.verschuiving += entry.value;
  }
}).observe({ type: "layout-shift", buffered: true });
"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
SCROLL = """async () => {
  const height = document.body.scrollHeight;
  for (let y = 0; y < height; y += Math.max(innerHeight, height / 25)) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((resume) => setTimeout(resume, 25));
  }
  scrollTo({ top: 0, behavior: "instant" });
  await new Promise((resume) => setTimeout(resume, 50));
}"""
STICKS_OUT = """() => {
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= innerWidth) return "";
  const parts = [...document.querySelectorAll("body *")].filter((part) =>
    part.getBoundingClientRect().right > innerWidth + 1 && !part.closest(".schuif"));
  const names = parts.slice(0, 3).map((part) => part.outerHTML.slice(0, 60));
  return `${wide} px op ${innerWidth} px: ${names.join(" | ")}`;
}"""
FOCUS = """() => {
  const part = document.activeElement;
  if (!part || part === document.body) return null;
  const style = getComputedStyle(part), box = part.getBoundingClientRect();
  const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight;
  return { name: part.outerHTML.slice(0, 90), good: line && seen };
}"""


def check(output: Path) -> bool:
    """Say whether nothing was found on any page; print what was, and the weights."""
    found = pages(output)
    shares = [found[i::2] for i in range(2)]
    with served(output) as address, ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(_check_share, output, address, share) for share in shares]
        told = [line for job in jobs for line in job.result()]
    for line, count in Counter(told).items():
        print(f"   {line}" + (f" ({count} keer)" if count > 1 else ""))
    print(f"   {len(found)} pagina's, {len(WIDTHS)} breedtes, licht en donker")
    return not [line for line in told if "FOUT" in line] and bool(found)


def _check_share(output: Path, address: str, share: list[Path]) -> list[str]:
    public = set(publications(output))
    told = []
    with browsing() as browser:
        for path in share:
            name = path.relative_to(output).as_posix()
            url = f"{address}/{name}" + ("?zoek=kinderen" if path.name == "zoeken.html" else "")
            lines = list(_check_page(browser, url, path in public))
            told += [f"{name}: {line}" for line in lines]
    return told


def _check_page(browser: Browser, url: str, publication: bool) -> Iterator[str]:
    for width in WIDTHS:
        for scheme in SCHEMES:
            where = f"{width} px, {scheme}"
            with _context(browser, width, scheme) as context:
                for line in _visit(context, url, closed=(width, scheme) == (1280, "light")):
                    yield f"FOUT ({where}) {line}"
    with _context(browser, 640, "light") as context:
        yield from (f"FOUT {line}" for line in _enlarged(context, url))
        yield from (f"FOUT {line}" for line in _calm(context, url))
    if publication:
        with _context(browser, 1280, "light") as context:
            yield from (f"FOUT {line}" for line in _focus(context, url))
            yield from (f"FOUT {line}" for line in _interactive(context, url))
            yield from (f"FOUT {line}" for line in _copied(context, url))
            yield _weight(context, url)


def _context(browser: Browser, width: int, scheme: str) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_SHIFTS)
    return context


def _visit(context: BrowserContext, url: str, closed: bool) -> Iterator[str]:
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))
    page.on("console", lambda m: heard.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("request", lambda r: heard.append(f"vraagt {r.url}") if not _ours(r.url, url) else None)
    page.goto(url)
    page.evaluate("document.fonts.ready")
    if "zoek=" in url:
        page.locator("#resultaten li").first.wait_for()
    page.evaluate(SCROLL)
    if (shift := page.evaluate("globalThis.verschuiving")) > LARGEST_SHIFT:
        yield f"de pagina verspringt bij het laden ({shift:.4f})"
    if closed:
        yield from _axe(page)
    page.evaluate(OPEN_ALL)
    if sticks_out := page.evaluate(STICKS_OUT):
        yield f"steekt uit: {sticks_out}"
    yield from _axe(page)
    yield from contrast.check(page)
    yield from heard


def _ours(asked: str, url: str) -> bool:
    return asked.startswith((url[: url.index("/", 8)], "data:", "blob:"))


def _axe(page: Page) -> Iterator[str]:
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    for violation in found["violations"]:
        nodes = violation["nodes"]
        first = nodes[0]
        yield (
            f"axe {violation['id']}: {violation['help']}, {len(nodes)} keer, eerst "
            f"{first['target']} {first['html'][:100]} {first.get('failureSummary', '')[:160]!r}"
        )


def _enlarged(context: BrowserContext, url: str) -> Iterator[str]:
    """Text of 200 %: nothing sticks out on a screen of 640 pixels."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if sticks_out := page.evaluate(STICKS_OUT):
        yield f"steekt uit bij tekst van 200%: {sticks_out}"


def _calm(context: BrowserContext, url: str) -> Iterator[str]:
    """Who asked for no movement gets none."""
    page = context.new_page()
    page.goto(url)
    if page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") != "auto":
        yield "schuift soepel, ook voor wie geen beweging wil"
    if page.evaluate("document.getAnimations().length"):
        yield "beweegt, ook voor wie geen beweging wil"


def _focus(context: BrowserContext, url: str) -> Iterator[str]:
    """Yield what the Tab key reaches and nobody sees, or without a line around it."""
    page = context.new_page()
    page.goto(url)
    reached = 0
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        reached += focus is not None
        if focus and not focus["good"]:
            yield f"toetsenbord: niet te zien op {focus['name']}"
    if not reached:
        yield "toetsenbord: niets te bereiken"


def _interactive(context: BrowserContext, url: str) -> Iterator[str]:
    """Ask for every interactive chart: it comes, speaks Dutch, and goes by the keyboard."""
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))
    page.goto(url)
    figures = page.locator("figure:has([data-interactief])")
    for number in range(figures.count()):
        figure = figures.nth(number)
        figure.locator("details.menu > summary").click()
        figure.get_by_role("button", name="Bekijk interactief").click()
        figure.locator("[aria-roledescription='gegeven']").first.wait_for()
        marks = figure.locator("[aria-roledescription='gegeven']").count()
        figure.locator("[aria-roledescription='gegeven'][tabindex='0']").focus()
        before = figure.locator(".interactief-tekst").inner_text()
        page.keyboard.press("ArrowRight")
        after = figure.locator(".interactief-tekst").inner_text()
        if not before or (marks > 1 and before == after):
            yield f"interactieve grafiek {number + 1}: de pijltjestoets doet niets ({before!r})"
    english = page.evaluate(
        "[...document.querySelectorAll('.interactief [aria-label], .interactief [role]')]"
        ".map((p) => `${p.getAttribute('aria-roledescription')} ${p.getAttribute('aria-label')}`)"
        ".filter((t) => /\\b(axis|legend|titled|mark|container|visualization|null)\\b/i.test(t))"
    )
    if english:
        yield f"interactieve grafiek: Engelse woorden ({english[0]})"
    if figures.count():
        yield from _axe(page)
    yield from heard


def _copied(context: BrowserContext, url: str) -> Iterator[str]:
    """Copy every table: numbers stay numbers."""
    page = context.new_page()
    page.goto(url)
    yield from copying.check(page)


def _weight(context: BrowserContext, url: str) -> str:
    """Return what a page loads by itself, compressed as a web server would."""
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(url, wait_until="networkidle")
    total = sum(_packed(response) for response in loaded)
    told = f"{total / 1000:.1f} kB gecomprimeerd"
    return told if total <= HEAVIEST else f"FOUT te zwaar: {told}, hoogstens {HEAVIEST // 1000}"


def _packed(response: Response) -> int:
    body = response.body()
    packed = response.url.split("?")[0].endswith(PACKED_ALREADY)
    return len(body) if packed else len(gzip.compress(body, 9))
