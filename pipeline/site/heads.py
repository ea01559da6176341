"""What the head of a published page tells machines: its address, its card, whether to list it."""

from __future__ import annotations

from html import escape

from pipeline.site.records import SitePage

CARD = "kaart.png"
"""The picture that social media show, beside the page of a publication or of the whole site."""
FEED = "feed.xml"
_AFTER = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'


def with_head(text: str, page: SitePage, base: str, name: str, has_card: bool) -> str:
    """Return a page with its address and cards; `name` is that of the organisation."""
    if text.count(_AFTER) != 1:
        raise ValueError(f"{page.path}: no head to write in")
    card = base + (page.address if page.publication and has_card else "") + CARD
    properties = (
        ("og:type", "article" if page.publication else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", base + page.address),
        ("og:image", card),
        ("og:image:alt", page.publication or name),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:site_name", name),
        ("og:locale", "nl_NL"),
        ("article:published_time", page.date if page.publication else ""),
    )
    lines = [f'<link rel="canonical" href="{escape(base + page.address)}">']
    if page.draft:
        lines.append('<meta name="robots" content="noindex">')
    lines += [
        f'<meta property="{key}" content="{escape(value)}">' for key, value in properties if value
    ]
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    lines.append(
        f'<link rel="alternate" type="application/atom+xml" title="{escape(name)}" '
        f'href="{escape(base + FEED)}">'
    )
    return text.replace(_AFTER, _AFTER + "\n".join(lines) + "\n", 1)
