"""Draws the program's icon for menus and windows of the system: `python packaging/icons.py FOLDER`.

Writes coorddesk-16.png to -256.png, coorddesk.ico and coorddesk.icns: the drawing of resources/icons in white, on a
rounded square of the program's one colour.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from coorddesk.core.resources import resource
from coorddesk.widgets.tokens import LIGHT

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_LARGEST_ICO = 256
_ROUND, _WHITE_AROUND = 0.22, 0.17  # of the side


def drawn(size: int) -> QImage:
    """The icon with a side of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * _ROUND, size * _ROUND)
    svg = resource("icons/coorddesk.svg").read_text("utf-8").replace("currentColor", LIGHT.on_accent)
    edge = size * _WHITE_AROUND
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
    painter.end()
    return image


def main(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        drawn(size).save(str(folder / f"coorddesk-{size}.png"))
    pictures = [Image.open(folder / f"coorddesk-{size}.png") for size in SIZES]
    small = [picture for picture in pictures if picture.width <= _LARGEST_ICO]
    small[-1].save(folder / "coorddesk.ico", append_images=small[:-1], sizes=[picture.size for picture in small])
    pictures[-1].save(folder / "coorddesk.icns", append_images=pictures[:-1])


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    main(Path(sys.argv[1]))
