"""What a site tells machines beside its pages: sitemap, feed, robots, and headers."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from pipeline.site.heads import FEED
from pipeline.site.records import SitePage

NOT_FOUND = "404.html"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere and no script or style in a page; the search is WebAssembly."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NO_LIST = ("zoeken.html",)


def sitemap(pages: Iterable[SitePage], base: str) -> str:
    """Return sitemap.xml: every page that a search engine may list."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for page in pages:
        if page.draft or page.path.endswith(_NO_LIST):
            continue
        when = f"<lastmod>{page.date}</lastmod>" if page.date else ""
        lines.append(f"<url><loc>{escape(base + page.address)}</loc>{when}</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"


def feed(pages: Iterable[SitePage], base: str, name: str) -> str:
    """Return an Atom feed of the publications with a date, the latest first."""
    dated = sorted(
        (page for page in pages if page.publication and page.date and not page.draft),
        key=lambda page: (page.date, page.path),
        reverse=True,
    )
    updated = dated[0].date if dated else "1970-01-01"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">',
        f"<title>{escape(f'Jaarverslagen van {name}')}</title>",
        f"<id>{escape(base)}</id>",
        f'<link href="{escape(base)}"/>',
        f'<link rel="self" href="{escape(base + FEED)}"/>',
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{escape(name)}</name></author>",
    ]
    for page in dated:
        address = escape(base + page.address)
        lines += [
            "<entry>",
            f"<title>{escape(page.publication)}</title>",
            f"<id>{address}</id>",
            f'<link href="{address}"/>',
            f"<updated>{page.date}T00:00:00Z</updated>",
            f"<summary>{escape(page.description)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"


def robots(base: str) -> str:
    """Return robots.txt; it counts where the site is the whole of its host."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"


def header_files(base: str, moved: dict[str, str], gone: Iterable[str]) -> dict[str, str]:
    """Return the headers and moved addresses as hosts want them: Apache, nginx, static hosts.

    Servers look at an address with its %20 read, and send a visitor on to one with them written.
    """
    root = urlsplit(base).path
    withdrawn = sorted(unquote(address) for address in gone)
    moved = {unquote(old): quote(unquote(new)) for old, new in moved.items()}
    apache = [f"ErrorDocument 404 {root}{NOT_FOUND}", "<IfModule mod_headers.c>"]
    apache += [f'Header always set {name} "{value}"' for name, value in HEADERS.items()]
    apache += ["</IfModule>", "<IfModule mod_alias.c>"]
    apache += [f'Redirect 301 "{root}{old}" "{base}{new}"' for old, new in moved.items()]
    apache += [f'Redirect gone "{root}{old}"' for old in withdrawn]
    apache.append("</IfModule>")
    nginx = [f"error_page 404 {root}{NOT_FOUND};"]
    nginx += [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    nginx += [
        f'location = "{root}{old}" {{ return 301 "{base}{new}"; }}' for old, new in moved.items()
    ]
    nginx += [f'location = "{root}{old}" {{ return 410; }}' for old in withdrawn]
    static = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    redirects = [f"{root}{quote(old)} {root}{new} 301" for old, new in moved.items()]
    redirects += [f"{root}{quote(old)} {root}{NOT_FOUND} 410" for old in withdrawn]
    return {
        ".htaccess": "\n".join(apache) + "\n",
        "nginx-koppen.conf": "\n".join(nginx) + "\n",
        "_headers": "\n".join(static) + "\n",
        "_redirects": "".join(f"{line}\n" for line in redirects),
    }
