"""Pictures on the way in: upright, in sRGB and with nothing else, whatever they were."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import each
from PIL import Image, ImageCms, PngImagePlugin

from pipeline import pictures

SECRETS = (
    b"GPS",
    b"Geheim",
    b"Telefoon",
    b"Exif",
    b"tEXt",
    b"eXIf",
    b"iTXt",
    b"ICC_PROFILE",
    b"iCCP",
)


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """Nothing that another test made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "bewaard"))


def saved(folder: Path, name: str, picture: Image.Image, **more: object) -> Path:
    """Write a picture as an editor would deliver it."""
    path = folder / name
    picture.save(path, **more)
    return path


def read(content: bytes) -> Image.Image:
    """Return a published picture."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def photograph() -> Image.Exif:
    """Return what a telephone writes beside a photograph, which it held sideways."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F], exif[0x0110], exif[0x013B] = "Telefoonmaker", "Telefoon 12", "Geheime Fotograaf"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 4.0, 41.0), 3: "E", 4: (4.0, 18.0, 2.0)})
    return exif


@pytest.mark.parametrize("name", ["foto.jpg", "foto.jpeg", "foto.png", "foto.webp"])
def test_a_photograph_tells_nothing_but_what_it_shows(tmp_path, name):
    """It stands upright, and place, telephone and maker are gone."""
    sideways = Image.new("RGB", (60, 40), "white")
    sideways.paste("red", (0, 0, 60, 8))
    more = {"comment": b"Geheim"} if name.endswith("g") and "jp" in name else {}
    path = saved(tmp_path, name, sideways, exif=photograph(), **more)
    assert b"Geheim" in path.read_bytes() or b"Exif" in path.read_bytes()
    content = pictures.shown(path)
    made = read(content)
    assert made.size == (40, 60)
    assert made.convert("RGB").getpixel((37, 30))[1] < 80  # the red edge stands at the right
    assert not dict(made.getexif())
    assert not [secret for secret in SECRETS if secret in content]


def test_words_in_a_png_are_gone(tmp_path):
    """Authors, programs and places, written as text in the file."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Geheim")
    words.add_itxt("Location", "Geheim")
    path = saved(tmp_path, "a.png", Image.new("RGB", (9, 9)), pnginfo=words, dpi=(72, 72))
    content = pictures.shown(path)
    assert b"Geheim" in path.read_bytes()
    assert not [secret for secret in SECRETS if secret in content]


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_png_becomes_one_that_paper_and_web_know(tmp_path, mode):
    """Eight bits a channel: grey, colour, or colour with transparency; light stays light."""
    if mode == "I;16":
        picture = Image.new("I;16", (20, 10), 0xC000)
    else:
        picture = Image.new("L", (20, 10), 192).convert(mode)
    made = read(pictures.shown(saved(tmp_path, "a.png", picture)))
    assert made.mode in ("L", "RGB", "RGBA")
    assert made.size == (20, 10)
    level = made.convert("L").getextrema()
    assert 180 <= sum(level) / 2 <= 255 or mode == "1"


def test_a_colour_that_is_seen_through_stays_so(tmp_path):
    """Of a palette as well; as a photograph it stands on white."""
    picture = Image.new("P", (6, 6), 1)
    picture.putpalette([0, 0, 0, 200, 10, 10])
    made = read(pictures.shown(saved(tmp_path, "a.png", picture, transparency=1)))
    assert made.mode == "RGBA"
    assert made.getpixel((3, 3))[3] == 0


def test_colours_of_a_printing_press_become_those_of_a_screen(tmp_path):
    """A CMYK photograph, which PDF/A refuses, also with a profile that is not of its kind."""
    red = Image.new("CMYK", (12, 12), (0, 255, 255, 0))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for number, profile in each(enumerate((None, srgb, b"geen profiel"))):
        path = saved(tmp_path, f"{number}.jpg", red, icc_profile=profile)
        made = read(pictures.shown(path))
        assert made.mode == "RGB"
        assert "icc_profile" not in made.info
        r, g, b = made.getpixel((6, 6))
        assert r > 200
        assert max(g, b) < 60


def test_a_profile_of_its_own_is_used(tmp_path):
    """A photograph in other primaries keeps its look: the numbers change, the profile goes."""
    lab = Image.new("RGB", (8, 8), (10, 200, 40))
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = read(pictures.shown(saved(tmp_path, "a.png", lab, icc_profile=grey)))
    assert made.mode == "RGB"
    assert max(abs(a - b) for a, b in zip(made.getpixel((4, 4)), (10, 200, 40), strict=True)) <= 2


@pytest.mark.parametrize(("size", "expected"), [((6000, 1500), (2400, 600)), ((30, 20), (30, 20))])
def test_a_picture_is_as_large_as_it_is_of_use(tmp_path, size, expected):
    """The longest side is as wide as a page; small ones stay as they are."""
    made = read(pictures.shown(saved(tmp_path, "a.png", Image.new("RGB", size, "navy"))))
    assert made.size == expected


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_what_moves_is_refused(tmp_path, name):
    """Paper stands still, and a reader cannot stop it on the web."""
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    path = saved(tmp_path, name, frames[0], save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(pictures.NotShown, match="beweegt"):
        pictures.shown(path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_what_is_damaged_is_refused(tmp_path, name):
    """Cut off at any point, or with other bytes in the middle: refused or whole, never an error."""
    whole = saved(tmp_path, name, Image.effect_noise((64, 64), 80)).read_bytes()
    refused = 0
    for cut in range(1, len(whole), max(1, len(whole) // 40)):
        (tmp_path / name).write_bytes(whole[:cut])
        try:
            read(pictures.shown(tmp_path / name))
        except pictures.NotShown:
            refused += 1
    assert refused > 20


def test_the_same_file_gives_the_same_bytes(tmp_path, monkeypatch):
    """Made anew, not only remembered."""
    path = saved(tmp_path, "a.jpg", Image.effect_noise((200, 100), 60), exif=photograph())
    first = pictures.shown(path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elders"))
    assert pictures.shown(path) == first
