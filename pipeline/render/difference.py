"""A comparison as one web page that stands alone, to mail or to keep with a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from pipeline.comparison import Difference, written
from pipeline.comparison.report import NumberChange, Piece, TextChange
from pipeline.model import Organisation
from pipeline.render import html, style
from pipeline.render.typography import typeset_page

_STYLE = "verschil.css"


def difference_page(differences: Iterable[Difference], organisation: Organisation) -> str:
    """Return the page; its style sheet is in it, it needs no other file."""
    rules = style.token_rules(organisation.style) + (html.SHARED / _STYLE).read_text("utf-8")
    environment = html.environment()
    environment.filters |= {
        "counted": written.counted,
        "by_table": lambda difference: list(written.by_table(difference.numbers)),
        "by_chapter": lambda difference: list(written.by_chapter(difference.texts)),
        "said": _said,
        "shortened": _shortened,
    }
    page = environment.get_template("verschil.html.j2").render(
        differences=tuple(differences),
        organisation=organisation,
        rules=Markup(rules),  # noqa: S704  (our own style sheet)
        nothing=written.NOTHING,
    )
    return typeset_page(page)


def _said(number: NumberChange) -> tuple[str, str, str]:
    return written.shown(number.change)


def _shortened(text: TextChange) -> list[Piece]:
    return list(written.shortened(text.pieces))
