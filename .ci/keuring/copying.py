"""Tables that are copied from a page: a spreadsheet gets numbers, without the letters of notes.

Each table is selected and copied as a reader does, and read back from the clipboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?(?: ?%)?|-?\d+(?:,\d+)?(?: ?%)?")
"""What a Dutch spreadsheet reads as a number."""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
COPY = """async (number) => {
  const table = document.querySelectorAll("main table")[number];
  const range = document.createRange();
  range.selectNode(table);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.execCommand("copy");
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  const page = new DOMParser().parseFromString(await read("text/html"), "text/html");
  const cells = (row) => [...row.cells].map((cell) => cell.textContent);
  const shown = [...table.rows].map((row) =>
    [...row.cells].map((cell) => cell.matches(".getal:has(data[value]:not([value='']))")));
  const html = [...page.querySelectorAll("tr")].map(cells);
  return { shown, html, plain: await read("text/plain") };
}"""


def check(page: Page) -> Iterator[str]:
    """Yield each number of each table that does not arrive as one."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(OPEN_ALL)
    for number in range(page.locator("main table").count()):
        copied = page.evaluate(COPY, number)
        plain = [line.split("\t") for line in copied["plain"].split("\n")]
        for row, cells in zip(copied["shown"], copied["html"], strict=True):
            for is_number, cell in zip(row, cells, strict=True):
                if is_number and not NUMBER.fullmatch(cell):
                    yield f"gekopieerde tabel {number + 1}: {cell!r} is geen getal"
        missing = [row for row in copied["html"] if row not in plain]
        if missing:
            yield f"gekopieerde tabel {number + 1}: als tekst anders, {missing[0]}"
