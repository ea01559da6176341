"""What a website has besides the pages of a year: the page for a wrong address, and its cards."""

from __future__ import annotations

import re
import textwrap
from urllib.parse import urlsplit

from pipeline.model import Organisation
from pipeline.render import charts, fonts, html, style
from pipeline.render.typography import typeset_page

_RELATIVE = re.compile(r'(href|src|action)="(?![a-z]+:|/|#)([^"]*)"')
_LINE = 20
"""How many letters of a title fit on a line of a card."""


def not_found_page(organisation: Organisation, base: str) -> str:
    """Return the page that a server shows for an address that is not there.

    It can be shown at any depth, so that its own links are whole paths below `base`.
    """
    page = (
        html.environment().get_template("niet-gevonden.html.j2").render(organisation=organisation)
    )
    root = urlsplit(base).path
    return _RELATIVE.sub(rf'\1="{root}\2"', typeset_page(page))


def card(organisation: Organisation, title: str, subtitle: str) -> bytes:
    """Return the picture of 1200 by 630 pixels that social media show beside a link."""
    own = html.environment()
    family = fonts.Letters.of(organisation.style)
    look = organisation.style
    drawing = own.get_template("kaart.svg.j2").render(
        organisation=organisation,
        lines=textwrap.wrap(title, _LINE)[:4],
        subtitle=textwrap.shorten(subtitle, 60, placeholder=" …"),
        text=family.text,
        heading=family.heading,
        mixed=lambda one, other, share: style.mixed(look, one, other, share),
    )
    return charts.picture(style.resolved(drawing, look), family.text, family.heading, scale=1)
