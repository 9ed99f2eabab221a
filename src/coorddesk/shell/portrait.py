"""The portrait of the window: how a start shows it, painted until the real parts are there.

Only light modules are imported, for this comes before the first paint. Nothing may ask for Qt's namespace of
enumerations (`Qt`), nor call what could take one of them (`setPen`, `fillRect`): making them all takes a tenth of the
time of an empty window.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.sqlite_file import Mark

FILE_NAME = "window.png"
_QUALITY = 80  # of speed rather than size
_WORDS = "CoordDesk"  # the name of the words beside the picture, in the same file: neither comes without the other
ANY_DAY = ""


class Looks(NamedTuple):
    """What a window looks like by: the portrait of another one shows nothing that can be used."""

    version: str
    desk: str
    tab: str
    language: str
    font: str
    is_dark: bool


class Truth(NamedTuple):
    """What the rows in a picture are true to: a day (or `ANY_DAY`), and the desk as it was left."""

    day: str
    mark: Mark


class Portrait(NamedTuple):
    """A picture of the whole window, the place of its page there, and what the page is true to (None: it is blank)."""

    picture: QImage
    page: QRect
    truth: Truth | None = None

    def fits(self, window: QWidget) -> bool:
        """Whether a window is as large as it was."""
        ratio = self.picture.devicePixelRatio()
        return ratio == window.devicePixelRatio() and self.picture.size() == window.size() * ratio

    def paint(self, window: QWidget) -> None:
        """Paint it on a window that it fits."""
        with QPainter(window) as painter:
            painter.drawImage(0, 0, self.picture)


def fill(window: QWidget, place: QRect, colour: str) -> None:
    """Paint a plain rectangle."""
    paint = QPixmap(1, 1)
    paint.fill(QColor(colour))
    with QPainter(window) as painter:
        painter.drawPixmap(place, paint)


class PortraitFile:
    """The one portrait that is kept on this PC, readable by its user alone."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self._path = folder / FILE_NAME

    def recall(self, looks: Looks) -> Portrait | None:
        """The portrait of a window with these looks; another one, or what is left of one, is thrown away."""
        if not self._path.exists():
            return None
        picture = QImage(str(self._path))
        with suppress(LookupError, TypeError, ValueError):
            kept: dict[str, Any] = json.loads(picture.text(_WORDS))
            if kept["looks"] == list(looks):
                picture.setDevicePixelRatio(kept["ratio"])
                truth = None if kept["truth"] is None else Truth(*kept["truth"])
                return Portrait(picture, QRect(*kept["page"]), truth)
        self.forget()
        return None

    def keep(self, looks: Looks, portrait: Portrait) -> None:
        """Keep a portrait in place of the one before; where that cannot be, none."""
        from PySide6.QtCore import QBuffer, QIODevice  # not before the first paint
        from PySide6.QtGui import QImageWriter

        from coorddesk.core.durable import replacing

        picture, page = QImage(portrait.picture), portrait.page
        kept = {
            "looks": looks,
            "ratio": picture.devicePixelRatio(),
            "page": [page.x(), page.y(), page.width(), page.height()],
            "truth": portrait.truth,
        }
        picture.setText(_WORDS, json.dumps(kept))
        encoded = QBuffer()
        encoded.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(encoded, b"PNG")
        writer.setQuality(_QUALITY)
        writer.write(picture)
        try:
            with replacing(self._path) as part:
                part.touch(mode=0o600)  # the rows in it are for nobody else
                part.write_bytes(encoded.data().data())
        except OSError:
            self.forget()

    def forget(self) -> None:
        """Keep none."""
        with suppress(OSError):  # what cannot be taken away is not believed either
            self._path.unlink(missing_ok=True)
