"""ChartData -> SVG text: Altair draws, vl-convert renders without a browser, we tidy up.

Vega labels every mark in English and repeats its value there. All of that goes; a Dutch title and
description come in its place, so that the picture says what can be seen and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

from charts import _stijl
from pipeline import chart_files, described, typefaces
from pipeline.model import ChartData

SVG = "http://www.w3.org/2000/svg"
TEXT = f"{{{SVG}}}text"
PATH = f"{{{SVG}}}path"
FALLBACK = "Arial, sans-serif"
"""For a browser that shows the picture on its own, without the fonts of the page."""

_SPOKEN = ("role", "class")
_TRANSLATE = re.compile(r"translate\(([^,()]+),([^,()]+)\)")
_DIGITS = re.compile(r"\d+\.\d{3,}")
_SPACE = re.compile(r">\s+<")


def draw(charts: Mapping[str, ChartData], family: str = typefaces.DEFAULT) -> dict[str, str]:
    """Return the SVG of each chart by name, its colours as tokens of the house style.

    `family` is the typeface of its words. The same data gives the same bytes.
    """
    return {
        name: svg(name, data, specification(name, data, family)) for name, data in charts.items()
    }


def svg(name: str, data: ChartData, spec: Mapping[str, Any]) -> str:
    """Return the drawing of a specification."""
    # vl-convert starts a JavaScript engine: only who draws a chart pays for it.
    import altair
    import vl_convert

    _register_font(spec["config"]["font"])
    drawn = vl_convert.vegalite_to_svg(
        dict(spec),
        vl_version=".".join(altair.SCHEMA_VERSION.split(".")[:2]),
        format_locale="nl-NL",
        allowed_base_urls=[],
    )
    return _tidied(drawn, f"grafiek-{name}", data.title, _description(name, data))


def specification(name: str, data: ChartData, family: str) -> dict[str, Any]:
    """Return what a chart draws, in Vega-Lite, with the look of all charts."""
    # Vega-Lite checks the specification itself; Altair's JSON schema costs half a second more.
    spec: dict[str, Any] = chart_files.load(name).teken(data).to_dict(validate=False)
    spec["config"] = _stijl.CONFIG | {"font": family}
    return spec


def _description(name: str, data: ChartData) -> str:
    return described.plain(chart_files.load(name).beschrijf(data))


def picture(drawing: str, *families: str, scale: float = 2) -> bytes:
    """Return a drawing with plain colours as PNG, `scale` pixels for each of its own."""
    import vl_convert

    for family in families:
        _register_font(family)
    made: bytes = vl_convert.svg_to_png(drawing, scale=scale)
    return made


def _tidied(svg: str, ident: str, title: str, description: str) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314  (vl-convert wrote it a moment ago)
    _silence(root)
    _slim(root)
    _separate_lines(root)
    _name(root, ident, title, description)
    _widen(root)
    ElementTree.register_namespace("", SVG)
    return _SPACE.sub("><", ElementTree.tostring(root, encoding="unicode")) + "\n"


def _silence(root: ElementTree.Element) -> None:
    """Remove what Vega says of the picture, in English and with every value."""
    for element in root.iter():
        for attribute in list(element.attrib):
            if attribute in _SPOKEN or attribute.startswith("aria-"):
                del element.attrib[attribute]
        if "font-family" in element.attrib:
            element.set("font-family", f"{element.get('font-family')}, {FALLBACK}")


def _slim(root: ElementTree.Element) -> None:
    """Remove paths that draw nothing, and digits that nobody sees: a page carries them all."""
    for parent in list(root.iter()):
        for element in list(parent):
            if element.tag == PATH and not element.attrib.keys() & {"fill", "stroke"}:
                parent.remove(element)
        for attribute in ("d", "transform"):
            if attribute in parent.attrib:
                text = parent.get(attribute, "")
                parent.set(attribute, _DIGITS.sub(lambda found: f"{float(found[0]):.5g}", text))


def _separate_lines(root: ElementTree.Element) -> None:
    """Make each line of a text a text of its own.

    WeasyPrint aligns the lines of one text as a block: the shorter ones would not be centred.
    """
    for parent in list(root.iter()):
        for place, element in reversed(list(enumerate(parent))):
            found = _TRANSLATE.fullmatch(element.get("transform", ""))
            if element.tag != TEXT or not len(element) or not found:
                continue
            left, top = float(found[1]), float(found[2])
            lines = []
            for line in element:
                top += float(line.get("dy", "0"))
                attributes = {**element.attrib, "transform": f"translate({left:g},{top:g})"}
                lines.append(ElementTree.Element(TEXT, attributes))
                lines[-1].text = line.text
            parent[place : place + 1] = lines


def _name(root: ElementTree.Element, ident: str, title: str, description: str) -> None:
    """Give the picture its Dutch title and description; ids differ per chart."""
    root.set("role", "img")
    root.set("aria-labelledby", f"{ident}-titel")
    root.set("aria-describedby", f"{ident}-beschrijving")
    texts = (("title", "titel", title), ("desc", "beschrijving", description))
    for place, (tag, suffix, text) in enumerate(texts):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{ident}-{suffix}"})
        element.text = text
        root.insert(place, element)


def _widen(root: ElementTree.Element) -> None:
    """Give every chart the same width, so that letters have the same size on the page."""
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    wide = max(width, float(_stijl.WIDTH))
    root.set("viewBox", f"{left:g} {top:g} {wide:g} {height:g}")
    root.set("width", f"{wide:g}")


@cache
def _register_font(family: str) -> None:
    """Make the font of the charts known; an unknown one would be replaced without a word."""
    import vl_convert

    package = typefaces.FAMILIES[family][0].package
    vl_convert.register_font_directory(str(files(package).joinpath("files")))
    here, nowhere = (_sample(name) for name in (family, "no such font"))
    if here == nowhere:
        raise LookupError(f"the font {family} is not in {package}")


def _sample(family: str) -> bytes:
    import vl_convert

    text = f'<text y="20" font-size="20" font-family="{family}">Kg</text>'
    return vl_convert.svg_to_png(f'<svg xmlns="{SVG}" width="30" height="30">{text}</svg>')
