"""A publication as a piece of HTML to paste in a CMS: its own style, no script, whole addresses."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urljoin, urlsplit

import tinycss2

from pipeline.site.markup import Attributes, Rewriter

FILE = "fragment.html"
SCOPE = "jv-publicatie"
_PREFIX = "jv-"
_NAMES = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_ADDRESSES = ("href", "src")
_SCRIPTED = ("data-interactief", "data-kopieer", "data-pagefind-meta")
_OVERRULED = f".{SCOPE} {{ display: block; min-height: 0; }}\n"
"""A fragment is not a whole screen, as the body of a page is."""
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_ROOTS = re.compile(r"(?<![\w.#-])(?::root|html|body)(?![\w-])")
_TO_NAME = re.compile(r"url\(#([\w.-]+)\)")


def fragment(page: str, style: str, address: str, title: str, draft: bool) -> str:
    """Return the fragment of a page; `address` is where the page itself stands.

    A draft says so, as its page does in the head that a fragment leaves out.
    """
    found = _MAIN.search(page)
    if found is None:
        raise ValueError(f"{address}: no main")
    writer = _Fragment(address)
    writer.feed(found[1])
    writer.close()
    body = "".join(writer.written)
    source = f'<p class="jv-bron">Dit is <a href="{address}">{escape(title)}</a>.</p>'
    rules = scoped(style, address) + _OVERRULED
    said = "<p><strong>Concept.</strong> Dit is nog niet vastgesteld.</p>" if draft else ""
    start = f'<div class="{SCOPE}" lang="nl">'
    parts = (start, f"<style>\n{rules}</style>", said, body.strip(), source)
    return "\n".join((*parts, "</div>\n"))


class _Fragment(Rewriter):
    """Drops what needs a script, makes addresses whole, and gives names a prefix of their own."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def changed(self, tag: str, attributes: Attributes) -> Attributes | None:
        given = {name: value or "" for name, value in attributes}
        classes = given.get("class", "").split()
        inside = tag == "svg" or "d" in given
        if tag in ("script", "button") or ("hidden" in given and not inside):
            return None
        if given.keys() & set(_SCRIPTED) or "aanhalen" in classes or "anker" in classes:
            return None
        return [
            (name, self._value(name, value))
            for name, value in attributes
            if not name.startswith("data-") and not (tag == "a" and name == "tabindex")
        ]

    def _value(self, name: str, value: str | None) -> str | None:
        if value is None:
            return None
        if name in _NAMES:
            return " ".join(_PREFIX + part for part in value.split())
        if name in _ADDRESSES:
            if value.startswith("#"):
                return f"#{_PREFIX}{value[1:]}"
            return urljoin(self._address, value)
        return _TO_NAME.sub(rf"url(#{_PREFIX}\1)", value)


def scoped(style: str, address: str) -> str:
    """Return a style sheet that touches nothing outside the fragment.

    What is for a dark screen falls away: the page around the fragment decides about its ground.
    """
    return "".join(_rules(tinycss2.parse_stylesheet(style, True, True), address))


def _rules(rules: list[tinycss2.ast.Node], address: str) -> list[str]:
    written = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _scoped_selectors(tinycss2.serialize(rule.prelude))
            if selectors:
                written.append(
                    f"{selectors} {{{_whole(tinycss2.serialize(rule.content), address)}}}\n"
                )
        elif rule.type == "at-rule":
            written += _at_rule(rule, address)
    return written


def _at_rule(rule: tinycss2.ast.AtRule, address: str) -> list[str]:
    prelude = tinycss2.serialize(rule.prelude)
    if rule.lower_at_keyword in ("media", "supports"):
        if "prefers-color-scheme" in prelude or prelude.strip() == "print":
            return []
        inner = _rules(tinycss2.parse_rule_list(rule.content, True, True), address)
        return [f"@{rule.at_keyword}{prelude}{{\n{''.join(inner)}}}\n"] if inner else []
    content = _whole(tinycss2.serialize(rule.content), address) if rule.content else ""
    return [f"@{rule.at_keyword}{prelude}{{{content}}}\n"]


def _scoped_selectors(prelude: str) -> str:
    scoped = []
    for selector in _split(prelude):
        if _ROOTS.search(selector):
            new = _ROOTS.sub(f".{SCOPE}", selector, count=1)
        else:
            new = f".{SCOPE} {selector}"
        scoped.append(new)
    return ", ".join(scoped)


def _split(prelude: str) -> list[str]:
    """Return selectors; a comma between brackets does not part two."""
    parts, depth = [""], 0
    for sign in prelude.strip():
        depth += sign in "(["
        depth -= sign in ")]"
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _whole(content: str, address: str) -> str:
    """Return declarations with whole addresses."""

    def whole(found: re.Match[str]) -> str:
        kept = found[1].startswith(("data:", "#")) or urlsplit(found[1]).scheme
        return found[0] if kept else f"url({urljoin(address, found[1])})"

    return re.sub(r"url\([\"']?([^\"')]+)[\"']?\)", whole, content)
