"""The house style: every colour comes from its tokens, can be read, and is one YAML to change."""

from __future__ import annotations

import html
import io
import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from coloraide import Color
from conftest import HERE, each
from fontTools.ttLib import TTFont

from pipeline import colors, contrasts
from pipeline.css_names import variable
from pipeline.load.house_style import DEFAULTS, FOLDER, read_house_style
from pipeline.load.token_files import read_yaml
from pipeline.model import ERROR, HouseStyle, Place
from pipeline.render import assets, fonts, style

ROOT = HERE.parent
HERE_STYLES = sorted({p.name.split(".")[0] for p in (ROOT / "data" / FOLDER).iterdir()})
RAW_COLOR = re.compile(r"#[0-9a-fA-F]{3}\b|#[0-9a-fA-F]{6}\b|\brgba?\(|\bhsla?\(")
NAMED = re.compile(r"var\(--((?:basis|jaarverslag)-[\w-]+)\)")
FRONT = re.compile(r"(?<![\w-])color: var\(--((?:basis|jaarverslag)-[\w-]+)\)")
BACK = re.compile(r"background(?:-color)?: var\(--((?:basis|jaarverslag)-[\w-]+)\)")
DECORATES = {"jaarverslag-rule-color"}
"""What only decorates, as a bar above a quote: nothing stands on it."""
LEAST_DIFFERENCE = 9.0
"""CIEDE2000: colours of two series that differ less look the same in a small legend."""


def sources() -> list[Path]:
    """Return every file that can hold a colour."""
    kinds = (".css", ".j2", ".js")
    found = [p for p in (ROOT / "templates").rglob("*") if p.suffix in kinds]
    return [*found, *(ROOT / "charts").glob("*.py")]


def read(name: str, data: Path = ROOT / "data") -> HouseStyle:
    """Return a style that has nothing wrong with it."""
    problems: list = []
    found = read_house_style(data, name, Place("organisatie.yaml", 1), problems)
    assert [p for p in problems if p.severity == ERROR] == []
    return found


def known() -> dict[str, str]:
    """Return each token that the templates know: its name in CSS -> its path."""
    file = read_yaml(DEFAULTS, [])
    return {variable(path): path for path in file.light}


def test_no_colour_is_written_anywhere_else() -> None:
    """Templates, style sheets and charts name tokens; their own colour would escape a style."""
    found = {p.name: RAW_COLOR.findall(p.read_text("utf-8")) for p in sources()}
    assert {name: raw for name, raw in found.items() if raw} == {}


def test_every_token_that_is_named_exists_and_every_token_is_used() -> None:
    """A slip in the name of a token shows here, and so does a token that became dead."""
    from charts import _stijl

    texts = "".join(p.read_text("utf-8") for p in sources())
    named = set(NAMED.findall(texts)) | set(NAMED.findall(" ".join(_stijl.COLORS.values())))
    named |= set(NAMED.findall(" ".join(_stijl.SERIES)))
    assert named <= known().keys()
    mixed = {variable(p) for p in re.findall(r"'((?:basis|jaarverslag)\.[\w.-]+)'", texts)}
    referred = {
        variable(path)
        for token in read_yaml(DEFAULTS, []).light.values()
        for path in re.findall(r"\{([^}]+)\}", token.text)
    }
    assert known().keys() - named - mixed - referred == set()


@pytest.mark.parametrize("name", ["", *HERE_STYLES])
def test_colours_that_meet_can_be_told_apart(name: str) -> None:
    """Each pair has its contrast, light and dark: 4,5 for text, 3 for large text and graphics."""
    found = read(name)
    assert list(contrasts.weak(found.light)) == []
    assert found.dark, "a style of ours has a dark form"
    assert list(contrasts.weak(found.dark)) == []


def test_every_colour_of_text_is_held_against_what_it_stands_on() -> None:
    """A colour that a style sheet gives to text is the front of at least one pair."""
    texts = "".join(p.read_text("utf-8") for p in sources() if p.suffix == ".css")
    fronts = {variable(pair.front) for pair in contrasts.PAIRS}
    backs = {variable(pair.back) for pair in contrasts.PAIRS}
    assert set(FRONT.findall(texts)) <= fronts
    assert set(BACK.findall(texts)) - DECORATES <= backs


