"""Drawings for the demo: what a model looks like, the plan of a floor, and a page of a contract."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from coorddesk.core.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_GROUND, _BODY, _DARK, _GLASS, _SHADE = "#e9eef0", "#8c989f", "#39444b", "#0b6e80", "#cfd8dc"
_EDGE, _FINE = 480, 2  # pixels, and how many times as large it is drawn


def device(category: str) -> bytes | None:
    """A picture of a device of a category, as a JPEG; None where nobody has drawn one."""
    draw = _DEVICES.get(category)
    if draw is None:
        return None
    from PIL import Image, ImageDraw  # 30 ms that only the demo needs

    size = _EDGE * _FINE
    picture = Image.new("RGB", (size, size * 3 // 4), _GROUND)
    draw(ImageDraw.Draw(picture), size / 100)
    return _jpeg(picture.resize((_EDGE, _EDGE * 3 // 4), Image.Resampling.LANCZOS))


def plan(rooms: Sequence[str]) -> bytes:
    """The plan of a floor: its rooms at either side of a corridor, as a PNG."""
    from PIL import Image, ImageDraw, ImageFont

    columns = max(1, (len(rooms) + 1) // 2)
    width, height, margin = 260, 220, 30
    picture = Image.new("P", (columns * width + 2 * margin, 2 * height + 90 + 2 * margin), 255)
    picture.putpalette([level for level in range(256) for _channel in range(3)])
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(resource("fonts") / _FONT), 22)
    for place, room in enumerate(rooms):
        left = margin + place // 2 * width
        top = margin + place % 2 * (height + 90)
        pen.rectangle((left, top, left + width, top + height), outline=40, width=5)
        door = top + height if place % 2 == 0 else top
        pen.rectangle((left + 30, door - 3, left + 90, door + 3), fill=255)
        words = "\n".join(_in_lines(room))
        pen.multiline_text((left + width / 2, top + height / 2), words, 40, font, "mm", 6, "center")
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def page(lines: Sequence[str]) -> bytes:
    """A page of A4 with some lines of text, as a PDF."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, A4, invariant=1)
    for place, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if place == 0 else "Helvetica", 18 if place == 0 else 11)
        canvas.drawString(70, 760 - 26 * place, line)
    canvas.save()
    return stream.getvalue()


def _laptop(pen: ImageDraw, unit: float) -> None:
    _box(pen, unit, (24, 14, 76, 50), _DARK, 2)
    _box(pen, unit, (26.5, 16.5, 73.5, 47.5), _GLASS, 1)
    pen.polygon([(unit * x, unit * y) for x, y in ((22, 51), (78, 51), (86, 62), (14, 62))], fill=_BODY)
    pen.polygon([(unit * x, unit * y) for x, y in ((28, 53), (72, 53), (75, 58), (25, 58))], fill=_SHADE)


def _screen(pen: ImageDraw, unit: float) -> None:
    _box(pen, unit, (18, 12, 82, 50), _DARK, 2)
    _box(pen, unit, (20.5, 14.5, 79.5, 47.5), _GLASS, 1)
    _box(pen, unit, (46, 50, 54, 60), _BODY, 0)
    _box(pen, unit, (36, 59, 64, 62), _BODY, 1)


def _tower(pen: ImageDraw, unit: float) -> None:
    _box(pen, unit, (36, 10, 64, 64), _DARK, 2)
    _box(pen, unit, (40, 15, 60, 19), _BODY, 1)
    _box(pen, unit, (40, 22, 60, 26), _BODY, 1)
    pen.ellipse([unit * each for each in (47, 53, 53, 59)], fill=_GLASS)


def _tablet(pen: ImageDraw, unit: float) -> None:
    _box(pen, unit, (33, 8, 67, 66), _DARK, 3)
    _box(pen, unit, (36, 12, 64, 61), _GLASS, 1)
    pen.ellipse([unit * each for each in (48.5, 62, 51.5, 65)], fill=_BODY)


def _projector(pen: ImageDraw, unit: float) -> None:
    _box(pen, unit, (16, 26, 84, 54), _BODY, 4)
    pen.ellipse([unit * each for each in (24, 29, 46, 51)], fill=_DARK)
    pen.ellipse([unit * each for each in (29, 34, 41, 46)], fill=_GLASS)
    for line in range(5):
        _box(pen, unit, (54, 32 + 4 * line, 78, 33.5 + 4 * line), _SHADE, 0)
    _box(pen, unit, (22, 54, 30, 57), _DARK, 0)
    _box(pen, unit, (70, 54, 78, 57), _DARK, 0)


def _box(pen: ImageDraw, unit: float, corners: tuple[float, float, float, float], colour: str, radius: float) -> None:
    pen.rounded_rectangle([unit * corner for corner in corners], unit * radius, fill=colour)


def _jpeg(picture: Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _in_lines(name: str) -> list[str]:
    """A name in lines that fit into a room of a plan."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) > _LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


_FONT = "DejaVuSans.ttf"
_LETTERS = 15
_DEVICES: dict[str, Callable[[ImageDraw, float], None]] = {
    "Ordinateur portable": _laptop,
    "Ordinateur fixe": _tower,
    "Écran": _screen,
    "Tablette": _tablet,
    "Vidéoprojecteur": _projector,
}
