"""Running text: puts numbers, references and footnotes in the place of their tokens."""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape

from markupsafe import Markup

from pipeline import anchors
from pipeline.model import ChartBlock, Comment, Document, Exempt, Footnote, Reference, Shown
from pipeline.render.bound import Medium, bound
from pipeline.render.word_tables import word_table
from pipeline.tokens import INLINE

WHOLE = 20
"""The longest reference, in letters, that stays on one line."""

_LINK = re.compile(r"<a .*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HEADER_WITHOUT_SCOPE = re.compile(r"<th(?=[ >])(?![^>]*\bscope=)")
_PICTURE_ALONE = re.compile(r"<(p|li|dd|td)((?: data-plaats=\"[^\"]*\")?>\s*<img [^>]*>\s*</\1>)")
_HEADING = re.compile(r'(<h3 id="([^"]+)"[^>]*>)(.*?)</h3>', re.DOTALL)
_NUMBER = re.compile(r'<span class="nummer">[^<]*</span>\s*')
_START = re.compile(r'<ol start="(\d+)"')
_TILES = re.compile(r'<div class="tegels"[^>]*>.*?</div>', re.DOTALL)
_TILE = re.compile(r"(<li[^>]*>)(.*?)</li>", re.DOTALL)
_WORD_TABLE = re.compile(r"<table[^>]*>.*?</table>", re.DOTALL)


def inline(html: str, document: Document, medium: Medium) -> Markup:
    """Return inline HTML with every token replaced by what it stands for."""

    def insert(match: re.Match[str], linked: bool = True) -> str:
        index = int(match[1])
        insertion = document.insertions[index]
        if isinstance(insertion, Shown):
            words, anchor = escape(insertion.text), anchors.insertion(index)
            return bound(insertion.fact, words, anchor, medium, linked)
        if isinstance(insertion, Exempt):
            return f'<span class="vrij">{escape(insertion.text)}</span>'
        if isinstance(insertion, Reference):
            return _reference(insertion)
        if isinstance(insertion, Comment):
            return _comment(insertion)
        return _footnote(insertion, index, document, medium)

    def unlinked(link: re.Match[str]) -> str:
        return INLINE.sub(lambda match: insert(match, linked=False), link[0])

    html = _LINK.sub(unlinked, html)
    return Markup(INLINE.sub(insert, html))  # noqa: S704  (compose made it, HTML refused)


def plain(html: str, document: Document) -> str:
    """Return inline HTML as bare text, for contents and titles; footnotes fall away."""

    def words(match: re.Match[str]) -> str:
        insertion = document.insertions[int(match[1])]
        return "" if isinstance(insertion, Footnote) else escape(insertion.text)

    return unescape(_TAG.sub("", INLINE.sub(words, html)))


def note_text(text: str, document: Document, medium: Medium) -> Markup:
    """Return a typed note, its numbers bound."""
    return inline(escape(text), document, medium)


def description(block: ChartBlock, medium: Medium) -> Markup:
    """Return the description of a chart, its numbers bound."""
    pieces = [
        escape(part)
        if isinstance(part, str)
        else bound(part.fact, escape(part.text), anchors.in_description(block.id, number), medium)
        for number, part in enumerate(block.description)
    ]
    return Markup("".join(pieces))  # noqa: S704  (escaped piece by piece)


def running_text(html: str, document: Document, medium: Medium) -> Markup:
    """Return a run of block HTML, ready to print: tokens replaced, tables of words completed."""
    html = _HEADER_WITHOUT_SCOPE.sub('<th scope="col"', html)
    bare, form = partial(plain, document=document), document.publication.form
    html = _WORD_TABLE.sub(lambda match: word_table(match[0], bare, form, medium), html)
    html = _PICTURE_ALONE.sub(r'<\1 class="plaat"\2', html)
    html = _TILES.sub(lambda match: _with_status(match[0], document), html)
    if medium == "print":
        html = _START.sub(_counted_from, html)
    if medium == "web":
        html = _HEADING.sub(lambda found: _anchored(found, document), html)
    return inline(html, document, medium)


def _counted_from(found: re.Match[str]) -> str:
    """Return a list that starts at another number than 1 so that paper counts on too."""
    return f'{found[0]} style="counter-reset: list-item {int(found[1]) - 1}"'


def _with_status(tiles: str, document: Document) -> str:
    """Return tiles, each with the status of its number where that did not simply happen."""

    def told(tile: re.Match[str]) -> str:
        first = INLINE.search(tile[2])
        shown = document.insertions[int(first[1])] if first else None
        status = shown.fact.status if isinstance(shown, Shown) else ""
        if status in ("", "realisatie"):
            return tile[0]
        return f'{tile[1]}{tile[2]} <span class="status">{escape(status)}</span></li>'

    return _TILE.sub(told, tiles)


def _anchored(found: re.Match[str], document: Document) -> str:
    """Return a heading with a link to itself, which a reader can pass on."""
    start, ident, inside = found.groups()
    title = plain(_NUMBER.sub("", inside), document)
    words = escape(f"Koppeling naar {title}")
    return f'{start}{inside} <a class="anker" href="#{ident}" aria-label="{words}"></a></h3>'


def _reference(reference: Reference) -> str:
    """Return a link; 'tabel 12' stays in one piece, the title of a chapter may be divided."""
    kind = "verwijzing heel" if len(reference.text) <= WHOLE else "verwijzing"
    return f'<a class="{kind}" href="#{escape(reference.target)}">{escape(reference.text)}</a>'


def _comment(comment: Comment) -> str:
    return (
        ' <span class="opmerking" data-pagefind-ignore><span class="stil">Opmerking: </span>'
        f"{escape(comment.said)}</span>"
    )


def _footnote(note: Footnote, index: int, document: Document, medium: Medium) -> str:
    first = next(
        i
        for i, other in enumerate(document.insertions)
        if isinstance(other, Footnote) and other.number == note.number
    )
    n = note.number
    if medium == "print" and index == first:
        text = inline(note.html, document, medium)
        return f'<span class="voetnoot" id="noot-{n}" data-nummer="{n}">{text}</span>'
    back = f' id="noot-{n}-terug"' if medium == "web" and index == first else ""
    return (
        f'<sup class="nootcijfer"><a href="#noot-{n}"{back}>'
        f'<span class="stil">voetnoot </span>{n}</a></sup>'
    )