@pytest.mark.parametrize("name", ["", *HERE_STYLES])
@pytest.mark.parametrize("eyes", ["", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_series_differ_also_for_the_colour_blind(name: str, eyes: str, screen: str) -> None:
    """Any two series of a chart differ for everybody, whatever colours their eyes do not see."""
    tokens = getattr(read(name), screen)
    series = [Color(tokens[f"jaarverslag.chart.series.{n}"].value) for n in range(1, 6)]
    seen = [color.filter(eyes) if eyes else color for color in series]
    least = min(a.delta_e(b, method="2000") for a, b in itertools.combinations(seen, 2))
    assert least >= LEAST_DIFFERENCE


@pytest.mark.parametrize(
    ("one", "other"), [("#000000", "#ffffff"), ("#767676", "#ffffff"), ("#17736d", "#edf3f6")]
)
def test_contrast_is_that_of_wcag(one: str, other: str) -> None:
    """Our contrast is that of a library that we did not write."""
    expected = Color(one).contrast(other, method="wcag21")
    assert colors.contrast(one, other) == pytest.approx(expected, abs=0.001)
    assert colors.contrast(other, one) == colors.contrast(one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ABC", "#aabbcc"),
        ("#17736d", "#17736d"),
        ("rgb(23, 115, 109)", "#17736d"),
        ("hsl(211 60% 35%)", "#24578f"),
        ("hsla(0, 0%, 18%, 1)", "#2e2e2e"),
        ("white", "#ffffff"),
        ("rgb(0 0 0 / 50%)", None),
        ("lichtblauw", None),
    ],
)
def test_colours_are_read_as_css_reads_them(text: str, expected: str | None) -> None:
    """Whatever way of writing a theme uses; what is see-through has no contrast to measure."""
    assert colors.normal(text) == expected


def theme(folder: Path, name: str, light: dict, dark: dict | None = None) -> None:
    """Write a token file as the packages of themes hold it."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / FOLDER / f"{name}.json").write_text(json.dumps(light), "utf-8")
    if dark is not None:
        (folder / FOLDER / f"{name}.donker.json").write_text(json.dumps(dark), "utf-8")


COMMUNITY = {
    "$metadata": {"order": ["merk"]},
    "merk": {"rood": {"$type": "color", "$value": "#8c1c2b", "$description": "ons rood"}},
    "basis": {
        "color": {"accent-2-inverse": {"bg-default": {"$type": "color", "$value": "{merk.rood}"}}},
        "heading": {"color": {"$type": "color", "$value": "hsl(352 67% 33%)"}},
        "size": {"icon": {"md": {"$type": "dimension", "$value": "20px"}}},
    },
}
OLDER = {
    "basis": {
        "color": {
            "accent-2-inverse": {
                "bg-default": {
                    "value": "#8c1c2b",
                    "type": "color",
                    "original": {"value": "{merk.rood}"},
                    "attributes": {"category": "basis"},
                }
            }
        }
    }
}
SHORT = {"basis": {"color": {"accent-2-inverse": {"bg-default": "#8c1c2b"}}}}
COMPONENTS = {"utrecht": {"page-footer": {"background-color": {"value": "#8c1c2b"}}}}


@pytest.mark.parametrize("tokens", [COMMUNITY, OLDER, SHORT, COMPONENTS])
def test_a_theme_can_be_dropped_in(tmp_path: Path, tokens: dict) -> None:
    """A token file of a theme, in each of the spellings there are, colours the cover as it is."""
    theme(tmp_path, "gemeente", tokens)
    found = read("gemeente", tmp_path)
    assert found.light["jaarverslag.cover.background-color"].value == "#8c1c2b"
    assert found.dark == {}, "a theme without a dark form is shown light everywhere"


def test_a_theme_brings_its_dark_form(tmp_path: Path) -> None:
    """The dark tokens lie in a file beside the theme, and count on a dark screen alone."""
    theme(tmp_path, "gemeente", COMMUNITY, {"basis": {"heading": {"color": "#f3c9cf"}}})
    found = read("gemeente", tmp_path)
    assert found.light["basis.heading.color"].value == colors.normal("hsl(352 67% 33%)")
    assert found.dark["basis.heading.color"].value == "#f3c9cf"


def test_a_yaml_builds_on_a_theme(tmp_path: Path) -> None:
    """What an organisation chooses lies over the theme that it starts from."""
    theme(tmp_path, "gemeente", COMMUNITY)
    (tmp_path / FOLDER / "eigen.yaml").write_text(
        'uitgangspunt: gemeente\nbasis:\n  heading:\n    color: {$value: "{merk.rood}"}\n', "utf-8"
    )
    found = read("eigen", tmp_path)
    assert found.light["basis.heading.color"].value == "#8c1c2b"
    assert found.light["jaarverslag.cover.background-color"].value == "#8c1c2b"


def test_one_yaml_changes_every_page(mini) -> None:
    """Cover, paper and web page of the fictional year take the colours of a new style."""
    (mini.data / FOLDER).mkdir()
    (mini.data / FOLDER / "nieuw.yaml").write_text(
        'basis:\n  heading:\n    color: {$value: "#123321"}\n'
        "    font-family: {$value: \"'Source Sans Pro', sans-serif\"}\n"
        'jaarverslag:\n  cover:\n    background-color: {$value: "#123456"}\n',
        "utf-8",
    )
    with (mini.data / "organisatie.yaml").open("a", encoding="utf-8") as file:
        file.write("huisstijl: nieuw\n")
    document = mini.prepare(2022).documents[0]
    paper = assets.assets(document, "print")
    assert b"#123321" in paper["stijl.css"]
    assert b"var(--basis" not in paper["stijl.css"]
    assert b"#123456" in paper["stijl.css"], "the back cover"
    web = assets.assets(document, "web")["stijl.css"].decode()
    assert "--basis-heading-color: #123321;" in web
    assert "--jaarverslag-cover-background-color: #123456;" in web
    assert "Serif" not in web


def test_print_never_names_a_variable_that_is_not_there() -> None:
    """A token without a value would leave WeasyPrint without a colour."""
    with pytest.raises(KeyError):
        style.resolved("color: var(--basis-color-nergens)", read(""))


def test_letters_hold_every_character_that_is_used(built_years) -> None:
    """No glyph falls back on another font: each face, whole or for the web, has each character."""
    pages = [page.read_text("utf-8") for page in built_years.rglob("*.html")]
    shown = {c for page in pages for c in html.unescape(re.sub(r"<[^>]*>", "", page))}
    shown = {c for c in shown if not c.isspace() and unicodedata.category(c) != "Cf"}
    letters = fonts.Letters.of(read(HERE_STYLES[0]))
    for face in each(letters.print_faces):
        held = TTFont(io.BytesIO(fonts.original(face))).getBestCmap()
        assert {c for c in shown if ord(c) not in held} == set(), face.file
    for name, content in each(fonts.web_fonts(letters).items()):
        held = TTFont(io.BytesIO(content)).getBestCmap()
        assert {c for c in shown if ord(c) not in held} == set(), name
