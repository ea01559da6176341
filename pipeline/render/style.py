"""The house style on a page: tokens as CSS variables on the web, as plain values in print.

Style sheets, drawings, charts and diagrams name a colour as CSS does, `var(--path-of-the-token)`.
A web page keeps the name, so that it follows a dark screen; paper and pictures that stand alone get
the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline import colors
from pipeline.css_names import named, variable
from pipeline.model import HouseStyle, Token
from pipeline.render import fonts

_NAME = re.compile(r"var\(--((?:basis|jaarverslag)-[\w-]+)\)")
_PAPER = "jaarverslag.print."
_DARK = "@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{}}}\n}}\n"


def resolved(text: str, style: HouseStyle) -> str:
    """Return a text with the light value of each token it names; KeyError for an unknown one."""
    values = {variable(path): token.value for path, token in style.light.items()}
    return _NAME.sub(lambda found: values[found[1]], text)


def print_rules(style: HouseStyle) -> str:
    """Return the letters as CSS; the tokens themselves are put into the style sheet."""
    return fonts.print_rules(fonts.Letters.of(style))


def web_rules(style: HouseStyle) -> str:
    """Return the letters and the tokens as CSS."""
    return fonts.web_rules(fonts.Letters.of(style)) + token_rules(style)


def token_rules(style: HouseStyle) -> str:
    """Return the tokens as CSS; for a dark screen only what differs."""
    light, dark = _variables(style.light), _variables(style.dark)
    dark = {name: value for name, value in dark.items() if value != light[name]}
    scheme = "light dark" if style.dark else "light"
    rules = f":root {{\ncolor-scheme: {scheme};\n{_lines(light)}}}\n"
    return rules + (_DARK.format(_lines(dark)) if dark else "")


def _variables(tokens: Mapping[str, Token]) -> dict[str, str]:
    on_screen = {path: token for path, token in tokens.items() if not path.startswith(_PAPER)}
    return {variable(path): token.value for path, token in on_screen.items()}


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}: {value};\n" for name, value in values.items())


def on_ground(svg: str) -> str:
    """Return a drawing with the colour of the page behind it."""
    box = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', svg)
    start = svg.index(">", svg.index("<svg")) + 1
    if box is None:
        raise ValueError("a drawing without a viewBox")
    x, y, width, height = box.groups()
    ground = (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" '
        f'fill="{named("basis.color.default.bg-document")}"/>'
    )
    return f"{svg[:start]}{ground}{svg[start:]}"


def mixed(style: HouseStyle, one: str, other: str, share: float) -> str:
    """Return `share` of one token over another: the fading colours of the drawings."""
    return colors.mix(style.light[one].value, style.light[other].value, share)
