"""Pictures for paper: upright, on white, with no more dots than paper shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from coorddesk.core.pictures import FORMATS

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 300 / 72  # per point: more is wasted on paper
_LARGEST_DOT = 0.75  # points: a small picture is not blown up


def read_picture(data: bytes, room: tuple[float, float]) -> Image | None:
    """The picture for a room of so many points; None if it cannot be read."""
    from PIL import Image, ImageOps  # with the rest of reportlab, on first use

    width, height = room
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as file:
            file.draft("RGB", (int(width * _DOTS), int(height * _DOTS)))  # a photo is decoded no larger than needed
            picture = ImageOps.exif_transpose(file).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    picture.thumbnail((int(width * _DOTS), int(height * _DOTS)))
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def fitted(picture: Image, room: tuple[float, float]) -> tuple[float, float]:
    """How large it stands in its room, in points."""
    scale = min(_LARGEST_DOT, *(side / dots for side, dots in zip(room, picture.size, strict=True)))
    return picture.width * scale, picture.height * scale
