"""Pages of a pdf as a scanner and a ruler see them."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from coorddesk.reporting.preview import page_count, page_image

Edges = tuple[float, float, float, float]
POINTS = 72
_SAME_LINE = 4  # millimetres


@dataclass(frozen=True)
class Read:
    """A code that was read on a page: its text, and where its edges are in millimetres from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def picture(pdf: bytes, page: int, dots: int) -> Image.Image:
    """A page at so many dots an inch, in greys."""
    width, height, pixels = page_image(pdf, page, dots / POINTS)
    return Image.frombytes("RGBA", (width, height), pixels).convert("L")


def codes_on(pdf: bytes, page: int = 0, dots: int = 300) -> list[Read]:
    """What a scanner reads on a page, line by line."""
    seen = picture(pdf, page, dots)
    found = [_read(code, 25.4 / dots) for code in zxingcpp.read_barcodes(seen)]
    lines: list[list[Read]] = []
    for code in sorted(found, key=lambda code: code.top):
        if not lines or code.top - lines[-1][0].top > _SAME_LINE:
            lines.append([])
        lines[-1].append(code)
    return [code for line in lines for code in sorted(line, key=lambda code: code.left)]


def all_codes(pdf: bytes, dots: int = 300) -> list[str]:
    """What a scanner reads on all pages."""
    return [code.text for page in range(page_count(pdf)) for code in codes_on(pdf, page, dots)]


def ink(pdf: bytes, page: int = 0, dots: int = 300, within: Edges = (0, 0, 500, 500)) -> Edges | None:
    """The edges of what is printed on a part of a page, in millimetres; None where nothing is."""
    seen = picture(pdf, page, dots).point(lambda grey: 255 if grey < 200 else 0)
    millimetres = 25.4 / dots
    left, top, right, bottom = (round(edge / millimetres) for edge in within)
    box = seen.crop((left, top, min(right, seen.width), min(bottom, seen.height))).getbbox()
    if box is None:
        return None
    return tuple((edge + start) * millimetres for edge, start in zip(box, (left, top) * 2, strict=True))  # type: ignore[return-value]  # four


def _read(code: zxingcpp.Barcode, millimetres: float) -> Read:
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    across, down = [corner.x * millimetres for corner in corners], [corner.y * millimetres for corner in corners]
    return Read(code.text, min(across), min(down), max(across), max(down))
