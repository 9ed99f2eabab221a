"""Pictures without a window: told apart, turned upright, made smaller, for the desk, its cards and its paper."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")
LONGEST_EDGE = 2560
"""Pixels that a photo keeps: enough for a full page of paper, a sixth of what a telephone takes."""
_MOST_PIXELS = 150_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""What is read, in Pillow's words: what every copy of the program can, an installed one too."""
_ORIENTATION, _UPRIGHT, _PLACE = 0x0112, 1, 0x8825
_OF_TELEPHONES = "MPO"
_QUALITY = 88
_OF_A_PALETTE = {"P", "PA", "1"}


def is_picture(data: bytes) -> bool:
    """Whether the bytes are those of a picture that can be shown; looks at their beginning alone."""
    try:
        with _opened(data):
            return True
    except UserError:
        return False


def kept(data: bytes) -> bytes:
    """A picture as it is kept: upright, no larger than needed, without the place where it was taken.

    One that is so already stays as it is, to the byte, and so does one of several pages or frames, all of which are
    wanted. Raises `UserError` if it is damaged or too large to open.
    """
    from PIL import ImageOps  # 30 ms that only pictures need

    with _opened(data) as picture:
        known = picture.getexif()
        is_ready = known.get(_ORIENTATION, _UPRIGHT) == _UPRIGHT and _PLACE not in known
        if _has_pages(picture) or (max(picture.size) <= LONGEST_EDGE and is_ready):
            return data
        if picture.format == "JPEG":
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        return _encoded(_within(ImageOps.exif_transpose(picture), LONGEST_EDGE))


def thumbnail(data: bytes, edge: int) -> bytes:
    """A small copy that fits into a square of `edge` pixels, upright, as PNG or JPEG.

    Raises `UserError` if the picture is damaged or too large to open.
    """
    from PIL import ImageOps

    with _opened(data) as picture:
        picture.draft("RGB", (edge, edge))  # a JPEG is decoded at the size that is wanted, ten times as fast
        return _encoded(_within(ImageOps.exif_transpose(picture), edge))


def _has_pages(picture: Image) -> bool:
    """Whether it is a scan of several pages or a moving picture; a telephone's second frame is only a better first."""
    return picture.format == "GIF" or (picture.format != _OF_TELEPHONES and getattr(picture, "n_frames", 1) > 1)


def _within(picture: Image, edge: int) -> Image:
    """Made smaller where it is larger, its colours mixed: those of a palette would be left out by turns."""
    if picture.mode in _OF_A_PALETTE:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((edge, edge))
    return picture


def ending(data: bytes, before: str) -> str:
    """The ending of a file with a picture that `kept` made; the one `before` where it is true already."""
    endings = (".png",) if data.startswith(b"\x89PNG") else (".jpg", ".jpeg")
    return before if before.lower() in endings else endings[0]


def _encoded(picture: Image) -> bytes:
    """What may be seen through stays so, everything else becomes a JPEG."""
    stream = BytesIO()
    if picture.has_transparency_data:
        picture.convert("RGBA").save(stream, "PNG")
    else:
        picture.convert("RGB").save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """A picture of a kind that can be shown. Raises `UserError` for anything else, and for what is damaged inside."""
    from PIL import Image as Pillow

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata; a bomb is refused below
        try:
            with Pillow.open(BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise UserError(_("This picture has too many pixels to be opened. Make it smaller first."))
                yield picture
        except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
            raise UserError(_("This picture is damaged and cannot be shown.")) from error
