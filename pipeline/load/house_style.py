"""The house style: the tokens of an organisation over those of the templates.

A style is `data/huisstijlen/<naam>.yaml`, or a token file of the NL Design System community as it
is, `<naam>.json` with the dark tokens in `<naam>.donker.json`. A YAML can build on another style:
`uitgangspunt: <naam>`. Tokens that the templates do not know are of no use here; in a YAML, which
is written for us, they are a slip, in a token file they are the rest of a theme.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pipeline.load import token_values
from pipeline.load.token_files import RawToken, Tokens, read_json, read_names, read_yaml
from pipeline.model import ERROR, HouseStyle, Place, Problem, Token
from pipeline.names import did_you_mean
from pipeline.paths import shown

FOLDER = "huisstijlen"
SHARED = Path(__file__).parents[2] / "templates" / "shared"
DEFAULTS = SHARED / "huisstijl.yaml"
BRIDGES = SHARED / "huisstijl-bruggen.yaml"


class _Layer(Struct, frozen=True):
    """The tokens of one style, as typed."""

    light: Tokens
    dark: Tokens


class _Shelf(Struct, frozen=True):
    """Where styles lie, and what the templates know."""

    folder: Path
    known: Tokens
    bridges: dict[str, tuple[str, ...]]
    """Token -> what older themes call it."""


def read_house_style(data: Path, name: str, at: Place, problems: list[Problem]) -> HouseStyle:
    """Return the style that an organisation chose; '' for that of the templates alone."""
    known = read_yaml(DEFAULTS, problems)
    if known is None:
        return HouseStyle(name)
    shelf = _Shelf(data / FOLDER, known.light, read_names(BRIDGES, problems))
    layers = _layers(shelf, name, at, (), problems) if name else []
    if layers is None:
        return HouseStyle(name)
    light = _over(known.light, *(layer.light for layer in layers))
    dark = _over(known.light, known.dark, *(layer.light for layer in layers))
    dark = _over(dark, *(layer.dark for layer in layers))
    has_dark = not layers or any(layer.dark for layer in layers)
    return HouseStyle(
        name,
        _resolved(known.light, light, problems),
        _resolved(known.light, dark, problems) if has_dark else {},
    )


def _over(*layers: Tokens) -> Tokens:
    merged: Tokens = {}
    for layer in layers:
        merged |= layer
    return merged


def _layers(
    shelf: _Shelf, name: str, at: Place, on_top: tuple[str, ...], problems: list[Problem]
) -> list[_Layer] | None:
    """Return the style and what it builds on, the deepest first; None after a problem."""
    if name in on_top:
        problems.append(_circle(at, (*on_top, name)))
        return None
    path = shelf.folder / f"{name}.yaml"
    if path.exists():
        file = read_yaml(path, problems)
        if file is None:
            return None
        _report_unknown(file.light | file.dark, shelf.known, problems)
        own = _Layer(file.light, file.dark)
        if not file.start:
            return [own]
        below = _layers(shelf, file.start, file.start_at, (*on_top, name), problems)
        return None if below is None else [*below, own]
    theme = _theme(shelf, name, at, problems)
    return None if theme is None else [theme]


def _theme(shelf: _Shelf, name: str, at: Place, problems: list[Problem]) -> _Layer | None:
    """Return a token file as it is, with the older names of tokens beside ours."""
    path, dark_path = (shelf.folder / f"{name}{end}.json" for end in ("", ".donker"))
    if not path.exists():
        problems.append(_absent(shelf.folder, name, at))
        return None
    light = read_json(path, problems)
    dark = read_json(dark_path, problems) if dark_path.exists() else {}
    if light is None or dark is None:
        return None
    bridged = {
        token: RawToken(f"{{{other}}}", "", light[other].place)
        for token, others in shelf.bridges.items()
        for other in next(([one] for one in others if one in light), [])
    }
    light = bridged | light
    if not light.keys() & shelf.known.keys():
        problems.append(_strange(path))
        return None
    return _Layer(light, dark)


def _resolved(known: Tokens, tokens: Tokens, problems: list[Problem]) -> dict[str, Token]:
    """Return the value of each token that the templates know; a wrong one is reported once."""
    found = {}
    for path, default in known.items():
        token = token_values.resolve(path, tokens, default.kind, problems)
        if token is not None:
            found[path] = token
    return found


def _report_unknown(tokens: Tokens, known: Tokens, problems: list[Problem]) -> None:
    """Report each token that nothing uses: a slip, unless another token refers to it."""
    texts = " ".join(token.text for token in tokens.values())
    for path, token in tokens.items():
        if path not in known and f"{{{path}}}" not in texts:
            problems.append(
                Problem(
                    "H03",
                    ERROR,
                    token.place,
                    "Dit token kent de vormgeving niet",
                    path,
                    "een token uit templates/shared/huisstijl.yaml",
                    did_you_mean(path, known, "Verbeter de naam, of haal het token weg."),
                )
            )


def _absent(folder: Path, name: str, at: Place) -> Problem:
    there = sorted(
        {p.name.split(".")[0] for p in folder.glob("*") if p.suffix in (".yaml", ".json")}
    )
    return Problem(
        "H04",
        ERROR,
        at,
        "Deze huisstijl is er niet",
        name,
        f"{shown(folder)}/{name}.yaml of {name}.json",
        f"Kies een van: {', '.join(there)}."
        if there
        else "Maak het bestand; zie docs/huisstijl.md.",
    )


def _strange(path: Path) -> Problem:
    return Problem(
        "H05",
        ERROR,
        Place(shown(path)),
        "In dit thema staat geen enkel token dat de vormgeving kent",
        "alleen andere namen",
        "tokens zoals basis.color.default.bg-document",
        "Maak een YAML met uitgangspunt: en verwijs daarin naar de tokens van dit thema; "
        "zie docs/huisstijl.md.",
    )


def _circle(at: Place, names: tuple[str, ...]) -> Problem:
    return Problem(
        "H04",
        ERROR,
        at,
        "De huisstijlen bouwen in een kring op elkaar",
        " → ".join(names),
        "een huisstijl die op zichzelf staat aan het eind",
        "Haal een van de regels met uitgangspunt: weg.",
    )
