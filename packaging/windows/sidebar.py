"""Draws what stands beside the setup's first and last words: `python packaging/windows/sidebar.py FILE.bmp`."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from coorddesk.core.resources import resource
from coorddesk.widgets.tokens import LIGHT

WIDTH, HEIGHT = 164 * 3, 314 * 3  # NSIS's own size, for screens three times as fine
_MARK = 0.44  # of the width


def drawn() -> QImage:
    """The program's mark on its one colour."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.accent))
    svg = resource("icons/coorddesk.svg").read_text("utf-8").replace("currentColor", LIGHT.on_accent)
    painter = QPainter(image)
    side = WIDTH * _MARK
    mark = QRectF((WIDTH - side) / 2, (HEIGHT - side) / 2, side, side)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, mark)
    painter.end()
    return image


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    sys.exit(0 if QImageWriter(sys.argv[1], b"BMP").write(drawn()) else 1)
