"""Pictures as they are shown: upright, in sRGB, of a sensible size, without what a camera adds.

A photograph tells where and when it was taken, with which telephone, and by whom; its colours can
be those of a printing press, which PDF/A refuses. Paper and web get the same bytes.
"""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import store

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 2400
"""Pixels of the longest side: the width of A4 at 290 dots per inch."""
_QUALITY = 88
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


class NotShown(Exception):
    """A picture that cannot be shown: what it is, and what to do about it, in Dutch."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.advice = what, advice


def shown(path: Path) -> bytes:
    """Return the picture in a file as it is published, in the format that its name says.

    Raises NotShown for one that is damaged or moves.
    """
    kind = _FORMATS[path.suffix.lower()]
    original = path.read_bytes()
    of = (original, kind, version("pillow"), Path(__file__).read_bytes())
    return store.kept("plaatje", of, lambda: _encoded(original, kind))


def _encoded(original: bytes, kind: str) -> bytes:
    from PIL import Image, ImageFile  # only who uses pictures pays for it

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it for the whole process
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    target = io.BytesIO()
    try:
        with Image.open(io.BytesIO(original)) as picture:
            if picture.format != "MPO" and getattr(picture, "is_animated", False):
                raise NotShown("Dit plaatje beweegt", "Sla er één beeld van op, als png of jpg.")
            clean = _clean(picture)
        if kind == "JPEG" and clean.mode not in ("L", "RGB"):
            clean = _on_white(clean)
        clean.save(target, kind, quality=_QUALITY, optimize=kind != "WEBP")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        advice = "Sla het plaatje opnieuw op, of haal het opnieuw op."
        raise NotShown("Dit plaatje is beschadigd", advice) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return target.getvalue()


def _clean(picture: Image) -> Image:
    """Return the pixels only: upright, sRGB, eight bits a channel, not larger than is of use."""
    from PIL import Image, ImageOps

    profile = picture.info.get("icc_profile")
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    made = _in_srgb(upright, profile)
    made.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    made.info = {}
    return made


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    see_through = "transparency" in picture.info or picture.mode in ("LA", "La", "PA", "RGBa")
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture)
    if picture.mode in ("CMYK", "LAB", "RGB", "L") and not see_through:
        made = _by_profile(picture, profile) if profile else None
        if made is not None:
            return made
    if see_through or picture.mode == "RGBA":
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _by_profile(picture: Image, profile: bytes) -> Image | None:
    """Return a picture in sRGB by its own colour profile; None when that is not of its kind."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        goal = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, goal, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None


def _eight_bits(picture: Image) -> Image:
    """Return a picture of sixteen bits (0 to 65,535) or of floating numbers (0 to 1) in eight."""
    if picture.mode == "F":
        return picture.point(lambda value: value * 255.0).convert("L")
    return picture.convert("I").point(lambda value: value * (1 / 257.0)).convert("L")


def _on_white(picture: Image) -> Image:
    from PIL import Image

    ground = Image.new("RGB", picture.size, "white")
    see_through = picture.convert("RGBA")
    ground.paste(see_through, mask=see_through.getchannel("A"))
    return ground
